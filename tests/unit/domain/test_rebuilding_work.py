"""A connection that is rebuilding: both sides are read whole, all is linked again, nothing is written."""

from dataclasses import replace

import pytest
from hypothesis import given

from domain.connection import ConnectionState
from domain.invoice import InvoiceId
from domain.invoice_record import Step
from domain.rebuilding_work import READ_WHOLE
from domain.scan import ScanKind
from domain.units import LookForDocuments, Prove, ReadPage, Relink, Unit
from domain.work import next_look, next_unit
from domain.workload import InvoiceLoad, Workload
from tests.support.clock import NOON
from tests.unit.domain.properties import tried
from tests.unit.domain.test_work_goes_on import SEEDS, clerk
from tests.unit.domain.workloads import HOUR, QUIET, due, read, scan

LATER = NOON + HOUR
BEGUN = replace(QUIET, state=ConnectionState.REBUILDING, distrusted_at=NOON + HOUR / 2)
READ = read(BEGUN, *(scan(kind, started=LATER, finished=LATER) for kind in READ_WHOLE))
ONE = InvoiceId("0f3e9a61-5c1d-4b7e-9d2a-3c4b5a697887")
WRITES = {"CreateCustomers", "SendDocuments", "ChangeDocuments", "LinkInvoice", "KeepHooks", "ActOn"}


def unit(load: Workload) -> Unit | None:
    """What is next."""
    return next_unit(load, LATER)


def with_invoices(load: Workload, **more: object) -> Workload:
    """The same, with that of invoices."""
    return replace(load, invoices=replace(InvoiceLoad(), **more))  # type: ignore[arg-type]  # free test input


@pytest.mark.parametrize("missing", READ_WHOLE)
def test_nothing_is_linked_again_before_all_was_read_since_it_began(missing: ScanKind) -> None:
    kinds = [kind for kind in READ_WHOLE if kind is not missing]
    load = read(BEGUN, *(scan(kind, started=LATER, finished=LATER) for kind in kinds))

    assert unit(load) == ReadPage(kind=missing, begin=True)
    going_on = read(load, scan(missing, started=LATER))
    assert unit(going_on) == ReadPage(kind=missing, begin=False)


def test_then_all_is_linked_again_once() -> None:
    assert unit(READ) == Relink()
    assert unit(with_invoices(READ, relinked_at=LATER)) is None
    assert unit(replace(READ, busy=frozenset({"relinking"}))) is None


def test_what_the_portal_names_is_asked_for_in_between() -> None:
    load = with_invoices(READ, agenda={Step.LOOK: (ONE,)})

    assert unit(load) == LookForDocuments(ids=(ONE,))
    assert unit(replace(load, busy=frozenset({"looking"}))) is None


def test_what_is_linked_again_without_its_lines_is_read_back() -> None:
    load = with_invoices(READ, agenda={Step.PROVE: (ONE,)}, relinked_at=LATER)

    assert unit(load) == Prove(ids=(ONE,))


def test_nobody_is_acted_on_and_nobody_wakes_for_it() -> None:
    load = with_invoices(replace(READ, due=(due("c-1"),), next_due_at=LATER), relinked_at=LATER)

    assert (unit(load), next_look(load, LATER)) == (None, None)


@tried
@given(SEEDS)
def test_it_never_writes(seed: int) -> None:
    load = replace(clerk(seed).workload(), state=ConnectionState.REBUILDING)

    assert type(next_unit(load, NOON)).__name__ not in WRITES
