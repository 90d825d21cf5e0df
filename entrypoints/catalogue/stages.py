"""Where invoices stand, in a word or two, and a line for each that waits for us or for a step of yours."""

from datetime import datetime

from domain.dispatch import Act
from domain.invoice import InvoiceStatus
from domain.invoice_record import InvoiceRecord, Step
from domain.ledger_document import DocumentStatus
from domain.life import Stage
from entrypoints.catalogue.language import section
from entrypoints.catalogue.template import render
from entrypoints.catalogue.text import reader

UNKNOWN_OUTCOME = "unknown-outcome"
_APPROVAL, _DRAFT = "waits-for-approval", "is-a-draft"


def stage_label(stage: Stage) -> str:
    """Where an invoice is in its life: "in Xero, proven"."""
    return section("stages")[stage.value]


def step_label(step: Step) -> str:
    """What is done for it next: "its customer is created in Xero"."""
    return section("steps")[step.value]


def document_label(status: DocumentStatus) -> str:
    """Where Xero says that a document is: "awaiting approval"."""
    return section("document-statuses")[status.value]


def skip_label(reason: str) -> str:
    """Why an invoice is not sent: "older than the start date"."""
    return render("skips", reason, {"code": reason}, reader(""))


def rung_words(rung: str) -> str:
    """How an invoice was written so that Xero's sum is Hubflo's: "with prices that include the tax"."""
    return render("rungs", rung, {"code": rung}, reader(""))


def waiting_line(record: InvoiceRecord, zone: str, *, now: datetime | None = None) -> str:
    """What an invoice waits for, by its stage and next step; '' if it is held or at an end.

    What is linked waits for its approval in Xero: whoever knows that it has one shows no line.
    """
    to, code = reader(zone, now), _waits_for(record)
    if not code:
        return ""
    until = record.not_before if record.step is not None else None
    is_due = until is None or (to.now is not None and until <= to.now)
    facts = {**_facts_of(record), "until": "" if is_due or until is None else until.isoformat()}
    return render("waiting", code, facts, to)


def gone_line(record: InvoiceRecord, zone: str) -> str:
    """That an invoice was taken away in Xero, and how it is sent once more."""
    is_cancelled = record.invoice.status is InvoiceStatus.CANCELLED
    facts = {**_facts_of(record), "status": record.reason, "cancelled": "yes" if is_cancelled else ""}
    return render("ends", record.stage.value, facts, reader(zone))


def unknown_sentence(
    title: str,
    sent_at: datetime,
    zone: str,
    *,
    settled_by: datetime | None = None,
    act: Act = Act.CREATE_DOCUMENT,
    now: datetime | None = None,
) -> str:
    """What is said of a write whose outcome nobody knows yet. Times in UTC.

    `title` is what was written: an invoice's title, a customer's name. `settled_by` is until when it is
    known or sent again.
    """
    facts = {
        "title": title,
        "sent_at": sent_at.isoformat(),
        "settled_by": settled_by.isoformat() if settled_by is not None else "",
    }
    return f"{render('unknown-outcomes', act.value, facts, reader(zone, now))} [{UNKNOWN_OUTCOME}]"


def _waits_for(record: InvoiceRecord) -> str:
    if record.stage is Stage.HELD:
        return ""
    if record.stage in (Stage.DISPATCHED, Stage.UNKNOWN):
        return record.stage.value
    if record.step is not None:
        return record.step.value
    if record.stage is not Stage.LINKED:
        return ""
    is_draft = record.receipt is not None and record.receipt.status is DocumentStatus.DRAFT
    return _DRAFT if is_draft else _APPROVAL


def _facts_of(record: InvoiceRecord) -> dict[str, str]:
    invoice = record.invoice
    total = record.sent.total if record.sent is not None else invoice.net_total
    return {
        "invoice": invoice.title,
        "invoice_id": invoice.id,
        "customer": record.receipt.contact_name if record.receipt is not None else "",
        "total": f"{total:f}",
        "currency": invoice.currency,
        "dated": record.dated.isoformat() if record.dated is not None else "",
        "number": record.number,
    }
