"""Readings of both sides."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import Connection, bindparam, func, select, update

from adapters.storage.rows.clerk import scan_of, scan_row
from adapters.storage.scope import Scope, mine
from adapters.storage.tables.clerk import scan as table
from adapters.storage.walks import drop_walked
from domain.errors import StoreProblem
from domain.ids import ConnectionId
from domain.ports import records as ports
from domain.scan import LEDGER_SCANS, Scan, ScanKind

_ALL = select(table).where(mine(table))
_NEWEST_OF_A_KIND = _ALL.order_by(table.c.number.desc()).limit(1)
# A short walk down the index for each kind, however many there have been.
_LATEST = _ALL.where(
    table.c.number.in_(
        _NEWEST_OF_A_KIND.with_only_columns(table.c.number)
        .where(table.c.kind == kind.value)
        .scalar_subquery()
        for kind in ScanKind
    )
)
_FINISHED = _NEWEST_OF_A_KIND.where(table.c.kind == bindparam("of_kind"), table.c.finished_at.is_not(None))
_LAST_NUMBER = select(func.max(table.c.number)).where(mine(table))
_CURRENT_RUN = _LAST_NUMBER.where(table.c.kind.in_([kind.value for kind in LEDGER_SCANS]))
_SAVE = update(table).where(mine(table), table.c.number == bindparam("saved"))


class Scans(Scope, ports.Scans):
    """One row per scan; a scan goes on where its row says."""

    def __init__(self, transaction: Connection, connection_id: ConnectionId) -> None:
        super().__init__(transaction, connection_id)
        self._known: dict[ScanKind, Scan] | None = None  # as long as nothing of this transaction changes it

    def latest(self) -> Mapping[ScanKind, Scan]:
        if self._known is None:
            scans = [scan_of(row) for row in self._run(_LATEST)]
            self._known = {scan.kind: scan for scan in scans}
        return self._known

    def latest_finished(self) -> Mapping[ScanKind, Scan]:
        found = {kind: self._finished(scan) for kind, scan in self.latest().items()}
        return {kind: scan for kind, scan in found.items() if scan is not None}

    def start(self, kind: ScanKind, *, now: datetime, since: datetime | None = None) -> Scan:
        newest = self._run(_LAST_NUMBER).scalar_one()
        drop_walked(self._at, self._id, kind)  # after the newest is known: no number is given twice
        self._known = None
        started = Scan(number=(newest or 0) + 1, kind=kind, started_at=now, since=since)
        self._insert(table, scan_row(self._id, started))
        return started

    def save(self, scan: Scan) -> None:
        self._known = None
        saved = self._run(_SAVE, saved=scan.number, **scan_row(self._id, scan))
        if saved.rowcount != 1:
            raise StoreProblem("scan-unknown", number=str(scan.number))

    def current_run(self) -> int:
        return int(self._run(_CURRENT_RUN).scalar_one() or 0)

    def _finished(self, newest: Scan) -> Scan | None:
        """The newest of its kind that is finished."""
        if newest.finished_at is not None:
            return newest
        row = self._run(_FINISHED, of_kind=newest.kind.value).one_or_none()
        return None if row is None else scan_of(row)
