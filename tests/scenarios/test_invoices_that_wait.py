"""What waits is let go by what it waits for alone, and what is always sent in vain asks a person."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from adapters.sandbox.faults import Fault, FaultKind
from domain.life import Stage
from domain.units import DecideInvoices, Unit
from tests.support.billing_house import ACTOR, KNOWN, NEW, billing_house

SOON = 61.0
FIVE_MINUTES, EIGHT_HOURS = 300.0, 28_800.0
TRIES = 12


def test_a_customer_that_is_found_again_ends_the_pause_of_no_other_invoice(tmp_path: Path) -> None:
    with billing_house(tmp_path) as here:
        store = here.house.container.storage().store
        until = here.house.clock.now() + timedelta(hours=1)
        paused = here.issue("Paused")

        def pause(unit: Unit) -> None:
            if isinstance(unit, DecideInvoices):
                with store.writing(here.connection.id) as books:
                    record = books.invoices.get(paused)
                    assert record is not None
                    books.invoices.put(replace(record, not_before=until))

        here.house.clock.advance(SOON)
        here.house.container.clerk().visit(here.connection.id, after_unit=pause)
        here.house.world.faults.add(
            Fault(kind=FaultKind.LOST_AFTER, side="xero", method="PUT", path="/Contacts")
        )
        issued = here.issue("Website", to=NEW)

        here.run_for(FIVE_MINUTES)

        assert here.record(issued).stage is Stage.LINKED
        assert (here.record(paused).stage, here.record(paused).not_before) == (Stage.DUE, until)


@pytest.mark.parametrize(("to", "path"), [(KNOWN, "/Invoices"), (NEW, "/Contacts")])
def test_what_is_always_answered_by_an_error_asks_a_person(tmp_path: Path, to: str, path: str) -> None:
    with billing_house(tmp_path) as here:
        here.turn_xero(idempotency_store_down=True)
        issued = here.issue("Website", to=to)

        here.run_for(EIGHT_HOURS, tick_seconds=300.0)

        cause = here.cause(issued)
        assert cause is not None
        assert (cause.code, cause.facts["problem"]) == ("unexpected", "never-answered")
        writes = [call for call in here.house.world.xero.calls if call.method == "PUT"]
        assert len([call for call in writes if call.path.endswith(path)]) == TRIES
        here.turn_xero(idempotency_store_down=False)
        here.house.container.steering().retry(here.connection.id, issued, actor=ACTOR)
        here.run_for(FIVE_MINUTES)
        assert here.record(issued).stage is Stage.LINKED
        assert len(here.documents()) == 1
