"""Settles what was sent to the ledger and whose outcome nobody knows, a dispatch at a time, by looking."""

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime

from domain.budget import Purpose
from domain.contact import LedgerContact
from domain.customer_draft import is_mark_of
from domain.dispatch import Act, ElementState, OpenElement
from domain.invoice_answers import NOT_A_DOUBLE, parted_from
from domain.invoice_causes import OF_CUSTOMERS, About, cause, listed
from domain.invoice_numbers import has_our_mark
from domain.invoice_record import InvoiceRecord, Readiness, invoice_of, oldest_possible
from domain.ledger_document import LedgerDocument
from domain.life import Happening, Stage
from domain.links import Party
from domain.ports.store import Books
from domain.services.change_documents import settle_changes
from domain.services.create_customers import customer_exists, party_of_element
from domain.services.dispatching import TWIN_AGAIN, is_in_vain, missing_of, repeat_pause, twin_look
from domain.services.invoice_case import recipient_of
from domain.services.invoice_steps import about_sent, every_in, hold, move, never_answered, tell
from domain.services.looked_for import settle_found, settle_looked, stays_unknown
from domain.services.read_documents import note_documents
from domain.services.read_ledger import OVERLAP, sighting
from domain.services.send_documents import TAKEN, created
from domain.services.settle_payments import settle_payments
from domain.services.turn import Turn
from domain.units import SettleDispatch

_MOST_PAGES = 5
_MOST_NAMES = 10
_TWIN = "document-twin"
_MOST_TAKEN = 2
"""So often the ledger may call a number taken that it does not show before a person is asked."""


def settle_ledger(turn: Turn, unit: SettleDispatch) -> None:
    """Look once for every element of the dispatch that is to be looked for."""
    with turn.reading() as books:
        found = [one for one in books.dispatches.open() if one.dispatch_id == unit.dispatch_id]
    now = turn.clock.now()
    due = [one for one in found if one.element.look_at is not None and one.element.look_at <= now]
    if not due:
        return
    match unit.act:
        case Act.CREATE_DOCUMENT:
            _documents(turn, due)
        case Act.CREATE_CUSTOMER:
            _customers(turn, due)
        case Act.CREATE_PAYMENT:
            settle_payments(turn, due)
        case _:
            settle_changes(turn, due)


def _documents(turn: Turn, elements: Sequence[OpenElement]) -> None:
    """By number, and what is not found so by our mark, in every status.

    Where the ledger made the number there is none to ask for, and whoever gave it another hides it. For a
    twin, which is there beside the one that has the number, the mark is looked for in any case: since the
    invoice was made, for our own clock may have been wrong when we sent it.
    """
    numbers = [number for one in elements if (number := one.element.facts.get("number", ""))]
    asked_at = turn.clock.now()
    documents = list(turn.ledger.documents_numbered(numbers)) if numbers else []
    found = {document.number for document in documents}
    watched = any(one.element.state is ElementState.DONE for one in elements)
    if watched or any(one.element.facts.get("number", "") not in found for one in elements):
        with turn.reading() as books:
            records = books.invoices.many(invoice_of(one.element.subject) for one in elements)
        since = min((oldest_possible(record) for record in records.values()), default=turn.clock.now())
        documents += turn.ledger.documents_of_ours(since=since - OVERLAP, purpose=Purpose.VITAL)
    now = turn.clock.now()
    documents = list({document.id: document for document in documents}.values())
    with turn.writing() as books:
        note_documents(books, documents, asked_at=asked_at, now=now)
        for one in elements:
            record = books.invoices.get(invoice_of(one.element.subject))
            if record is None:
                settle_looked(books, one, ElementState.ABSENT)
                continue
            owners = books.invoices.of_documents(document.id for document in documents)
            others = {document_id for document_id, owner in owners.items() if owner.id != record.id}
            _document(turn, books, one, record, [d for d in documents if d.id not in others], now, documents)


def _document(
    turn: Turn,
    books: Books,
    element: OpenElement,
    record: InvoiceRecord,
    documents: Sequence[LedgerDocument],
    now: datetime,
    every: Sequence[LedgerDocument],
) -> None:
    """`documents` may be its own, `every` shows those of other invoices too: their numbers are taken."""
    number = element.element.facts.get("number", "")
    same_number = [document for document in every if number and document.number == number]
    repeated = missing_of(books, record.subject, Act.CREATE_DOCUMENT, before=element.dispatch_id)
    first = min(one.sent_at for one in (*repeated, element))
    ours = sorted(
        (
            document
            for document in documents
            if not _was_gone_before(document, first)
            and document.id not in parted_from(record.answers)
            and (
                has_our_mark(document, record.invoice)
                or (document in same_number and _is_it(document, record))
            )
        ),
        key=lambda document: document.is_gone,
    )
    if element.element.state is ElementState.DONE:
        _twins(books, element, record, ours, now)
        return
    if record.stage is Stage.DISPATCHED:  # whoever sent it died before noting that nobody can say
        record = move(record, Happening.LOST, now)
    if record.stage is not Stage.UNKNOWN:
        settle_looked(books, element, ElementState.ABSENT)
    elif ours:
        watches = twin_look(turn, missing_of(books, record.subject, Act.CREATE_DOCUMENT))
        if not number and watches is None:
            watches = now + turn.rhythm.absence_wait
        _found(books, element, record, ours[0], now, look_at=now if len(ours) > 1 else watches)
    elif same_number or _was_called_taken(books, record, number):
        settle_looked(books, element, ElementState.REFUSED)
        about = about_sent(record)
        why = cause(about, "number-taken", number=number, documents=listed(same_number))
        hold(books, move(record, Happening.ABSENT, now), why, now)
    else:
        _absent(turn, books, element, record, now)


