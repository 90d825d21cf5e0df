"""`hubflo-xero invoices link`."""

import click

from domain.services.adopting import Adopted
from domain.services.shown_invoices import Shown
from entrypoints.catalogue import day_words, document_label, money, visible
from entrypoints.cli.house import actor, connection_option, the_connection, with_house
from entrypoints.cli.invoices.taking import because_option, carry_out, invoice_argument
from entrypoints.cli.output import heading, say
from entrypoints.cli.tables import table
from entrypoints.container import Container
from entrypoints.invoice_words import amount_of, called


@click.command("link")
@invoice_argument
@click.option(
    "--to",
    metavar="DOCUMENT",
    required=True,
    help="The invoice or credit note in Xero, by its number or id.",
)
@because_option
@connection_option
@with_house
def command(container: Container, invoice: str, to: str, because: str, name: str | None) -> int:
    """Say which document in Xero an invoice is. Nothing is written in Xero.

    The two are compared first. If total or currency differ, say why they are one all the same.
    """
    connection = the_connection(container, name)
    before = container.showing_invoices().story(connection.id, invoice).shown
    adopted = container.adopting().link(connection, before.record.id, to, because=because, actor=actor())
    _show(before, adopted)
    if adopted.left:
        say(left_words(adopted.left))
    return carry_out(container, connection, adopted.record)


def left_words(number: str) -> str:
    """What is left behind, and what a person may do about it."""
    return (
        f"{visible(number)}, which stood for it in Xero until now, is no invoice's any more "
        "and stays as it is. If it shall not count, delete or void it in Xero under Invoices."
    )


def _show(before: Shown, adopted: Adopted) -> None:
    """Both side by side."""
    document = adopted.document
    heading("These two are one now")
    rows = [
        ("", "Hubflo", "Xero"),
        ("Called", called(before), document.number or document.id),
        ("Customer", before.customer, document.contact_name),
        ("Total", amount_of(before), money(f"{document.total:f}", document.currency)),
        (
            "Date",
            day_words(before.day) if before.day is not None else "",
            day_words(document.dated) if document.dated is not None else "",
        ),
        ("Status", "", document_label(document.status)),
    ]
    table(rows)
