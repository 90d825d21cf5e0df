"""Lives of an installation that sends invoices, from connecting it to what is paid and what is cancelled."""

import fcntl
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

from dependency_injector import providers

from domain.connection import Connection
from domain.ids import ConnectionId
from domain.ports.store import Store
from domain.request import RequestKind
from domain.scan import ScanKind
from domain.settings import Rhythm, rhythm_of
from entrypoints.container import Container
from tests.support.billing_firm import (
    BY_OWNER,
    BY_THEMSELVES,
    NUMBERED,
    PAYMENTS,
    SETTINGS,
    AtHand,
    People,
    account,
    billing_firm,
    call_off,
    issue,
    match,
    pay,
)
from tests.support.house import House
from tests.support.lives import MOST_VISITS, Installation, NeverQuiet, Snapshot, next_look, quiet
from tests.support.points import Killed, Points, at

OWNER = "person:owner"
A_WHILE_SECONDS = 120.0
A_MOMENT_SECONDS = 0.01
"""So that what is read from then on is later than what people did, also by a clock that stands still."""
_WATCHED = (ScanKind.PORTAL_ISSUED, ScanKind.LEDGER_DOCUMENTS)


def has_read(store: Store, connection_id: ConnectionId, since: datetime) -> bool:
    """Whether both lists were read whole that show what people did before then."""
    with store.reading(connection_id) as books:
        finished = books.scans.latest_finished()
    return all((scan := finished.get(kind)) and scan.started_at >= since for kind in _WATCHED)


def bill(
    container: Container,
    organization_id: str,
    tenant_id: str,
    people: People,
    connect: Callable[[], Connection],
    until_quiet: Callable[[Connection, datetime | None], None],
    begun: Callable[[], None] = lambda: None,
) -> None:
    """Connect and import, switch invoices on, let people issue, approve, renumber, pay, cancel; import again.

    `until_quiet` also waits until both sides were read since a moment; `begun` is told when invoices are
    switched on. May be begun anew after any end: what is done already is found so.
    """
    clock = container.clock()
    container.storage().instance.check_place()
    known = container.storage().connections.all()
    connection = known[0] if known else connect()
    container.switching().go_live(connection.id, actor=OWNER)
    until_quiet(connection, None)
    begun()
    switch_on(container, connection)
    with _alone(container):
        issue(people, organization_id)
    clock.pause(A_MOMENT_SECONDS)
    until_quiet(connection, clock.now())
    with _alone(container):
        account(people, tenant_id)
    _give_number(container, connection)
    clock.pause(A_MOMENT_SECONDS)
    until_quiet(connection, clock.now())
    with _alone(container):
        pay(people, organization_id)
        match(people, tenant_id)
    clock.pause(A_MOMENT_SECONDS)
    until_quiet(connection, clock.now())
    with _alone(container):
        call_off(people, organization_id)
    clock.pause(A_MOMENT_SECONDS)
    until_quiet(connection, clock.now())
    container.importing().ask(connection.id, RequestKind.IMPORT_ALL, actor=OWNER)
    until_quiet(connection, None)


def switch_on(container: Container, connection: Connection) -> None:
    """The owner sets what invoices and payments need; once."""
    for name, value in {**SETTINGS, **PAYMENTS, **BY_THEMSELVES}.items():
        _, values = container.adjusting().values(connection.id)  # somebody else may do the same meanwhile
        if values[name] != value:
            container.adjusting().change(connection, name, value, actor=OWNER)


@contextmanager
def _alone(container: Container) -> Iterator[None]:
    """People do each thing once, also where two processes play them at the same moment.

    No process is ever stopped in here: it would keep the other one waiting.
    """
    folder = container.settings().data_folder
    folder.mkdir(parents=True, exist_ok=True)  # a store on a server has none
    with (folder / "people.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _give_number(container: Container, connection: Connection) -> None:
    """The owner gives one the client's number; once."""
    with container.storage().store.reading(connection.id) as books:
        (record,) = books.invoices.find(NUMBERED)
        asked = [write for write in books.named_writes.open() if write.invoice_id == record.id]
    if record.number != BY_OWNER and not asked:
        container.numbering_invoices().number(connection.id, record.id, BY_OWNER, actor=OWNER)


class BillingInstallation(Installation):
    """An installation whose lives are those of invoices."""

    def __init__(self, folder: Path) -> None:
        """With a firm that bills."""
        super().__init__(folder, billing_firm)
        self.begun: Snapshot = self.fresh

    @contextmanager
    def process(self, points: Points) -> Iterator[House]:
        """What people did is looked for every minute on both sides: a quarter of an hour has no more news."""
        with super().process(points) as house:
            house.container.rhythm.override(providers.Object(_every_minute))
            yield house

    def bill(
        self, kill_at: int | None = None, at_each: Callable[[int, str], None] = lambda number, name: None
    ) -> Points:
        """One life, to its end or up to the point where it is killed."""
        points = Points(at(kill_at), at_each=at_each)
        with self.process(points) as house:
            try:
                bill(
                    house.container,
                    self.firm.organization_id,
                    self.firm.tenant_id,
                    AtHand(self.world),
                    connect=lambda: house.connect(self.firm),
                    until_quiet=lambda connection, since: until_read(house, connection, since),
                    begun=lambda: self._note_begun(len(points.passed)),
                )
            except Killed:
                return points
        return points

    def go_on(self) -> None:
        """Time passes until what is late has landed, and for a while; both sides are read once more."""
        now = self.clock.now()
        until = max([now, *(late.due for late in self.world.late)])
        self.clock.advance((until - now).total_seconds() + A_WHILE_SECONDS)
        with self.process(Points()) as house:
            (connection,) = house.container.storage().connections.all()
            until_read(house, connection, self.clock.now())

    def _note_begun(self, passed: int) -> None:
        """The first life to come so far leaves what the others may begin with."""
        if self.begun is self.fresh:
            self.begun = self.snapshot(passed, "invoices are switched on next")


def _every_minute(values: Mapping[str, str]) -> Rhythm:
    return replace(rhythm_of(values), documents_every=timedelta(minutes=1))


def until_read(house: House, connection: Connection, since: datetime | None) -> None:
    """Visits, and between them the time that passes until somebody would be woken."""
    store, clerk = house.container.storage().store, house.container.clerk()
    for _ in range(MOST_VISITS):
        clerk.visit(connection.id)
        is_read = since is None or has_read(store, connection.id, since)
        if is_read and quiet(store, connection.id, house.clock.now()):
            return
        wait = next_look(house, connection.id) - house.clock.now()
        house.clock.advance(max(0.001, wait.total_seconds()))
    raise NeverQuiet(f"not quiet after {MOST_VISITS} visits, at {house.clock.now()}")
