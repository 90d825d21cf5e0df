"""A permit lives as long as its lease surely does, and not a moment longer."""

import multiprocessing
import os
import signal
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest
import structlog

from adapters.clock import SystemClock
from adapters.work.keeper import InlineKeeper, ThreadKeeper
from domain.errors import LeaseLost, StoreProblem
from domain.ports.leases import LeaseKeeper
from tests.support.clock import ManualClock
from tests.unit.work.rows import LEASE_SECONDS, Rows, lease_until

Make = Callable[[Rows, ManualClock], LeaseKeeper]


def threaded(rows: Rows, clock: ManualClock) -> LeaseKeeper:
    """A keeper whose thread never gets to renew within a test."""
    return ThreadKeeper(rows, clock, renew_seconds=60, margin_seconds=2)


def inline(rows: Rows, clock: ManualClock) -> LeaseKeeper:
    """A keeper that never finds it time to renew within a test."""
    return InlineKeeper(rows, clock, renew_seconds=10_000, margin_seconds=2)


@pytest.fixture
def clock() -> ManualClock:
    return ManualClock()


@pytest.mark.parametrize("make", [threaded, inline])
@pytest.mark.parametrize(
    ("passed", "may"), [(0, True), (17.9, True), (18.0, False), (20.0, False), (3600, False)]
)
def test_the_permit_ends_a_margin_before_the_lease(
    make: Make, clock: ManualClock, passed: float, may: bool
) -> None:
    with make(Rows(clock), clock).keeping(lease_until(clock.monotonic() + LEASE_SECONDS)) as permit:
        clock.advance(passed)

        if may:
            permit.check()
        else:
            with pytest.raises(LeaseLost) as caught:
                permit.check()
            assert caught.value.facts == {"connection": "c-1", "fence": "7"}


@pytest.mark.parametrize("make", [threaded, inline])
def test_a_wall_clock_that_jumps_changes_nothing(make: Make, clock: ManualClock) -> None:
    with make(Rows(clock), clock).keeping(lease_until(clock.monotonic() + LEASE_SECONDS)) as permit:
        clock.jump(86400)
        permit.check()
        clock.jump(-2 * 86400)
        permit.check()


def until(condition: Callable[[], bool], seconds: float = 10) -> None:
    """Wait for what another thread does; fails if it never does."""
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end
        time.sleep(0.002)


def test_a_thread_renews_while_the_block_runs(clock: ManualClock) -> None:
    rows = Rows(clock)
    keeper = ThreadKeeper(rows, clock, renew_seconds=0.01, margin_seconds=2)

    with keeper.keeping(lease_until(clock.monotonic() + LEASE_SECONDS)) as permit:
        clock.advance(15)
        before = rows.renewals
        until(lambda: rows.renewals > before + 1)
        clock.advance(15)  # past the first end

        permit.check()


def test_nothing_renews_after_the_block(clock: ManualClock) -> None:
    rows = Rows(clock)
    keeper = ThreadKeeper(rows, clock, renew_seconds=0.005)

    with keeper.keeping(lease_until(clock.monotonic() + LEASE_SECONDS)):
        assert rows.renewed.wait(10)

    renewals = rows.renewals
    time.sleep(0.05)
    assert rows.renewals == renewals
    assert not [thread for thread in threading.enumerate() if thread.name.startswith("lease")]


def test_the_block_s_end_does_not_wait_for_the_next_renewal(clock: ManualClock) -> None:
    began = time.monotonic()
    with ThreadKeeper(Rows(clock), clock, renew_seconds=60).keeping(lease_until(clock.monotonic() + 99)):
        pass

    assert time.monotonic() - began < 5


def test_the_block_ends_its_thread_also_when_it_fails(clock: ManualClock) -> None:
    keeper = ThreadKeeper(Rows(clock), clock, renew_seconds=60)

    with pytest.raises(ValueError, match="ours"), keeper.keeping(lease_until(clock.monotonic() + 99)):
        raise ValueError("ours")

    assert not [thread for thread in threading.enumerate() if thread.name.startswith("lease")]


