"""The plan, the invoices, the one question, the work: how `connect` and `resume` make a connection live."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date

import click

from domain.connection import Connection, ConnectionState
from domain.errors import Invalid
from domain.proposals import START, Chosen
from domain.request import RequestKind
from domain.standing import Standing
from entrypoints.catalogue import count, day_words, first_run_words, number, rebuild_words, visible
from entrypoints.cli.asking import agreed, somebody_is_there
from entrypoints.cli.first_invoices import offered
from entrypoints.cli.first_options import Wanted
from entrypoints.cli.house import actor
from entrypoints.cli.importing import asked_for, plan_of, show_outcome, show_unread, work_now
from entrypoints.cli.output import heading, say
from entrypoints.cli.plan import show_joined, show_plan, show_promises
from entrypoints.cli.rebuilt_list import rebuild, show_what_is_lost
from entrypoints.cli.root import EXIT_PROBLEM, EXIT_WELL
from entrypoints.cli.working import NOT_ALL
from entrypoints.container import Container

_ALL, _CONTACTS, _NOTHING = "yes", "contacts", "no"


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What was asked for: the question and what is said after a no; a stop before it, or a yes already.

    `wanted` is what was said of invoices.
    """

    question: str
    otherwise: str
    preview: bool = False
    yes: bool = False
    wanted: Wanted = field(default_factory=Wanted)


def refuse_if_stopped(container: Container) -> None:
    """Raises Invalid (`all-stopped`): nothing could be written."""
    if container.storage().instance.state().stopped_at is not None:
        raise Invalid("all-stopped")


def plan_and_go(container: Container, connection: Connection, wish: Wish, *, planned_before: bool) -> int:
    """Show who is joined and the plan, ask, and work; answers the exit status.

    What was planned before is planned anew, on what is there by now. A dry run holds all writes meanwhile.
    """
    show_joined(connection, container.showing().organisation(connection))
    with _planned(container, connection, anew=planned_before):
        plan = plan_of(container, connection)
        if plan is None:
            show_unread(container, connection)
            return EXIT_PROBLEM
        if container.seen_before().bears_marks(connection):
            return _were_joined(container, connection, wish)
        show_promises(connection, plan)
        show_plan(plan)
        invoices = _invoices(container, connection, wish)
        answer = _answer(wish, invoices)
        if answer == _NOTHING:
            return _nothing(wish)
        connection = container.switching().go_live(connection.id, actor=actor())
        if answer == _ALL and invoices is not None:
            container.first_run().switch_on(connection.id, invoices, actor=actor())
    return _worked(container, connection)


def invoices_and_go(container: Container, connection: Connection, wish: Wish) -> int:
    """The same for a live connection that sends no invoices yet: they alone are shown and asked about."""
    invoices = _invoices(container, connection, wish)
    if invoices is None or wish.preview or not (wish.yes or agreed(f"\n{_question('', invoices)}")):
        return _off()
    container.first_run().switch_on(connection.id, invoices, actor=actor())
    return _worked(container, connection)


def _worked(container: Container, connection: Connection) -> int:
    work_now(container, connection)
    show_outcome(container, connection)
    _show_invoices(container, connection)
    if container.importing().counts(connection.id).of(Standing.IN_WORK):
        say(f"\n{NOT_ALL}")
        return EXIT_PROBLEM
    say("\nFrom now on `hubflo-xero run` keeps this going. `hubflo-xero status` tells how it is.")
    return EXIT_WELL


def _were_joined(container: Container, connection: Connection, wish: Wish) -> int:
    """Nothing is created on two sides that were joined before, until a person has seen what is what."""
    say(f"\n{rebuild_words('were-joined')}")
    show_what_is_lost()
    if wish.preview:
        say(f"\n{rebuild_words('begin-next')}")
        return EXIT_WELL
    return rebuild(container, connection)


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


def _invoices(container: Container, connection: Connection, wish: Wish) -> Chosen | None:
    """What was agreed for invoices; None where they are on already, are not wanted, or stay off.

    A pause that a program ends has nobody to ask: then contacts go on as before.
    """
    if wish.wanted.nothing or container.first_run().are_sent(connection.id):
        return None
    was_live = connection.state not in (ConnectionState.PREVIEW, ConnectionState.LIVE)
    if was_live and not somebody_is_there() and not wish.wanted.is_said:
        return None
    return offered(container, connection, wish.wanted, preview=wish.preview)


def _answer(wish: Wish, invoices: Chosen | None) -> str:
    """All of it, contacts alone, or nothing. Enter and `--yes` mean all."""
    if wish.preview:
        return _NOTHING
    if wish.yes:
        return _ALL
    if invoices is None:
        return _ALL if agreed(f"\n{wish.question}") else _NOTHING
    say(f"\n{_question(wish.question, invoices)}?")
    words = f"{_ALL}, {_CONTACTS} (alone) or {_NOTHING}"
    return str(click.prompt(words, default=_ALL, value_proc=_one_of))


def _question(contacts: str, invoices: Chosen) -> str:
    """The one question."""
    start = day_words(date.fromisoformat(invoices.settings[START]))
    sending = f"send invoices issued from {start} on"
    return f"{contacts}, and {sending}" if contacts else f"{sending[0].upper()}{sending[1:]}"


def _one_of(typed: str) -> str:
    """The answer that begins so."""
    found = [
        one for one in (_ALL, _CONTACTS, _NOTHING) if typed.strip() and one.startswith(typed.strip().lower())
    ]
    if not found:
        raise click.UsageError(f"please answer {_ALL}, {_CONTACTS} or {_NOTHING}")
    return found[0]


def _nothing(wish: Wish) -> int:
    say(f"\n{visible(wish.otherwise)} `hubflo-xero resume` shows this again and makes it live.")
    return EXIT_WELL


def _off() -> int:
    say(f"\n{first_run_words('stay-off')}")
    return EXIT_WELL


def _show_invoices(container: Container, connection: Connection) -> None:
    """How many are in Xero by now; or that none is sent, and how to begin."""
    if not container.first_run().are_sent(connection.id):
        say(f"\n{first_run_words('stay-off')}")
        return
    summary = container.showing_invoices().summary(connection.id)
    heading("Invoices are on")
    issued = f"{count(summary.issued, 'invoice')} issued since the first day"
    say(f"  {issued}: {number(summary.in_ledger)} in Xero, {number(summary.needs_you)} that need you.")
