"""What we removed ourselves, because it was cancelled, is told once, whoever sees first that it is gone."""

from pathlib import Path

import pytest

from adapters.sandbox.faults import Fault, FaultKind
from domain.life import Stage
from domain.services import noted
from domain.units import ChangeDocuments, Unit
from tests.support.billing_firm import SETTINGS
from tests.support.billing_house import billing_house

A_WHILE = 900.0
SOON = 61.0


@pytest.mark.parametrize("looked", [True, False])
def test_a_removal_whose_answer_was_lost_is_told_once(tmp_path: Path, looked: bool) -> None:
    with billing_house(tmp_path, settings={**SETTINGS, "cancelled-invoices": "delete"}) as here:
        issued = here.issue("Website")
        here.run_for(A_WHILE)
        here.house.world.faults.add(
            Fault(kind=FaultKind.LOST_AFTER, side="xero", method="POST", path="/Invoices")
        )
        here.in_hubflo("cancel_invoice", invoice_id=issued)
        store = here.house.container.storage().store

        def look(unit: Unit) -> None:
            if looked and isinstance(unit, ChangeDocuments):
                with store.writing(here.connection.id) as books:
                    noted.note_moment(books, noted.DOCUMENTS_WANTED_AT, here.house.clock.now())

        for _ in range(20):
            here.house.clock.advance(SOON)
            here.house.container.clerk().visit(here.connection.id, after_unit=look)

        assert len(here.house.world.faults.strikes) == 1
        (document,) = here.documents().values()
        assert document["Status"] == "DELETED"
        assert here.record(issued).stage is Stage.CANCELLED
        assert here.cause(issued) is None
        with store.reading(here.connection.id) as books:
            told = [event.code for event in books.events.of(f"invoice:{issued}")]
        assert told.count("document-removed") == 1


@pytest.mark.parametrize("late", [60.0, 400.0])
def test_a_removal_that_lands_after_we_have_told_that_it_is_not_made_is_told(
    tmp_path: Path, late: float
) -> None:
    """Somebody has edited the document meanwhile; what is on its way cannot be taken back."""
    with billing_house(tmp_path, settings={**SETTINGS, "cancelled-invoices": "delete"}) as here:
        issued = here.issue("Website")
        here.run_for(A_WHILE)
        document_id = here.record(issued).document_id
        faults = here.house.world.faults
        faults.add(Fault(kind=FaultKind.LATE, side="xero", method="POST", path="/Invoices$", seconds=late))
        here.in_hubflo("cancel_invoice", invoice_id=issued)
        while not faults.strikes:
            here.run_for(5)
        here.in_xero("edit_invoice", invoice_id=document_id, Reference="Not this one")
        here.run_for(late + A_WHILE)

        (document,) = here.documents().values()
        assert (document["Status"], document["Reference"]) == ("DELETED", "Not this one")
        assert here.cause(issued) is None
        with here.house.container.storage().store.reading(here.connection.id) as books:
            told = [event.code for event in books.events.of(f"invoice:{issued}")]
        assert told[told.index("change-not-made") :].count("document-removed") == 1
        assert told.count("document-removed") == 1
