"""`hubflo-xero payments retry`."""

import click

from entrypoints.cli.house import actor, connection_option, the_connection, with_house
from entrypoints.cli.invoices.taking import invoice_argument
from entrypoints.cli.payments.taking import carry_out
from entrypoints.container import Container


@click.command("retry")
@invoice_argument
@connection_option
@with_house
def command(container: Container, invoice: str, name: str | None) -> int:
    """Read both sides of it and decide anew at once; what Xero refused is sent once more.

    What was held by a question comes back with the same question while its cause is there.
    """
    connection = the_connection(container, name)
    payment = container.steering_payments().retry(connection.id, invoice, actor=actor())
    return carry_out(container, connection, payment.invoice_id)
