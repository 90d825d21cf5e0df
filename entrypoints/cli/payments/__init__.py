"""`hubflo-xero payments`: one command a file."""

import click

from entrypoints.cli.lazy import LazyGroup

COMMANDS = {
    "list": ("entrypoints.cli.payments.list_", "Payments and where they stand, the latest first."),
    "show": ("entrypoints.cli.payments.show", "The payments of one invoice, on both sides."),
    "why": ("entrypoints.cli.payments.why", "Where the payment of one invoice is, and why."),
    "retry": ("entrypoints.cli.payments.retry", "Decide on one anew, and try it again."),
    "keep-both": (
        "entrypoints.cli.payments.keep_both",
        "End the alarm that one is there twice: both are right.",
    ),
    "release": ("entrypoints.cli.payments.release", "End a question: say how much is still to be posted."),
}


@click.group("payments", cls=LazyGroup, lazy=COMMANDS)
def command() -> None:
    """See where payments stand, and answer their questions.

    INV is an invoice: its title, its number in Xero, or its id, which `list` shows.
    """
