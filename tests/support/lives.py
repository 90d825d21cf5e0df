"""Lives of one installation over one world: each may end at a numbered point, and the next goes on.

Played in one process: whatever lies in memory is dropped at the point, store and world are kept, and time
passes until the lease of the dead has ended and everything that waits has come.
"""

import copy
import sqlite3
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from dependency_injector import providers
from sqlalchemy import Engine, select

from adapters.sandbox import hubflo, xero
from adapters.sandbox.control import perform
from adapters.sandbox.faults import FaultPlan
from adapters.sandbox.seeds import Firm
from adapters.sandbox.transport import SandboxTransport
from adapters.sandbox.world import World
from adapters.storage.engine import open_engine
from adapters.storage.migrate import upgrade
from adapters.storage.opening import Storage
from adapters.storage.place import place_of
from adapters.storage.prepared import run
from adapters.storage.scope import MINE, mine
from adapters.storage.tables.clerk import clerk as clerk_table
from adapters.vault import FileVault
from domain.connection import Connection
from domain.dispatch import ElementState
from domain.ids import ConnectionId
from domain.life import Stage
from domain.payment_life import ON_ITS_WAY
from domain.ports.clock import Clock
from domain.ports.identity import Identity
from domain.ports.store import Books, Store
from domain.ports.vault import Vault
from domain.request import RequestKind
from domain.standing import Standing
from entrypoints.container import Container
from entrypoints.settings import OperatorSettings
from tests.support.canon import Canon, canon
from tests.support.clock import NOON, ManualClock
from tests.support.disk import wait_for_no_disk
from tests.support.house import HUBFLO, XERO, House, open_house
from tests.support.points import Killed, Points, at, put_points
from tests.support.small_firm import EDITS, small_firm

MOST_VISITS = 400
_CLERK = select(clerk_table).where(mine(clerk_table))
SOON = timedelta(hours=2)
"""A look that is further off than this is no work that is left: it guards what is done."""


ON_THEIR_WAY = (Stage.DISPATCHED, Stage.UNKNOWN)


class NeverQuiet(AssertionError):
    """The work did not end."""


def is_quiet(books: Books, now: datetime, soon: timedelta = SOON) -> bool:
    """Nothing is asked for, in work, in flight or unknown, and nothing done is looked at `soon` once more."""
    return _import_is_quiet(books, now, soon) and _invoices_are_quiet(books)


def _import_is_quiet(books: Books, now: datetime, soon: timedelta) -> bool:
    open_elements = books.dispatches.open()
    unsettled = any(one.element.state is not ElementState.DONE for one in open_elements)
    looks = [one.element.look_at for one in open_elements if one.element.look_at is not None]
    in_work = books.ledger.counts(books.scans.current_run()).of(Standing.IN_WORK)
    asked = books.requests.open()
    read = bool(books.scans.latest_finished())
    return read and not (asked or unsettled or in_work or any(look <= now + soon for look in looks))


def _invoices_are_quiet(books: Books) -> bool:
    left = (books.invoices.unseen(1), books.named_writes.open(), books.nudges.open(1))
    records = books.invoices.listing(limit=1_000)
    payments = books.payments.listing(limit=1_000)
    return not (
        any(left)
        or any(one.step or one.stage in ON_THEIR_WAY for one in records)
        or any(one.step or one.stage in ON_ITS_WAY for one in payments)
    )


def quiet(store: Store, connection_id: ConnectionId, now: datetime, soon: timedelta = SOON) -> bool:
    """The same, of a connection."""
    with store.reading(connection_id) as books:
        return is_quiet(books, now, soon)


def do_the_job(
    container: Container,
    connect: Callable[[], Connection],
    until_quiet: Callable[[Connection], None],
    edit: Callable[[], None] | None,
) -> None:
    """Connect if that is not done, and import; then let the accountant `edit`, and import that.

    May be begun anew after any end: what is done already is found so.
    """
    container.storage().instance.check_place()
    known = container.storage().connections.all()
    connection = known[0] if known else connect()
    container.switching().go_live(connection.id, actor="person:test")
    until_quiet(connection)
    if edit is not None:
        edit()
        container.importing().ask(connection.id, RequestKind.IMPORT, actor="person:test")
        until_quiet(connection)


@dataclass(frozen=True, kw_only=True)
class Snapshot:
    """What a dead process leaves behind: the store as committed, the other sides, and what time it is."""

    number: int
    point: str
    database: sqlite3.Connection
    xero: xero.XeroState
    hubflo: hubflo.HubfloState
    now: datetime
    lives: int


