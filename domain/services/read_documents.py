"""Reads the ledger's sales documents into our copy, and sees what people did with ours."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta

from domain.answers import NamedKind
from domain.budget import Purpose
from domain.connection import ConnectionState
from domain.dispatch import Act
from domain.invoice import InvoiceId
from domain.invoice_causes import OF_DOCUMENTS, OF_RECEIPTS
from domain.invoice_numbers import names_document
from domain.invoice_record import InvoiceRecord, Readiness
from domain.invoice_settings import invoice_settings_of
from domain.ledger_document import DocumentId, DocumentStatus, LedgerDocument
from domain.life import IN_LEDGER, Happening, Stage
from domain.payment_record import subject_of_payment
from domain.ports.store import Books
from domain.receipts import edits
from domain.scan import ScanKind
from domain.services.documents_by_id import documents_by_id
from domain.services.invoice_steps import follow_number, move, release, tell
from domain.services.payment_alarms import look_for_twins
from domain.services.payment_steps import stir
from domain.services.read_ledger import OVERLAP, reading_for
from domain.services.setting_aside import put_off
from domain.services.turn import Turn
from domain.units import LookForDocuments, ReadPage

REACH = timedelta(days=31)
"""How far before the start date the first reading goes: what was typed by hand may be one of ours."""

_TOLD = {
    DocumentStatus.APPROVED: "document-approved",
    DocumentStatus.PAID: "document-paid",
    DocumentStatus.DRAFT: "document-back-to-draft",
}


def read_documents(turn: Turn, unit: ReadPage) -> None:
    """Read the next page of what changed."""
    with turn.writing() as books:
        if unit.begin:
            since = _since(books, turn.clock.now())
            scan = books.scans.start(unit.kind, now=turn.clock.now(), since=since)
        else:
            scan = books.scans.latest()[unit.kind]
        purpose = reading_for(books)
    asked_at = turn.clock.now()
    page = turn.ledger.documents_page(scan.next_page, since=scan.since, purpose=purpose)
    now = turn.clock.now()
    with turn.writing() as books:
        note_documents(books, page.documents, asked_at=asked_at, now=now)
        scan = replace(
            scan,
            next_page=scan.next_page + 1,
            as_of=scan.as_of or page.as_of,
            read=scan.read + len(page.documents),
            finished_at=now if page.is_last else None,
            not_before=None,
        )
        books.scans.save(scan)
        if page.is_last and scan.read:
            books.invoices.undecide(books.holds.with_codes(OF_DOCUMENTS), now)


def look_for_documents(turn: Turn, unit: LookForDocuments) -> None:
    """Ask the ledger for the documents that the portal names, and decide anew."""
    with turn.reading() as books:
        records = books.invoices.many(unit.ids)
    named = {
        record.id: document_id
        for record in records.values()
        if (document_id := names_document(record.invoice.accounting_id)) is not None
    }
    ids = tuple(dict.fromkeys(named.values()))
    asked_at = turn.clock.now()
    read = documents_by_id(turn.ledger, ids, {}, purpose=Purpose.WORK)
    found = list(read.found.values())
    found += _credit_notes(turn, records.values(), named, {document.id for document in found})
    now = turn.clock.now()
    with turn.writing() as books:
        note_documents(books, found, asked_at=asked_at, now=now)
        for record in books.invoices.many(named).values():
            if (problem := read.refused.get(named[record.id])) is not None:
                put_off(turn, books, [record.id], problem, now)
            if named[record.id] in read.refused.keys() | read.left:
                continue
            looked = replace(record, looked_for=named[record.id], readiness=Readiness.UNDECIDED)
            books.invoices.put(replace(looked, step_since=now))


def _credit_notes(
    turn: Turn,
    records: Iterable[InvoiceRecord],
    named: Mapping[InvoiceId, DocumentId],
    found: Collection[DocumentId],
) -> list[LedgerDocument]:
    """What a credit became is in another list, and a person may have linked it: one call each."""
    credits_ = {named[record.id] for record in records if record.id in named and record.invoice.net_total < 0}
    notes = (turn.ledger.credit_note(one, purpose=Purpose.WORK) for one in sorted(credits_ - {*found}))
    return [note for note in notes if note is not None]


def note_documents(
    books: Books, documents: Sequence[LedgerDocument], *, asked_at: datetime, now: datetime
) -> None:
    """Into our copy; of ours it is told what changed. `asked_at` is when they were asked for."""
    known = books.documents.by_id(document.id for document in documents)
    records = books.invoices.of_documents(document.id for document in documents)
    fresh = [
        document for document in documents if not _is_older(document, known.get(document.id), asked_at, now)
    ]
    for document in fresh:
        if (record := records.get(document.id)) is not None:
            _follow(books, record, known.get(document.id), document, now)
    books.documents.put(fresh, now)
    changed = [one.id for one in fresh if one.id in records and one != known.get(one.id)]
    if changed:
        ours = tuple(books.invoices.of_documents(changed).values())
        for record in ours:
            stir(books, record, now)
        look_for_twins(books, {subject_of_payment(record.id) for record in ours}, now)


def _is_older(
    document: LedgerDocument, known: LedgerDocument | None, asked_at: datetime, now: datetime
) -> bool:
    """Whether it was read before what we know by now: a page is older than a write that overtook it.

    The answer to a payment of ours does not tell what version it made. What lacks it is older if it is of the
    version that we knew before, or was asked for before that answer, however new it is else. An answer that
    is still to come was noted by a clock that has been set back.
    """
    if known is None:
        return False
    version, known_version = document.updated_at, known.updated_at
    if version is not None and known_version is not None and version < known_version:
        return True
    if known.answered_at is None:
        return False
    there = {one.id for one in document.payments}
    lacks = any(one.id not in there for one in known.payments)
    return lacks and (
        asked_at < known.answered_at <= now or (version is not None and version == known_version)
    )


def _follow(
    books: Books,
    record: InvoiceRecord,
    before: LedgerDocument | None,
    document: LedgerDocument,
    now: datetime,
) -> None:
    if document.is_gone:
        _gone(books, record, before, document, now)
        return
    if record.stage is Stage.CANCELLED and document.amount_due <= 0 < document.amount_credited:
        _settled(books, record, now)  # a credit note took the whole of it back
    tell_status(books, record, before, document, now)
    if not _is_asked_for(books, record, document.number):
        record = follow_number(books, record, document.number, now)
    changed = edits(record.receipt, document) if record.receipt is not None and document.lines else {}
    if changed and changed != record.edited:
        tell(books, record, "document-edited", changed, now)
    books.invoices.put(_looked_at_anew(books, replace(record, edited=changed), before, document))


def tell_status(
    books: Books,
    record: InvoiceRecord,
    before: LedgerDocument | None,
    document: LedgerDocument,
    now: datetime,
) -> None:
    """What it has become since `before`; an approval of ours that is on its way tells of itself.

    What was paid and is not any more was approved before: of that it tells that less is counted.
    """
    if before is None:
        return
    if (less := before.counted - document.counted) > 0:
        facts = {"number": document.number, "less": f"{less:.2f}", "counted": f"{document.counted:.2f}"}
        tell(books, record, "document-counts-less", {**facts, "currency": document.currency}, now)
    if before.status is document.status or document.status not in _TOLD:
        return
    is_known = before.status is DocumentStatus.PAID or _is_sent_by_us(books, record, NamedKind.APPROVAL)
    if not (document.status is DocumentStatus.APPROVED and is_known):
        tell(books, record, _TOLD[document.status], {"number": document.number}, now)


def _looked_at_anew(
    books: Books, record: InvoiceRecord, before: LedgerDocument | None, document: LedgerDocument
) -> InvoiceRecord:
    """What is held because it was missing, or other than sent, is read back again once it changed."""
    held = books.holds.of(record.subject) if record.stage is Stage.HELD else None
    is_asked = held is not None and held.cause.code in OF_RECEIPTS
    if not is_asked or document == before:
        return record
    return replace(record, readiness=Readiness.UNDECIDED, not_before=None, attempts=0)


def _is_asked_for(books: Books, record: InvoiceRecord, number: str) -> bool:
    """Whether it is the number of a named write of ours whose outcome nobody has noted yet."""
    return any(
        write.invoice_id == record.id and write.kind is NamedKind.NUMBER and write.value == number
        for write in books.named_writes.open()
    )


def _is_sent_by_us(books: Books, record: InvoiceRecord, kind: NamedKind) -> bool:
    """Whether nobody has noted yet what became of an approval or a removal that we sent: that tells of it."""
    writes = (one for one in books.named_writes.open() if one.kind is kind)
    if record.id not in {one.invoice_id for one in writes}:
        return False
    changes = (one.element for one in books.dispatches.open() if one.element.act is Act.CHANGE_DOCUMENT)
    return record.subject in {one.subject for one in changes}


def _gone(
    books: Books,
    record: InvoiceRecord,
    before: LedgerDocument | None,
    document: LedgerDocument,
    now: datetime,
) -> None:
    """A person took it away: their "no" is an end. What asked about it is asked no more."""
    if record.stage is Stage.CANCELLED:
        was_there = before is not None and not before.is_gone
        if was_there and not _is_sent_by_us(books, record, NamedKind.REMOVAL):
            tell(books, record, "document-removed", {"status": document.status}, now)
        _settled(books, record, now)
        return
    if record.place not in IN_LEDGER:
        return
    record = release(books, record, now)
    books.holds.release(record.subject)
    tell(books, record, "document-removed", {"status": document.status}, now)
    books.invoices.put(move(record, Happening.REMOVED, now, reason=document.status))


def _settled(books: Books, record: InvoiceRecord, now: datetime) -> None:
    """The two sides agree that it does not count."""
    held = books.holds.release(record.subject)
    if held is not None:
        tell(books, record, "released", {"code": held.cause.code}, now)


def _since(books: Books, now: datetime) -> datetime | None:
    """From before the newest finished reading began; the first time from before the start date.

    A rebuild reads all of them.
    """
    if books.connection.state is ConnectionState.REBUILDING:
        return None
    last = books.scans.latest_finished().get(ScanKind.LEDGER_DOCUMENTS)
    if last is not None and last.as_of is not None:
        return last.as_of - OVERLAP
    start = invoice_settings_of(*books.settings.current()).start
    return datetime.combine(start or now.date(), time(), UTC) - REACH
