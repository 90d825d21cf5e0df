"""`hubflo-xero payments show`."""

from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

import click

from domain.connection import Connection
from domain.dispatch import OpenElement
from domain.payment_balances import lists_payments
from domain.payment_record import Word
from domain.services.showing_payments import PaymentStory
from domain.services.shown_payments import ShownPayment
from entrypoints.catalogue import (
    day_words,
    event_line,
    moment_words,
    money,
    visible,
)
from entrypoints.cli.house import connection_option, json_option, the_connection, with_house
from entrypoints.cli.invoices.show import OUTCOMES
from entrypoints.cli.invoices.taking import invoice_argument
from entrypoints.cli.output import bullets, data, heading, say
from entrypoints.cli.payment_sides import Row, both_sides, in_xero
from entrypoints.cli.tables import table
from entrypoints.container import Container
from entrypoints.invoice_words import amount_of, called
from entrypoints.payment_words import amount_in, as_data, short, stands


@click.command("show")
@invoice_argument
@connection_option
@json_option
@with_house
def command(container: Container, invoice: str, name: str | None, as_json: bool) -> None:
    """The payments of one invoice: what both sides say, what we posted, and all that happened.

    INV is its title, its number in Xero, or its id.
    """
    connection = the_connection(container, name)
    story = container.showing_payments().story(connection.id, invoice)
    if as_json:
        data(_as_data(story, connection))
    else:
        _show(story, connection.time_zone)


def _show(story: PaymentStory, zone: str) -> None:
    shown = story.shown
    heading(called(shown.invoice))
    table(list(_facts(shown, zone)))
    say()
    say(short(shown, zone, story.unknown))
    rows = in_xero(shown)
    if rows:
        heading("Its payments in Xero")
        table(rows)
    if shown.payment.posted:
        heading("What we posted in Xero")
        table(list(_posted(shown, zone)))
    if story.dispatches:
        heading("What was written on either side")
        table([_request(one, zone) for one in story.dispatches])
    if story.events:
        heading("What happened")
        bullets([event_line(event, zone) for event in story.events], mark="·")


def _facts(shown: ShownPayment, zone: str) -> Iterator[Row]:
    payment = shown.payment
    yield "Customer", shown.invoice.customer or "-"
    yield "Invoice", amount_of(shown.invoice)
    yield from both_sides(shown, zone)
    yield "Open", amount_in(shown, shown.open)
    if payment.recorded:
        yield "Recorded by us", f"{amount_in(shown, payment.recorded)} in Hubflo"
    if payment.word is not None and (payment.word.left or payment.word.excused):
        yield "Your word", ", ".join(_said(shown, payment.word))
    yield "Stands", stands(shown, zone)
    yield "Since", moment_words(payment.since, zone)


def _said(shown: ShownPayment, word: Word) -> Iterator[str]:
    """What is left to be posted of a word, and what it left away."""
    if word.left:
        accounts = {one.account for one in word.by_rise.values()} or {word.account}
        to = f" to the account {word.account}" if word.account and len(accounts) == 1 else ""
        yield f"{amount_in(shown, word.left)} still to be posted{to}"
    if word.excused:
        yield f"{amount_in(shown, word.excused)} not to be posted"


def _posted(shown: ShownPayment, zone: str) -> Iterator[Row]:
    """A document that does not list its payments does not say whether one of them is gone."""
    document = shown.invoice.document
    there = {one.id for one in document.payments} if document is not None else set()
    is_told = document is not None and lists_payments(document)
    for one in shown.payment.posted:
        gone = "not in Xero any more" if is_told and one.id not in there else ""
        at, account = moment_words(one.at, zone), one.account or "account not known"
        yield money(f"{one.amount:.2f}", one.currency), day_words(one.dated), account, at, one.id, gone


def _request(one: OpenElement, zone: str) -> Row:
    facts = one.element.facts
    amount = money(facts.get("amount", ""), facts.get("currency", "")) if facts.get("amount") else ""
    act = one.element.act.value.replace("-", " ")
    return moment_words(one.sent_at, zone), act, amount, OUTCOMES[one.element.state]


def _as_data(story: PaymentStory, connection: Connection) -> dict[str, Any]:
    shown, zone = story.shown, connection.time_zone
    payment, document = shown.payment, shown.invoice.document
    there = document.payments if document is not None else ()
    return {
        **as_data(shown, connection),
        "told": short(shown, zone, story.unknown),
        "xero_payments": [{**asdict(one), "is_ours": shown.is_ours(one)} for one in there],
        "posted": [asdict(one) for one in payment.posted],
        "recorded_in_hubflo": f"{payment.recorded:.2f}",
        "word": asdict(payment.word) if payment.word is not None else None,
        "hold": asdict(shown.hold) if shown.hold is not None else None,
        "twin": asdict(shown.twin) if shown.twin is not None else None,
        "dispatches": [asdict(one) for one in story.dispatches],
        "events": [{**asdict(event), "line": visible(event_line(event, zone))} for event in story.events],
    }
