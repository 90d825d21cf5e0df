"""What the commands that change something about payments share: how it is told what came of it."""

from domain.connection import Connection
from domain.invoice import InvoiceId
from entrypoints.cli.output import say
from entrypoints.cli.root import EXIT_PROBLEM, EXIT_WELL
from entrypoints.cli.working import carried_out, only_noted
from entrypoints.container import Container
from entrypoints.payment_words import short


def carry_out(container: Container, connection: Connection, invoice_id: InvoiceId) -> int:
    """Carry out what was noted for one invoice's payments, and tell where they are; answers the status."""
    if only_noted(container, connection, [invoice_id]):
        return EXIT_PROBLEM
    is_done = carried_out(container, connection, [invoice_id])
    story = container.showing_payments().story(connection.id, invoice_id)
    say(short(story.shown, connection.time_zone, story.unknown))
    return EXIT_WELL if is_done else EXIT_PROBLEM
