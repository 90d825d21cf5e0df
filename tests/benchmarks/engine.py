"""Child: `engine INVOICES`: what the engine of many processes costs on one invoice, on PostgreSQL.

As many invoices go by calling the clerk as by telling the engine, by turns; each from the commit of its nudge
until the clerk has left, everything else alike. Several firms issue them, so that none comes near the calls
that Xero allows in a minute. It tells nothing where no PostgreSQL is at hand.
"""

import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median

from domain.ids import ConnectionId
from domain.invoice import InvoiceId
from domain.life import Stage
from domain.nudge import Delivery
from domain.ports.engine import Engine
from entrypoints.logs import set_up_logs
from entrypoints.watching import Watch
from tests.benchmarks.measure import EngineCost, tell
from tests.soak.fleet import Fleet, fleet
from tests.support.databases import is_at_hand, postgres_database

_FIRMS = 6
_LONGEST_SECONDS = 30.0
_SELDOM_SECONDS = 600.0
"""Between two ticks: none comes in between."""


class Ended(Watch):
    """Waits for the end of the engine's visit."""

    def __init__(self) -> None:
        """None ended yet."""
        self.visits = threading.Semaphore(0)

    def visit(self, connection: str, result: str) -> None:
        """One ended."""
        self.visits.release()

    def forget(self) -> None:
        """What ended before is not waited for."""
        while self.visits.acquire(blocking=False):
            pass

    def unit(self, kind: str, seconds: float) -> None:
        """Nothing to wait for."""


def measure(invoices: int) -> EngineCost:
    """One measurement; the first round of all is not counted."""
    with (
        tempfile.TemporaryDirectory() as folder,
        postgres_database() as url,
        fleet(Path(folder), url, _FIRMS, tick_seconds=_SELDOM_SECONDS) as at,
    ):
        ended, clerk = Ended(), at.container.clerk()
        engine = at.container.engine(watch=ended)

        def hint(connection_id: ConnectionId) -> None:
            ended.forget()
            engine.wake(connection_id)
            assert ended.visits.acquire(timeout=_LONGEST_SECONDS)

        _timed(at, 0, clerk.visit)
        direct, hinted = list[float](), list[float]()
        for number in range(1, 2 * invoices // _FIRMS, 2):
            direct += _timed(at, number, clerk.visit)
            with _running(engine):
                hinted += _timed(at, number + 1, hint)
    return EngineCost(invoices=len(hinted), direct=median(direct), hinted=median(hinted))


def _timed(at: Fleet, number: int, go: Callable[[ConnectionId], object]) -> list[float]:
    """One invoice of each firm: seconds from its nudge until it is linked."""
    seconds = list[float]()
    for connection_id, invoice_id in at.issue(number).items():
        _nudge(at, connection_id, invoice_id)
        begun = time.perf_counter()
        go(connection_id)
        seconds.append(time.perf_counter() - begun)
    assert at.stages() == {Stage.LINKED: _FIRMS * (number + 1)}
    return seconds


def _nudge(at: Fleet, connection_id: ConnectionId, invoice_id: InvoiceId) -> None:
    delivery = Delivery(
        connection_id=connection_id,
        hook="of-a-benchmark",
        id=str(invoice_id),
        at=at.container.clock().now(),
        invoice_id=invoice_id,
    )
    at.container.storage().intake.record([delivery])


@contextmanager
def _running(engine: Engine) -> Iterator[None]:
    stop = threading.Event()
    thread = threading.Thread(target=engine.run, args=(stop.is_set,))
    thread.start()
    try:
        time.sleep(1)  # its lines to the database are open by then
        yield
    finally:
        stop.set()
        thread.join()


if __name__ == "__main__":
    set_up_logs("warning")
    if is_at_hand():
        tell(measure(*map(int, sys.argv[1:])))
