"""`hubflo-xero keys`."""

import click

from entrypoints.catalogue import count
from entrypoints.cli.house import with_house
from entrypoints.cli.output import say
from entrypoints.container import Container

_SEALING_SECONDS = 2.0


@click.group("keys")
def command() -> None:
    """Change the key that seals secrets."""


@command.command("rotate")
@with_house
def rotate(container: Container) -> None:
    """Make a new key, seal every secret with it, and drop the old ones.

    Older backups need the old key: keep a copy of the key file with each of them.
    """
    vault = container.vault()
    new = vault.add_key()
    container.storage().instance.reseal()
    # Another process may have sealed with the old key while the first pass ran; none begins to any more.
    container.clock().pause(_SEALING_SECONDS)
    secrets = container.storage().instance.reseal()
    vault.drop_keys_but(new)
    say(f"A new key seals {count(secrets, 'secret')} now. The old key is gone.")
