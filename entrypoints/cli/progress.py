"""Shows how far an import is: bars in a terminal, a line per step elsewhere."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import monotonic

import click

from domain.connection import Connection
from domain.scan import Scan, ScanKind
from domain.standing import Standing
from domain.units import Unit
from entrypoints.container import Container

_TITLES = {
    ScanKind.LEDGER_ALL: "Reading contacts from Xero",
    ScanKind.LEDGER_CHANGES: "Reading changes from Xero",
    ScanKind.PORTAL_COMPANIES: "Reading companies from Hubflo",
    ScanKind.PORTAL_PEOPLE: "Reading contacts from Hubflo",
    ScanKind.PORTAL_ISSUED: "Reading issued invoices from Hubflo",
    ScanKind.PORTAL_PAID: "Reading paid invoices from Hubflo",
    ScanKind.PORTAL_INVOICES: "Reading all invoices from Hubflo",
    ScanKind.LEDGER_DOCUMENTS: "Reading invoices from Xero",
    ScanKind.LEDGER_OPEN: "Reading open invoices from Xero",
}
_WRITING = "Bringing contacts over"
_BETWEEN_LOOKS_SECONDS = 0.2


@contextmanager
def watching(container: Container, connection: Connection) -> Iterator[Callable[[Unit], None]]:
    """What the clerk calls after each unit; shows bars while the block runs."""
    if sys.stderr.isatty():
        with _bars(container, connection) as after_unit:
            yield after_unit
    else:
        yield _lines(container, connection)


@contextmanager
def _bars(container: Container, connection: Connection) -> Iterator[Callable[[Unit], None]]:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeElapsedColumn

    bar_column = BarColumn(complete_style="cyan", finished_style="green")
    columns = (TextColumn("{task.description}"), bar_column, MofNCompleteColumn(), TimeElapsedColumn())
    looked, most = 0.0, 0
    with Progress(*columns, console=Console(stderr=True)) as progress:
        tasks: dict[str, TaskID] = {}

        def bar(title: str, completed: int, total: int | None) -> None:
            if title not in tasks:
                tasks[title] = progress.add_task(title, total=None)
            progress.update(tasks[title], completed=completed, total=total)

        def show(*, always: bool = False) -> None:
            nonlocal looked, most
            if not always and monotonic() - looked < _BETWEEN_LOOKS_SECONDS:
                return
            looked = monotonic()
            scans, left = _far(container, connection)
            for scan in scans:
                if scan.finished_at is None or scan.finished_at >= began:
                    bar(_TITLES[scan.kind], scan.read, _total(scan))
            most = max(most, left)
            if most and connection.may_write:
                bar(_WRITING, most - left, most)

        began = container.clock().now()
        yield lambda unit: show()
        show(always=True)


def _lines(container: Container, connection: Connection) -> Callable[[Unit], None]:
    told: set[int] = set()

    def after_unit(_unit: Unit) -> None:
        with container.storage().store.reading(connection.id) as books:
            finished = books.scans.latest_finished().values()
        for scan in finished:
            if scan.number not in told and scan.finished_at is not None and scan.started_at >= began:
                told.add(scan.number)
                click.echo(f"{_TITLES[scan.kind]}: {scan.read} read.", err=True)

    began = container.clock().now()
    return after_unit


def _far(container: Container, connection: Connection) -> tuple[list[Scan], int]:
    """Scans by number, and how many contacts are still to be written."""
    with container.storage().store.reading(connection.id) as books:
        scans = sorted(books.scans.latest().values(), key=lambda scan: scan.number)
        counts = books.ledger.counts(books.scans.current_run())
        undecided = books.ledger.undecided_count()
    return scans, max(0, counts.of(Standing.IN_WORK) - undecided)


def _total(scan: Scan) -> int | None:
    return scan.read if scan.finished_at is not None else scan.expected
