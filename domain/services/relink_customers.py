"""Links again who is billed as which contact: by the contacts' own marks, else by what they were billed.

Who was billed as several contacts, or as one that stands for somebody else, is noted: the next invoice asks.
"""

from collections import defaultdict
from collections.abc import Iterator
from datetime import datetime

from domain.contact import LedgerContact
from domain.customer_draft import party_marked
from domain.customer_evidence import evidence
from domain.customers import is_usable
from domain.ids import LedgerContactId, PersonId
from domain.life import IN_LEDGER, Stage
from domain.links import CustomerLink, Party, PartyKind, party_of
from domain.ports.store import Books
from domain.reasons import Reason
from domain.services import noted
from domain.services.invoice_steps import every_in
from domain.services.turn import Turn

_PAGE = 500

Claims = dict[Party, dict[LedgerContactId, LedgerContact]]
"""Contacts by the parties that they could be."""


def relink_customers(turn: Turn) -> None:
    """Each party that has no link yet; one that has keeps it."""
    with turn.reading() as books:
        marked, billed = marked_contacts(books), _billed(books)
    claimed = defaultdict[LedgerContactId, set[Party]](set)
    for party, contacts in billed.items():
        for contact_id in contacts:
            claimed[contact_id].add(party)
    now = turn.clock.now()
    with turn.writing() as books:
        linked = doubtful = 0
        for party, contacts in marked.items():
            usable = [contact for contact in contacts.values() if is_usable(contact)]
            linked += len(usable) == 1 and _link(
                books, party, usable[0], evidence("our-mark", usable[0]), now
            )
        for party, contacts in billed.items():
            if party in marked:
                continue
            (first, *others) = contacts.values()
            alone = not others and len(claimed[first.id]) == 1
            is_linked = _is_linked(books, party) or (
                alone and _link(books, party, first, evidence("billed-before", first), now)
            )
            noted.note_claims(books, party, () if is_linked else tuple(contacts))
            linked, doubtful = linked + is_linked, doubtful + (not is_linked)
        noted.note_customers_again(books, linked, doubtful)


def _link(books: Books, party: Party, contact: LedgerContact, why: Reason, now: datetime) -> bool:
    return _is_linked(books, party) or books.links.add_customer(
        CustomerLink(contact_id=contact.id, party=party, evidence=why, made_at=now)
    )


def _is_linked(books: Books, party: Party) -> bool:
    return books.links.customer_of_party(party) is not None


def marked_contacts(books: Books) -> Claims:
    """Contacts that carry the id of somebody in the portal."""
    claims: Claims = defaultdict(dict)
    for contacts in _pages(books):
        ids = {contact.id: party_marked(contact.number) for contact in contacts}
        companies = books.portal.companies_by_id(set(ids.values()) - {""})
        people = books.portal.people_by_id(set(ids.values()) - {""})
        for contact in contacts:
            marked = ids[contact.id]
            if marked in companies or marked in people:
                kind = PartyKind.COMPANY if marked in companies else PartyKind.PERSON
                claims[Party(kind=kind, id=marked)][contact.id] = contact
    return claims


def _pages(books: Books) -> Iterator[list[LedgerContact]]:
    after: LedgerContactId | None = None
    while page := books.ledger.listing(limit=_PAGE, after=after):
        after = page[-1].contact.id
        yield [kept.contact for kept in page if kept.contact.number and not kept.forgotten]


def _billed(books: Books) -> Claims:
    """Contacts that stand on the documents of a party's invoices."""
    by_recipient: dict[PersonId, set[LedgerContactId]] = defaultdict(set)
    for record in every_in(books, (*IN_LEDGER, Stage.CANCELLED)):
        if record.invoice.recipient_id is not None and record.contact_id is not None:
            by_recipient[record.invoice.recipient_id].add(record.contact_id)
    claims: Claims = defaultdict(dict)
    for recipient_id, contact_ids in by_recipient.items():
        person = books.portal.person(recipient_id)
        party = party_of(person.id, person.company_id) if person is not None else None
        if party is None:
            continue
        for contact_id in sorted(contact_ids):
            kept = books.ledger.get(contact_id)
            if kept is not None and not kept.forgotten:
                claims[party][contact_id] = kept.contact
    return claims
