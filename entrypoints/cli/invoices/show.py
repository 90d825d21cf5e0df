"""`hubflo-xero invoices show`."""

from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

import click

from domain.answers import NamedKind, NamedWrite
from domain.connection import Connection
from domain.dispatch import ElementState, OpenElement
from domain.event import SYSTEM
from domain.ledger_document import LedgerDocument
from domain.services.showing_invoices import InvoiceStory
from domain.services.shown_invoices import Shown
from domain.services.shown_payments import ShownPayment
from entrypoints.catalogue import (
    date_words,
    day_words,
    document_label,
    event_line,
    moment_words,
    rung_words,
    visible,
)
from entrypoints.cli.house import connection_option, json_option, the_connection, with_house
from entrypoints.cli.invoices.lines import figure, rows_of, sums_of, taxes_told
from entrypoints.cli.invoices.taking import invoice_argument
from entrypoints.cli.output import bullets, data, heading, printable, say
from entrypoints.cli.payment_sides import both_sides, in_xero
from entrypoints.cli.tables import table
from entrypoints.container import Container
from entrypoints.invoice_words import amount_of, as_data, called, more, short, stands
from entrypoints.payment_words import as_data as payment_as_data
from entrypoints.payment_words import stands as payment_stands

OUTCOMES = {
    ElementState.DISPATCHED: "on its way",
    ElementState.DONE: "done",
    ElementState.REFUSED: "refused",
    ElementState.NOT_SENT: "did not leave",
    ElementState.UNKNOWN: "no clear answer; being looked for",
    ElementState.ABSENT: "did not arrive",
}
_ASKED = {
    NamedKind.NUMBER: "the number {value}",
    NamedKind.REMOVAL: "its removal",
    NamedKind.APPROVAL: "its approval",
}


@click.command("show")
@invoice_argument
@connection_option
@json_option
@with_house
def command(container: Container, invoice: str, name: str | None, as_json: bool) -> None:
    """The whole life of one invoice: where it stands on both sides, its lines, and all that happened.

    INV is its title, its number in Xero, or its id.
    """
    connection = the_connection(container, name)
    story = container.showing_invoices().story(connection.id, invoice)
    payment = container.showing_payments().of_invoice(connection.id, story.shown.record.id)
    if as_json:
        told = payment_as_data(payment, connection) if payment is not None else None
        data({**_as_data(story, connection), "payment": told})
    else:
        _show(story, payment, connection.time_zone)


def _show(story: InvoiceStory, payment: ShownPayment | None, zone: str) -> None:
    shown = story.shown
    heading(called(shown))
    table(list(_facts(story, zone)))
    say()
    say(short(shown, zone, story.unknown))
    bullets(more(shown))
    _show_lines(story)
    _show_taxes(story)
    if payment is not None:
        _show_payment(payment, zone)
    _show_asked(story, zone)
    _show_requests(story, zone)
    if story.events:
        heading("What happened")
        bullets([event_line(event, zone) for event in story.events], mark="·")


def _facts(story: InvoiceStory, zone: str) -> Iterator[tuple[str, str]]:
    shown, invoice = story.shown, story.shown.record.invoice
    yield "Customer", shown.customer or "-"
    yield "Amount", f"{amount_of(shown)}, of it {figure(shown.tax)} tax"
    if shown.day is not None:
        yield "Date in the books", day_words(shown.day)
    issued = invoice.custom_issued_at or invoice.issued_at
    yield "Issued", moment_words(issued, zone) if issued is not None else "not issued yet"
    yield "Hubflo", f"{invoice.status_word}, {invoice.id}"
    if invoice.public_address:
        yield "", invoice.public_address
    yield "Xero", _in_xero(shown)
    if story.address:
        yield "", story.address
    yield "Stands", stands(shown)
    if shown.record.receipt is not None:
        yield "Receipt", _receipt(shown, shown.record.receipt)


def _in_xero(shown: Shown) -> str:
    document = shown.document
    if document is None:
        return "not there yet" if shown.record.document_id is None else f"{shown.record.document_id}"
    named = document.number or "without a number"
    due = f", due {day_words(document.due)}" if document.due is not None else ""
    return f"{named}, {document_label(document.status)}{due}, {document.id}"


