"""While answers are awaited, the books are read anew only when something is asked for."""

import threading
import time
from pathlib import Path

import httpx
import pytest
from dependency_injector import providers

from adapters.sandbox.transport import SandboxTransport
from adapters.work.executors import PoolExecutor
from domain.ports.store import Books
from domain.services import clerk, workload
from domain.workload import Workload
from tests.contracts.engine_rounds import until
from tests.support.house import HUBFLO, XERO, firm_house

_SEVERAL_LOOKS_SECONDS = 0.9


class Held(httpx.BaseTransport):
    """Nothing is answered while it is not let go."""

    def __init__(self, wire: httpx.BaseTransport) -> None:
        self._wire, self.go = wire, threading.Event()
        self.go.set()

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        assert self.go.wait(30)
        return self._wire.handle_request(request)


def test_books_are_read_anew_for_news_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    loads = list[float]()
    load = workload.load

    def counted(books: Books, *known: object, **more: object) -> Workload:
        loads.append(time.monotonic())
        return load(books, *known, **more)  # type: ignore[arg-type]  # as it was called

    monkeypatch.setattr(clerk, "load", counted)
    with firm_house(tmp_path) as (house, seeded):
        container = house.container
        held = Held(SandboxTransport(house.world, xero=XERO, hubflo=HUBFLO, sleep=house.clock.advance))
        container.xero_wire.override(providers.Object(held))
        container.hubflo_network.override(providers.Object(held))
        container.executor.override(providers.Factory(PoolExecutor))
        connection = house.connect(seeded)
        container.switching().go_live(connection.id, actor="person:test")
        held.go.clear()
        visit = threading.Thread(target=container.clerk().visit, args=(connection.id,))
        visit.start()
        try:
            until(lambda: bool(loads) and time.monotonic() - loads[-1] > _SEVERAL_LOOKS_SECONDS)
            before = len(loads)
            with container.storage().store.writing(connection.id) as books:
                books.nudge()
            until(lambda: len(loads) > before)
        finally:
            held.go.set()
            visit.join(30)
        assert not visit.is_alive()
