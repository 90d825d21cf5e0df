"""`hubflo-xero payments list`."""

import click

from domain.services.showing_payments import WhichPayments
from entrypoints.cli.house import connection_option, json_option, the_connection, with_house
from entrypoints.cli.output import data, say
from entrypoints.cli.tables import table
from entrypoints.container import Container
from entrypoints.payment_words import as_data, row

_MOST = 100_000


@click.command("list")
@connection_option
@click.option("--needs-you", is_flag=True, help="Only those that a person must decide on.")
@click.option("--waiting", is_flag=True, help="Only those on their way, or that wait for a normal step.")
@click.option("--waiting-approval", is_flag=True, help="Only those whose invoice nobody has approved yet.")
@click.option(
    "--limit",
    metavar="N",
    type=click.IntRange(1, _MOST),
    default=100,
    show_default=True,
    help="No more than this many.",
)
@json_option
@with_house
def command(
    container: Container,
    name: str | None,
    needs_you: bool,
    waiting: bool,
    waiting_approval: bool,
    limit: int,
    as_json: bool,
) -> None:
    """The payments of every invoice for which money came in, the latest to move first."""
    connection = the_connection(container, name)
    asked = (
        (WhichPayments.NEEDS_YOU, needs_you),
        (WhichPayments.WAITING, waiting),
        (WhichPayments.WAITING_APPROVAL, waiting_approval),
    )
    which = [one for one, is_asked in asked if is_asked]
    found = container.showing_payments().listing(connection.id, which, limit + 1)
    more, found = len(found) > limit, found[:limit]
    if as_json:
        data([as_data(shown, connection) for shown in found])
        return
    table([row(shown, connection.time_zone) for shown in found])
    if not found:
        say("There are none.")
    if more:
        say(f"... and more: `--limit {min(limit * 10, _MOST)}` shows more of them.")
