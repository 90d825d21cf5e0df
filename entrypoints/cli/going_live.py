"""The plan, the one question, and the import: how `connect` and `resume` make a connection live."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from domain.connection import Connection
from domain.errors import Invalid
from domain.request import RequestKind
from domain.standing import Standing
from entrypoints.catalogue import visible
from entrypoints.cli.asking import agreed, somebody_is_there
from entrypoints.cli.house import actor
from entrypoints.cli.importing import NOT_ALL, asked_for, plan_of, show_outcome, show_unread, work_now
from entrypoints.cli.output import say
from entrypoints.cli.plan import show_joined, show_plan, show_promises
from entrypoints.cli.root import EXIT_PROBLEM, EXIT_WELL
from entrypoints.container import Container


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What was asked for: the question and what is said after a no; a stop before it, or a yes already."""

    question: str
    otherwise: str
    preview: bool = False
    yes: bool = False


def refuse_if_stopped(container: Container) -> None:
    """Raises Invalid (`all-stopped`): nothing could be written."""
    if container.storage().instance.state().stopped_at is not None:
        raise Invalid("all-stopped")


def plan_and_go(container: Container, connection: Connection, wish: Wish, *, planned_before: bool) -> int:
    """Show who is joined and the plan, ask, and import; answers the exit status.

    What was planned before is planned anew, on what is there by now. A dry run holds all writes meanwhile.
    """
    show_joined(connection, container.showing().organisation(connection))
    with _planned(container, connection, anew=planned_before):
        status = _offered(container, connection, wish)
        if status is not None:
            return status
        connection = container.switching().go_live(connection.id, actor=actor())
    work_now(container, connection)
    show_outcome(container, connection)
    if container.importing().counts(connection.id).of(Standing.IN_WORK):
        say(f"\n{NOT_ALL}")
        return EXIT_PROBLEM
    say("\nFrom now on `hubflo-xero run` keeps this going. `hubflo-xero status` tells how it is.")
    return EXIT_WELL


@contextmanager
def _planned(container: Container, connection: Connection, *, anew: bool) -> Iterator[None]:
    """Both sides read and everything decided."""
    if anew:
        container.switching().forget_plan(connection.id)
        with asked_for(container, connection, RequestKind.DRY_RUN):
            yield
    else:
        work_now(container, connection)
        yield


def _offered(container: Container, connection: Connection, wish: Wish) -> int | None:
    """Show the plan and ask; the exit status if nothing is to be written, else None."""
    plan = plan_of(container, connection)
    if plan is None:
        show_unread(container, connection)
        return EXIT_PROBLEM
    show_promises(connection, plan)
    show_plan(plan)
    if not wish.preview and (wish.yes or agreed(f"\n{wish.question}")):
        return None
    alone = "" if wish.preview or somebody_is_there() else " Nobody is there to be asked: see `--yes`."
    again = "`hubflo-xero resume` shows this again and makes it live."
    say(f"\n{visible(wish.otherwise)}{alone} {again}")
    return EXIT_WELL
