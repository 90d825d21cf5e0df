"""Asks the portal about one contact, where a whole reading would cost more than it tells."""

from collections.abc import Callable, Iterable
from typing import TypeVar

from domain.companies import is_a_company
from domain.contact import Company, Person
from domain.errors import NotFound
from domain.ids import CompanyId, PersonId
from domain.ports.mirror import Kept
from domain.ports.store import Books
from domain.services.turn import Turn
from domain.units import LookUp

Id = TypeVar("Id", PersonId, CompanyId)
Record = TypeVar("Record")


def look_up(turn: Turn, unit: LookUp) -> None:
    """Bring everybody with the contact's email, and companies with its name, into our copy.

    Whom the copy has by that email or name, or a person named, and the portal did not show may have
    changed there or be gone: each of them is read again, for nobody is to be asked about what is so no
    more. Who is gone is blank in the copy, and may come back.
    """
    with turn.reading() as books:
        kept = books.ledger.get(unit.contact_id)
        known_people = _people_like(books, kept) if kept is not None else set()
        known_companies = _companies_like(books, kept) if kept is not None else set()
    if kept is None:
        return
    seen_at = turn.clock.now()
    people = turn.portal.people_by_email(kept.contact.email) if kept.contact.email else ()
    named = is_a_company(kept.contact, kept.keys)
    companies = turn.portal.companies_by_name(kept.contact.name) if named else ()
    others, gone = _again(known_people - {person.id for person in people}, turn.portal.person)
    other_companies, _ = _again(known_companies - _ids(companies), turn.portal.company)
    now = turn.clock.now()
    with turn.writing() as books:
        books.portal.put_people([*people, *others, *(Person(id=person_id) for person_id in gone)], seen_at)
        books.portal.put_companies([*companies, *other_companies], seen_at)
        books.ledger.looked_up([unit.contact_id], now)


def _people_like(books: Books, kept: Kept) -> set[PersonId]:
    answer = books.answers.of([kept.contact.id]).get(kept.contact.id)
    answered = {answer.person_id} if answer is not None and answer.person_id is not None else set()
    by_email = books.portal.people_by_email([kept.keys.email]) if kept.keys.email else {}
    by_name = books.portal.people_by_name([kept.keys.person]) if kept.keys.person else {}
    like = {person.id for group in (*by_email.values(), *by_name.values()) for person in group}
    return like | answered


def _companies_like(books: Books, kept: Kept) -> set[CompanyId]:
    by_key = books.portal.companies_by_key([kept.keys.company]) if kept.keys.company else {}
    return {company.id for group in by_key.values() for company in group}


def _ids(companies: Iterable[Company]) -> set[CompanyId]:
    return {company.id for company in companies}


def _again(ids: set[Id], read: Callable[[Id], Record]) -> tuple[list[Record], list[Id]]:
    """Each by its id, as it is now, and the ids of those that are gone."""
    there, gone = list[Record](), list[Id]()
    for record_id in sorted(ids):
        try:
            there.append(read(record_id))
        except NotFound:
            gone.append(record_id)
    return there, gone
