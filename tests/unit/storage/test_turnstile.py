"""One writer at a time, in order, and nobody is kept out by one who comes again and again."""

import time
from collections.abc import Callable
from threading import Event, Thread

import pytest

from adapters.storage.turnstile import Turnstile
from domain.errors import StoreProblem

_PATIENCE_SECONDS = 20.0


class Crowd:
    """Threads that pass, and the order in which they did."""

    def __init__(self, turnstile: Turnstile) -> None:
        self.turnstile = turnstile
        self.passed: list[str] = []
        self.threads: list[Thread] = []

    def send(self, name: str, *, urgent: bool = False) -> None:
        """Let somebody wait; the next one comes when this one stands in line."""

        def through() -> None:
            with self.turnstile.passing(urgent=urgent):
                self.passed.append(name)

        before = len(self.turnstile._waiting)
        thread = Thread(target=through)
        thread.start()
        self.threads.append(thread)
        comes_true(lambda: len(self.turnstile._waiting) > before)

    def wait(self) -> None:
        """Until all are through."""
        for thread in self.threads:
            thread.join(_PATIENCE_SECONDS)


def comes_true(condition: Callable[[], bool]) -> None:
    """Fail if it does not become so."""
    end = time.monotonic() + _PATIENCE_SECONDS
    while not condition():
        assert time.monotonic() < end
        time.sleep(0.001)


def test_the_order_is_that_of_coming_but_who_is_urgent_is_next() -> None:
    crowd = Crowd(Turnstile(_PATIENCE_SECONDS))

    with crowd.turnstile.passing():
        for name in ("a", "b"):
            crowd.send(name)
        crowd.send("urgent", urgent=True)
        crowd.send("c")
        assert crowd.passed == []
    crowd.wait()

    assert crowd.passed == ["urgent", "a", "b", "c"]


@pytest.mark.parametrize("urgent", [False, True])
def test_who_comes_again_and_again_lets_the_others_in_between(*, urgent: bool) -> None:
    turnstile, ended = Turnstile(_PATIENCE_SECONDS), Event()

    def again_and_again() -> None:
        while not ended.is_set():
            with turnstile.passing(urgent=urgent):
                time.sleep(0.002)

    busy = Thread(target=again_and_again)
    busy.start()
    begun = time.monotonic()
    for _ in range(20):
        with turnstile.passing():
            pass
    took = time.monotonic() - begun
    ended.set()
    busy.join(_PATIENCE_SECONDS)

    assert took < 5  # each waits for one turn of the other, not until the other has had enough


def test_nobody_waits_for_ever_and_the_line_goes_on() -> None:
    turnstile = Turnstile(0.05)

    with turnstile.passing(), pytest.raises(StoreProblem) as refused, turnstile.passing():
        pass

    assert refused.value.reason == "store-failed"
    with turnstile.passing():
        assert not turnstile._waiting
