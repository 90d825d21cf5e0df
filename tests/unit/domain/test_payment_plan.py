"""What is done about the payments of one invoice, by what both sides say."""

from dataclasses import replace
from decimal import Decimal

import pytest

from domain.errors import Invalid
from domain.invoice import InvoiceStatus
from domain.ledger_document import DocumentKind
from domain.numbering import payment_mark
from domain.payment_outcome import PaymentCase
from domain.payment_plan import plan_payment
from domain.settings import ASK
from tests.support.invoices import INVOICE
from tests.unit.domain.invoicing import cause_of
from tests.unit.domain.paying import (
    APPROVED,
    CLEARING,
    PAID_ON,
    case,
    ours,
    paid,
    payment,
    planned,
    post_of,
    posted,
    settings,
    theirs,
    there,
)

IN_PART = InvoiceStatus.ISSUED

# --- Amounts ---

AMOUNTS = {
    "nothing was paid": (case(paid("0", IN_PART)), "settled"),
    "paid, and nothing is there": (case(), "post 120.00 to Clearing"),
    "a part was paid": (case(paid("40", IN_PART)), "post 40.00 to Clearing"),
    "a part, which the portal calls paid": (case(paid("40")), "post 40.00 to Clearing"),
    "overdue and paid in part": (case(paid("40", InvoiceStatus.OVERDUE)), "post 40.00 to Clearing"),
    "more cents than there are": (case(paid("40.005", IN_PART)), "post 40.01 to Clearing"),
    "the same on both sides, by others": (case(paid(), there(theirs("120.00"))), "settled"),
    "the same in part": (case(paid("40", IN_PART), there(theirs("40.00"))), "settled"),
    "the same by a credit note": (case(paid(), there(credited="120.00")), "settled"),
    "the same by both": (case(paid(), there(theirs("100.00"), credited="20.00")), "settled"),
    "the ledger says more": (case(paid("0", IN_PART), there(theirs("120.00"))), "settled 120.00"),
    "the ledger says more in part": (case(paid("40", IN_PART), there(theirs("50.00"))), "settled 10.00"),
    "more than is due": (case(paid("120.01")), "payment-more-than-due"),
    "more than is left": (
        case(paid("130"), there(ours("120", "120")), payment=payment(posted("120"))),
        "payment-more-than-due",
    ),
    "on a credit note": (
        case(paid(), there(kind=DocumentKind.CREDIT_NOTE)),
        "payment-more-than-due",
    ),
    "somebody's own money is there too": (case(paid(), there(theirs("40.00"))), "payment-does-not-fit"),
    "somebody's own money is there too, and nobody said where ours goes": (
        replace(case(paid(), there(theirs("40.00"))), settings=settings({"payments-card": ASK})),
        "payment-does-not-fit",
    ),
    "a credit note is there too": (case(paid(), there(credited="40.00")), "payment-does-not-fit"),
    "the rest of what we posted": (
        case(paid(), there(ours("40", "40")), payment=payment(posted("40"))),
        "post 80.00 to Clearing",
    ),
    "the rest of what bears our mark": (case(paid(), there(ours("40", "40"))), "post 80.00 to Clearing"),
    "the rest of what is ours, unlisted": (
        case(paid(), there(amount_paid=Decimal(40)), payment=payment(posted("40"))),
        "post 80.00 to Clearing",
    ),
    "some of it unlisted and not ours": (
        case(paid(), there(amount_paid=Decimal(50)), payment=payment(posted("40"))),
        "payment-does-not-fit",
    ),
    "ours and theirs": (
        case(paid(), there(ours("40", "40"), theirs("10")), payment=payment(posted("40"))),
        "payment-does-not-fit",
    ),
    "another currency": (case(paid(currency="GBP")), "payment-currency"),
    "another currency, equal figures": (case(paid(currency="GBP"), there(theirs("120"))), "payment-currency"),
    "another currency, the ledger ahead": (
        case(paid("40", IN_PART, currency="GBP"), there(theirs("50"))),
        "payment-currency",
    ),
}