class Installation:
    """A store in a folder, a world and a clock; it outlives every process, and can be set back.

    Its engine is used again by every life: only statements that are compiled already live on in it.
    """

    def __init__(self, folder: Path, firm_of: Callable[[World, datetime], Firm] = small_firm) -> None:
        """A fresh store with the newest schema, and a world with a firm in it."""
        (folder / "data").mkdir(parents=True, exist_ok=True)
        self.folder = folder
        self.lives = 0
        self.clock = ManualClock()
        self.world = World(now=self.clock.theirs)
        self.firm: Firm = firm_of(self.world, NOON)
        wait_for_no_disk()
        self.engine = open_engine(f"sqlite:///{folder / 'data' / 'hubflo-xero.db'}")
        upgrade(self.engine)
        self.fresh = self.snapshot(0, "before everything")

    def close(self) -> None:
        """Close the store."""
        self.engine.dispose()

    def snapshot(self, number: int, point: str) -> Snapshot:
        """What is there now."""
        kept = sqlite3.connect(":memory:", check_same_thread=False)
        with _raw(self.engine) as database:
            database.backup(kept)
        with self.world.lock:
            return Snapshot(
                number=number,
                point=point,
                database=kept,
                xero=copy.deepcopy(self.world.xero),
                hubflo=copy.deepcopy(self.world.hubflo),
                now=self.clock.now(),
                lives=self.lives,
            )

    def set_back(self, snapshot: Snapshot, *, faults: FaultPlan | None = None) -> None:
        """As it was then, with other faults to come."""
        self.engine.dispose()
        with _raw(self.engine) as database:
            snapshot.database.backup(database)
        self.clock = ManualClock(snapshot.now)
        self.world = World(
            now=self.clock.theirs,
            xero_state=copy.deepcopy(snapshot.xero),
            hubflo_state=copy.deepcopy(snapshot.hubflo),
            faults=faults,
        )
        self.lives = snapshot.lives

    @contextmanager
    def process(self, points: Points) -> Iterator[House]:
        """A container over what is there; at its end everything in memory is gone."""
        self.lives += 1
        with open_house(self.folder, self.world, self.clock, seed=self.lives) as house:
            container = house.container
            container.vault.override(
                providers.Singleton(FileVault, self.folder / "keys.json", may_create=True)
            )
            put_points(container, points, self._wire, self._storage)
            yield house

    def live(
        self,
        kill_at: int | None = None,
        at_each: Callable[[int, str], None] | None = None,
        *,
        only_first: bool = False,
    ) -> Points:
        """One life: the whole job, or `only_first` import, or up to the point where it is killed."""
        points = Points(at(kill_at), at_each=at_each) if at_each else Points(at(kill_at))
        with self.process(points) as house:
            try:
                do_the_job(
                    house.container,
                    connect=lambda: house.connect(self.firm),
                    until_quiet=lambda connection: until_quiet(house, connection),
                    edit=None if only_first else self.edit,
                )
            except Killed:
                return points
        return points

    def edit(self, edits: Mapping[str, Mapping[str, Any]] = EDITS) -> None:
        """What the accountant changes, a while later; nothing if it was changed already."""
        self.clock.advance(60)
        for label, fields in edits.items():
            contact_id = self.firm.ledger[label]
            tenant_id = self.firm.tenant_id
            perform(self.world, "xero.edit_contact", tenant_id=tenant_id, contact_id=contact_id, **fields)

    def canon(self) -> Canon:
        """The end state."""
        return canon(self.world, self.engine)

    def _wire(self) -> SandboxTransport:
        return SandboxTransport(self.world, xero=XERO, hubflo=HUBFLO, sleep=self.clock.advance)

    def _storage(
        self,
        settings: OperatorSettings,
        clock: Clock,
        identity: Identity,
        vault: Vault,
        lease_clock: Callable[[], datetime] | None,
    ) -> Iterator[Storage]:
        """As the container opens it, but with the engine that is here already."""
        yield Storage(
            self.engine,
            vault,
            clock,
            identity,
            place_of(self.engine),
            lease_seconds=settings.lease_seconds,
            now=lease_clock,
        )


def until_quiet(house: House, connection: Connection) -> None:
    """Visits, and between them the time that passes until somebody would be woken."""
    store, clerk = house.container.storage().store, house.container.clerk()
    for _ in range(MOST_VISITS):
        clerk.visit(connection.id)
        if quiet(store, connection.id, house.clock.now()):
            return
        wait = next_look(house, connection.id) - house.clock.now()
        house.clock.advance(max(0.001, wait.total_seconds()))
    raise NeverQuiet(f"not quiet after {MOST_VISITS} visits, at {house.clock.now()}")


def next_look(house: House, connection_id: ConnectionId) -> datetime:
    """When somebody would be woken. Raises NeverQuiet if nobody ever is."""
    transactions = house.container.storage().store._transactions
    with transactions.reading() as transaction:
        row = run(transaction, _CLERK, {MINE: connection_id}).one_or_none()
    if row.wanted > row.seen and row.holder is None:
        return house.clock.now()
    nearest: datetime | None = row.lease_end or row.not_before
    if nearest is None:
        raise NeverQuiet("work is left, and nothing will ever wake the clerk")
    return nearest


@contextmanager
def _raw(engine: Engine) -> Iterator[sqlite3.Connection]:
    pooled = engine.raw_connection()
    try:
        driver = pooled.driver_connection
        assert isinstance(driver, sqlite3.Connection)
        yield driver
    finally:
        pooled.close()
