"""Numbered points: every durable and every remote step of a process, counted, and the one where it ends.

Wired in by overriding providers of the container; the product holds no switch for it. A durable step has
a point before its commit and one after; a remote step one before its first byte, one when it was carried
out and nobody has seen the answer, and one when the whole answer is there.
"""

import os
import re
import signal
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from threading import Lock
from typing import Any, NoReturn

import httpx
import sqlalchemy
from dependency_injector import providers

from adapters.storage.opening import Storage
from entrypoints.container import Container
from entrypoints.openers import opened_storage

_ID = re.compile(r"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")
_FIRST_BYTE = "send_request_headers.started"
_FRAMES = ("contextlib", "tests.support.points", "adapters.storage.transactions", "adapters.storage.store")

Writing = Callable[..., AbstractContextManager[sqlalchemy.Connection]]
OpenStorage = Callable[..., Iterator[Storage]]


class Killed(BaseException):
    """The process has ended here. No `except Exception` of ours may catch it, as none catches SIGKILL."""


def kill_myself() -> NoReturn:
    """`kill -9`, by our own id."""
    os.kill(os.getpid(), signal.SIGKILL)
    raise AssertionError("nobody survives SIGKILL")


def raise_killed() -> NoReturn:
    """The same for a process that is only played."""
    raise Killed


Last = Callable[[Sequence[str]], bool]
"""Whether the point just passed, the last one of those given, is where a life ends."""


def at(number: int | None) -> Last:
    """The point of that number, from 1; None: never."""
    return lambda passed: len(passed) == number


def at_the(nth: int, name: str) -> Last:
    """The nth point of that name."""
    return lambda passed: passed[-1] == name and passed.count(name) == nth


never = at(None)


class Points:
    """The points of one life, in their order. At the `last` one it ends by `die`."""

    def __init__(
        self,
        last: Last = never,
        die: Callable[[], NoReturn] = raise_killed,
        at_each: Callable[[int, str], None] = lambda number, name: None,
    ) -> None:
        """Without a `last` one they are only counted; `at_each` is told of every one."""
        self.passed: list[str] = []
        self._last = last
        self._die = die
        self._at_each = at_each
        self._dead = False
        self._lock = Lock()

    def pass_by(self, name: str) -> None:
        """One more point; perhaps the last one."""
        with self._lock:
            self.be_alive()
            self.passed.append(name)
            self._at_each(len(self.passed), name)
            if self._last(self.passed):
                self._dead = True
                self._die()

    @property
    def killed_at(self) -> str:
        """Where it ended, '' if it lived."""
        return self.passed[-1] if self._dead else ""

    def be_alive(self) -> None:
        """Whoever is dead does nothing any more, whatever its `finally` says. Raises Killed."""
        if self._dead:
            raise Killed


def changes_something(name: str) -> bool:
    """Whether what a dead process leaves behind may differ from what it left one point earlier.

    It leaves the store and the other sides; a commit changes the one, a write that was carried out the
    other. Two points without such a step between them are one: the next life cannot tell them apart.
    """
    return name.startswith("after commit") or (name.startswith("carried out") and " GET " not in name)


class PointedWire(httpx.BaseTransport):
    """A wire with points in it."""

    def __init__(
        self, wire: httpx.BaseTransport, points: Points, side: str, *, with_checks: bool = False
    ) -> None:
        """`wire` carries the bytes."""
        self._wire = wire
        self._points = points
        self._side = side
        self._with_checks = with_checks

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """One exchange with its three points."""
        name = f"{self._side} {request.method} {_ID.sub('{id}', request.url.path)}"
        self._points.pass_by(f"before sending {name}")
        if self._with_checks:
            self._put_behind_check(request, f"checked {name}")
        response = self._wire.handle_request(request)
        self._points.pass_by(f"carried out {name}")
        content = response.read()
        response.close()
        self._points.pass_by(f"answered {name}")
        return httpx.Response(
            response.status_code, headers=response.headers, content=content, request=request
        )

    def close(self) -> None:
        """Close what carries the bytes."""
        self._wire.close()

    def _put_behind_check(self, request: httpx.Request, name: str) -> None:
        check = request.extensions["trace"]

        def then_pass(event: str, info: Mapping[str, Any]) -> None:
            check(event, info)
            if event.endswith(_FIRST_BYTE):
                self._points.pass_by(name)

        request.extensions["trace"] = then_pass


def put_points(
    container: Container,
    points: Points,
    wires: Callable[[], httpx.BaseTransport],
    open_storage: OpenStorage = opened_storage,
    *,
    with_checks: bool = False,
) -> None:
    """Point every durable and every remote step of what this container builds."""

    def storage() -> Iterator[Storage]:
        for opened in open_storage(
            container.settings(),
            container.clock(),
            container.identity(),
            container.vault(),
            container.lease_clock(),
        ):
            transactions = opened.store._transactions
            # One object serves every repository: whoever writes passes here.
            setattr(transactions, "writing", _pointed(transactions.writing, points))  # noqa: B010
            yield opened

    container.storage.override(providers.Resource(storage))
    for side, line in {"xero": container.xero_wire, "hubflo": container.hubflo_network}.items():
        line.override(providers.Object(PointedWire(wires(), points, side, with_checks=with_checks)))


def _pointed(writing: Writing, points: Points) -> Writing:
    @contextmanager
    def pointed(*, urgent: bool = False) -> Iterator[sqlalchemy.Connection]:
        name = _who()
        points.be_alive()
        with writing(urgent=urgent) as transaction:
            yield transaction
            points.pass_by(f"before commit of {name}")
        points.pass_by(f"after commit of {name}")

    return pointed


def _who() -> str:
    """The function that writes: the nearest one above that is no plumbing."""
    frame = sys._getframe(1)
    while frame.f_back is not None:
        module = str(frame.f_globals.get("__name__", ""))
        if module not in _FRAMES and frame.f_code.co_name not in ("writing", "__enter__"):
            return f"{module.rpartition('.')[2]}.{frame.f_code.co_name}"
        frame = frame.f_back
    return "?"
