"""What is next for the invoices of a connection that is rebuilding: reading both sides, and no write."""

from collections.abc import Callable
from datetime import datetime

from domain.conditions import distrusts, is_calm, unfinished
from domain.invoice_reading import RELINKING, documents, walk_on
from domain.invoice_record import Step
from domain.invoice_work import look, prove
from domain.outage import Side
from domain.scan import INVOICE_WALKS, PORTAL_SCANS, ScanKind
from domain.units import ReadPage, Relink, Unit
from domain.workload import Workload

READ_WHOLE = (ScanKind.LEDGER_ALL, *PORTAL_SCANS, ScanKind.LEDGER_DOCUMENTS, ScanKind.PORTAL_INVOICES)
"""What must have been read from its first page to its last one before anything is linked again."""


def next_rebuilding_unit(load: Workload, now: datetime) -> Unit | None:
    """The most urgent unit that may start now, or None."""
    for choose in _ORDER:
        unit = choose(load, now)
        if unit is not None:
            return unit
    return None


def _walk(load: Workload, now: datetime) -> Unit | None:
    """All invoices of the portal, whatever their status."""
    kind = ScanKind.PORTAL_INVOICES
    if kind in load.busy or unfinished(load, INVOICE_WALKS) or not is_calm(load, Side.PORTAL, now):
        return None
    return ReadPage(kind=kind, begin=True) if distrusts(load, kind) else None


def _relink(load: Workload, _now: datetime) -> Unit | None:
    """Once all was read, and again after the ledger was asked for what the portal names."""
    if RELINKING in load.busy or any(distrusts(load, kind) for kind in READ_WHOLE):
        return None
    is_asked = load.invoices.agenda.get(Step.LOOK)
    return Relink() if load.invoices.relinked_at is None and not is_asked else None


_ORDER: tuple[Callable[[Workload, datetime], Unit | None], ...] = (
    walk_on,
    documents,
    _walk,
    look,
    _relink,
    prove,
)
