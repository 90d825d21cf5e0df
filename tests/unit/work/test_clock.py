"""The system's clocks."""

from datetime import UTC, timedelta

from adapters.clock import SystemClock


def test_now_is_aware_and_in_utc() -> None:
    assert SystemClock().now().utcoffset() == timedelta(0)
    assert SystemClock().now().tzinfo is UTC


def test_monotonic_time_passes_while_pausing() -> None:
    clock = SystemClock()
    before = clock.monotonic()

    clock.pause(0.02)

    assert 0.02 <= clock.monotonic() - before < 5


def test_a_pause_that_is_over_already_takes_no_time() -> None:
    clock = SystemClock()
    before = clock.monotonic()

    clock.pause(-30)

    assert clock.monotonic() - before < 5
