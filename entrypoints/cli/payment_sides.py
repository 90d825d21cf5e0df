"""What both sides say of the payments of one invoice, as rows of a table."""

from collections.abc import Iterator

from domain.payment_settings import setting_of
from domain.services.shown_payments import ShownPayment
from entrypoints.catalogue import day_words, document_label, moment_words, money, payment_method_words
from entrypoints.payment_words import amount_in

Row = tuple[str, ...]


def both_sides(shown: ShownPayment, zone: str) -> Iterator[Row]:
    """What Hubflo says was received, and what Xero counts."""
    invoice, document = shown.invoice.record.invoice, shown.invoice.document
    received = f"{amount_in(shown, shown.paid)} received"
    if shown.paid:
        received += f" {payment_method_words(setting_of(invoice))}"
    if invoice.paid_at is not None:
        received += f", last {moment_words(invoice.paid_at, zone)}"
    yield "Hubflo", received
    if document is None:
        yield "Xero", "not there yet"
        return
    credited = f", {money(f'{document.amount_credited:.2f}', document.currency)} credited"
    paid, due = (
        money(f"{amount:.2f}", document.currency) for amount in (document.amount_paid, document.amount_due)
    )
    told = f"{paid} paid{credited if document.amount_credited else ''}, {due} due"
    yield "Xero", f"{told} ({document.number or 'without a number'}, {document_label(document.status)})"


def in_xero(shown: ShownPayment) -> list[Row]:
    """Every payment that Xero counts: amount, day, whose it is, and its reference."""
    document = shown.invoice.document
    if document is None:
        return []
    return [
        (
            money(f"{one.amount:.2f}", document.currency),
            day_words(one.dated) if one.dated is not None else "",
            "ours" if shown.is_ours(one) else "not ours",
            one.reference,
            one.id,
        )
        for one in document.payments
    ]
