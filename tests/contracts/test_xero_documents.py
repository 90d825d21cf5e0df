"""Finding and reading invoices by the Xero adapter over the sandbox, both positions of what is not sure."""

from datetime import timedelta
from decimal import Decimal

import pytest

from adapters.sandbox import xero as sandbox
from domain.budget import Purpose
from domain.drafts import Refusal
from domain.ledger_document import DocumentStatus
from tests.contracts.xero_scene import by_id, office
from tests.unit.xero_adapter.drafts import draft, invoice_id, unnumbered

TAKEN = "Invoice # must be unique."
BOTH = [True, False]


# --- Numbers ---


@pytest.mark.parametrize("follows", BOTH)
def test_where_xero_numbers_the_mark_finds_each_answer(follows: bool) -> None:
    made, contact = office(auto_number_follows_sent=follows)
    drafts = [unnumbered(number, contact_id=contact) for number in (1, 2, 3)]

    documents = made.made(*drafts)

    assert len({one.number for one in documents}) == 3
    assert [one.reference for one in documents] == [one.reference for one in drafts]


ODD = ["INV-7, revised", '7"', "A&B=C #1/2?", "Ärger 5", "a,b", "100%"]


@pytest.mark.parametrize("number", ODD)
def test_an_odd_number_is_found_and_only_that(number: str) -> None:
    made, contact = office()
    wanted = made.by_hand(contact, InvoiceNumber=number)
    for other in (f"{number}0", f"x{number}"):
        made.by_hand(contact, InvoiceNumber=other)

    found = made.ledger.documents_numbered([number, "HF-000000000001-A"])

    assert [one.id for one in found] == [wanted]


def test_a_number_is_found_in_every_status_and_never_on_a_bill() -> None:
    made, contact = office()
    numbers: list[str] = []
    for act in (None, sandbox.delete_invoice, sandbox.reject_invoice, sandbox.approve_invoice):
        (document,) = made.made(draft(len(numbers), contact_id=contact), dispatch=f"d-{len(numbers)}")
        numbers.append(document.number)
        if act is not None:
            made.act(act, document.id)
    made.by_hand(contact, Type="ACCPAY", InvoiceNumber=numbers[0])

    found = made.ledger.documents_numbered(numbers)

    assert {one.number: one.status for one in found} == dict(
        zip(
            numbers,
            [
                DocumentStatus.AWAITING_APPROVAL,
                DocumentStatus.DELETED,
                DocumentStatus.DRAFT,
                DocumentStatus.APPROVED,
            ],
            strict=True,
        )
    )


def test_a_number_that_was_deleted_stays_used() -> None:
    made, contact = office()
    (document,) = made.made(draft(contact_id=contact))
    made.act(sandbox.delete_invoice, document.id)

    answers = made.send(draft(contact_id=contact), dispatch="dispatch-2")

    assert answers[invoice_id(1)] == Refusal(sentences=(TAKEN,), is_taken=True)


# --- Reading ---


def test_every_invoice_comes_once_and_bills_never() -> None:
    made, contact = office()
    ids = [made.by_hand(contact, InvoiceNumber=f"S-{number}") for number in range(1_001)]
    made.by_hand(contact, Type="ACCPAY", InvoiceNumber="B-1")

    before = made.calls("/Invoices")
    documents = made.all_invoices()

    assert {one.id for one in documents} == set(ids)
    assert made.calls("/Invoices") - before == 2
    assert all(one.lines for one in documents)


@pytest.mark.parametrize("inclusive", BOTH)
@pytest.mark.parametrize("not_modified", BOTH)
def test_changes_are_all_that_changed_at_or_after(inclusive: bool, not_modified: bool) -> None:
    made, contact = office(if_modified_since_inclusive=inclusive, not_modified_304=not_modified)
    (old,) = made.made(draft(1, contact_id=contact))
    made.later(hours=1)
    at = made.clock.now()
    (exact,) = made.made(draft(2, contact_id=contact), dispatch="d-2")
    made.later(hours=1)
    made.act(sandbox.approve_invoice, old.id)

    assert {one.id for one in made.all_invoices(since=at)} == {old.id, exact.id}
    assert {one.id for one in made.of_ours(since=at)} == {
        old.id,
        exact.id,
    }


@pytest.mark.parametrize("not_modified", BOTH)
def test_nothing_changed_is_one_empty_last_page(not_modified: bool) -> None:
    made, contact = office(not_modified_304=not_modified)
    made.made(draft(contact_id=contact))
    made.later(hours=1)

    page = made.ledger.documents_page(1, since=made.clock.now(), purpose=Purpose.WORK)

    assert (page.documents, page.is_last, page.as_of) == ((), True, made.clock.now())
    assert made.of_ours(since=made.clock.now()) == ()


def test_what_others_made_is_not_ours() -> None:
    made, contact = office()
    (ours,) = made.made(draft(contact_id=contact))
    made.by_hand(contact, Reference="PO 7")

    assert [one.id for one in made.of_ours(since=made.clock.now())] == [ours.id]


@pytest.mark.parametrize("refuses", BOTH)
def test_a_large_organisation_answers_every_question(refuses: bool) -> None:
    made, contact = office(high_volume_rows=2, high_volume_refuses_unfiltered=refuses)
    documents = made.made(*(draft(number, contact_id=contact) for number in range(4)))
    odd = made.by_hand(contact, InvoiceNumber="7, late")

    assert len(made.all_invoices()) == 5
    assert len(by_id(made, *documents)) == 4
    assert len(made.ledger.documents_numbered([documents[0].number, "7, late"])) == 2
    assert len(made.of_ours(since=made.clock.now() - timedelta(days=1))) == 4
    assert odd in {one.id for one in made.ledger.documents_numbered(["7, late"])}


def test_what_the_accountant_did_shows() -> None:
    made, contact = office()
    (document,) = made.made(draft(contact_id=contact))
    made.act(sandbox.approve_invoice, document.id)
    made.act(sandbox.pay_invoice, document.id, amount="100.00")

    (read,) = by_id(made, document)

    assert (read.amount_paid, read.amount_due) == (Decimal("100.00"), Decimal("1099.40"))