def _was_called_taken(books: Books, record: InvoiceRecord, number: str) -> bool:
    told = [e for e in books.events.of(record.subject) if e.code == TAKEN and e.facts.get("number") == number]
    return bool(number) and len(told) >= _MOST_TAKEN


def _was_gone_before(document: LedgerDocument, sent_at: datetime) -> bool:
    """Whether somebody took it away before this was first sent: it is an earlier one of the same invoice."""
    changed = document.updated_at
    return document.is_gone and changed is not None and changed < sent_at


def _is_it(document: LedgerDocument, record: InvoiceRecord) -> bool:
    """Whether a document under our number is what we sent, where it carried no mark that would say so."""
    sent = record.sent
    return (
        sent is not None
        and record.id not in sent.draft.address
        and NOT_A_DOUBLE not in record.answers
        and document.total == sent.total
        and document.contact_id == sent.draft.contact_id
        and document.dated == sent.draft.dated
    )


def _found(
    books: Books,
    element: OpenElement,
    record: InvoiceRecord,
    document: LedgerDocument,
    now: datetime,
    *,
    look_at: datetime | None,
) -> None:
    settle_found(books, element, document.id, look_at=look_at)
    record = created(books, record, document, Happening.FOUND, now)
    if document.is_gone:
        books.invoices.put(move(record, Happening.REMOVED, now, reason=document.status))
        tell(books, record, "document-removed", {"status": document.status}, now)


def _absent(turn: Turn, books: Books, element: OpenElement, record: InvoiceRecord, now: datetime) -> None:
    """With a number of ours the ledger itself refuses a second: due again at once. Else absence must last."""
    if not element.element.facts.get("number") and stays_unknown(turn, books, element, now):
        books.invoices.put(record)
        return
    settle_looked(books, element, ElementState.ABSENT)
    missing = missing_of(books, record.subject, Act.CREATE_DOCUMENT)
    if is_in_vain(missing):
        hold(books, move(record, Happening.ABSENT, now), never_answered(record), now)
        return
    until = now + repeat_pause(turn, missing)
    books.invoices.put(move(record, Happening.ABSENT, now, readiness=Readiness.UNDECIDED, not_before=until))
    tell(books, record, "write-absent", {"act": element.element.act, "dispatch": element.dispatch_id}, now)


def _twins(
    books: Books,
    element: OpenElement,
    record: InvoiceRecord,
    ours: Sequence[LedgerDocument],
    now: datetime,
) -> None:
    """A repeat may have met what landed late: an alarm with both ids.

    A number of ours keeps the ledger from that only as long as nobody gives the first one another number.
    """
    live = {document.id: document for document in ours if not document.is_gone}
    kept = record.document_id or next(iter(live), "")
    if not live.keys() - {kept, *parted_from(record.answers)}:
        settle_looked(books, element, ElementState.DONE)
        held = books.holds.of(record.subject)
        if held is not None and held.cause.code == _TWIN:
            books.holds.release(record.subject)
            tell(books, record, "released", {"code": _TWIN}, now)
        return
    twin = cause(About(invoice=record.invoice), _TWIN, documents=listed(live.values()), keep=kept)
    if books.holds.put(record.subject, twin, now):
        tell(books, record, "held", {**twin.facts, "code": twin.code}, now)
    settle_looked(books, element, ElementState.DONE, look_at=now + TWIN_AGAIN)


def _customers(turn: Turn, elements: Sequence[OpenElement]) -> None:
    """By the mark, among what changed since it was sent; else by name, for somebody may have it."""
    since = min(one.sent_at for one in elements) - OVERLAP
    contacts: list[LedgerContact] = []
    for page in range(1, _MOST_PAGES + 1):
        read = turn.ledger.contacts_page(page, since=since, purpose=Purpose.VITAL)
        contacts += read.contacts
        if read.is_last:
            break
    missing = [one for one in elements if not _made(one, contacts)]
    for one in missing[:_MOST_NAMES]:
        contacts += turn.ledger.contacts_like(one.element.facts.get("name", ""))
    now = turn.clock.now()
    with turn.writing() as books:
        known = {contact.id: contact for contact in contacts}
        books.ledger.put_page([sighting(contact) for contact in known.values()], books.scans.current_run())
        news, in_vain = set[Party](), set[Party]()
        for one in elements:
            party, made = party_of_element(one), _made(one, known.values())
            if made is not None:
                customer_exists(books, party, made, now, adopted=True)
                settle_found(books, one, made.id)
                news.add(party)
                continue
            settle_looked(books, one, ElementState.ABSENT)
            tries = missing_of(books, one.element.subject, Act.CREATE_CUSTOMER)
            if is_in_vain(tries):
                in_vain.add(party)
            elif not repeat_pause(turn, tries):  # else whoever waits goes on when its time has come
                news.add(party)
        for record in _waiting(books, in_vain) if in_vain else ():
            hold(books, record, never_answered(record), now)
        if news:
            waiting = [record.subject for record in _waiting(books, news)]
            books.invoices.undecide([*waiting, *books.holds.with_codes(OF_CUSTOMERS)], now)


def _waiting(books: Books, parties: Collection[Party]) -> list[InvoiceRecord]:
    """Invoices that wait until one of these is created."""
    coming = [one for one in every_in(books, [Stage.DUE]) if one.readiness is Readiness.CONTACT]
    recipients = [(record, recipient_of(books, record)) for record in coming]
    return [record for record, whom in recipients if whom is not None and whom.party in parties]


def _made(element: OpenElement, contacts: Iterable[LedgerContact]) -> LedgerContact | None:
    """The contact that carries the mark that it sent."""
    party_id = element.element.facts["party_id"]
    return next((contact for contact in contacts if is_mark_of(contact.number, party_id)), None)
