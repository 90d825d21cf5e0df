"""Readings of both sides."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, bindparam, func, select, update

from adapters.storage.rows.clerk import scan_of, scan_row
from adapters.storage.scope import Scope, mine
from adapters.storage.tables.clerk import scan as table
from domain.errors import StoreProblem
from domain.ports import records as ports
from domain.scan import LEDGER_SCANS, Scan, ScanKind


def _newest(*wanted: ColumnElement[bool]) -> Select[Any]:
    """The newest scan of each kind: one short walk down the index per kind, however many there have been."""
    walks = [
        select(table.c.number)
        .where(mine(table), table.c.kind == kind.value, *wanted)
        .order_by(table.c.number.desc())
        .limit(1)
        .scalar_subquery()
        for kind in ScanKind
    ]
    return select(table).where(mine(table), table.c.number.in_(walks))


_LATEST = _newest()
_LATEST_FINISHED = _newest(table.c.finished_at.is_not(None))
_LAST_NUMBER = select(func.max(table.c.number)).where(mine(table))
_CURRENT_RUN = _LAST_NUMBER.where(table.c.kind.in_([kind.value for kind in LEDGER_SCANS]))
_SAVE = update(table).where(mine(table), table.c.number == bindparam("saved"))


class Scans(Scope, ports.Scans):
    """One row per scan; a scan goes on where its row says."""

    def latest(self) -> Mapping[ScanKind, Scan]:
        return self._found(_LATEST)

    def latest_finished(self) -> Mapping[ScanKind, Scan]:
        return self._found(_LATEST_FINISHED)

    def start(self, kind: ScanKind, *, now: datetime, since: datetime | None = None) -> Scan:
        newest = self._run(_LAST_NUMBER).scalar_one()
        started = Scan(number=(newest or 0) + 1, kind=kind, started_at=now, since=since)
        self._at.execute(table.insert().values(scan_row(self._id, started)))
        return started

    def save(self, scan: Scan) -> None:
        saved = self._run(_SAVE, saved=scan.number, **scan_row(self._id, scan))
        if saved.rowcount != 1:
            raise StoreProblem("scan-unknown", number=str(scan.number))

    def current_run(self) -> int:
        return int(self._run(_CURRENT_RUN).scalar_one() or 0)

    def _found(self, newest: Select[Any]) -> dict[ScanKind, Scan]:
        scans = [scan_of(row) for row in self._run(newest)]
        return {scan.kind: scan for scan in scans}
