"""`hubflo-xero invoices why`."""

import click

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
    bullets(more(story.shown))
    _show_taxes(story)


def _show_taxes(story: InvoiceStory) -> None:
    told = taxes_told(story)
    if told:
        heading("What decided the tax")
        table([(f"{rate} %", tax, why) for rate, tax, why in told])
