"""What the commands on one invoice share: how it is named, why, and how it is told what came of it."""

from collections.abc import Sequence

import click

from domain.connection import Connection
from domain.invoice_record import InvoiceRecord
from domain.services.showing_invoices import InvoiceStory
from entrypoints.catalogue import event_line
from entrypoints.cli.output import bullets, say
from entrypoints.cli.root import EXIT_PROBLEM, EXIT_WELL
from entrypoints.cli.tables import table
from entrypoints.cli.working import carried_out, only_noted
from entrypoints.container import Container
from entrypoints.invoice_words import called, more, row, short

invoice_argument = click.argument("invoice", metavar="INV")
because_option = click.option(
    "--because", metavar="TEXT", default="", help="Why, for whoever reads its story later."
)


def carry_out(container: Container, connection: Connection, record: InvoiceRecord) -> int:
    """Carry out what was noted for one invoice, and tell where it is then; answers the exit status."""
    if only_noted(container, connection, [record.id]):
        return EXIT_PROBLEM
    is_done = carried_out(container, connection, [record.id])
    story = container.showing_invoices().story(connection.id, record.id)
    refused = _refused(story, connection)
    say(refused or short(story.shown, connection.time_zone, story.unknown))
    bullets(more(story.shown))
    return EXIT_WELL if is_done and not refused else EXIT_PROBLEM


def carry_out_all(container: Container, connection: Connection, records: Sequence[InvoiceRecord]) -> int:
    """The same for many, as a table."""
    ids = [record.id for record in records]
    if only_noted(container, connection, ids):
        return EXIT_PROBLEM
    is_done = carried_out(container, connection, ids)
    showing = container.showing_invoices()
    table([row(shown) for shown in showing.named(connection.id, ids)])
    stories = (showing.story(connection.id, one) for one in ids)
    refused = [f"{called(story.shown)}: {why}" for story in stories if (why := _refused(story, connection))]
    bullets(refused)
    return EXIT_WELL if is_done and not refused else EXIT_PROBLEM


def _refused(story: InvoiceStory, connection: Connection) -> str:
    """What was asked for last and did not come about, in a sentence."""
    last = story.events[-1] if story.events else None
    if last is None or last.code != "change-not-made":
        return ""
    return event_line(last, connection.time_zone)


def named(container: Container, connection: Connection, record: InvoiceRecord) -> str:
    """What an invoice is called."""
    return called(container.showing_invoices().story(connection.id, record.id).shown)
