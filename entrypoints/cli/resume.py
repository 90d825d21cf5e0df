"""`hubflo-xero resume`."""

import click

from domain.connection import ConnectionState
from entrypoints.cli.going_live import Wish, plan_and_go, refuse_if_stopped
from entrypoints.cli.house import connection_option, the_connection, with_house
from entrypoints.cli.output import say
from entrypoints.cli.root import EXIT_WELL
from entrypoints.container import Container


@click.command("resume")
@connection_option
@click.option("--all", "everything", is_flag=True, help="Lift `stop --all`.")
@click.option("--yes", is_flag=True, help="Go on without asking.")
@with_house
def command(container: Container, name: str | None, everything: bool, yes: bool) -> int:
    """Show the plan again and make a connection live.

    After a restore both sides are read whole first, and what exists already is linked before anything
    is written.
    """
    if everything:
        container.switching().resume_all()
        say("Nothing is stopped any more. What is due goes by itself with `hubflo-xero run`.")
        return EXIT_WELL
    refuse_if_stopped(container)
    connection = the_connection(container, name)
    if connection.state is ConnectionState.LIVE:
        say(f"{connection.name} is live already.")
        return EXIT_WELL
    otherwise = f"{connection.name} stays as it was, and nothing was written."
    wish = Wish(question="Make it live and write this now", otherwise=otherwise, yes=yes)
    return plan_and_go(container, connection, wish, planned_before=True)
