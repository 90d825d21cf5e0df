"""The clerk: the one actor for a connection at a time, going round until nothing is due."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from threading import Lock

from domain.budget import DAY
from domain.conditions import must_read_whole
from domain.connection import Connection, ConnectionState
from domain.errors import (
    AccessLost,
    LeaseLost,
    NotFound,
    OutcomeUnknown,
    Problem,
    Rejected,
    Stopped,
    Throttled,
    Unavailable,
)
from domain.event import SYSTEM
from domain.ids import ConnectionId
from domain.outage import Side
from domain.ports.clock import Clock
from domain.ports.engine import Executor
from domain.ports.identity import Identity
from domain.ports.leases import Lease, LeaseKeeper, Leases
from domain.ports.ledger import Ledgers
from domain.ports.portal import Portals
from domain.ports.sending import Permit
from domain.ports.store import Books, Store
from domain.request import DRY_RUNS
from domain.services import noted
from domain.services.invoice_steps import read_again
from domain.services.outages import end_outage, note_outage
from domain.services.perform import can_wait, is_vital, perform, side_of, subjects_of
from domain.services.setting_aside import set_aside, step_back
from domain.services.turn import Turn
from domain.services.workload import load
from domain.settings import Rhythm
from domain.standing import Standing
from domain.units import Unit
from domain.work import is_abandoned, is_done, next_look, next_unit
from domain.workload import Workload

_NEWS_SECONDS = 0.2
"""So often it is looked whether something more urgent came while requests are on their way."""


@dataclass(slots=True)
class _Round:
    """What one round remembers between its units.

    `outages` are sides that the books call closed; `stale` says that a unit ended since they were loaded.
    """

    turn: Turn
    lease: Lease
    after_unit: Callable[[Unit], None]
    busy: set[str] = field(default_factory=set)
    throttled: dict[Side, datetime] = field(default_factory=dict)
    spent: dict[Side, datetime] = field(default_factory=dict)
    crowded: dict[Side, datetime] = field(default_factory=dict)
    outages: frozenset[Side] = frozenset()
    stale: bool = False
    lost: bool = False
    lock: Lock = field(default_factory=Lock)

    def limited(self, unit: Unit, problem: Throttled) -> dict[Side, datetime]:
        """What is not to be called until then: all, all but unknown outcomes, or only what can wait."""
        if can_wait(unit):
            return self.crowded
        return self.spent if problem.limit == DAY and not is_vital(unit) else self.throttled


@dataclass(frozen=True, slots=True, kw_only=True)
class Clerk:
    """Goes round for a connection under its lease.

    `executor` makes the executor of one round; `holder` names this process; `give_up_after` and
    `ledger_give_up_after` are how long a write to either side may take; `hook_address` is where the
    portal's webhooks are to post, '' if nobody can reach us; `should_stop` asks for an early end between
    two units.
    """

    store: Store
    leases: Leases
    keeper: LeaseKeeper
    ledgers: Ledgers
    portals: Portals
    clock: Clock
    identity: Identity
    executor: Callable[[], Executor]
    rhythm: Callable[[Mapping[str, str]], Rhythm]
    holder: str
    give_up_after: timedelta
    ledger_give_up_after: timedelta
    hook_address: str = ""
    should_stop: Callable[[], bool] = lambda: False

    def visit(
        self, connection_id: ConnectionId, *, after_unit: Callable[[Unit], None] = lambda unit: None
    ) -> bool:
        """Work until nothing is due; answers whether the lease was ours at all.

        Raises what a unit raised that is no problem of either side (a defect, a broken store); what is
        a side's problem is noted in the books, and the round goes on with what is left.
        """
        lease = self.leases.take(connection_id, self.holder)
        if lease is None:
            return False
        try:
            with self.keeper.keeping(lease) as permit:
                with self.store.writing(connection_id, fence=lease.fence) as books:
                    connection, settings = books.connection, books.settings.current()
                    books.dispatches.abandon(lease.fence, self.clock.now())
                    if connection.distrusted_at is not None:
                        _plan_anew(books, connection.distrusted_at, self.clock.now())
                turn = self._turn(lease, permit, connection, settings)
                self._go_round(_Round(turn=turn, lease=lease, after_unit=after_unit))
        except (LeaseLost, Stopped):
            self.leases.give_up(lease)
        return True

    def _go_round(self, round_: _Round) -> None:
        lease, executor, left = round_.lease, self.executor(), False
        try:
            while not (left or round_.lost or self.should_stop()):
                workload = self._load(round_)
                now = self.clock.now()
                if workload.busy or next_unit(workload, now) is not None:
                    self._hand_out(round_, workload, now, executor)
                    self._wait_for_news(round_, workload, next_look(workload, now), executor)
                else:
                    # What is asked for after the books were read is a cause that was not seen.
                    left = self.leases.leave(lease, seen=workload.wanted, not_before=next_look(workload, now))
        finally:
            try:
                executor.finish()
            finally:
                if not left:
                    self.leases.give_up(lease)

    def _turn(
        self, lease: Lease, permit: Permit, connection: Connection, settings: tuple[int, Mapping[str, str]]
    ) -> Turn:
        version, values = settings
        return Turn(
            connection=connection,
            fence=lease.fence,
            settings_version=version,
            rhythm=self.rhythm(values),
            give_up_after=self.give_up_after,
            ledger_give_up_after=self.ledger_give_up_after,
            hook_address=self.hook_address,
            store=self.store,
            ledger=self.ledgers.of(connection, permit),
            portal=self.portals.of(connection, permit),
            clock=self.clock,
            identity=self.identity,
        )

    def _load(self, round_: _Round) -> Workload:
        turn = round_.turn
        with round_.lock:
            busy = frozenset(round_.busy)
            throttled, spent, crowded = dict(round_.throttled), dict(round_.spent), dict(round_.crowded)
            round_.stale = False
        with turn.reading() as books:
            workload = load(
                books,
                turn.rhythm,
                self.clock.now(),
                busy=busy,
                throttled=throttled,
                spent=spent,
                crowded=crowded,
                most=turn.ledger.traits.batch,
                hook_address=turn.hook_address,
            )
        round_.outages = workload.outages
        return self._load(round_) if self._tidies(turn, workload) else workload

    def _tidies(self, turn: Turn, workload: Workload) -> bool:
        """Whether there were requests to close, or a store to trust again that has read both sides."""
        now = self.clock.now()
        closing = {
            request.id
            for request in workload.requests
            if is_abandoned(request, now) or (request.kind not in DRY_RUNS and is_done(workload, request))
        }
        live = workload.state is ConnectionState.LIVE
        trusted = live and workload.distrusted_at is not None and not must_read_whole(workload)
        if not closing and not trusted:
            return False
        with turn.writing() as books:
            for request_id in closing:
                books.requests.close(request_id, now)
            if trusted:
                _trust(books, now)
        return True

    def _hand_out(self, round_: _Round, workload: Workload, now: datetime, executor: Executor) -> None:
        """Start all that may run at once, until a unit ends: what it did, this workload does not know."""
        while executor.free and not (round_.stale or round_.lost or self.should_stop()):
            unit = next_unit(workload, now)
            if unit is None:
                return
            subjects = subjects_of(unit)
            workload = replace(workload, busy=workload.busy | subjects)
            self._start(round_, unit, subjects, executor)

    def _wait_for_news(
        self, round_: _Round, workload: Workload, look_at: datetime | None, executor: Executor
    ) -> None:
        """Until a unit ended, its time has come, or something is asked for: nothing else changes what is due.

        That is one row to read, many times while an answer takes long; the workload is dozens.
        """
        while True:
            executor.wait(_NEWS_SECONDS)
            if round_.stale or round_.lost or self.should_stop():
                return
            if look_at is not None and look_at <= self.clock.now():
                return
            with round_.turn.reading() as books:
                if books.wanted != workload.wanted:
                    return

    def _start(self, round_: _Round, unit: Unit, subjects: frozenset[str], executor: Executor) -> None:
        with round_.lock:
            round_.busy |= subjects

        def work() -> None:
            try:
                self._do(round_, unit)
                round_.after_unit(unit)
            finally:
                with round_.lock:
                    round_.busy -= subjects
                    round_.stale = True

        executor.submit(work)

    def _do(self, round_: _Round, unit: Unit) -> None:
        turn, side = round_.turn, side_of(unit)
        try:
            perform(turn, unit)
        except (LeaseLost, Stopped):
            round_.lost = True
        except Throttled as problem:
            with round_.lock:
                round_.limited(unit, problem)[side or Side.PORTAL] = problem.until
        except (Unavailable, AccessLost, OutcomeUnknown) as problem:
            was_open = side not in round_.outages
            with turn.writing() as books:
                note_outage(books, side or Side.PORTAL, problem, self.clock.now())
            if isinstance(problem, Unavailable):
                step_back(turn, unit, self.clock.now(), is_its_own=was_open)
        except Problem as problem:
            if set_aside(turn, unit, problem, self.clock.now()):
                return
            if side is None or not isinstance(problem, Rejected | NotFound):
                raise
            with turn.writing() as books:  # a list or a setting that it will not give
                note_outage(books, side, problem, self.clock.now())
        else:
            if side is not None and side in round_.outages:
                with turn.writing() as books:
                    end_outage(books, side, self.clock.now())


def _plan_anew(books: Books, since: datetime, now: datetime) -> None:
    """What was planned on an older store may exist by now: it is planned on what is there.

    Once: what is planned from then on rests on what was read since, and one visit may be too short for it.
    """
    if noted.moment(books, noted.PLANNED_ANEW_FOR) == since:
        return
    books.ledger.undecide_standing(Standing.IN_WORK)
    read_again(books, since, now)
    noted.note_moment(books, noted.PLANNED_ANEW_FOR, since)


def _trust(books: Books, now: datetime) -> None:
    if books.connection.distrusted_at is not None:
        noted.note_moment(books, noted.SET_BACK_AT, books.connection.distrusted_at)
    books.save_connection(replace(books.connection, distrusted_at=None))
    books.events.add(at=now, actor=SYSTEM, subject="connection", code="trusted-again")
