"""Readings of both sides."""

from collections.abc import Mapping
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import Select, bindparam, func, select, update

from adapters.storage.rows.clerk import scan_of, scan_row
from adapters.storage.scope import Scope
from adapters.storage.tables.clerk import scan as table
from domain.errors import StoreProblem
from domain.ports import records as ports
from domain.scan import LEDGER_SCANS, Scan, ScanKind

_MINE = "mine"


class Scans(Scope, ports.Scans):
    """One row per scan; a scan goes on where its row says."""

    def latest(self) -> Mapping[ScanKind, Scan]:
        return self._found(_newest(finished=False))

    def latest_finished(self) -> Mapping[ScanKind, Scan]:
        return self._found(_newest(finished=True))

    def start(self, kind: ScanKind, *, now: datetime, since: datetime | None = None) -> Scan:
        newest = self._at.execute(select(func.max(table.c.number)).where(self._mine(table))).scalar_one()
        started = Scan(number=(newest or 0) + 1, kind=kind, started_at=now, since=since)
        self._at.execute(table.insert().values(scan_row(self._id, started)))
        return started

    def save(self, scan: Scan) -> None:
        saved = self._at.execute(
            update(table)
            .where(self._mine(table), table.c.number == scan.number)
            .values(scan_row(self._id, scan))
        )
        if saved.rowcount != 1:
            raise StoreProblem("scan-unknown", number=str(scan.number))

    def current_run(self) -> int:
        kinds = [kind.value for kind in LEDGER_SCANS]
        newest = select(func.max(table.c.number)).where(self._mine(table), table.c.kind.in_(kinds))
        return int(self._at.execute(newest).scalar_one() or 0)

    def _found(self, newest: Select[Any]) -> dict[ScanKind, Scan]:
        scans = [scan_of(row) for row in self._at.execute(newest, {_MINE: self._id})]
        return {scan.kind: scan for scan in scans}


@cache  # every step of a clerk asks for it: made once
def _newest(*, finished: bool) -> Select[Any]:
    """The newest scan of each kind: one short walk down the index per kind, however many there have been."""
    mine = table.c.connection_id == bindparam(_MINE)
    wanted = [table.c.finished_at.is_not(None)] if finished else []
    walks = [
        select(table.c.number)
        .where(mine, table.c.kind == kind.value, *wanted)
        .order_by(table.c.number.desc())
        .limit(1)
        .scalar_subquery()
        for kind in ScanKind
    ]
    return select(table).where(mine, table.c.number.in_(walks))
