"""Settles an element whose outcome is unknown by looking."""

from collections.abc import Mapping
from datetime import datetime

from domain.contact import Person
from domain.decision import Action
from domain.dispatch import Act, ElementState, OpenElement
from domain.errors import NotFound
from domain.event import SYSTEM
from domain.fields import current_of, wanted_of
from domain.ids import LedgerContactId, PersonId
from domain.ports.store import Books
from domain.services.change_person import FOR_CONTACT
from domain.services.create_person import finish_created
from domain.services.dispatching import missing_of, twin_look
from domain.services.hooking import settle_hook
from domain.services.joining import settle_contact
from domain.services.link_invoice import settle_link
from domain.services.looked_for import settle_found, settle_looked, stays_unknown
from domain.services.make_company import note_company
from domain.services.notice_twins import watch_notice
from domain.services.recognising import called, emails_of, made_by, written_by_it
from domain.services.settle_notices import settle_notice
from domain.services.turn import Turn
from domain.services.twins import watch_for_twins
from domain.standing import Standing
from domain.units import Settle


def settle(turn: Turn, unit: Settle) -> None:
    """Look once. Found: adopt. Absent for long enough: due again. Else look again later.

    What is done already and still looked at was a repeat: then it is a twin that is looked for.
    """
    with turn.reading() as books:
        found = [
            element
            for element in books.dispatches.open()
            if element.dispatch_id == unit.dispatch_id and element.element.number == unit.number
        ]
    for element in found:
        if element.element.state is ElementState.DONE:
            _WATCHES.get(element.element.act, watch_for_twins)(turn, element)
        else:
            _LOOKS[element.element.act](turn, element)


def _person(turn: Turn, unknown: OpenElement) -> None:
    contact_id = LedgerContactId(unknown.element.subject.removeprefix("contact:"))
    with turn.reading() as books:
        missing = missing_of(books, unknown.element.subject, Act.CREATE_PERSON)
    tries = [unknown, *missing]
    people = [person for email in emails_of(tries) for person in turn.portal.people_by_email(email)]
    ours = [(person, one) for one in tries for person in made_by(one, people)]
    now = turn.clock.now()
    with turn.writing() as books:
        books.portal.put_people(people, now)
        if not ours:
            _absent(turn, books, unknown, now)
            return
        person, made = ours[0]
        are_several = len({person.id for person, _ in ours}) > 1
        settle_found(books, unknown, person.id, look_at=now if are_several else twin_look(turn, missing))
        kept = books.ledger.get(contact_id)
        if kept is not None:
            finish_created(books, kept, person, written_by_it(made), now, adopted=True)


def _company(turn: Turn, unknown: OpenElement) -> None:
    facts = unknown.element.facts
    key = facts.get("key", "")
    companies = turn.portal.companies_by_name(facts.get("name", ""))
    same = called(companies, facts.get("name", ""), key)
    now = turn.clock.now()
    with turn.writing() as books:
        books.portal.put_companies(companies, now)
        if same:
            missing = missing_of(books, unknown.element.subject, Act.CREATE_COMPANY)
            are_several = bool(missing) and len(same) > 1
            look_at = now if are_several else twin_look(turn, missing)
            settle_found(books, unknown, same[0].id, look_at=look_at)
            note_company(books, turn, same[0], key, adopted=True)
            _due_again(books, LedgerContactId(facts.get("contact_id", "")), now)
        else:
            _absent(turn, books, unknown, now)


def _update(turn: Turn, unknown: OpenElement) -> None:
    facts = {name: value for name, value in unknown.element.facts.items() if name != FOR_CONTACT}
    contact_id = LedgerContactId(unknown.element.facts.get(FOR_CONTACT, ""))
    person_id = PersonId(unknown.element.subject.removeprefix("person:"))
    try:
        person: Person | None = turn.portal.person(person_id)
    except NotFound:
        person = None
    now = turn.clock.now()
    with turn.writing() as books:
        if person is None:
            settle_looked(books, unknown, ElementState.ABSENT)
            books.ledger.undecide([contact_id])
            return
        books.portal.put_people([person], now)
        current = current_of(person)
        if all(current.get(name) == value for name, value in facts.items()):
            settle_found(books, unknown, person.id)
            books.links.wrote(person.id, facts)
            _finish_update(books, contact_id, person, facts, now)
        else:
            _absent(turn, books, unknown, now)


def _finish_update(
    books: Books, contact_id: LedgerContactId, person: Person, facts: Mapping[str, str], now: datetime
) -> None:
    """A filled link is finished by acting on it once more; an update that still holds is done."""
    kept = books.ledger.get(contact_id)
    if kept is None or kept.decision is None or kept.decision.action is not Action.UPDATE:
        _due_again(books, contact_id, now)
        return
    wanted = wanted_of(kept.contact)
    if any(wanted.get(name, value) != value for name, value in facts.items()):
        _due_again(books, contact_id, now)
        return
    told = {"person_id": person.id, "fields": ", ".join(facts), "kept": ""}
    settle_contact(books, kept, Standing.UPDATED, code="person-updated", facts=told, now=now)


_LOOKS = {
    Act.CREATE_PERSON: _person,
    Act.CREATE_COMPANY: _company,
    Act.UPDATE_PERSON: _update,
    Act.WRITE_LINK: settle_link,
    Act.REGISTER_HOOK: settle_hook,
    Act.RECORD_PAYMENT: settle_notice,
}
_WATCHES = {Act.RECORD_PAYMENT: watch_notice}


def _absent(turn: Turn, books: Books, unknown: OpenElement, now: datetime) -> None:
    """No unique key guards a portal record: absence counts only long after we gave up waiting."""
    if stays_unknown(turn, books, unknown, now):
        return
    settle_looked(books, unknown, ElementState.ABSENT)
    subject = unknown.element.subject
    books.events.add(
        at=now,
        actor=SYSTEM,
        subject=subject,
        code="write-absent",
        facts={"act": unknown.element.act.value, "dispatch": unknown.dispatch_id},
    )
    facts = unknown.element.facts
    contact = facts.get(FOR_CONTACT) or facts.get("contact_id") or subject.removeprefix("contact:")
    _due_again(books, LedgerContactId(contact), now)


def _due_again(books: Books, contact_id: LedgerContactId, now: datetime) -> None:
    if books.ledger.get(contact_id) is not None:
        books.ledger.postpone(contact_id, now)