@pytest.mark.parametrize(("given", "plan"), AMOUNTS.values(), ids=AMOUNTS)
def test_what_is_posted_is_what_the_ledger_lacks(given: PaymentCase, plan: str) -> None:
    assert planned(given) == plan


def test_all_that_a_draft_says() -> None:
    draft = post_of(plan_payment(case(paid(), there(ours("40", "40"))))).draft

    assert (draft.invoice_id, draft.document_id) == (INVOICE, APPROVED.id)
    assert (draft.amount, draft.currency, draft.dated) == (Decimal("80.00"), "EUR", PAID_ON)
    assert draft.account_id == CLEARING.id
    assert draft.reference == payment_mark(INVOICE, Decimal("120.00"))


def test_two_equal_parts_have_two_marks() -> None:
    first = post_of(plan_payment(case(paid("40", IN_PART)))).draft
    second = post_of(plan_payment(case(paid("80", IN_PART), there(ours("40", "40"))))).draft

    assert first.amount == second.amount
    assert first.reference != second.reference


def test_the_question_lists_every_payment_and_whose_it_is() -> None:
    given = case(paid(), there(ours("40", "40", "p-1"), theirs("10", "p-2"), credited="5.00"))
    facts = cause_of(plan_payment(given)).facts

    assert facts["payments"] == "40.00 EUR 2026-03-03 ours (p-1); 10.00 EUR 2026-03-03 theirs (p-2)"
    told = {name: facts[name] for name in ("paid", "counted", "credited", "due", "open", "method", "number")}
    assert told == {
        "paid": "120.00",
        "counted": "55.00",
        "credited": "5.00",
        "due": "65.00",
        "open": "65.00",
        "method": "payments-card",
        "number": APPROVED.number,
    }


# --- What asks ---

QUESTIONS = {
    "paid without an amount": (case(paid("0")), "payment-without-amount"),
    "paid without an amount, and in part there": (
        case(paid("0"), there(theirs("40"))),
        "payment-without-amount",
    ),
    "paid without an amount, and all of it there": (case(paid("0"), there(theirs("120"))), "settled 120.00"),
    "paid back": (case(paid("-5")), "payment-without-amount"),
    "less than before": (
        case(paid("40", IN_PART), payment=payment(highest=Decimal(50))),
        "payment-less-than-before",
    ),
    "less than before, as the ledger has it": (
        case(paid("40", IN_PART), there(theirs("40")), payment=payment(highest=Decimal(50))),
        "settled",
    ),
    "less than before and than the ledger": (
        case(
            paid("30", IN_PART), there(ours("40", "40")), payment=payment(posted("40"), highest=Decimal(40))
        ),
        "payment-less-than-before",
    ),
    "as much as ever": (
        case(paid("50", IN_PART), payment=payment(highest=Decimal(50))),
        "post 50.00 to Clearing",
    ),
    "ours was removed": (
        case(paid("40", IN_PART), payment=payment(posted("40"))),
        "payment-removed",
    ),
    "one of ours was removed, the other one stands": (
        case(
            paid(), there(ours("40", "40", "p-1")), payment=payment(posted("40", "p-1"), posted("80", "p-2"))
        ),
        "payment-removed",
    ),
    "ours was removed, and what replaced it is equal": (
        case(paid("40", IN_PART), there(theirs("40")), payment=payment(posted("40"))),
        "settled",
    ),
    "ours was removed, and what replaced it is more": (
        case(paid("40", IN_PART), there(theirs("50")), payment=payment(posted("40"))),
        "settled 10.00",
    ),
    "theirs was taken away after both sides had agreed": (
        case(paid("40", IN_PART), payment=payment(agreed=Decimal(40))),
        "payment-removed",
    ),
    "a part of theirs was taken away, and more came in": (
        case(paid("60", IN_PART), there(theirs("30")), payment=payment(agreed=Decimal(40))),
        "payment-removed",
    ),
    "more came in than both sides had agreed on": (
        case(paid("60", IN_PART), there(ours("40", "40")), payment=payment(posted("40"), agreed=Decimal(40))),
        "post 20.00 to Clearing",
    ),
    "ours is not listed, and less counts than we posted": (
        case(paid(), there(amount_paid=Decimal(20)), payment=payment(posted("40"))),
        "payment-removed",
    ),
    "ours is not listed, and that says nothing": (
        case(paid(), there(amount_paid=Decimal(40)), payment=payment(posted("40"))),
        "post 80.00 to Clearing",
    ),
    "no day": (case(paid(paid_at=None)), "payment-without-date"),
}


