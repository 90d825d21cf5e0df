"""`hubflo-xero contacts`: one command a file."""

import click

from entrypoints.cli.lazy import LazyGroup

COMMANDS = {
    "import": ("entrypoints.cli.contacts.import_", "Look at both sides now, and bring over what is due."),
    "list": ("entrypoints.cli.contacts.list_", "Contacts and where they stand."),
    "why": ("entrypoints.cli.contacts.why", "The whole story of one contact."),
    "match": (
        "entrypoints.cli.contacts.match",
        "Say who a contact is, that it is new, or stays out; or whom an invoice bills.",
    ),
    "review": ("entrypoints.cli.contacts.review", "Answer many questions at once in a spreadsheet."),
    "forget": ("entrypoints.cli.contacts.forget", "Forget a person: blank all that we hold of them."),
}


@click.group("contacts", cls=LazyGroup, lazy=COMMANDS)
def command() -> None:
    """Import contacts, see who was left out and why, answer questions."""
