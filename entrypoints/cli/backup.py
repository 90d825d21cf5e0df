"""`hubflo-xero backup`."""

import click

from entrypoints.catalogue import count
from entrypoints.cli.house import with_house
from entrypoints.cli.output import say
from entrypoints.container import Container


@click.command("backup")
@click.argument("file", type=click.Path(dir_okay=False))
@with_house
def command(container: Container, file: str) -> None:
    """Write everything into one FILE.

    Secrets are sealed in it: without the key file it cannot be used, so keep that safe too, elsewhere.
    """
    rows = container.storage().instance.backup(file, container.clock().now())
    say(f"{count(rows, 'row')} written to {file}.")
    say(f"The key that opens its secrets is not in it. It is in {container.settings().key_file}.")
