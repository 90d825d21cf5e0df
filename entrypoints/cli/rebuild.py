"""`hubflo-xero rebuild`."""

import click

from domain.connection import Connection, ConnectionState
from entrypoints.catalogue import not_found_again, rebuild_words, state_label
from entrypoints.cli.asking import agreed, refuse_if_nobody
from entrypoints.cli.going_live import refuse_if_stopped
from entrypoints.cli.house import actor, connection_option, json_option, the_connection, with_house
from entrypoints.cli.output import data, printable, say
from entrypoints.cli.rebuilt_list import rebuild, show_what_is_lost
from entrypoints.cli.root import EXIT_WELL
from entrypoints.container import Container


@click.command("rebuild")
@connection_option
@click.option("--accept", is_flag=True, help="The list is right: end the rebuild, and go on.")
@click.option("--yes", is_flag=True, help="Begin without being asked.")
@json_option
@with_house
def command(container: Container, name: str | None, accept: bool, yes: bool, as_json: bool) -> int:
    """Link again what bears a mark of ours on either side, after the store was lost or an old one restored.

    Both sides are read whole. Nothing is created or written on either side until you accept the list; what
    Hubflo and Xero tell us meanwhile is kept for later. What contradicts itself, or could be there already,
    is held and asks you.

    With an empty store, `hubflo-xero connect` the same two first: it sees the marks, and begins this.
    """
    connection = the_connection(container, name)
    if accept:
        return _accept(container, connection, as_json=as_json)
    refuse_if_stopped(container)
    if connection.state is not ConnectionState.REBUILDING:
        if not yes:
            refuse_if_nobody()
        if not as_json:
            show_what_is_lost()
        if not (yes or agreed(f"\nBegin to rebuild {printable(connection.name)}")):
            if as_json:
                data({"begun": False, "not_found_again": not_found_again()})
                return EXIT_WELL
            say("\nNothing was begun.")
            return EXIT_WELL
    return rebuild(container, connection, as_json=as_json)


def _accept(container: Container, connection: Connection, *, as_json: bool) -> int:
    accepted = container.rebuilding().accept(connection.id, actor=actor())
    if as_json:
        data({"connection": accepted.name, "state": accepted.state})
        return EXIT_WELL
    say(f"{printable(accepted.name)} is {state_label(accepted.state)} again.")
    goes_on = accepted.state is ConnectionState.LIVE
    say(rebuild_words("goes-on" if goes_on else "resume-next"))
    return EXIT_WELL
