"""`hubflo-xero pause`."""

import click

from entrypoints.cli.house import actor, connection_option, the_connection, with_house
from entrypoints.cli.output import say
from entrypoints.container import Container


@click.command("pause")
@connection_option
@with_house
def command(container: Container, name: str | None) -> None:
    """Pause a connection: nothing is read or written until `hubflo-xero resume`."""
    connection = container.switching().pause(the_connection(container, name).id, actor=actor())
    say(f"{connection.name} is paused. What is on its way is finished; nothing new is begun.")
