"""How one invoice is told: where it stands in a few words, in a sentence, and as data."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from domain.connection import Connection
from domain.dispatch import OpenElement
from domain.invoice import GONE
from domain.life import Stage
from domain.numbering import is_placeholder
from domain.services.invoice_sums import InvoiceSummary
from domain.services.shown_invoices import Shown
from entrypoints.catalogue import (
    cause_sentence,
    day_words,
    document_label,
    edit_words,
    gone_line,
    hold_label,
    money,
    skip_label,
    stage_label,
    unknown_sentence,
    visible,
    waiting_line,
)
from entrypoints.catalogue.language import month as month_name


def called(shown: Shown) -> str:
    """What people call it: its title, else its number, else its id."""
    return visible(shown.record.invoice.title.strip() or shown.record.number or shown.record.id)


def amount_of(shown: Shown) -> str:
    """Its total with the currency."""
    return money(f"{shown.total:f}", shown.record.invoice.currency)


def stands(shown: Shown) -> str:
    """Where it is, in a few words for a table."""
    record, hold = shown.record, shown.hold
    if hold is not None and shown.needs_you:
        return f"needs you: {hold_label(hold.cause)} [{hold.cause.code}]"
    if record.stage is Stage.SKIPPED:
        return f"{stage_label(record.stage)}: {skip_label(record.reason)}"
    if record.stage is not Stage.LINKED or shown.document is None:
        if record.invoice.is_issued:
            return stage_label(record.stage)
        return "gone from Hubflo" if record.invoice.status_word == GONE else "a draft in Hubflo"
    return f"in Xero, {document_label(shown.document.status)}" + (", edited there" if shown.is_edited else "")


def short(shown: Shown, zone: str, unknown: OpenElement | None = None) -> str:
    """The short answer to why it is where it is: what holds it, what it waits for, or where it is."""
    record, title = shown.record, called(shown)
    if shown.hold is not None:
        return cause_sentence(shown.hold.cause, zone)
    if unknown is not None:
        return unknown_sentence(title, unknown.sent_at, zone, act=unknown.element.act)
    approved = shown.document is not None and not shown.awaits_approval
    line = "" if record.stage is Stage.LINKED and approved else waiting_line(record, zone)
    if line:
        return line
    if record.stage is Stage.REMOVED:
        return gone_line(record, zone)
    return f'"{title}" ({", ".join(_about(shown))}): {stands(shown)}.'


def more(shown: Shown) -> list[str]:
    """What is worth knowing besides, each a sentence."""
    told = []
    if shown.has_placeholder and shown.document is not None:
        cure = "It was approved or changed in Xero: change its number there."
        if shown.may_be_numbered:
            cure = (
                "Give the number of your client's document with "
                f"`hubflo-xero invoices number {shown.record.id} NUMBER`."
            )
        told.append(f"{visible(shown.document.number)} is a placeholder of ours. {cure}")
    if shown.is_edited:
        told.append(f"Changed in Xero since we proved it: {edit_words(shown.record.edited)}.")
    return told


def row(shown: Shown) -> tuple[str, str, str, str, str, str]:
    """Title, customer, total, day, number and where it stands."""
    number = shown.document.number if shown.document is not None else shown.record.number
    day = day_words(shown.day) if shown.day is not None else ""
    return called(shown), shown.customer, amount_of(shown), day, number, stands(shown)


def as_data(shown: Shown, connection: Connection) -> dict[str, Any]:
    """The same for a program."""
    record, document, zone = shown.record, shown.document, connection.time_zone
    hold = shown.hold if shown.needs_you else None
    number = document.number if document is not None else record.number
    return {
        "id": record.id,
        "title": record.invoice.title,
        "customer": shown.customer,
        "net": f"{shown.net:f}",
        "tax": f"{shown.tax:f}",
        "total": f"{shown.total:f}",
        "currency": record.invoice.currency,
        "dated": shown.day,
        "stage": record.stage,
        "reason": record.reason or None,
        "number": number or None,
        "is_placeholder": is_placeholder(number),
        "xero_invoice_id": record.document_id,
        "xero_status": document.status if document is not None else None,
        "edited": dict(record.edited),
        "question": hold.cause.code if hold is not None else None,
        "sentence": cause_sentence(hold.cause, zone) if hold is not None else None,
        "waiting": (waiting_line(record, zone) or None) if shown.is_waiting else None,
    }


def _about(shown: Shown) -> Sequence[str]:
    day = day_words(shown.day) if shown.day is not None else ""
    return [part for part in (visible(shown.customer), amount_of(shown), day) if part]


def sums(summary: InvoiceSummary) -> list[tuple[int, str]]:
    """How many stand where: what is always told first, the rest only where there is some."""
    counts = summary.counts
    rows = [
        (summary.issued, "issued since then"),
        (summary.in_ledger, "in Xero"),
        (summary.waiting_approval, "in Xero and not approved yet"),
        (summary.waiting, "waiting (nothing to do)"),
        (summary.needs_you, "need you"),
    ]
    some = [
        (summary.edited, "edited in Xero since we proved them"),
        (counts.of(Stage.REMOVED), "deleted or voided in Xero"),
        (counts.of(Stage.CANCELLED), "cancelled in Hubflo"),
        (counts.of(Stage.SKIPPED) - summary.before_start, "left out by you"),
        (summary.before_start, "older than the start date, and not sent"),
    ]
    return rows + [(many, words) for many, words in some if many]


def month_words(month: date) -> str:
    """A month by its name: March 2026."""
    return f"{month_name(month.month)} {month.year}"