def _receipt(shown: Shown, receipt: LedgerDocument) -> str:
    sums = sums_of(receipt.total - receipt.tax, receipt.tax, receipt.currency, receipt.amounts_are)
    written = f"; written {rung_words(shown.record.sent.rung)}" if shown.record.sent is not None else ""
    return f"proven to the cent, {sums}{written}"


def _show_lines(story: InvoiceStory) -> None:
    document, sent = story.shown.document, story.sent
    if document is not None and document.lines:
        heading("Its lines in Xero")
        table(rows_of(document.lines, story.books))
        say(f"  {sums_of(document.total - document.tax, document.tax, document.currency)}")
    elif sent is not None:
        heading(
            "Its lines as they were sent" if story.shown.record.sent else "Its lines as they would be sent"
        )
        table(rows_of(sent.draft.lines, story.books))
        say(f"  {sums_of(sent.total - sent.tax, sent.tax, sent.draft.currency, sent.draft.amounts_are)}")


def _show_taxes(story: InvoiceStory) -> None:
    told = taxes_told(story)
    if told:
        heading("What decided the tax")
        table([(f"{rate} %", tax, why) for rate, tax, why in told])


def _show_payment(payment: ShownPayment, zone: str) -> None:
    heading("Its payment")
    table([*both_sides(payment, zone), ("Stands", payment_stands(payment, zone))])
    if rows := in_xero(payment):
        table(rows)
    say(f"  `hubflo-xero payments why {payment.payment.invoice_id}` says more.")


def _show_asked(story: InvoiceStory, zone: str) -> None:
    if story.named_writes:
        heading("What was asked for in Xero")
        bullets([_asked(write, zone) for write in story.named_writes], mark="·")


def _asked(write: NamedWrite, zone: str) -> str:
    what = _ASKED[write.kind].format(value=printable(write.value))
    if write.said:
        outcome = "not done"
    else:
        outcome = f"done {date_words(write.done_at, zone)}" if write.done_at is not None else "not done yet"
    by = "us" if write.actor == SYSTEM else printable(write.actor.removeprefix("person:"))
    return f"{moment_words(write.at, zone)}, by {by}: {what}; {outcome}."


def _show_requests(story: InvoiceStory, zone: str) -> None:
    if story.dispatches:
        heading("What was written on either side")
        table([_request(one, zone) for one in story.dispatches])


def _request(one: OpenElement, zone: str) -> tuple[str, str, str]:
    act = one.element.act.value.replace("-", " ")
    return moment_words(one.sent_at, zone), act, OUTCOMES[one.element.state]


def _as_data(story: InvoiceStory, connection: Connection) -> dict[str, Any]:
    shown, zone = story.shown, connection.time_zone
    record = shown.record
    return {
        **as_data(shown, connection),
        "told": short(shown, zone, story.unknown),
        "hubflo_invoice": {**asdict(record.invoice), "raw": None},
        "hubflo_address": record.invoice.public_address or None,
        "xero_invoice": _document(shown.document),
        "xero_address": story.address or None,
        "receipt": _document(record.receipt),
        "sent": asdict(record.sent) if record.sent is not None else None,
        "planned": asdict(story.sent) if record.sent is None and story.sent is not None else None,
        "taxes": [{"rate": rate, "tax": tax, "why": why} for rate, tax, why in taxes_told(story)],
        "recipient": asdict(story.recipient) if story.recipient is not None else None,
        "xero_contact": asdict(story.contact) if story.contact is not None else None,
        "hold": asdict(shown.hold) if shown.hold is not None else None,
        "answers": dict(record.answers),
        "asked": [asdict(write) for write in story.named_writes],
        "dispatches": [asdict(one) for one in story.dispatches],
        "events": [{**asdict(event), "line": visible(event_line(event, zone))} for event in story.events],
    }


def _document(document: LedgerDocument | None) -> dict[str, Any] | None:
    return {**asdict(document), "raw": None} if document is not None else None
