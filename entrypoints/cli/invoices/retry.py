"""`hubflo-xero invoices retry`."""

import click

from entrypoints.cli.house import actor, connection_option, the_connection, with_house
from entrypoints.cli.invoices.taking import carry_out, invoice_argument
from entrypoints.container import Container


@click.command("retry")
@invoice_argument
@connection_option
@with_house
def command(container: Container, invoice: str, name: str | None) -> int:
    """Try one again that could not go on: it is decided anew, at once.

    What was held by a question comes back with the same question while its cause is there.
    """
    connection = the_connection(container, name)
    record = container.steering().retry(connection.id, invoice, actor=actor())
    return carry_out(container, connection, record)
