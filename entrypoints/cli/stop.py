"""`hubflo-xero stop --all`."""

import click

from domain.errors import Invalid
from entrypoints.cli.house import with_house
from entrypoints.cli.output import say
from entrypoints.container import Container


@click.command("stop")
@click.option("--all", "everything", is_flag=True, help="Every connection, in every process.")
@with_house
def command(container: Container, everything: bool) -> None:
    """Stop everything, everywhere, at once: every process's next write is refused.

    One connection alone is paused with `hubflo-xero pause`.
    """
    if not everything:
        raise Invalid("stop-needs-all")
    container.switching().stop_all()
    say("Everything is stopped. Nothing is written any more until `hubflo-xero resume --all`.")