@pytest.mark.parametrize(("given", "plan"), QUESTIONS.values(), ids=QUESTIONS)
def test_what_could_be_wrong_is_asked(given: PaymentCase, plan: str) -> None:
    assert planned(given) == plan


def test_what_was_removed_is_named() -> None:
    given = case(paid("40", IN_PART), payment=payment(posted("40", "p-1")))

    assert cause_of(plan_payment(given)).facts["removed"] == "40.00 EUR 2026-03-03 (p-1)"


# --- What was paid in the ledger alone ---

BACK = settings(back=True)
BACKWARD = {
    "all of it": (case(paid("0", IN_PART), there(theirs("120"))), "record 120.00 on 0.00"),
    "the rest of it": (
        case(paid("40", IN_PART), there(ours("40", "40"), theirs("80")), payment=payment(posted("40"))),
        "record 80.00 on 40.00",
    ),
    "a part": (case(paid("0", IN_PART), there(theirs("40"))), "settled 40.00"),
    "with a credit note": (case(paid("0", IN_PART), there(theirs("100"), credited="20")), "settled 120.00"),
    "by a credit note": (case(paid("0", IN_PART), there(credited="120")), "settled 120.00"),
    "beside ours, while it was on its way": (
        case(
            paid("60", IN_PART),
            there(ours("60", "60"), theirs("60")),
            payment=payment(replace(posted("60"), beside=Decimal(60))),
        ),
        "payment-beside-ours",
    ),
    "beside ours, which was deleted since": (
        case(
            paid("60", IN_PART),
            there(theirs("120")),
            payment=payment(replace(posted("60"), beside=Decimal(60), taken_away=True)),
        ),
        "record 60.00 on 60.00",
    ),
    "by what we posted": (
        case(paid("0", IN_PART), there(ours("120", "120")), payment=payment(posted("120"))),
        "payment-posted-too-much",
    ),
    "of what was cancelled": (
        case(paid("0", InvoiceStatus.CANCELLED), there(theirs("120"))),
        "settled 120.00",
    ),
    "in a status that nobody knows": (
        case(paid("0", InvoiceStatus.UNKNOWN), there(theirs("120"))),
        "settled 120.00",
    ),
    "in another currency": (
        case(paid("0", IN_PART, currency="GBP"), there(theirs("120"))),
        "payment-currency",
    ),
    "equal": (case(paid(), there(theirs("120"))), "settled"),
}


@pytest.mark.parametrize(("given", "plan"), BACKWARD.values(), ids=BACKWARD)
def test_what_somebodys_money_paid_in_full_is_recorded_where_that_is_set(
    given: PaymentCase, plan: str
) -> None:
    assert planned(replace(given, settings=BACK)) == plan


@pytest.mark.parametrize("given", [given for given, _ in BACKWARD.values()])
def test_nothing_is_recorded_unless_it_is_set(given: PaymentCase) -> None:
    assert not planned(given).startswith("record")


def test_a_zone_that_nobody_knows_is_no_guess() -> None:
    with pytest.raises(Invalid, match="zone-unknown"):
        plan_payment(case(time_zone="Nowhere/City"))
