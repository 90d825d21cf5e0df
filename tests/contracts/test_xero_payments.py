"""Payments by the Xero adapter over the sandbox: what counts, what is refused, what becomes of a lost one."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest

from adapters.sandbox import xero as sandbox
from adapters.sandbox.faults import FaultKind, kinds_of
from domain.budget import Purpose
from domain.drafts import DocumentChange, PaymentDraft, Refusal
from domain.errors import OutcomeUnknown, Problem, Throttled, Unavailable
from domain.ids import DispatchId
from domain.ledger_document import DocumentStatus, LedgerDocument, PaymentReceipt
from domain.numbering import payment_mark
from tests.contracts.xero_scene import Scene, by_id, office
from tests.unit.xero_adapter.drafts import draft, invoice_id
from tests.unit.xero_adapter.payment_drafts import Answers, payment_draft

BOTH = [True, False]
NOT_APPROVED = "Payments can only be made against Authorised documents"
TOO_MUCH = "Payment amount exceeds the amount outstanding on this document"
LOST = (FaultKind.LOST_AFTER, FaultKind.CUT, FaultKind.LATE)


def account(made: Scene, code: str = "615") -> str:
    """The id of an account."""
    found = made.ledger.books().account(code)
    assert found is not None
    return found.id


def approved(made: Scene, contact: Any, *numbers: int) -> list[LedgerDocument]:
    """Invoices of 1,199.40 that an accountant approved."""
    documents = made.made(*(draft(number, contact_id=contact) for number in numbers))
    for one in documents:
        made.act(sandbox.approve_invoice, one.id)
    return list(by_id(made, *documents))


def paying(made: Scene, document: LedgerDocument, amount: str, number: int = 1, **more: Any) -> PaymentDraft:
    """A payment of so much, under the mark of what counts after it."""
    value = Decimal(amount)
    usual: dict[str, Any] = {
        "document_id": document.id,
        "account_id": account(made),
        "amount": value,
        "dated": made.clock.now().date(),
        "reference": payment_mark(invoice_id(number), document.counted + value),
    }
    return payment_draft(number, **(usual | more))


def pay(made: Scene, *drafts: PaymentDraft, dispatch: str = "payments") -> Answers:
    """One dispatch."""
    ledger = made.ledger
    return ledger.send_payments(ledger.payments_envelope(drafts), drafts, dispatch_id=DispatchId(dispatch))


def receipt(answers: Answers, number: int = 1) -> PaymentReceipt:
    """What became of one."""
    found = answers[invoice_id(number)]
    assert isinstance(found, PaymentReceipt), found
    return found


@pytest.mark.parametrize("shows_credited", BOTH)
def test_an_answer_tells_the_payment_and_what_the_invoice_comes_to(shows_credited: bool) -> None:
    made, contact = office(payment_shows_credited=shows_credited)
    (document,) = approved(made, contact, 1)
    sent = paying(made, document, "199.40")

    told = receipt(pay(made, sent))
    (there,) = by_id(made, document)

    assert (told.payment,) == there.payments
    assert (told.payment.amount, told.payment.reference) == (Decimal("199.40"), sent.reference)
    assert told.payment.dated == sent.dated
    assert (told.status, told.amount_due, told.amount_paid) == (
        DocumentStatus.APPROVED,
        Decimal("1000.00"),
        Decimal("199.40"),
    )
    assert told.amount_credited == (0 if shows_credited else None)
    assert (there.amount_due, there.counted) == (Decimal("1000.00"), Decimal("199.40"))


def test_parts_add_up_and_the_last_one_makes_it_paid_until_it_is_taken_back() -> None:
    made, contact = office()
    (document,) = approved(made, contact, 1)
    for number, amount in enumerate(("300.00", "300.00", "599.40")):
        told = receipt(pay(made, paying(made, document, amount), dispatch=f"d-{number}"))
        (document,) = by_id(made, document)
        assert (told.status, told.amount_paid) == (document.status, document.amount_paid)

    assert document.status is DocumentStatus.PAID
    assert [one.amount for one in document.payments] == [Decimal(300), Decimal(300), Decimal("599.4")]
    assert len({one.reference for one in document.payments}) == 3

    made.act(sandbox.remove_payment, document.id, payment_id=document.payments[0].id)
    (document,) = by_id(made, document)
    assert (document.status, document.counted) == (DocumentStatus.APPROVED, Decimal("899.40"))
    assert [one.amount for one in document.payments] == [Decimal(300), Decimal("599.4")]


def test_a_credit_counts_without_being_a_payment() -> None:
    made, contact = office()
    (document,) = approved(made, contact, 1)
    made.act(sandbox.credit_invoice, document.id, amount="99.40")
    made.act(sandbox.pay_invoice, document.id, amount="100.00")

    (there,) = by_id(made, document)

    assert (there.amount_credited, there.amount_paid, there.counted) == (
        Decimal("99.40"),
        Decimal("100.00"),
        Decimal("199.40"),
    )
    assert [one.amount for one in there.payments] == [Decimal(100)]


@pytest.mark.parametrize("summarizes", BOTH)
def test_each_payment_is_judged_by_itself(summarizes: bool) -> None:
    made, contact = office(summarize_errors_default=summarizes)
    good, small = approved(made, contact, 1, 2)
    (waits,) = made.made(draft(3, contact_id=contact), dispatch="another")
    revenue = account(made, "200")

    answers = pay(
        made,
        paying(made, waits, "10.00", 3),
        paying(made, small, "1199.41", 2),
        paying(made, good, "1199.40", 1),
    )
    wrong_account = pay(made, paying(made, small, "5.00", 2, account_id=revenue), dispatch="second")

    assert receipt(answers, 1).status is DocumentStatus.PAID
    assert answers[invoice_id(2)] == Refusal(sentences=(TOO_MUCH,))
    assert answers[invoice_id(3)] == Refusal(sentences=(NOT_APPROVED,))
    assert isinstance(wrong_account[invoice_id(2)], Refusal)
    assert [one.counted for one in by_id(made, small, waits)] == [0, 0]


@pytest.mark.parametrize("code", ["615", "090"])
def test_what_we_say_can_take_payments_takes_them_until_it_is_put_away(code: str) -> None:
    made, contact = office()
    (document,) = approved(made, contact, 1)
    receipt(pay(made, paying(made, document, "1.00", account_id=account(made, code))))
    (document,) = by_id(made, document)

    sandbox.archive_account(made.world.xero, made.tenant_id, code, made.clock.now())
    refused = pay(made, paying(made, document, "1.00", account_id=account(made, code)), dispatch="second")

    assert isinstance(refused[invoice_id(1)], Refusal)
    assert by_id(made, document) == (document,)


def test_nothing_that_we_pay_is_reconciled() -> None:
    made, contact = office()
    (document,) = approved(made, contact, 1)
    pay(made, paying(made, document, "10.00", account_id=account(made, "090")))

    books = made.world.xero.organisations[made.tenant_id].invoices
    assert [one.reconciled for invoice in books for one in invoice.payments] == [False]


def test_an_invoice_that_is_approved_by_name_takes_its_payment() -> None:
    made, contact = office()
    (document,) = made.made(draft(1, contact_id=contact))
    change = DocumentChange(document_id=document.id, approves=True)
    ledger = made.ledger

    answers = ledger.send_changes(
        ledger.changes_envelope([change]), [change], dispatch_id=DispatchId("approval")
    )

    there = answers[document.id]
    assert isinstance(there, LedgerDocument)
    assert replace(there, updated_at=None) == replace(
        document, status=DocumentStatus.APPROVED, status_word="AUTHORISED", updated_at=None
    )
    assert receipt(pay(made, paying(made, document, "1199.40"))).status is DocumentStatus.PAID


@pytest.mark.parametrize("of_changes", BOTH)
def test_a_list_of_invoices_shows_the_payments_too(of_changes: bool) -> None:
    """So that what was matched from the bank is seen without a call of its own."""
    made, contact = office()
    (document,) = approved(made, contact, 1)
    made.later(hours=1)
    since = made.clock.now()
    made.act(sandbox.pay_invoice, document.id, amount="100.00")

    (listed,) = made.all_invoices(since=since if of_changes else None)

    assert [one.amount for one in listed.payments] == [Decimal(100)]
    assert listed.counted == Decimal(100)


@pytest.mark.parametrize("are_listed", BOTH)
def test_what_was_deleted_is_told_by_the_list_of_payments_alone(are_listed: bool) -> None:
    made, contact = office(payments_list_deleted=are_listed)
    first, second, third = approved(made, contact, 1, 2, 3)
    pay(made, paying(made, first, "10.00", 1), paying(made, second, "20.00", 2))
    for document in by_id(made, first, second):
        made.act(sandbox.remove_payment, document.id)
    (document,) = by_id(made, first)
    pay(made, paying(made, document, "30.00", 1), dispatch="again")

    asked = [first.id, third.id, second.id]
    told = made.ledger.deleted_payments(asked, purpose=Purpose.VITAL)

    amounts = {one: [payment.amount for payment in payments] for one, payments in told.items()}
    assert amounts == ({first.id: [Decimal(10)], second.id: [Decimal(20)]} if are_listed else {})
    if are_listed:
        assert told[second.id][0].reference == payment_mark(invoice_id(2), Decimal(20))


# --- When the line breaks ---


@pytest.mark.parametrize("kind", LOST)
@pytest.mark.parametrize("remembers_seconds", [0, 86_400])
def test_a_lost_payment_is_unknown_and_its_mark_is_found_on_the_invoice(
    kind: FaultKind, remembers_seconds: int
) -> None:
    made, contact = office(idempotency_seconds=remembers_seconds)
    (document,) = approved(made, contact, 1)
    sent = paying(made, document, "300.00")
    made.strike(kind, "/Payments", method="PUT", **({"seconds": 20.0} if kind is FaultKind.LATE else {}))

    with pytest.raises(OutcomeUnknown):
        pay(made, sent)
    made.later(minutes=1)

    (there,) = by_id(made, document)
    assert [one.reference for one in there.payments] == [sent.reference]


@pytest.mark.parametrize("remembers_seconds", [0, 86_400])
def test_xero_has_no_key_of_a_payment_a_repeat_is_a_twin_under_the_same_mark(remembers_seconds: int) -> None:
    """What the whole care of looking before posting anew is about."""
    made, contact = office(idempotency_seconds=remembers_seconds)
    (document,) = approved(made, contact, 1)
    sent = paying(made, document, "300.00")
    pay(made, sent)
    made.later(minutes=5)

    pay(made, sent)
    pay(made, sent, dispatch="another")

    (there,) = by_id(made, document)
    assert len(there.payments) == (2 if remembers_seconds else 3)
    assert {one.reference for one in there.payments} == {sent.reference}


@pytest.mark.parametrize("kind", kinds_of("xero"))
def test_a_payment_never_leaves_twice_whatever_goes_wrong(kind: FaultKind) -> None:
    made, contact = office()
    (document,) = approved(made, contact, 1)
    sent = paying(made, document, "300.00")
    timed = {"seconds": 20.0} if kind in {FaultKind.LATE, FaultKind.SLOW} else {}
    made.strike(kind, "/Payments", method="PUT", **timed)

    known: object = None
    try:
        known = pay(made, sent)[sent.invoice_id]
    except (OutcomeUnknown, Throttled, Unavailable) as problem:
        known = problem
    made.later(days=1)

    (there,) = by_id(made, document)
    puts = [call for call in made.world.xero.calls if call.method == "PUT" and "/Payments" in call.path]
    assert len(puts) <= 1
    assert len(there.payments) <= 1
    if isinstance(known, PaymentReceipt):
        assert there.payments == (known.payment,)
    elif not isinstance(known, OutcomeUnknown):
        assert isinstance(known, Problem)
        assert there.payments == ()


def test_too_many_calls_do_nothing_and_the_same_payment_may_leave_later() -> None:
    made, contact = office()
    (document,) = approved(made, contact, 1)
    sent = paying(made, document, "300.00")
    made.strike(FaultKind.LIMIT_MINUTE, "/Payments", method="PUT")

    with pytest.raises(Throttled) as throttled:
        pay(made, sent)
    made.clock.at = throttled.value.until + timedelta(seconds=1)

    receipt(pay(made, sent))
    (there,) = by_id(made, document)
    assert len(there.payments) == 1
