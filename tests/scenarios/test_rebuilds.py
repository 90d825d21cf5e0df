"""A lost store is rebuilt from what people left of our marks on both sides; nothing is ever there twice."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from decimal import Decimal
from pathlib import Path

import pytest

from adapters.sandbox.control import perform
from adapters.sandbox.faults import Fault, FaultKind
from domain.connection import ConnectionState
from domain.decision import Action, AnswerKind
from domain.ids import LedgerContactId
from domain.invoice import InvoiceId
from domain.life import Stage
from domain.nudge import Delivery
from domain.services.answering import Said
from tests.support.billing_firm import PAYMENTS, SETTINGS
from tests.support.billing_house import ACTOR, KNOWN, NEW, BillingHouse, billing_house
from tests.support.canon import twins
from tests.support.house import open_house

A_WHILE = 900.0
HELD = "simon@legge.example"
BY_LEDGER = {**SETTINGS, "numbers": "ledger"}


@contextmanager
def lost(here: BillingHouse, folder: Path) -> Iterator[BillingHouse]:
    """The same two sides, connected anew over an empty store, which begins to rebuild."""
    here.house.clock.advance(A_WHILE)
    with open_house(folder / "new", here.house.world, here.house.clock, seed=2) as house:
        connection = house.connect(here.firm)
        house.container.rebuilding().begin(connection.id, actor=ACTOR)
        house.container.clerk().visit(connection.id)
        yield BillingHouse(house=house, firm=here.firm, connection=connection)


def accept(here: BillingHouse, settings: Mapping[str, str] = SETTINGS) -> None:
    """The list is right; live again with the same settings, and a while passes."""
    container = here.house.container
    assert container.rebuilding().told(here.connection.id).is_read
    state = container.rebuilding().accept(here.connection.id, actor=ACTOR).state
    assert state is ConnectionState.PREVIEW
    container.switching().go_live(here.connection.id, actor=ACTOR)
    for name, value in settings.items():
        container.adjusting().change(here.connection, name, value, actor=ACTOR)
    here.run_for(A_WHILE)
    assert twins(here.house.world) == []


def reference(here: BillingHouse, invoice_id: InvoiceId) -> str:
    """What stands in its accounting reference in Hubflo."""
    invoices = here.records("hubflo")[here.firm.organization_id]["invoices"]
    return str(invoices[invoice_id]["accounting_id"] or "")


def paid_in_xero(here: BillingHouse) -> list[str]:
    """What counts there, in order of amount."""
    payments = here.records("xero")[here.firm.tenant_id]["payments"].values()
    return sorted(f"{one['Amount']:.2f}" for one in payments if one["Status"] != "DELETED")


@pytest.mark.parametrize("link", ["there", "taken out"])
@pytest.mark.parametrize("settings", [SETTINGS, BY_LEDGER])
def test_one_mark_that_is_left_is_enough(tmp_path: Path, settings: Mapping[str, str], link: str) -> None:
    with billing_house(tmp_path, settings=settings) as before:
        issued = before.issue("Website", to=NEW)
        before.run_for(A_WHILE)
        (document_id,) = before.documents()
        before.in_xero("renumber_invoice", invoice_id=document_id, number="INV-77")
        before.in_xero("edit_invoice", invoice_id=document_id, Date="2026-04-20")
        if link == "taken out":
            before.in_hubflo("set_accounting_id", invoice_id=issued, accounting_id="")
        with lost(before, tmp_path) as here:
            assert here.record(issued).document_id == document_id
            assert reference(here, issued) == ("" if link == "taken out" else document_id)

            accept(here, settings)

            assert here.record(issued).stage is Stage.LINKED
            assert reference(here, issued) == document_id
            assert list(here.documents()) == [document_id]


@pytest.mark.parametrize("paid_meanwhile", [True, False])
def test_what_was_paid_while_the_store_was_lost_is_asked_about_beside_what_we_posted(
    tmp_path: Path, paid_meanwhile: bool
) -> None:
    settings = {**SETTINGS, **PAYMENTS}
    with billing_house(tmp_path, settings=settings) as before:
        issued = before.issue("Website", to=NEW, price="450.00")
        before.run_for(A_WHILE)
        (document_id,) = before.documents()
        before.in_xero("approve_invoice", invoice_id=document_id)
        before.in_hubflo("pay_invoice", invoice_id=issued, amount="200.00", method="bank_card")
        before.run_for(A_WHILE)
        assert paid_in_xero(before) == ["200.00"]
        if paid_meanwhile:
            before.in_hubflo("pay_invoice", invoice_id=issued, amount="340.00", method="bank_card")
        with lost(before, tmp_path) as here:
            assert paid_in_xero(here) == ["200.00"]

            accept(here, settings)

            assert paid_in_xero(here) == ["200.00"]
            if paid_meanwhile:
                steering = here.house.container.steering_payments()
                steering.release(here.connection.id, issued, Decimal(340), actor=ACTOR)
                here.run_for(A_WHILE)
                assert paid_in_xero(here) == ["200.00", "340.00"]


def test_what_a_person_linked_is_found_by_the_portals_word_alone(tmp_path: Path) -> None:
    with billing_house(tmp_path) as before:
        typed = typed_by_hand(before, "INV-9", "40.00")
        before.run_for(A_WHILE)
        issued = before.issue("Website", price="40.00")
        before.run_for(A_WHILE)
        assert before.cause(issued) is not None
        adopting = before.house.container.adopting()
        adopting.link(before.connection, issued, "INV-9", actor=ACTOR)
        before.run_for(A_WHILE)
        with lost(before, tmp_path) as here:
            assert here.record(issued).stage is Stage.LINKED
            accept(here)
            assert (here.record(issued).document_id, list(here.documents())) == (typed, [typed])


def test_what_was_cancelled_after_it_was_sent_is_asked_about_again(tmp_path: Path) -> None:
    with billing_house(tmp_path) as before:
        issued = before.issue("Website")
        before.run_for(A_WHILE)
        before.in_hubflo("cancel_invoice", invoice_id=issued)
        before.run_for(A_WHILE)
        with lost(before, tmp_path) as here:
            accept(here)
            cause = here.cause(issued)
            assert here.record(issued).stage is Stage.CANCELLED
            assert cause is not None
            assert cause.code == "cancelled-in-hubflo"


def test_who_was_billed_as_several_contacts_is_asked_about_by_the_next_invoice(tmp_path: Path) -> None:
    """Neither bears a mark, and the import leaves both out."""
    with billing_house(tmp_path) as before:
        one, other = without_email(before, "Simon Legge"), without_email(before, "Legge Estates")
        before.run_for(2 * 60 * 60)
        first = before.issue("Website", to=HELD)
        second = before.issue("Logo", to=HELD, price="30.00")
        before.run_for(A_WHILE)
        document_id = before.record(second).document_id
        before.in_xero("change_invoice_contact", invoice_id=document_id, contact_id=other)
        with lost(before, tmp_path) as here:
            assert here.house.container.rebuilding().told(here.connection.id).doubtful == 1
            accept(here)
            third = here.issue("Poster", to=HELD, price="20.00")
            here.run_for(A_WHILE)
            cause = here.cause(third)
            assert cause is not None
            assert (cause.code, cause.facts["count"]) == ("contact-ambiguous", "2")
            assert {here.record(each).stage for each in (first, second)} == {Stage.LINKED}

            answering = here.house.container.answering_invoices()
            answering.customer_is(here.connection.id, third, one, actor=ACTOR)
            here.run_for(A_WHILE)
            assert here.record(third).stage is Stage.LINKED
            assert here.record(third).contact_id == one


def without_email(here: BillingHouse, name: str) -> str:
    """A contact in Xero that the import leaves out."""
    made = perform(here.house.world, "xero.add_contact", tenant_id=here.firm.tenant_id, Name=name)
    return str(made)


def test_what_hubflo_and_xero_tell_meanwhile_is_kept_for_later(tmp_path: Path) -> None:
    with billing_house(tmp_path) as before, lost(before, tmp_path) as here:
        issued = here.issue("Website", to=KNOWN)
        container = here.house.container
        told = Delivery(
            connection_id=here.connection.id,
            hook="a-hook",
            id="d-1",
            at=here.house.clock.now(),
            invoice_id=issued,
        )
        assert container.storage().intake.record([told]) == 1

        here.run_for(A_WHILE)

        with container.storage().store.reading(here.connection.id) as books:
            assert [nudge.invoice_id for nudge in books.nudges.open(10)] == [issued]
        assert here.documents() == {}
        accept(here)
        assert here.record(issued).stage is Stage.LINKED
        with container.storage().store.reading(here.connection.id) as books:
            assert books.nudges.open(10) == ()


def test_a_person_whom_no_evidence_finds_is_in_the_list_and_can_be_named_before_it_is_accepted(
    tmp_path: Path,
) -> None:
    """The import made him; then somebody gave him another name and another email in Hubflo."""
    with billing_house(tmp_path) as before:
        organization_id = before.firm.organization_id
        people = before.records("hubflo")[organization_id]["contacts"]
        (made,) = [one for one, shown in people.items() if shown["email"] == "owen@brightwater.example"]
        changed = {"first_name": "Olaf", "last_name": "Rees", "email": "olaf@rees.example"}
        before.in_hubflo("edit_contact", contact_id=made, **changed)
        with lost(before, tmp_path) as here:
            container = here.house.container
            plan = container.importing().plan(here.connection.id)
            assert [kept.contact.person_name for kept in plan.part(Action.CREATE).examples] == ["Owen Price"]

            said = Said(kind=AnswerKind.SAME_AS, to="Olaf Rees")
            container.answering().answer(here.connection.id, "Owen Price", said, actor=ACTOR)
            container.clerk().visit(here.connection.id)
            accept(here)

            assert set(here.records("hubflo")[organization_id]["contacts"]) == set(people)
            with container.storage().store.reading(here.connection.id) as books:
                link = books.links.person_link(LedgerContactId(here.firm.ledger["imported"]))
            assert link is not None
            assert link.person_id == made


def test_a_side_that_does_not_answer_stops_the_list_and_not_the_rebuild(tmp_path: Path) -> None:
    with billing_house(tmp_path) as before:
        issued = before.issue("Website")
        before.run_for(A_WHILE)
        broken = Fault(kind=FaultKind.ERROR, side="xero", method="GET", path="/Invoices", count=3)
        before.house.world.faults.add(broken)
        with lost(before, tmp_path) as here:
            assert not here.house.container.rebuilding().told(here.connection.id).is_read
            here.run_for(A_WHILE)
            accept(here)
            assert here.record(issued).stage is Stage.LINKED


def typed_by_hand(here: BillingHouse, number: str, net: str) -> str:
    """Somebody types an invoice for the known customer in, on the day of those that are issued."""
    line = {"Description": "By hand", "Quantity": 1, "UnitAmount": net, "AccountCode": "200"}
    fields = {"InvoiceNumber": number, "Date": "2026-03-02", "DueDate": "2026-03-02"}
    known = set(here.documents())
    here.in_xero(
        "add_invoice",
        contact_id=here.firm.ledger["known"],
        lines=[line],
        LineAmountTypes="Exclusive",
        **fields,
    )
    (made,) = set(here.documents()) - known
    return made
