"""Liveness: how every invoice must have ended once the faults have stopped, and what excuses a hold."""

from collections.abc import Mapping
from dataclasses import dataclass

from adapters.sandbox.hubflo.state import Organization
from adapters.sandbox.xero.invoices.record import Invoice
from domain.invoice import InvoiceStatus
from domain.invoice_record import InvoiceRecord
from domain.ledger_document import DocumentStatus
from domain.life import FINAL, Stage
from domain.ports.store import Books
from tests.simulation.ending_money import wrong_balance
from tests.simulation.story import Act, Issue, Story
from tests.simulation.watching import GONE, Watch

EXCUSED: dict[str, tuple[str, ...]] = {
    "another tool's reference": ("other-reference",),
    "a reference over ours": ("other-reference",),
    "a namesake in Xero": ("contact-ambiguous", "contact-name-taken"),
    "change the due date": ("receipt-differs",),
    "change a price": ("receipt-differs",),
    "approve": ("receipt-differs",),
    "match from the bank": ("receipt-differs",),
    "void": (),
    "delete": (),
    "renumber": ("receipt-differs",),
    "cancel in Hubflo": ("cancelled-in-hubflo",),
}
"""Holds that what a person did may leave behind: he is asked about it, and nothing is guessed."""
STATUSES = {
    "DRAFT": DocumentStatus.DRAFT,
    "SUBMITTED": DocumentStatus.AWAITING_APPROVAL,
    "AUTHORISED": DocumentStatus.APPROVED,
    "PAID": DocumentStatus.PAID,
    "VOIDED": DocumentStatus.VOIDED,
    "DELETED": DocumentStatus.DELETED,
}
TWIN = "document-twin"
ZERO_RATED, SEVERAL_RATES = "tax-choice-needed", "rounding-unclear"
"""What the invoice itself leaves open: which of the taxes of 0 %, or how its cents were cut."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ended:
    """One invoice at the end."""

    title: str
    stage: Stage
    hold: str
    said: str
    """Xero's own words, where it refused."""
    live: int
    """How many documents of it Xero has that are not deleted or voided."""


def wrong_ends(
    story: Story,
    books: Books,
    documents: list[Invoice],
    titles: Mapping[str, str],
    organization: Organization,
    watch: Watch,
) -> list[str]:
    """What is lost, left in work, or held for no reason that the story knows.

    `titles` are the ids of what was issued, `organization` is Hubflo's as it stands, and `watch` tells what
    landed late.
    """
    issues = [beat.what for beat in story.beats if isinstance(beat.what, Issue)]
    records = {record.id: record for record in books.invoices.listing(limit=1_000)}
    cancelled = {str(row["id"]) for row in organization.invoices if row["status"] == "cancelled"}
    counts = (books.invoices.counts(), books.payments.counts())
    wrong = [f"not conserved: {one}" for one in counts if not one.conserved]
    wrong += [
        f"kept no more: {one}"
        for kind in ("contact", "invoice", "payment")
        for one in books.events.lost(kind)
    ]
    for issue in issues:
        invoice_id = titles.get(issue.title, "")
        record = next((one for one in records.values() if one.id == invoice_id), None)
        if record is None:
            if invoice_id in cancelled:  # before anybody looked: it is in no list of issued ones
                continue
            wrong.append(f"lost: {issue.title} was never seen")
            continue
        hold = books.holds.of(record.subject)
        code = hold.cause.code if hold is not None else ""
        live = sum(
            record.id in str(one.fields.get("Url") or "") and one.status not in GONE for one in documents
        )
        said = hold.cause.facts.get("said", "") if hold is not None else ""
        ended = Ended(title=issue.title, stage=record.stage, hold=code, said=said, live=live)
        wrong += _unalarmed(ended) if record.id in watch.twins else _wrong(story, issue, ended, record)
        wrong += _unseen(books, record, documents)
        document = next((one for one in documents if one.invoice_id == record.document_id), None)
        acts = {act.name for act in _acts(story) if act.title == issue.title}
        wrong += wrong_balance(books, organization, record, document, acts, story.on, watch)
        wrong += _unlinked(ended, record, str(organization.invoices[invoice_id]["accounting_id"] or ""))
        if invoice_id in cancelled and not _knows_of_cancelling(record):
            wrong.append(f"cancelled in Hubflo, and we do not know: {ended}")
    return wrong


