"""`hubflo-xero payments release`."""

from decimal import Decimal, InvalidOperation

import click

from domain.errors import Invalid
from domain.services.payment_words import expect_amount
from entrypoints.cli.house import actor, connection_option, the_connection, with_house
from entrypoints.cli.invoices.taking import invoice_argument
from entrypoints.cli.payments.taking import carry_out
from entrypoints.container import Container

_MOST = Decimal("1e12")
"""More is no amount, and would be written out digit by digit."""


@click.command("release")
@invoice_argument
@click.option(
    "--amount",
    metavar="A",
    required=True,
    help="So much is still to be posted in Xero, such as 680.00; 0 posts nothing.",
)
@click.option(
    "--to",
    "account",
    metavar="ACCOUNT",
    default="",
    help="To which account, by its code in Xero; else as your settings say.",
)
@connection_option
@with_house
def command(container: Container, invoice: str, amount: str, account: str, name: str | None) -> int:
    """End a question by your word: say how much of a payment is still to be posted in Xero.

    It counts until either side says something else. What your settings leave to the bank feed stays there,
    unless you name an account.
    """
    figure = _figure(amount)
    connection = the_connection(container, name)
    payment = container.steering_payments().release(
        connection.id, invoice, figure, account=account.strip(), actor=actor()
    )
    return carry_out(container, connection, payment.invoice_id)


def _figure(text: str) -> Decimal:
    """Raises Invalid (`payment-amount`) for what is no amount; a comma could mean two things."""
    try:
        amount = Decimal(text.strip())
    except InvalidOperation:
        raise Invalid("payment-amount", amount=text) from None
    if not amount.is_finite() or abs(amount) > _MOST:
        raise Invalid("payment-amount", amount=text)
    expect_amount(amount)
    return amount
