"""`hubflo-xero resume`."""

import click

from domain.connection import ConnectionState
from domain.errors import Invalid
from entrypoints.cli.asking import refuse_if_nobody
from entrypoints.cli.first_options import Wanted, invoice_options, refuse_if_missing
from entrypoints.cli.going_live import Wish, invoices_and_go, plan_and_go, refuse_if_stopped
from entrypoints.cli.house import connection_option, the_connection, with_house
from entrypoints.cli.output import say
from entrypoints.cli.root import EXIT_WELL
from entrypoints.container import Container


@click.command("resume")
@connection_option
@click.option("--all", "everything", is_flag=True, help="Lift `stop --all`.")
@invoice_options
@click.option("--preview", is_flag=True, help="Show everything and stop before anything is written.")
@click.option("--yes", is_flag=True, help="Go on without the last question.")
@with_house
def command(
    container: Container, name: str | None, everything: bool, preview: bool, yes: bool, wanted: Wanted
) -> int:
    """Show the plan again and make a connection live; or begin to send invoices.

    Where contacts come over already and invoices stay off, it shows how they would look in Xero, and asks.

    After a restore both sides are read whole first, and what exists already is linked before anything
    is written.
    """
    if everything:
        container.switching().resume_all()
        say("Nothing is stopped any more. What is due goes by itself with `hubflo-xero run`.")
        return EXIT_WELL
    refuse_if_stopped(container)
    connection = the_connection(container, name)
    sent = container.first_run().are_sent(connection.id)
    if not sent and connection.state in (ConnectionState.PREVIEW, ConnectionState.LIVE):
        refuse_if_missing(wanted, yes=yes and not preview)
    wish = Wish(
        question="Make it live and write this now",
        otherwise=f"{connection.name} stays as it was, and nothing was written.",
        preview=preview,
        yes=yes,
        wanted=wanted,
    )
    if connection.state is ConnectionState.REBUILDING:
        raise Invalid("rebuilding-first", connection=connection.name)
    asks_nothing = connection.state is ConnectionState.LIVE and (sent or wanted.nothing)
    if not (yes or preview or asks_nothing):
        refuse_if_nobody()
    if connection.state is not ConnectionState.LIVE:
        return plan_and_go(container, connection, wish, planned_before=True)
    say(f"{connection.name} is live already.")
    return EXIT_WELL if asks_nothing else invoices_and_go(container, connection, wish)
