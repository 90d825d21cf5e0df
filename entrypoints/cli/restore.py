"""`hubflo-xero restore`."""

import click

from entrypoints.catalogue import argument, count
from entrypoints.cli.house import opened
from entrypoints.cli.output import say


@click.command("restore")
@click.argument("file", type=click.Path(exists=True, dir_okay=False))
def command(file: str) -> None:
    """Fill an empty store from a backup FILE. Every connection stays paused.

    `hubflo-xero resume` then reads both sides whole and links what exists before anything is written.
    """
    with opened(any_place=True) as container:
        rows = container.storage().instance.restore(file, container.clock().now())
        say(f"{count(rows, 'row')} restored. Every connection is paused.")
        connections = container.storage().connections.all()
        for connection in connections:
            name = argument(connection.name, "NAME")
            say(f"Go on with `hubflo-xero resume --connection {name}`.")
            say(f"If it is old, `hubflo-xero rebuild --connection {name}` first shows what was done since.")
        for connection in connections:
            container.storage().connections.api_key(connection.id)  # raises if the key file is another one
