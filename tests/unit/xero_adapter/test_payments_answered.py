"""What became of each payment of a write: one by one, and never guessed."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from domain.budget import Purpose
from domain.drafts import Refusal
from domain.errors import OutcomeUnknown, Rejected
from domain.ledger_document import DocumentStatus, PaymentReceipt
from domain.money import ZERO
from domain.ports.sending import AlwaysPermitted
from tests.unit.xero_adapter.around import Around, Script, answer, connection
from tests.unit.xero_adapter.drafts import DISPATCH, NOBODY, document_id, failing, invoice_id
from tests.unit.xero_adapter.payment_drafts import (
    paid,
    payment_draft,
    payment_id,
    payments,
    refused_payment,
    sent_payments,
)

TOO_MUCH = "Payment amount exceeds the amount outstanding on this document"
NOT_APPROVED = "Payments can only be made against Authorised documents"


def receipt(**more: Any) -> PaymentReceipt:
    """Of the one payment that was sent."""
    (made,) = sent_payments(Script(payments(paid(1, **more))), [payment_draft(1)]).values()
    assert isinstance(made, PaymentReceipt), made
    return made


def test_a_payment_is_answered_with_what_its_invoice_comes_to() -> None:
    made = receipt()

    assert (made.payment.id, made.payment.amount) == (payment_id(1), Decimal("300.00"))
    assert (made.payment.dated, made.payment.reference) == (date(2026, 11, 19), "HF-000000000001-300.00")
    assert (made.status, made.amount_due, made.amount_paid) == (DocumentStatus.PAID, ZERO, Decimal(300))
    assert made.amount_credited is None


def test_amounts_that_an_answer_does_not_tell_are_not_guessed() -> None:
    bare = receipt(Invoice={"InvoiceID": document_id(1), "Status": "AUTHORISED"})
    without = receipt(Invoice=None)

    assert (bare.amount_due, bare.amount_paid, bare.amount_credited) == (None, None, None)
    assert (without.amount_due, without.amount_paid, without.status) == (None, None, DocumentStatus.UNKNOWN)


def test_what_was_credited_is_read_where_it_is_told() -> None:
    made = receipt(Invoice={"AmountDue": 1, "AmountPaid": 2, "AmountCredited": 3})

    told = (made.amount_due, made.amount_paid, made.amount_credited)
    assert told == (Decimal(1), Decimal(2), Decimal(3))


def test_each_is_told_by_its_mark_whatever_the_order() -> None:
    script = Script(payments(refused_payment(3, TOO_MUCH), paid(1), refused_payment(2, NOT_APPROVED)))

    answers = sent_payments(script, [payment_draft(1), payment_draft(2), payment_draft(3)])

    assert isinstance(answers[invoice_id(1)], PaymentReceipt)
    assert answers[invoice_id(2)] == Refusal(sentences=(NOT_APPROVED,))
    assert answers[invoice_id(3)] == Refusal(sentences=(TOO_MUCH,))


@pytest.mark.parametrize("reference", [None, "", "something else"])
@pytest.mark.parametrize("spelled", [str.lower, str.upper])
def test_without_its_mark_it_is_told_by_the_invoice_that_it_pays(reference: object, spelled: Any) -> None:
    shown = paid(1, Reference=reference, Invoice={"InvoiceID": spelled(document_id(1))})

    answers = sent_payments(Script(payments(shown)), [payment_draft(1), payment_draft(2)])

    assert list(answers) == [invoice_id(1)]


@pytest.mark.parametrize(
    "odd",
    [
        paid(9),
        paid(2, PaymentID=None),
        paid(2, PaymentID=""),
        paid(2, PaymentID=NOBODY),
        paid(2, Status="DELETED"),
        paid(2, Amount="much"),
        paid(2, Amount=None),
        paid(2, Reference=None, Invoice=None),
        "no element",
        None,
    ],
    ids=[
        "of nobody", "id null", "no id", "id of zeros", "deleted", "an amount that is none", "no amount",
        "of nothing", "a text", "nothing",
    ],
)  # fmt: skip
def test_what_cannot_be_told_is_left_out_and_costs_the_others_nothing(odd: object) -> None:
    """It may be there: it is looked for. An id may be null without any error (Xero-NetStandard 324)."""
    answers = sent_payments(Script(payments(odd, paid(1))), [payment_draft(1), payment_draft(2)])

    assert list(answers) == [invoice_id(1)]


def test_a_payment_that_is_missing_is_left_out() -> None:
    assert sent_payments(Script(payments()), [payment_draft(1)]) == {}


def test_a_400_tells_of_those_that_it_names_and_of_no_other() -> None:
    script = Script(failing(refused_payment(2, TOO_MUCH)))

    answers = sent_payments(script, [payment_draft(1), payment_draft(2)])

    assert answers == {invoice_id(2): Refusal(sentences=(TOO_MUCH,))}


def test_a_400_that_names_none_refuses_all_of_it() -> None:
    body = {"ErrorNumber": 14, "Type": "PostDataInvalidException", "Message": "Invalid Json data"}

    with pytest.raises(Rejected) as refused:
        sent_payments(Script(answer(400, body)), [payment_draft(1)])
    assert refused.value.sentences == ("Invalid Json data",)


def test_an_answer_that_nobody_can_read_says_nothing() -> None:
    with pytest.raises(OutcomeUnknown):
        sent_payments(Script(answer(200, {"Status": "OK", "Payments": "none"})), [payment_draft(1)])


def test_a_refusal_may_stand_at_its_invoice() -> None:
    invoice = {"InvoiceID": document_id(1), "ValidationErrors": [{"Message": NOT_APPROVED}]}
    shown = refused_payment(1, Invoice=invoice)

    answers = sent_payments(Script(payments(shown)), [payment_draft(1)])

    assert answers == {invoice_id(1): Refusal(sentences=(NOT_APPROVED,))}


def test_one_call_with_the_key_of_its_dispatch() -> None:
    script = Script(payments(paid(1), paid(2)))

    sent_payments(script, [payment_draft(1), payment_draft(2)])

    (request,) = script.requests
    assert (request.method, request.url.path) == ("PUT", "/api.xro/2.0/Payments")
    assert request.url.params.multi_items() == [("summarizeErrors", "false")]
    assert request.headers["idempotency-key"]


def test_money_that_came_in_may_use_the_reserve_of_a_day() -> None:
    """As the unit that posts it does: else it would be made ready and not leave."""
    around = Around(Script(payments(paid(1))))
    opened = around.open().ledgers.of(connection(), AlwaysPermitted())
    drafts = [payment_draft(1)]

    opened.send_payments(opened.payments_envelope(drafts), drafts, dispatch_id=DISPATCH)

    assert [purpose for _, purpose in around.budgets.taken] == [Purpose.VITAL]
