"""`hubflo-xero invoices`: one command a file."""

import click

from entrypoints.cli.lazy import LazyGroup

COMMANDS = {
    "list": ("entrypoints.cli.invoices.list_", "Invoices and where they stand, the newest first."),
    "show": ("entrypoints.cli.invoices.show", "The whole life of one invoice, on both sides."),
    "why": ("entrypoints.cli.invoices.why", "Where one invoice is, and why it is not further."),
    "retry": ("entrypoints.cli.invoices.retry", "Try one again that could not go on."),
    "release": ("entrypoints.cli.invoices.release", "End a question by your word, and let it go on."),
    "skip": ("entrypoints.cli.invoices.skip", "Leave one out that is not in Xero yet."),
    "resend": ("entrypoints.cli.invoices.resend", "Send one anew that was deleted or voided in Xero."),
    "link": ("entrypoints.cli.invoices.link", "Say which document in Xero an invoice is."),
    "unlink": ("entrypoints.cli.invoices.unlink", "Part an invoice from its document in Xero."),
    "number": ("entrypoints.cli.invoices.number", "Give the numbers that your clients' documents carry."),
    "tax": ("entrypoints.cli.invoices.tax", "Choose a tax: for one invoice, a customer, or always."),
}


@click.group("invoices", cls=LazyGroup, lazy=COMMANDS)
def command() -> None:
    """See where invoices stand, and answer their questions.

    INV is an invoice: its title, its number in Xero, or its id, which `list` shows.
    """
