"""`hubflo-xero payments why`."""

import click

from entrypoints.cli.house import connection_option, json_option, the_connection, with_house
from entrypoints.cli.invoices.taking import invoice_argument
from entrypoints.cli.output import data, say
from entrypoints.container import Container
from entrypoints.payment_words import as_data, short


@click.command("why")
@invoice_argument
@connection_option
@json_option
@with_house
def command(container: Container, invoice: str, name: str | None, as_json: bool) -> None:
    """Where the payment of an invoice is, and why it is not further, in a sentence.

    INV is its title, its number in Xero, or its id.
    """
    connection = the_connection(container, name)
    story = container.showing_payments().story(connection.id, invoice)
    told = short(story.shown, connection.time_zone, story.unknown)
    if as_json:
        data({**as_data(story.shown, connection), "told": told})
        return
    say(told)
