"""`hubflo-xero contacts import`."""

import click

from domain.connection import Connection, ConnectionState
from domain.decision import Action
from domain.errors import Invalid
from domain.request import RequestKind
from domain.standing import Counts, Standing
from entrypoints.cli.going_live import refuse_if_stopped
from entrypoints.cli.house import connection_option, json_option, the_connection, with_house
from entrypoints.cli.importing import (
    asked_for,
    plan_of,
    show_outcome,
    show_unread,
    trouble,
    work_now,
)
from entrypoints.cli.output import data, say
from entrypoints.cli.plan import show_plan
from entrypoints.cli.root import EXIT_PROBLEM, EXIT_WELL
from entrypoints.cli.working import NOT_ALL
from entrypoints.container import Container


@click.command("import")
@connection_option
@click.option("--dry-run", is_flag=True, help="Show what would happen; nothing is written.")
@click.option("--full", is_flag=True, help="Read every contact of Xero again, not only what changed.")
@json_option
@with_house
def command(container: Container, name: str | None, dry_run: bool, full: bool, as_json: bool) -> int:
    """Look at both sides now, and bring over what is due.

    Xero does not tell when a contact becomes a customer: --full finds those at once, and every night
    it is done anyway.
    """
    connection = the_connection(container, name)
    if dry_run:
        return _dry_run(container, connection, full=full, as_json=as_json)
    refuse_if_stopped(container)
    if connection.state is not ConnectionState.LIVE:
        raise Invalid("not-live", connection=connection.name, state=connection.state)
    kind = RequestKind.IMPORT_ALL if full else RequestKind.IMPORT
    left_open = work_now(container, connection, kind)
    if as_json:
        counts = _counts(container.importing().counts(connection.id))
        left = trouble(container.showing().status(connection))
        data({**counts, "finished": left_open is None, **left})
    else:
        show_outcome(container, connection)
    if left_open is None:
        return EXIT_WELL
    if not as_json:
        say(f"\n{NOT_ALL}")
    return EXIT_PROBLEM


def _dry_run(container: Container, connection: Connection, *, full: bool, as_json: bool) -> int:
    kind = RequestKind.DRY_RUN_ALL if full else RequestKind.DRY_RUN
    with asked_for(container, connection, kind):
        plan = plan_of(container, connection)
        if plan is None and as_json:
            data({"plan": None, "finished": False, **trouble(container.showing().status(connection))})
        elif plan is None:
            show_unread(container, connection)
        elif as_json:
            parts = {action.value: plan.part(action).count for action in Action}
            counts = _counts(plan.counts)
            data({"plan": parts, "new_companies": plan.new_companies, "finished": True, **counts})
        else:
            show_plan(plan)
            say("\nThis was a dry run: nothing was written.")
    return EXIT_WELL if plan is not None else EXIT_PROBLEM


def _counts(counts: Counts) -> dict[str, object]:
    return {
        "seen": counts.seen,
        **{standing.value: counts.of(standing) for standing in Standing},
        "left_out_by": dict(counts.left_out_by),
    }
