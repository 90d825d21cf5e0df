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
    causes, ends = [], []
    if container.storage().instance.state().stopped_at is not None:
        causes.append("everything is stopped")
        ends.append("`hubflo-xero resume --all`")
    if connection.state is not ConnectionState.LIVE:
        is_rebuilding = connection.state is ConnectionState.REBUILDING
        causes.append(f"the connection is {state_label(connection.state)}")
        ends.append("`hubflo-xero rebuild --accept`" if is_rebuilding else "`hubflo-xero resume`")
    if not causes:
        return ""
    why = " and ".join(causes)
    return f"{why[0].upper()}{why[1:]}: it goes on after {' and '.join(ends)}."


def only_noted(container: Container, connection: Connection, ids: Collection[InvoiceId]) -> bool:
    """Whether something is to be done for these invoices and nothing can be done now; then it says so."""
    reason = why_not_now(container, connection)
    if not reason or not container.working().is_open(connection.id, ids):
        return False
    say(f"It is noted. {reason}")
    return True


def carried_out(container: Container, connection: Connection, ids: Collection[InvoiceId]) -> bool:
    """Carry out what was noted for these invoices; says so where not all of it could be done."""
    working = container.working()
    work_until(container, connection, lambda: not working.is_due(connection.id, ids))
    if not working.is_open(connection.id, ids):
        return True
    say(NOT_ALL)
    return False
