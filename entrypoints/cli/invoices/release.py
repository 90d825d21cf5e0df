"""`hubflo-xero invoices release`."""

import click

from entrypoints.cli.house import actor, connection_option, the_connection, with_house
from entrypoints.cli.invoices.taking import because_option, carry_out, invoice_argument
from entrypoints.container import Container


@click.command("release")
@invoice_argument
@because_option
@click.option(
    "--date-in-books",
    is_flag=True,
    help="Date it on the first open day, if its own period is locked in Xero.",
)
@connection_option
@with_house
def command(container: Container, invoice: str, because: str, date_in_books: bool, name: str | None) -> int:
    """End a question by your word, or send one that is older than the start date.

    Most questions end with their cause: then this says so. Say why: it is kept in the invoice's story.
    """
    connection = the_connection(container, name)
    record = container.steering().release(
        connection.id, invoice, because=because, date_in_books=date_in_books, actor=actor()
    )
    return carry_out(container, connection, record)
