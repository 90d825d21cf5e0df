"""What waits is let go by what it waits for alone, and what is always sent in vain asks a person."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from adapters.sandbox.faults import Fault, FaultKind
from domain.life import Stage
from domain.units import DecideInvoices, Unit
from tests.support.billing_house import NEW, billing_house

SOON = 61.0
FIVE_MINUTES = 300.0


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
