"""`hubflo-xero payments keep-both`."""

import click

from entrypoints.cli.house import actor, connection_option, the_connection, with_house
from entrypoints.cli.invoices.taking import invoice_argument
from entrypoints.cli.payments.taking import carry_out
from entrypoints.container import Container


@click.command("keep-both")
@invoice_argument
@connection_option
@with_house
def command(container: Container, invoice: str, name: str | None) -> int:
    """Say that both of what is there twice are right, because so much came in.

    That ends the alarm, and what both sides count is compared anew. What is still missing then goes as
    always, and what is too much is asked about.
    """
    connection = the_connection(container, name)
    payment = container.steering_payments().keep_both(connection.id, invoice, actor=actor())
    return carry_out(container, connection, payment.invoice_id)
