"""The bars, and how all of it is printed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tests.benchmarks.measure import Again, Reading, Working

PAGE = 1_000
MORE_CALLS = 3
MORE_MEMORY = 1.2
FASTER = 3.0
HELP_SECONDS = 0.3
SECOND_CALLS = 2

Read = Mapping[int, tuple[Reading, Reading]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """Something promised, what was measured, and whether it holds."""

    what: str
    bar: str
    measured: str
    holds: bool


def bars(read: Read, again: Again, help_seconds: float) -> tuple[Bar, ...]:
    """Every bar against what was measured."""
    return (
        *(_calls(ours) for ours, _ in read.values()),
        _memory(read),
        *(_speed(ours, theirs) for ours, theirs in read.values()),
        _second(again),
        Bar(
            what="hubflo-xero --help",
            bar=f"under {HELP_SECONDS} s",
            measured=f"{help_seconds:.2f} s",
            holds=help_seconds < HELP_SECONDS,
        ),
    )


def _calls(ours: Reading) -> Bar:
    most = -(-ours.contacts // PAGE) + MORE_CALLS
    return Bar(
        what=f"Xero calls to connect and read {ours.contacts:,} contacts",
        bar=f"at most {most}",
        measured=str(ours.calls),
        holds=ours.calls <= most,
    )


def _memory(read: Read) -> Bar:
    small, big = (read[contacts][0] for contacts in (min(read), max(read)))
    ratio = big.peak / small.peak
    return Bar(
        what=f"peak memory, {big.contacts:,} against {small.contacts:,} contacts",
        bar=f"at most {MORE_MEMORY} times",
        measured=f"{ratio:.2f} times",
        holds=ratio <= MORE_MEMORY,
    )


def _speed(ours: Reading, theirs: Reading) -> Bar:
    ratio = _each(theirs) / _each(ours)
    return Bar(
        what=f"{ours.contacts:,} into the mirror against xero-python only reading",
        bar=f"at least {FASTER:g} times faster",
        measured=f"{ratio:.2f} times",
        holds=ratio >= FASTER,
    )


def _second(again: Again) -> Bar:
    writes = again.xero_writes + again.hubflo_writes
    return Bar(
        what=f"second import of {again.contacts:,}, nothing changed",
        bar=f"0 writes, at most {SECOND_CALLS} Xero calls",
        measured=f"{writes} writes, {again.xero_calls} calls",
        holds=writes == 0 and again.xero_calls <= SECOND_CALLS and again.created > 0,
    )


def _each(reading: Reading) -> float:
    """Microseconds of the processor."""
    return reading.busy_seconds / reading.contacts * 1e6


def show_readings(read: Read) -> None:
    """Both sides, size by size."""
    print("Contacts read into the mirror (SQLite, eligibility decided), beside Xero's official SDK on the")
    print("same bytes, which only reads. The sandbox's time is in neither; of several readings the one that")
    print("kept the processor busy for the shortest time counts, on both sides.\n")
    print("   contacts  who           pages  seconds     busy  us each  peak memory")
    for both in read.values():
        for who, reading in zip(("hubflo-xero", "xero-python"), both, strict=True):
            print(
                f"  {reading.contacts:>9,}  {who:12} {reading.page_calls:>6} {reading.seconds:>8.2f}"
                f" {reading.busy_seconds:>8.2f} {_each(reading):>8.1f} {reading.peak / 2**20:>9.0f} MB"
            )


def show_working(working: Working) -> None:
    """What comes after reading; no bar stands against it: Hubflo takes an import 800 calls a minute."""
    planned = working.contacts / working.plan_seconds
    written = working.written / working.write_seconds
    print(f"\nPlanning {working.contacts:,} contacts: {planned:,.0f} contacts a second.")
    print(
        f"Writing, the sandbox's time excluded: {written:,.0f} writes a second, {1e3 / written:.1f} ms each."
    )
    print(f"The clerk's choice of its next unit: {working.step_seconds * 1e3:.1f} ms.")


def show_bars(found: Sequence[Bar]) -> None:
    """One line a bar."""
    print("\nBars\n")
    for bar in found:
        print(f"  {'ok    ' if bar.holds else 'MISSED'}  {bar.what}: {bar.measured} ({bar.bar})")
