"""What an invoice is in the ledger, from the marks on both sides: pure, for books that were lost or are old.

A mark is the portal's id on a document (its link, its number, the end of its reference), and the
document's id in the portal's accounting reference. Where they agree the two are linked again; where they
contradict one another, or something unmarked could be it, a person must say.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum

from domain.hold import Cause
from domain.invoice import InvoiceId, InvoiceStatus, PortalInvoice
from domain.invoice_answers import KEEP_REFERENCE, NOT_A_DOUBLE, parted_from
from domain.invoice_causes import About, cause, listed
from domain.invoice_numbers import has_our_mark, names_document
from domain.invoice_plan import ALIKE_WITHIN
from domain.invoice_record import BEFORE_CREATION, InvoiceRecord
from domain.ledger_document import DocumentId, DocumentKind, LedgerDocument, live
from domain.life import Stage
from domain.money import to_cents
from domain.numbering import generation_of, tail_in

CONTRADICTION = "marks-contradict"
"""What holds an invoice whose marks do not agree."""
ALIKE = "looks-already-there"
"""What holds an invoice that something unmarked could be."""

_GUID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)
_OPEN_TO_LINK = BEFORE_CREATION | {Stage.SKIPPED, Stage.REMOVED}


class Clash(StrEnum):
    """What the marks of an invoice contradict one another in."""

    SEVERAL = "several"
    ELSEWHERE = "elsewhere"
    OTHER_INVOICE = "other-invoice"
    ABSENT = "absent"
    DIFFERS = "differs"


@dataclass(frozen=True, slots=True, kw_only=True)
class Traces:
    """What both sides show of one invoice.

    `marked` are documents with its mark, in every status. `named` is what the portal's accounting reference
    names, `asked` whether the ledger was asked for it. `owners` are the titles of other invoices by the
    documents that they are. `alike` are live documents without any mark, nobody's, that could be it.
    """

    marked: Sequence[LedgerDocument] = ()
    named: LedgerDocument | None = None
    asked: bool = False
    owners: Mapping[DocumentId, str] = field(default_factory=dict)
    alike: Sequence[LedgerDocument] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkAgain:
    """It is that document. `generation` is how often it was sent anew, `left` its documents from before."""

    document: LedgerDocument
    generation: int
    left: frozenset[DocumentId]


@dataclass(frozen=True, slots=True, kw_only=True)
class AskFor:
    """The portal names a document that our copy lacks: the ledger must be asked for it."""

    document_id: DocumentId


Found = LinkAgain | AskFor | Cause
"""A document, a question to the ledger, or one to a person."""


def marks_of(document: LedgerDocument) -> frozenset[str]:
    """By what the invoice of a document is looked up: the end of its id, and each id that its link holds."""
    guids = {guid.lower() for guid in _GUID.findall(document.address)}
    return frozenset({end_in(document), *guids} - {""})


def looked_up_by(invoice_id: InvoiceId) -> tuple[str, str]:
    """The two marks under which documents of an invoice are found; `has_our_mark` then says whether."""
    return invoice_id.replace("-", "")[-12:].upper(), invoice_id.lower()


def found_again(record: InvoiceRecord, traces: Traces) -> Found | None:
    """What the invoice is; None: nothing bears a mark of it, or the books know as much as the marks say."""
    if record.place in _OPEN_TO_LINK:
        return _unlinked(record, traces)
    named = traces.named
    if record.stage is not Stage.LINKED or named is None or named.id == record.document_id:
        return None
    parted = parted_from(record.answers)
    if named.id in parted or KEEP_REFERENCE in record.answers:
        return None
    return _contradiction(record, Clash.ELSEWHERE, [*live(traces.marked), named])


def _unlinked(record: InvoiceRecord, traces: Traces) -> Found | None:
    known = set(parted_from(record.answers))
    if record.stage is Stage.REMOVED and record.document_id is not None:
        known.add(record.document_id)  # its "no" is known; only what came after it counts
    names = names_document(record.invoice.accounting_id)
    names = None if names in known else names
    marked = [one for one in traces.marked if one.id not in known]
    named = traces.named if names is not None else None
    if names is not None and named is None and not traces.asked and record.place in BEFORE_CREATION:
        return AskFor(document_id=names)
    there = live(marked)
    if (why := _why_not(record, traces, names, named, there)) is not None:
        return _contradiction(record, why, [*there, *([named] if named is not None else [])])
    document = _the_one(record, traces, named, there, marked)
    return _relink(record, document, marked) if document is not None else _alike(record, traces)


def _why_not(
    record: InvoiceRecord,
    traces: Traces,
    names: DocumentId | None,
    named: LedgerDocument | None,
    there: Sequence[LedgerDocument],
) -> Clash | None:
    """What the marks contradict one another in; None if they do not."""
    if len(there) > 1:
        return Clash.SEVERAL
    claimed = [*there, *([named] if named is not None else [])]
    if any(one.id in traces.owners for one in claimed):
        return Clash.OTHER_INVOICE
    if named is None:
        return Clash.ABSENT if names is not None and there else None
    if has_our_mark(named, record.invoice):
        return None
    if end_in(named):
        return Clash.OTHER_INVOICE
    if there and not named.is_gone:
        return Clash.ELSEWHERE
    return None if there or _agrees(record, named) else Clash.DIFFERS


def _the_one(
    record: InvoiceRecord,
    traces: Traces,
    named: LedgerDocument | None,
    there: Sequence[LedgerDocument],
    marked: Sequence[LedgerDocument],
) -> LedgerDocument | None:
    """What stands there, else what is named, else the newest that a person took away: that is an answer."""
    if there:
        return there[0]
    gone = [*([named] if named is not None else []), *marked]
    free = [one for one in gone if one.id not in traces.owners]
    if record.stage in (Stage.SKIPPED, Stage.REMOVED):
        free = live(free)
    return max(free, key=lambda one: (not one.is_gone, generation_of(one.number) or 0), default=None)


def _relink(record: InvoiceRecord, document: LedgerDocument, marked: Sequence[LedgerDocument]) -> LinkAgain:
    others = {one.id for one in marked} - {document.id}
    told = [generation for one in marked if (generation := generation_of(one.number)) is not None]
    return LinkAgain(
        document=document,
        generation=max([record.generation, len(others), *told]),
        left=frozenset(others),
    )


def _alike(record: InvoiceRecord, traces: Traces) -> Cause | None:
    """Only what may be sent can become a second one."""
    invoice = record.invoice
    may_be_sent = record.place in BEFORE_CREATION and invoice.is_issued
    if not may_be_sent or invoice.status is InvoiceStatus.CANCELLED or NOT_A_DOUBLE in record.answers:
        return None
    if not traces.alike:
        return None
    about = About(invoice=invoice, customer=traces.alike[0].contact_name)
    return cause(about, ALIKE, count=str(len(traces.alike)), documents=listed(traces.alike))


def _contradiction(record: InvoiceRecord, why: Clash, documents: Sequence[LedgerDocument]) -> Cause:
    every = {one.id: one for one in documents}
    customer = documents[0].contact_name if documents else ""
    return cause(
        About(invoice=record.invoice, customer=customer),
        CONTRADICTION,
        why=why,
        count=str(len(every)),
        documents=listed(every.values()),
        reference=record.invoice.accounting_id.strip(),
    )


def _agrees(record: InvoiceRecord, document: LedgerDocument) -> bool:
    """Whether currency and, with or without tax, total are the client's document's."""
    total = -document.total if document.kind is DocumentKind.CREDIT_NOTE else document.total
    return document.currency == record.invoice.currency and total in possible_totals(record.invoice)


def possible_totals(invoice: PortalInvoice) -> frozenset[Decimal]:
    """What the document may sum up to, with tax: what the portal's net total means is learnt from others."""
    return frozenset({to_cents(invoice.net_total), to_cents(invoice.net_total + invoice.tax_total)})


def is_near(document: LedgerDocument, day: date) -> bool:
    """Whether the days of the two are near enough for one document."""
    return document.dated is not None and abs(document.dated - day) <= ALIKE_WITHIN


def end_in(document: LedgerDocument) -> str:
    """The end of its invoice's id that a document of ours has in its number or reference; '' in others."""
    in_brackets = document.reference.rpartition("[")[2]
    in_reference = in_brackets.removesuffix("]") if in_brackets.endswith("]") else ""
    return tail_in(document.number) or tail_in(in_reference)
