"""`hubflo-xero invoices why`."""

from collections.abc import Iterator

import click

from domain.connection import Connection
from domain.life import Stage
from domain.services.showing_invoices import InvoiceStory
from entrypoints.cli.house import connection_option, json_option, the_connection, with_house
from entrypoints.cli.invoices.lines import taxes_told
from entrypoints.cli.invoices.taking import invoice_argument
from entrypoints.cli.output import bullets, data, heading, say
from entrypoints.cli.tables import table
from entrypoints.container import Container
from entrypoints.invoice_words import as_data, more, short


@click.command("why")
@invoice_argument
@connection_option
@json_option
@with_house
def command(container: Container, invoice: str, name: str | None, as_json: bool) -> None:
    """Where an invoice is, and why it is not further; and what decided the tax of its lines.

    INV is its title, its number in Xero, or its id.
    """
    connection = the_connection(container, name)
    story = container.showing_invoices().story(connection.id, invoice)
    zone = connection.time_zone
    if as_json:
        taxes = [{"rate": rate, "tax": tax, "why": why} for rate, tax, why in taxes_told(story)]
        told = short(story.shown, zone, story.unknown)
        data({**as_data(story.shown, connection), "told": told, "taxes": taxes})
        return
    say(short(story.shown, zone, story.unknown))
    bullets([*more(story.shown), *_money(container, connection, story)])
    _show_taxes(story)


def _money(container: Container, connection: Connection, story: InvoiceStory) -> Iterator[str]:
    """Where to look if money waits for one that was taken away in Xero."""
    record = story.shown.record
    if record.stage is not Stage.REMOVED:
        return
    payment = container.showing_payments().of_invoice(connection.id, record.id)
    if payment is not None and payment.question is not None:
        yield f"Money came in for it and waits for your decision: `hubflo-xero payments why {record.id}`."


def _show_taxes(story: InvoiceStory) -> None:
    told = taxes_told(story)
    if told:
        heading("What decided the tax")
        table([(f"{rate} %", tax, why) for rate, tax, why in told])
