"""Books that are older than the world, documents that a person parted or renumbered: never a second one."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from adapters.sandbox.faults import Fault, FaultKind
from adapters.storage.distrust import distrust
from domain.invoice import InvoiceId
from domain.life import Stage
from domain.services import noted
from domain.units import DecideInvoices, SendDocuments, Unit
from tests.support.billing_firm import SETTINGS
from tests.support.billing_house import ACTOR, BillingHouse, billing_house

A_WHILE = 900.0
SOON = 61.0


def test_what_a_person_parted_is_not_sent_by_itself(tmp_path: Path) -> None:
    """Its document got another number and another day, so neither keeps a second one away."""
    with billing_house(tmp_path) as here:
        issued = here.issue("Website")
        here.run_for(A_WHILE)
        (document_id,) = here.documents()
        here.in_xero("renumber_invoice", invoice_id=document_id, number="INV-9")
        here.in_xero("edit_invoice", invoice_id=document_id, Date="2026-04-20")
        here.run_for(A_WHILE)
        container = here.house.container
        container.adopting().unlink(here.connection.id, issued, because="another one", actor=ACTOR)

        container.adjusting().change(here.connection, "cent-rounding", "allow", actor=ACTOR)
        container.steering().retry(here.connection.id, issued, actor=ACTOR)
        here.run_for(A_WHILE)

        cause = here.cause(issued)
        assert cause is not None
        assert cause.code == "unlinked"
        assert list(here.documents()) == [document_id]
        container.steering().release(here.connection.id, issued, because="send it", actor=ACTOR)
        here.run_for(A_WHILE)
        assert here.record(issued).stage is Stage.LINKED
        assert len(here.documents()) == 2


def test_two_invoices_of_one_number_never_become_one_document(tmp_path: Path) -> None:
    with billing_house(tmp_path, settings={**SETTINGS, "number-in-title": "RET-*"}) as here:
        first = here.issue("Retainer RET-7, May")
        here.run_for(A_WHILE)
        second = here.issue("Retainer RET-7, May again")

        here.run_for(A_WHILE)

        cause = here.cause(second)
        assert cause is not None
        assert cause.code == "number-taken"
        assert here.record(first).document_id in here.documents()
        assert here.record(second).document_id is None
        assert len(here.documents()) == 1


def test_what_got_another_number_while_nobody_knew_of_it_is_found_again(tmp_path: Path) -> None:
    with billing_house(tmp_path) as here:
        here.house.world.faults.add(
            Fault(kind=FaultKind.LOST_AFTER, side="xero", method="PUT", path="/Invoices")
        )
        issued = here.issue("Website")

        def renumber(unit: Unit) -> None:
            if isinstance(unit, SendDocuments) and here.documents():
                (document_id,) = here.documents()
                here.in_xero("renumber_invoice", invoice_id=document_id, number="INV-77")

        here.house.clock.advance(SOON)
        here.house.container.clerk().visit(here.connection.id, after_unit=renumber)
        here.run_for(A_WHILE)

        assert [one["InvoiceNumber"] for one in here.documents().values()] == ["INV-77"]
        assert here.record(issued).document_id in here.documents()
        assert_follows(here, issued, "INV-77")


@pytest.mark.parametrize("looked", [True, False])
def test_another_number_before_the_proof_is_followed_and_told_once(tmp_path: Path, looked: bool) -> None:
    with billing_house(tmp_path) as here:
        issued = here.issue("Website")

        def renumber(unit: Unit) -> None:
            if isinstance(unit, SendDocuments):
                (document_id,) = here.documents()
                here.in_xero("renumber_invoice", invoice_id=document_id, number="INV-77")
                if looked:
                    with here.house.container.storage().store.writing(here.connection.id) as books:
                        noted.note_moment(books, noted.DOCUMENTS_WANTED_AT, here.house.clock.now())

        here.house.clock.advance(SOON)
        here.house.container.clerk().visit(here.connection.id, after_unit=renumber)
        here.run_for(A_WHILE)

        assert_follows(here, issued, "INV-77")


@pytest.mark.parametrize("numbers", ["placeholder", "ledger"])
@pytest.mark.parametrize("looked", [True, False])
def test_what_got_another_number_before_the_proof_is_not_approved_for_being_paid(
    tmp_path: Path, looked: bool, numbers: str
) -> None:
    settings = {**SETTINGS, "approve-on-payment": "on", "numbers": numbers}
    with billing_house(tmp_path, settings=settings) as here:
        issued, other = here.issue("Website", price="450.00"), here.issue("Logo", price="450.00")

        def renumber(unit: Unit) -> None:
            if isinstance(unit, SendDocuments):
                ours = {
                    one["Reference"].split()[0]: document_id for document_id, one in here.documents().items()
                }
                here.in_xero("renumber_invoice", invoice_id=ours["Website"], number="INV-77")
                if looked:
                    with here.house.container.storage().store.writing(here.connection.id) as books:
                        noted.note_moment(books, noted.DOCUMENTS_WANTED_AT, here.house.clock.now())

        here.house.clock.advance(SOON)
        here.house.container.clerk().visit(here.connection.id, after_unit=renumber)
        for invoice_id in (issued, other):
            here.in_hubflo("pay_invoice", invoice_id=invoice_id, amount="540.00", method="bank_transfer")
        here.run_for(A_WHILE)

        stands = {one["Reference"].split()[0]: one["Status"] for one in here.documents().values()}
        assert stands == {"Website": "SUBMITTED", "Logo": "AUTHORISED"}


def test_another_date_before_the_proof_is_still_asked_about(tmp_path: Path) -> None:
    with billing_house(tmp_path) as here:
        issued = here.issue("Website")

        def edit(unit: Unit) -> None:
            if isinstance(unit, SendDocuments):
                (document_id,) = here.documents()
                here.in_xero("renumber_invoice", invoice_id=document_id, number="INV-77")
                here.in_xero("edit_invoice", invoice_id=document_id, Date="2026-04-20")

        here.house.clock.advance(SOON)
        here.house.container.clerk().visit(here.connection.id, after_unit=edit)
        here.run_for(A_WHILE)

        cause = here.cause(issued)
        assert cause is not None
        assert cause.code == "receipt-differs"
        assert "number" not in cause.facts["differences"]


def test_a_number_given_before_the_proof_waits_for_it(tmp_path: Path) -> None:
    with billing_house(tmp_path) as here:
        issued = here.issue("Website")

        def give(unit: Unit) -> None:
            if isinstance(unit, SendDocuments):
                here.house.container.numbering_invoices().number(
                    here.connection.id, issued, "INV-2026-5", actor=ACTOR
                )

        here.house.clock.advance(SOON)
        here.house.container.clerk().visit(here.connection.id, after_unit=give)
        here.run_for(A_WHILE)

        assert [one["InvoiceNumber"] for one in here.documents().values()] == ["INV-2026-5"]


def test_a_number_is_set_in_an_hour_in_which_nothing_else_is_sent(tmp_path: Path) -> None:
    """The settings of the books that every write rests on were read for the last invoice, long ago."""
    with billing_house(tmp_path) as here:
        issued = here.issue("Website")
        here.run_for(2 * A_WHILE)
        numbering = here.house.container.numbering_invoices()
        numbering.number(here.connection.id, issued, "INV-2026-5", actor=ACTOR)

        here.run_for(SOON)

        assert [one["InvoiceNumber"] for one in here.documents().values()] == ["INV-2026-5"]


@pytest.mark.parametrize("numbers", ["placeholder", "ledger"])
@pytest.mark.parametrize("link", ["there", "taken out"])
def test_books_that_were_set_back_create_nothing_twice(tmp_path: Path, numbers: str, link: str) -> None:
    """The backup is from before it was sent; since then it got another number and another day."""
    with billing_house(tmp_path, settings={**SETTINGS, "numbers": numbers}) as here:
        issued = here.issue("Website")
        with set_back_afterwards(here, tmp_path):
            here.run_for(A_WHILE)
            (document_id,) = here.documents()
            here.in_xero("renumber_invoice", invoice_id=document_id, number="INV-77")
            here.in_xero("edit_invoice", invoice_id=document_id, Date="2026-04-20")
            if link == "taken out":
                here.in_hubflo("set_accounting_id", invoice_id=issued, accounting_id="")
        assert here.record(issued).document_id is None

        here.run_for(A_WHILE)

        assert list(here.documents()) == [document_id]
        assert here.record(issued).stage is Stage.LINKED
        assert here.record(issued).document_id == document_id


def test_where_xero_makes_the_numbers_it_is_looked_for_before_it_is_sent(tmp_path: Path) -> None:
    """The file was put back by hand, so nobody knows that the books are older than the world."""
    with billing_house(tmp_path, settings={**SETTINGS, "numbers": "ledger"}) as here:
        issued = here.issue("Website")
        with set_back_afterwards(here, tmp_path, told=False):
            here.run_for(A_WHILE)
            (document_id,) = here.documents()
            here.in_xero("edit_invoice", invoice_id=document_id, Date="2026-04-20")
            here.in_hubflo("set_accounting_id", invoice_id=issued, accounting_id="")

        here.run_for(SOON)

        assert list(here.documents()) == [document_id]
        assert here.record(issued).document_id == document_id


def test_what_was_removed_meanwhile_where_xero_makes_the_numbers_stays_removed(tmp_path: Path) -> None:
    with billing_house(tmp_path, settings={**SETTINGS, "numbers": "ledger"}) as here:
        issued = here.issue("Website")
        with set_back_afterwards(here, tmp_path, told=False):
            here.run_for(A_WHILE)
            (document_id,) = here.documents()
            here.in_xero("delete_invoice", invoice_id=document_id)
            here.in_hubflo("set_accounting_id", invoice_id=issued, accounting_id="")

        here.run_for(A_WHILE)

        assert list(here.documents()) == [document_id]
        assert here.record(issued).stage is Stage.REMOVED
        container = here.house.container
        container.steering().resend(here.connection.id, issued, because="again, please", actor=ACTOR)
        here.run_for(A_WHILE)
        assert len(here.documents()) == 2
        assert here.record(issued).stage is Stage.LINKED


def assert_follows(here: BillingHouse, invoice_id: InvoiceId, number: str) -> None:
    """It is linked with the number that stands there, and the story tells of it once."""
    record = here.record(invoice_id)
    assert record.stage is Stage.LINKED
    assert record.receipt is not None
    assert (record.number, record.receipt.number) == (number, number)
    with here.house.container.storage().store.reading(here.connection.id) as books:
        told = [one.facts for one in books.events.of(record.subject) if one.code == "document-renumbered"]
    assert [facts["number"] for facts in told] == [number]


@contextmanager
def set_back_afterwards(here: BillingHouse, folder: Path, *, told: bool = True) -> Iterator[None]:
    """The books as they are once the invoice is decided and not yet sent, put back at the end.

    `told` as by the command; else as by copying a file.
    """
    store = folder / "data" / "hubflo-xero.db"
    backup = sqlite3.connect(":memory:")

    def keep(unit: Unit) -> None:
        if isinstance(unit, DecideInvoices):
            with sqlite3.connect(store) as now:
                now.backup(backup)

    here.house.clock.advance(SOON)
    here.house.container.clerk().visit(here.connection.id, after_unit=keep)
    yield
    with sqlite3.connect(store) as now:
        backup.backup(now)
    if not told:
        return
    with here.house.container.storage().store._transactions.writing() as transaction:
        distrust(transaction, here.house.clock.now())
