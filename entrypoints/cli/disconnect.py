"""`hubflo-xero disconnect`."""

import click

from domain.errors import NotNow
from entrypoints.catalogue import problem_sentence, visible
from entrypoints.cli.asking import must_agree
from entrypoints.cli.house import actor, connection_option, the_connection, with_house
from entrypoints.cli.output import say
from entrypoints.container import Container


@click.command("disconnect")
@connection_option
@click.option("--yes", is_flag=True, help="Go on without asking.")
@with_house
def command(container: Container, name: str | None, yes: bool) -> None:
    """End a connection, here and in Xero. Contacts stay where they are, on both sides.

    Xero keeps it if another connection of yours uses the same consent.
    """
    connection = the_connection(container, name)
    if not yes:
        must_agree(visible(f"End the connection of {connection.portal_name} and {connection.ledger_name}"))
    try:
        removed = container.disconnecting().end(connection.id, actor=actor())
    except NotNow as problem:
        say(f"{connection.name} has ended here. {problem_sentence(problem)}")
        say("Remove it in Xero by hand: Settings, Connected apps.")
        return
    if removed:
        say(f"{connection.name} has ended, here and in Xero.")
    else:
        say(f"{connection.name} has ended here. Xero keeps it, since another connection uses it.")
