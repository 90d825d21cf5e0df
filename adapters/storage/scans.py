"""Readings of both sides."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, ScalarSelect, bindparam, func, select, update

from adapters.storage.rows.clerk import scan_of, scan_row
from adapters.storage.scope import Scope, mine
from adapters.storage.tables.clerk import scan as table
from domain.errors import StoreProblem
from domain.ids import ConnectionId
from domain.ports import records as ports
from domain.scan import LEDGER_SCANS, Scan, ScanKind


def _walks(*wanted: ColumnElement[bool]) -> list[ScalarSelect[int]]:
    """The newest number of each kind: a short walk down the index for each, however many there have been."""
    return [
        select(table.c.number)
        .where(mine(table), table.c.kind == kind.value, *wanted)
        .order_by(table.c.number.desc())
        .limit(1)
        .scalar_subquery()
        for kind in ScanKind
    ]


_NEWEST = (
    select(table)
    .where(mine(table), table.c.number.in_([*_walks(), *_walks(table.c.finished_at.is_not(None))]))
    .order_by(table.c.number)
)
_LAST_NUMBER = select(func.max(table.c.number)).where(mine(table))
_CURRENT_RUN = _LAST_NUMBER.where(table.c.kind.in_([kind.value for kind in LEDGER_SCANS]))
_SAVE = update(table).where(mine(table), table.c.number == bindparam("saved"))


class Scans(Scope, ports.Scans):
    """One row per scan; a scan goes on where its row says."""

    def __init__(self, transaction: Connection, connection_id: ConnectionId) -> None:
        super().__init__(transaction, connection_id)
        self._read: list[Scan] | None = None  # as long as nothing of this transaction changes them

    def latest(self) -> Mapping[ScanKind, Scan]:
        return {scan.kind: scan for scan in self._newest()}

    def latest_finished(self) -> Mapping[ScanKind, Scan]:
        return {scan.kind: scan for scan in self._newest() if scan.finished_at is not None}

    def start(self, kind: ScanKind, *, now: datetime, since: datetime | None = None) -> Scan:
        newest = self._run(_LAST_NUMBER).scalar_one()
        self._read = None
        started = Scan(number=(newest or 0) + 1, kind=kind, started_at=now, since=since)
        self._at.execute(table.insert().values(scan_row(self._id, started)))
        return started

    def save(self, scan: Scan) -> None:
        self._read = None
        saved = self._run(_SAVE, saved=scan.number, **scan_row(self._id, scan))
        if saved.rowcount != 1:
            raise StoreProblem("scan-unknown", number=str(scan.number))

    def current_run(self) -> int:
        return int(self._run(_CURRENT_RUN).scalar_one() or 0)

    def _newest(self) -> list[Scan]:
        """Oldest first: of each kind the newest, and the newest that is finished."""
        if self._read is None:
            self._read = [scan_of(row) for row in self._run(_NEWEST)]
        return self._read
