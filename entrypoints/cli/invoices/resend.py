"""`hubflo-xero invoices resend`."""

import click

from entrypoints.cli.house import actor, connection_option, the_connection, with_house
from entrypoints.cli.invoices.taking import because_option, carry_out, invoice_argument
from entrypoints.container import Container


@click.command("resend")
@invoice_argument
@because_option
@connection_option
@with_house
def command(container: Container, invoice: str, because: str, name: str | None) -> int:
    """Send one anew that somebody deleted or voided in Xero, with another number.

    By itself that never happens: what you take away in Xero stays away. Say why: it is kept in the
    invoice's story.
    """
    connection = the_connection(container, name)
    record = container.steering().resend(connection.id, invoice, because=because, actor=actor())
    return carry_out(container, connection, record)
