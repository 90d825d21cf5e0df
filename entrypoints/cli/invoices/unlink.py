"""`hubflo-xero invoices unlink`."""

import click

from entrypoints.cli.house import actor, connection_option, the_connection, with_house
from entrypoints.cli.invoices.taking import because_option, carry_out, invoice_argument
from entrypoints.container import Container


@click.command("unlink")
@invoice_argument
@because_option
@connection_option
@with_house
def command(container: Container, invoice: str, because: str, name: str | None) -> int:
    """Part an invoice from its document in Xero. Both stay as they are.

    Then nothing is sent by itself: link it to another one, release it to send it anew, or skip it.
    """
    connection = the_connection(container, name)
    record = container.adopting().unlink(connection.id, invoice, because=because, actor=actor())
    return carry_out(container, connection, record)
