"""Works as the clerk for a command, or waits for the process that does, until what was asked for is done."""

from collections.abc import Callable, Collection

import click

from domain.connection import Connection, ConnectionState
from domain.invoice import InvoiceId
from domain.units import Unit
from entrypoints.catalogue import state_label
from entrypoints.cli.output import say
from entrypoints.container import Container

NOT_ALL = "Not everything could be done now. It goes on by itself with `hubflo-xero run`."


def work_until(
    container: Container,
    connection: Connection,
    is_done: Callable[[], bool],
    *,
    after_unit: Callable[[Unit], None] = lambda unit: None,
) -> None:
    """Be the clerk until it is done or only waiting is left; whoever waits for another one is told so."""
    told = False

    def waiting() -> None:
        nonlocal told
        if not told:
            click.echo("Another process is working on this connection; waiting for it.", err=True)
            told = True

    container.working().work(connection.id, is_done, after_unit=after_unit, waiting=waiting)


def why_not_now(container: Container, connection: Connection) -> str:
    """Why nothing is done now, whatever is asked for; '' if it is."""
    if container.storage().instance.state().stopped_at is not None:
        return "Everything is stopped: it goes on after `hubflo-xero resume --all`."
    if connection.state is ConnectionState.REBUILDING:
        return "The connection is rebuilding: it goes on after `hubflo-xero rebuild --accept`."
    if connection.state is not ConnectionState.LIVE:
        state = state_label(connection.state)
        return f"The connection is {state}: it goes on after `hubflo-xero resume`."
    return ""


def carried_out(container: Container, connection: Connection, ids: Collection[InvoiceId]) -> bool:
    """Carry out what was noted for these invoices; says so where not all of it could be done."""
    if reason := why_not_now(container, connection):
        say(f"It is noted. {reason}")
        return True
    working = container.working()
    work_until(container, connection, lambda: not working.is_due(connection.id, ids))
    if not working.is_open(connection.id, ids):
        return True
    say(NOT_ALL)
    return False