def _wrong(story: Story, issue: Issue, ended: Ended, record: InvoiceRecord) -> list[str]:
    acts = _acts(story)
    if ended.hold and ended.hold not in _excused(acts, issue) and not _was_archived(acts, ended):
        return [f"held for no reason: {ended}"]
    if ended.stage not in FINAL and ended.stage is not Stage.HELD:
        return [f"left in work: {ended}"]
    removed = {"delete", "void"} & {act.name for act in acts if act.title == issue.title}
    if ended.stage is Stage.LINKED and ended.live != 1 and not (removed and ended.live == 0):
        return [f"linked, and Xero has {ended.live}: {ended}"]
    if ended.stage is Stage.REMOVED and not removed:
        return [f"called removed, and nobody removed it: {ended}"]
    if ended.stage is Stage.SKIPPED:
        return [f"skipped by itself: {ended}"]
    if record.stage is Stage.LINKED and record.document_id is None:
        return [f"linked to nothing: {ended}"]
    return []


def _unlinked(ended: Ended, record: InvoiceRecord, reference: str) -> list[str]:
    """What we call linked bears our id in Hubflo: another text there is a question."""
    is_called_so = record.stage is Stage.LINKED and not ended.hold
    is_there = reference.lower() == str(record.document_id).lower()
    return [] if is_there or not is_called_so else [f"called linked, and Hubflo says {reference}: {ended}"]


def _knows_of_cancelling(record: InvoiceRecord) -> bool:
    """It is told once both sides stood for the same; not where it is gone from Xero too, or asked about."""
    is_told = record.stage is Stage.CANCELLED
    is_known = record.invoice.status is InvoiceStatus.CANCELLED
    return is_told or (is_known and record.stage in (Stage.REMOVED, Stage.HELD))


def _unalarmed(ended: Ended) -> list[str]:
    """Two of one are an alarm until one is left, whatever else there was to ask."""
    return [f"a twin, and no alarm: {ended}"] if ended.live > 1 and ended.hold != TWIN else []


def _unseen(books: Books, record: InvoiceRecord, documents: list[Invoice]) -> list[str]:
    """What people did to its document in Xero is what we show."""
    if record.document_id is None:
        return []
    known = books.documents.by_id([record.document_id]).get(record.document_id)
    there = next(one for one in documents if one.invoice_id == record.document_id)
    shown = (known.status, known.number, known.total) if known is not None else None
    true = (STATUSES[there.status], there.number, there.totals.total)
    return [] if shown == true else [f"{record.invoice.title}: {true} in Xero, and we show {shown}"]


def _was_archived(acts: list[Act], ended: Ended) -> bool:
    """Refused for its account, which was restored before we read the accounts anew: tried again at night."""
    is_of_account = ended.hold == "ledger-refused" and ended.said.startswith("Account code")
    return is_of_account and any(act.name == "archive the account" for act in acts)


def _excused(acts: list[Act], issue: Issue) -> set[str]:
    of_this = {code for act in acts if act.title in ("", issue.title) for code in EXCUSED.get(act.name, ())}
    rates = {line.rate for line in issue.lines}
    return (
        of_this | ({ZERO_RATED} if "0" in rates else set()) | ({SEVERAL_RATES} if len(rates) > 1 else set())
    )


def _acts(story: Story) -> list[Act]:
    return [beat.what for beat in story.beats if isinstance(beat.what, Act)]
