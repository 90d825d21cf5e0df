"""Child: what comes after reading.

`work CONTACTS WRITES` plans an import and does so many of its writes; `again CONTACTS` imports all of them
twice, and counts what the second time cost.
"""

import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Callable
from pathlib import Path
from statistics import median

import httpx

from domain.connection import Connection
from domain.request import RequestKind
from domain.services.workload import load
from domain.settings import Rhythm
from domain.standing import Standing
from domain.units import ActOn, Decide, Unit
from domain.work import next_unit
from tests.benchmarks.measure import Again, Working, tell
from tests.benchmarks.town import reroute, sandbox, seeded
from tests.support.house import House, open_house

_WHO = "person:bench"


class Timed(httpx.BaseTransport):
    """Counts the seconds that the sandbox takes."""

    def __init__(self, network: httpx.BaseTransport) -> None:
        """Nothing was asked yet."""
        self.seconds = 0.0
        self._network = network

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """One exchange."""
        begun = time.perf_counter()
        try:
            return self._network.handle_request(request)
        finally:
            self.seconds += time.perf_counter() - begun


def work_on(
    house: House,
    connection: Connection,
    is_done: Callable[[], bool],
    after_unit: Callable[[Unit], None] = lambda _unit: None,
) -> None:
    """Let the clerk come until it is done; each time it must wait for a limit, a minute passes."""
    stop = house.container.stop()

    def after(unit: Unit) -> None:
        after_unit(unit)
        if isinstance(unit, ActOn | Decide) and is_done():
            stop.set()

    while not is_done():
        house.container.clerk().visit(connection.id, after_unit=after)
        house.clock.advance(60)
    stop.clear()


def in_work(house: House, connection: Connection) -> int:
    """How many contacts are not where they will stay."""
    return house.container.importing().counts(connection.id).of(Standing.IN_WORK)


def undecided(house: House, connection: Connection) -> int:
    """How many contacts are not planned yet."""
    with house.container.storage().store.reading(connection.id) as books:
        return books.ledger.undecided_count()


def step_seconds(house: House, connection: Connection) -> float:
    """What choosing the next unit costs: the books are asked, the rule answers."""
    times = []
    for _ in range(50):
        begun = time.perf_counter()
        with house.container.storage().store.reading(connection.id) as books:
            next_unit(load(books, Rhythm(), house.clock.now()), house.clock.now())
        times.append(time.perf_counter() - begun)
    return median(times)


def plan_and_write(contacts: int, writes: int) -> Working:
    """Seconds go to the unit that they led to, the clerk's choosing included."""
    with tempfile.TemporaryDirectory() as store, open_house(Path(store)) as house:
        network = Timed(sandbox(house))
        reroute(house, xero=network, hubflo=network)
        connection = house.connect(seeded(house, contacts))
        spent: dict[type[Unit], float] = defaultdict(float)
        done: Counter[type[Unit]] = Counter()
        mark = time.perf_counter()

        def after_unit(unit: Unit) -> None:
            nonlocal mark
            now = time.perf_counter() - network.seconds
            spent[type(unit)] += now - mark
            done[type(unit)] += 1
            mark = now

        planned = house.container.importing()
        work_on(house, connection, lambda: done[Decide] > 0 and not undecided(house, connection), after_unit)
        to_write = planned.counts(connection.id).of(Standing.IN_WORK)
        house.container.switching().go_live(connection.id, actor=_WHO)
        step = step_seconds(house, connection)
        mark = time.perf_counter() - network.seconds
        wanted = min(writes, to_write)
        work_on(house, connection, lambda: done[ActOn] >= wanted, after_unit)
    return Working(
        contacts=contacts,
        plan_seconds=spent[Decide],
        written=done[ActOn],
        write_seconds=spent[ActOn],
        step_seconds=step,
    )


def import_twice(contacts: int) -> Again:
    """An hour lies between the two, so that the second one needs a new token as well."""
    with tempfile.TemporaryDirectory() as store, open_house(Path(store)) as house:
        connection = house.connect(seeded(house, contacts))
        house.container.switching().go_live(connection.id, actor=_WHO)
        importing = house.container.importing()
        work_on(
            house,
            connection,
            lambda: (
                importing.counts(connection.id).seen == contacts
                and not in_work(house, connection)
                and not undecided(house, connection)
            ),
        )
        created = importing.counts(connection.id).of(Standing.CREATED)
        house.clock.advance(3600)
        xero, hubflo = len(house.world.xero.calls), len(house.world.hubflo.requests)
        request = importing.ask(connection.id, RequestKind.IMPORT, actor=_WHO)
        work_on(house, connection, lambda: not importing.is_open(connection.id, request.id))
        calls = house.world.xero.calls[xero:]
        return Again(
            contacts=contacts,
            created=created,
            xero_calls=len(calls),
            xero_writes=sum("/api.xro/" in call.path and call.method != "GET" for call in calls),
            hubflo_writes=sum(one.method != "GET" for one in house.world.hubflo.requests[hubflo:]),
        )


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["work", contacts, writes]:
            tell(plan_and_write(int(contacts), int(writes)))
        case ["again", contacts]:
            tell(import_twice(int(contacts)))
