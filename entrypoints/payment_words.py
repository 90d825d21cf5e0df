"""How the payments of one invoice are told: in a few words, in a sentence, and as data."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from domain.connection import Connection
from domain.dispatch import OpenElement
from domain.payment_settings import setting_of
from domain.services.payment_sums import PaymentGroup, PaymentSummary
from domain.services.shown_payments import ShownPayment
from entrypoints.catalogue import (
    cause_sentence,
    date_words,
    hold_label,
    money,
    payment_line,
    payment_method_words,
    payment_stage_label,
    unknown_sentence,
)
from entrypoints.invoice_words import called

_GROUPS = {
    PaymentGroup.SETTLED: "settled",
    PaymentGroup.WAITING_APPROVAL: "waiting for approval in Xero",
    PaymentGroup.WAITING_BANK: "left to your bank feed",
    PaymentGroup.ON_THE_WAY: "on the way (nothing to do)",
    PaymentGroup.NEEDS_YOU: "need you",
    PaymentGroup.LEFT: "left as they are",
}
_ALWAYS = frozenset(
    {PaymentGroup.SETTLED, PaymentGroup.WAITING_APPROVAL, PaymentGroup.ON_THE_WAY, PaymentGroup.NEEDS_YOU}
)


def stands(shown: ShownPayment, zone: str) -> str:
    """Where they are, in a few words for a table; what waits says since when."""
    if shown.question is not None:
        return f"needs you: {hold_label(shown.question.cause)} [{shown.question.cause.code}]"
    label = payment_stage_label(shown.payment.stage)
    return f"{label} since {date_words(shown.payment.since, zone)}" if shown.is_waiting else label


def short(shown: ShownPayment, zone: str, unknown: OpenElement | None = None) -> str:
    """The short answer to why they are where they are, in a sentence."""
    held = shown.question or shown.hold
    if held is not None:
        return cause_sentence(held.cause, zone)
    if unknown is not None:
        return unknown_sentence(called(shown.invoice), unknown.sent_at, zone, act=unknown.element.act)
    return line(shown, zone)


def line(shown: ShownPayment, zone: str) -> str:
    """Where they stand in a sentence, and what comes next; '' if they are held."""
    record, document = shown.invoice.record, shown.invoice.document
    return payment_line(record, shown.payment, document, zone, is_asked=shown.is_asked)


def amount_in(shown: ShownPayment, amount: Decimal) -> str:
    """An amount in the invoice's currency."""
    return money(f"{amount:.2f}", shown.invoice.record.invoice.currency)


def method_of(shown: ShownPayment) -> str:
    """How it was paid: "by card"; '' where nothing was received."""
    return payment_method_words(setting_of(shown.invoice.record.invoice)) if shown.paid else ""


def row(shown: ShownPayment, zone: str) -> tuple[str, str, str, str, str]:
    """Title, customer, how much was received and how, how much of it is open, and where it stands."""
    received = f"{amount_in(shown, shown.paid)} received {method_of(shown)}".rstrip()
    still_open = f"{amount_in(shown, shown.open)} open"
    return called(shown.invoice), shown.invoice.customer, received, still_open, stands(shown, zone)


def as_data(shown: ShownPayment, connection: Connection) -> dict[str, Any]:
    """The same for a program."""
    record, document, payment = shown.invoice.record, shown.invoice.document, shown.payment
    question, zone = shown.question, connection.time_zone
    return {
        "invoice_id": record.id,
        "title": record.invoice.title,
        "customer": shown.invoice.customer,
        "currency": record.invoice.currency,
        "paid_in_hubflo": f"{shown.paid:.2f}",
        "paid_at": record.invoice.paid_at,
        "method": setting_of(record.invoice),
        "paid_in_xero": f"{document.amount_paid:.2f}" if document is not None else None,
        "received": f"{shown.paid:.2f}",
        "counted": f"{shown.counted:.2f}",
        "open": f"{shown.open:.2f}",
        "credited_in_xero": f"{document.amount_credited:.2f}" if document is not None else None,
        "due_in_xero": f"{document.amount_due:.2f}" if document is not None else None,
        "xero_invoice_id": record.document_id,
        "xero_status": document.status if document is not None else None,
        "stage": payment.stage,
        "since": payment.since,
        "question": question.cause.code if question is not None else None,
        "sentence": cause_sentence(question.cause, zone) if question is not None else None,
        "waiting": (line(shown, zone) or None) if shown.is_waiting else None,
    }


def sums(summary: PaymentSummary) -> list[tuple[int, str, str, str, str]]:
    """How many stand where, in which words, and how much was received, is counted in Xero, and is open.

    Where there are none, only what is always told.
    """
    found = [(group, summary.of(group), words) for group, words in _GROUPS.items()]
    return [
        (those.count, words, amounts(those.received), amounts(those.counted), amounts(those.open))
        for group, those, words in found
        if those.count or group in _ALWAYS
    ]


def amounts(by_currency: Mapping[str, Decimal]) -> str:
    """Money in several currencies; what is nothing is left out."""
    return ", ".join(money(f"{amount:.2f}", currency) for currency, amount in by_currency.items() if amount)
