"""Readings that are made each minute for years, of which one is remembered."""

from sqlalchemy import Connection, bindparam, delete, func, or_, select

from adapters.storage.prepared import run
from adapters.storage.scope import MINE, mine
from adapters.storage.tables.clerk import scan
from domain.ids import ConnectionId
from domain.scan import INVOICE_WALKS, ScanKind

_OF_KIND = (mine(scan), scan.c.kind == bindparam("of_kind"))
_KEPT = select(func.max(scan.c.number)).where(*_OF_KIND, scan.c.finished_at.is_not(None)).scalar_subquery()
_DROP = delete(scan).where(*_OF_KIND, or_(_KEPT.is_(None), scan.c.number != _KEPT))
_OFTEN = (*INVOICE_WALKS, ScanKind.LEDGER_DOCUMENTS)


def drop_walked(transaction: Connection, connection_id: ConnectionId, kind: ScanKind) -> None:
    """Before one of these kinds is begun anew, drop all of its rows but the newest that was finished."""
    if kind not in _OFTEN:
        return
    run(transaction, _DROP, {MINE: connection_id, "of_kind": kind.value})
