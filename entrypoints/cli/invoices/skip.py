"""`hubflo-xero invoices skip`."""

import click

from entrypoints.cli.house import actor, connection_option, the_connection, with_house
from entrypoints.cli.invoices.taking import because_option, invoice_argument, named
from entrypoints.cli.output import say
from entrypoints.container import Container


@click.command("skip")
@invoice_argument
@because_option
@connection_option
@with_house
def command(container: Container, invoice: str, because: str, name: str | None) -> None:
    """Leave one out that is not in Xero yet. It is not sent, unless you release it.

    Say why: it is kept in the invoice's story.
    """
    connection = the_connection(container, name)
    record = container.steering().skip(connection.id, invoice, because=because, actor=actor())
    say(
        f'"{named(container, connection, record)}" is not sent. To send it after all: '
        f'`hubflo-xero invoices release {record.id} --because "why"`.'
    )
