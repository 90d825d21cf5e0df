"""Trouble that lasts: calls are not burnt, nobody waits for another's, and nothing is there twice."""

from pathlib import Path

import pytest

from adapters.sandbox.faults import Fault, FaultKind, FaultPlan
from domain.life import FINAL, Stage
from tests.support.billing_house import ACTOR, KNOWN, NEW, billing_house

HOUR = 3_600.0
A_WHILE = 300.0
LINKED = Stage.LINKED
KINDS = frozenset(FaultKind) - {FaultKind.LIMIT_DAY}
"""What goes wrong for a while; a day's limit is waited for until tomorrow."""


@pytest.mark.parametrize(("to", "most"), [(KNOWN, 60), (NEW, 90)], ids=["known", "new"])
def test_writes_that_fail_for_an_hour_leave_the_calls_to_others(tmp_path: Path, to: str, most: int) -> None:
    """Xero's idempotency store may be down: every write gets 500, every read is answered."""
    with billing_house(tmp_path) as here:
        here.turn_xero(idempotency_store_down=True)
        issued, before = here.issue("Website", to=to), here.xero_calls()

        here.run_for(HOUR)

        assert here.xero_calls() - before < most
        assert here.documents() == {}
        here.turn_xero(idempotency_store_down=False)
        here.run_for(HOUR)
        assert here.record(issued).stage is LINKED
        assert len(here.documents()) == 1


def test_a_number_that_xero_does_not_take_down_is_tried_ever_more_rarely(tmp_path: Path) -> None:
    with billing_house(tmp_path) as here:
        issued = here.issue("Website")
        here.run_for(A_WHILE)
        here.turn_xero(idempotency_store_down=True)
        numbering, before = here.house.container.numbering_invoices(), here.xero_calls()
        numbering.number(here.connection.id, issued, "INV-2026-5", actor=ACTOR)

        here.run_for(HOUR)

        assert here.xero_calls() - before < 70
        here.turn_xero(idempotency_store_down=False)
        here.run_for(HOUR)
        assert [one["InvoiceNumber"] for one in here.documents().values()] == ["INV-2026-5"]


def test_one_invoice_that_hubflo_cannot_show_delays_no_other(tmp_path: Path) -> None:
    with billing_house(tmp_path) as here:
        broken = here.issue("Broken")
        here.house.world.faults.add(
            Fault(kind=FaultKind.ERROR, side="hubflo", path=f"/invoices/{broken}", count=None)
        )
        here.run_for(A_WHILE)
        others = [here.issue(f"Website {price}", price=f"{price}.00") for price in (100, 200, 300)]

        here.run_for(A_WHILE)

        assert {here.record(other).stage for other in others} == {LINKED}
        cause = here.cause(broken)
        assert cause is not None
        assert cause.code == "invoice-not-shown"
        here.house.world.faults.clear()
        here.run_for(3 * A_WHILE)  # it is asked for again every ten minutes
        assert here.record(broken).stage is LINKED


def test_the_link_is_tried_ever_more_rarely(tmp_path: Path) -> None:
    """Hubflo answers every read and fails every write."""
    with billing_house(tmp_path) as here:
        here.house.world.faults.add(
            Fault(kind=FaultKind.ERROR, side="hubflo", method="PATCH", path="/invoices/", count=None)
        )
        issued = here.issue("Website")

        here.run_for(HOUR)

        tried = [call for call in here.house.world.faults.strikes if call.point.startswith("PATCH")]
        assert 2 < len(tried) < 15
        here.house.world.faults.clear()
        here.run_for(HOUR)
        assert here.record(issued).stage is LINKED


def test_a_link_that_lands_on_what_was_typed_since_tells_what_stood_there(tmp_path: Path) -> None:
    """Hubflo cannot be told to change a reference only if it is empty still: nothing prevents it."""
    late = Fault(kind=FaultKind.LATE, side="hubflo", method="PATCH", path="/invoices/", seconds=400.0)
    with billing_house(tmp_path, faults=FaultPlan(late)) as here:
        issued = here.issue("Website")
        here.run_for(60.0)  # the link is sent, and nobody knows what became of it
        here.in_hubflo("set_accounting_id", invoice_id=issued, accounting_id="SAGE-17")

        here.run_for(HOUR)

        assert here.record(issued).stage is LINKED
        with here.house.container.storage().store.reading(here.connection.id) as books:
            told = {one.code: one.facts for one in books.events.of(f"invoice:{issued}")}
        assert told["held"]["reference"] == "SAGE-17"


@pytest.mark.parametrize("seed", range(4))
def test_no_unit_is_done_again_and_again_whatever_goes_wrong(tmp_path: Path, seed: int) -> None:
    faults = FaultPlan.by_seed(seed, rate=0.15, kinds=KINDS, most=60)
    with billing_house(tmp_path, faults=faults) as here:
        issued = [here.issue(f"Website {seed}-{n}", price=f"{100 + n}.00") for n in range(6)]
        issued += [here.issue(f"Logo {seed}-{n}", to=NEW, price=f"{200 + n}.00") for n in range(3)]
        here.run_for(A_WHILE)
        here.house.container.adjusting().change(here.connection, "cent-rounding", "allow", actor=ACTOR)
        here.run_for(HOUR)
        here.house.world.faults.clear()

        here.run_for(2 * HOUR, tick_seconds=15.0)

        stages = [here.record(one).stage for one in issued]
        live = [one["Reference"] for one in here.documents().values() if one["Status"] == "SUBMITTED"]
        assert set(stages) <= FINAL
        assert sorted(live) == sorted({*live})
        assert len(live) == len(issued)