def test_a_lost_renewal_ends_the_permit_for_good(clock: ManualClock) -> None:
    rows = Rows(clock, refuse=True)

    with ThreadKeeper(rows, clock, renew_seconds=0.01).keeping(
        lease_until(clock.monotonic() + 1000)
    ) as permit:
        until(lambda: rows.renewals > 0)
        rows.refuse = False
        time.sleep(0.05)

        for _ in range(2):
            with pytest.raises(LeaseLost):
                permit.check()
        assert rows.renewals == 1  # and nobody asks again


@pytest.mark.parametrize("error", [StoreProblem("database-busy"), RuntimeError("a defect")])
def test_a_renewal_that_fails_is_tried_again_and_logged(clock: ManualClock, error: Exception) -> None:
    rows = Rows(clock, failing=error)

    with (
        structlog.testing.capture_logs() as logs,
        ThreadKeeper(rows, clock, renew_seconds=0.01).keeping(lease_until(clock.monotonic() + 10)) as permit,
    ):
        until(lambda: rows.renewals > 1)
        rows.failing = None
        before = rows.renewals
        until(lambda: rows.renewals > before + 1)
        clock.advance(15)  # past the first end: only a renewal helps

        permit.check()

    code = "database-busy" if isinstance(error, StoreProblem) else "RuntimeError"
    assert {(entry["event"], entry["code"], entry["connection"]) for entry in logs} == {
        ("lease-not-renewed", code, "c-1")
    }


def test_inline_renews_when_asked_late_enough(clock: ManualClock) -> None:
    rows = Rows(clock)
    with InlineKeeper(rows, clock, renew_seconds=5).keeping(
        lease_until(clock.monotonic() + LEASE_SECONDS)
    ) as permit:
        for passed, renewals in ((0, 0), (4.9, 0), (0.1, 1), (4, 1), (1, 2)):
            clock.advance(passed)
            permit.check()
            assert rows.renewals == renewals


def test_inline_makes_up_for_time_that_a_thread_would_have_renewed_in(clock: ManualClock) -> None:
    with InlineKeeper(Rows(clock), clock).keeping(lease_until(clock.monotonic() + LEASE_SECONDS)) as permit:
        clock.advance(61)

        permit.check()


def test_inline_loses_for_good_what_was_taken_over(clock: ManualClock) -> None:
    rows = Rows(clock, refuse=True)
    with InlineKeeper(rows, clock).keeping(lease_until(clock.monotonic() + 1000)) as permit:
        clock.advance(5)
        with pytest.raises(LeaseLost):
            permit.check()
        rows.refuse = False
        clock.advance(5)

        with pytest.raises(LeaseLost):
            permit.check()
        assert rows.renewals == 1


STOPPED_SECONDS = 1.0


def _stopped_child(report: Path) -> None:
    clock = SystemClock()
    rows = Rows(clock)
    keeper = ThreadKeeper(rows, clock, renew_seconds=0.05, margin_seconds=0.1)
    with keeper.keeping(lease_until(clock.monotonic() + 0.6)) as permit:
        permit.check()
        rows.refuse = True  # from the stop on somebody else holds it; the thread has not heard of it
        os.kill(os.getpid(), signal.SIGSTOP)
        try:
            permit.check()
            report.write_text("sent")
        except LeaseLost:
            report.write_text("refused")


def test_a_process_that_was_stopped_sends_nothing_when_it_goes_on(tmp_path: Path) -> None:
    report = tmp_path / "report"
    child = multiprocessing.get_context("spawn").Process(target=_stopped_child, args=(report,))
    child.start()
    assert child.pid is not None
    _, status = os.waitpid(child.pid, os.WUNTRACED)
    assert os.WIFSTOPPED(status)
    time.sleep(STOPPED_SECONDS)

    os.kill(child.pid, signal.SIGCONT)
    child.join(timeout=20)

    assert report.read_text() == "refused"
