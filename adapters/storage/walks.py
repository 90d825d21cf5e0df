"""Readings that are made each minute for years, of which one is remembered."""

from sqlalchemy import Connection, delete, func, or_, select

from adapters.storage.tables.clerk import scan
from domain.ids import ConnectionId
from domain.scan import INVOICE_WALKS, ScanKind

_OFTEN = (*INVOICE_WALKS, ScanKind.LEDGER_DOCUMENTS)


def drop_walked(transaction: Connection, connection_id: ConnectionId, kind: ScanKind) -> None:
    """Before one of these kinds is begun anew, drop all of its rows but the newest that was finished."""
    if kind not in _OFTEN:
        return
    older = (scan.c.connection_id == connection_id, scan.c.kind == kind.value)
    newest_finished = select(func.max(scan.c.number)).where(*older, scan.c.finished_at.is_not(None))
    kept = newest_finished.scalar_subquery()
    transaction.execute(delete(scan).where(*older, or_(kept.is_(None), scan.c.number != kept)))
