"""Records in the books that a ledger contact is a portal person."""

from collections.abc import Mapping
from datetime import datetime

from domain.contact import Person
from domain.event import SYSTEM
from domain.ids import LedgerContactId
from domain.links import CustomerLink, Party, PersonLink, party_of
from domain.ports.mirror import Kept
from domain.ports.store import Books
from domain.reasons import Reason
from domain.standing import Standing


def join(books: Books, contact_id: LedgerContactId, person: Person, evidence: Reason, now: datetime) -> None:
    """The person link and, if that party has none, the customer link."""
    if books.links.person_link(contact_id) is None:
        feeds = not books.links.links_of_person(person.id)
        books.links.add_person(
            PersonLink(
                contact_id=contact_id, person_id=person.id, evidence=evidence, made_at=now, feeds=feeds
            )
        )
    join_party(books, contact_id, party_of(person.id, person.company_id), evidence, now)


def join_party(
    books: Books, contact_id: LedgerContactId, party: Party, evidence: Reason, now: datetime
) -> None:
    """The customer link, one to one: an older one on either side stays."""
    books.links.add_customer(CustomerLink(contact_id=contact_id, party=party, evidence=evidence, made_at=now))


def settle_contact(
    books: Books,
    kept: Kept,
    standing: Standing,
    *,
    code: str,
    facts: Mapping[str, str],
    now: datetime,
) -> None:
    """The work on a contact, as `kept` was when it began, is done: its standing, and the event."""
    end_work(books, kept, standing)
    books.events.add(at=now, actor=SYSTEM, subject=f"contact:{kept.contact.id}", code=code, facts=facts)


def end_work(books: Books, kept: Kept, standing: Standing) -> None:
    """The standing of a contact; one that was read anew with other facts meanwhile is decided anew."""
    contact_id = kept.contact.id
    current = books.ledger.get(contact_id)
    if current is None or current.contact == kept.contact:
        books.ledger.settle(contact_id, standing, books.scans.current_run())
    else:
        books.ledger.undecide([contact_id])
