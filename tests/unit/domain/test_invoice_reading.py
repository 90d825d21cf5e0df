"""When the lists of invoices on both sides are read by themselves."""

from dataclasses import replace
from datetime import datetime

from domain.conditions import next_night
from domain.connection import ConnectionState
from domain.invoice_work import next_invoice_unit
from domain.scan import ScanKind
from domain.services.perform import subjects_of
from domain.units import ReadPage
from domain.work import next_look, next_unit
from domain.workload import Workload
from tests.support.clock import NOON
from tests.unit.domain.workloads import CALM, HOUR, MINUTE, NEW, SECOND


def test_the_lists_are_walked_through_every_minute() -> None:
    assert next_unit(CALM, NOON + 59 * SECOND) is None
    assert next_look(CALM, NOON) == NOON + MINUTE
    unit = next_unit(CALM, NOON + MINUTE)
    assert isinstance(unit, ReadPage)
    assert unit.kind in (ScanKind.PORTAL_ISSUED, ScanKind.PORTAL_PAID)


def test_our_open_documents_are_read_nightly() -> None:
    """The first time at once, for then there are hardly any."""
    night = next_night(CALM, CALM.latest[ScanKind.LEDGER_OPEN])
    first = replace(
        CALM, latest={kind: one for kind, one in CALM.latest.items() if kind != ScanKind.LEDGER_OPEN}
    )
    assert not _is_given_out(CALM, ScanKind.LEDGER_OPEN, night - SECOND)
    assert _is_given_out(CALM, ScanKind.LEDGER_OPEN, night)
    assert _is_given_out(first, ScanKind.LEDGER_OPEN, NOON)
    assert not _is_given_out(replace(first, finished={}), ScanKind.LEDGER_OPEN, NOON)


def _is_given_out(load: Workload, kind: ScanKind, now: datetime) -> bool:
    """Whether a page of this kind is among all that may go on at once."""
    while (unit := next_unit(load, now)) is not None:
        if isinstance(unit, ReadPage) and unit.kind is kind:
            return True
        load = replace(load, busy=load.busy | subjects_of(unit))
    return False


def test_a_preview_reads_each_list_once() -> None:
    preview = replace(CALM, state=ConnectionState.PREVIEW)

    assert next_invoice_unit(preview, NOON + HOUR) is None
    begun = replace(NEW, state=ConnectionState.PREVIEW, invoices=CALM.invoices)
    assert isinstance(next_invoice_unit(begun, NOON), ReadPage)
