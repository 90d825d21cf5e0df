"""Joined to another document by a person, the one that we made is left behind: told, and taken by nobody."""

from pathlib import Path

from domain.life import Stage
from domain.services.adopting import Adopted
from domain.units import SendDocuments, Unit
from tests.support.billing_house import ACTOR, BillingHouse, billing_house

A_WHILE = 900.0
SOON = 61.0
BY_HAND = {"InvoiceNumber": "INV-9", "Date": "2026-03-02", "DueDate": "2026-04-01"}


def held_after_creation(here: BillingHouse) -> tuple[str, str]:
    """One that somebody changed before it was proven: its id and that of its document."""
    issued = here.issue("Website")

    def edit(unit: Unit) -> None:
        if isinstance(unit, SendDocuments):
            (document_id,) = here.documents()
            here.in_xero("edit_invoice", invoice_id=document_id, DueDate="2027-04-20")

    here.house.clock.advance(SOON)
    here.house.container.clerk().visit(here.connection.id, after_unit=edit)
    here.run_for(A_WHILE)
    (document_id,) = here.documents()
    assert here.record(issued).place is Stage.CREATED
    return issued, document_id


def type_by_hand(here: BillingHouse, like: str) -> None:
    """Somebody types the same invoice in Xero."""
    contact_id = here.documents()[like]["Contact"]["ContactID"]
    line = {"Description": "Advice", "Quantity": 1, "UnitAmount": "100.00", "AccountCode": "200"}
    fields = {**BY_HAND, "LineAmountTypes": "Exclusive"}
    here.in_xero("add_invoice", contact_id=contact_id, lines=[line], **fields)


def link(here: BillingHouse, which: str, to: str) -> Adopted:
    """As the command does."""
    done = here.house.container.adopting().link(here.connection, which, to, because="by hand", actor=ACTOR)
    here.run_for(A_WHILE)
    return done


def test_the_document_that_we_made_is_told_and_never_taken_again(tmp_path: Path) -> None:
    with billing_house(tmp_path) as here:
        issued, ours = held_after_creation(here)
        number = here.documents()[ours]["InvoiceNumber"]
        type_by_hand(here, ours)

        done = link(here, issued, "INV-9")

        assert done.left == number
        record = here.record(done.record.id)
        assert (record.stage, record.number) == (Stage.LINKED, "INV-9")
        with here.house.container.storage().store.reading(here.connection.id) as books:
            told = [one.facts for one in books.events.of(record.subject) if one.code == "document-adopted"]
        assert [facts["left"] for facts in told] == [number]

        here.in_xero("void_invoice", invoice_id=record.document_id)
        here.run_for(A_WHILE)
        here.house.container.steering().resend(here.connection.id, issued, because="again", actor=ACTOR)
        here.run_for(A_WHILE)
        cause = here.cause(record.id)
        assert here.record(record.id).document_id != ours
        assert cause is not None
        assert cause.code == "looks-already-there"


def test_what_is_gone_in_xero_is_nobody_s_to_tell_of(tmp_path: Path) -> None:
    with billing_house(tmp_path) as here:
        issued, ours = held_after_creation(here)
        type_by_hand(here, ours)
        here.in_xero("delete_invoice", invoice_id=ours)
        here.run_for(A_WHILE)

        done = link(here, issued, "INV-9")

        assert done.left == ""
        assert here.record(done.record.id).stage is Stage.LINKED


def test_the_same_document_leaves_none_behind(tmp_path: Path) -> None:
    with billing_house(tmp_path) as here:
        issued, ours = held_after_creation(here)

        done = link(here, issued, ours)

        assert done.left == ""
        assert here.record(done.record.id).stage is Stage.LINKED
