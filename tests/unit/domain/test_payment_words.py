"""What a person's word on a payment does, and how long it holds."""

from dataclasses import replace
from decimal import Decimal

import pytest

from domain.ledger_document import DocumentStatus
from domain.payment_outcome import PaymentCase
from domain.payment_plan import plan_payment
from domain.payment_record import Word
from domain.settings import ASK
from tests.unit.domain.paying import (
    TODAY,
    case,
    kept,
    ours,
    paid,
    payment,
    planned,
    post_of,
    posted,
    settings,
    theirs,
    there,
    word,
)

MATCHED = there(theirs("40"))


def answered(given: Word | None, document: object = MATCHED, said_of: str = "120") -> PaymentCase:
    """Paid in the portal, in part matched from the bank, and a person has said something."""
    return replace(case(paid(said_of)), document=document, payment=payment(word=given))  # type: ignore[arg-type]  # free test input


WORDS = {
    "nobody said anything": (answered(None), "payment-does-not-fit"),
    "all that is left": (answered(word("80", counted="40")), "post 80.00 to Clearing"),
    "a part of it": (answered(word("30", counted="40")), "post 30.00 to Clearing"),
    "nothing": (answered(word("0", counted="40")), "left by-word"),
    "more than is due": (answered(word("81", counted="40")), "payment-more-than-due"),
    "the ledger counts more since": (
        answered(word("80", counted="40"), there(theirs("40"), theirs("10", "p-2"))),
        "payment-does-not-fit",
    ),
    "the portal says more since": (answered(word("0", "100", counted="40")), "payment-does-not-fit"),
    "both say the same by now": (answered(word("80", counted="40"), there(theirs("120"))), "settled"),
    "to another account": (
        answered(word("80", counted="40", account="b-2")),
        "post 80.00 to Bank",
    ),
    "to an account that takes none": (
        answered(word("80", counted="40", account="706")),
        "payment-account-unusable",
    ),
    "to another account, of something that changed since": (
        answered(word("80", "100", counted="40", account="b-2")),
        "payment-does-not-fit",
    ),
}


@pytest.mark.parametrize(("given", "plan"), WORDS.values(), ids=WORDS)
def test_a_word_holds_as_long_as_neither_side_says_anything_else(given: PaymentCase, plan: str) -> None:
    assert planned(given) == plan


LESS = payment(highest=Decimal(150))
QUESTIONS = {
    "less than before": (case(payment=LESS), "120"),
    "ours was removed": (case(payment=payment(posted("120"))), "120"),
    "more than is due": (case(paid("150")), "120"),
    "no day": (case(paid(paid_at=None)), "120"),
    "without an amount": (case(paid("0")), "120"),
}


@pytest.mark.parametrize(("given", "amount"), QUESTIONS.values(), ids=QUESTIONS)
def test_what_a_word_answers(given: PaymentCase, amount: str) -> None:
    """Whatever was asked, the amount that was said is posted."""
    said_of = f"{given.record.invoice.paid_amount:.2f}"
    spoken = replace(given, payment=replace(given.payment, word=word("120", said_of)))

    assert planned(given) not in ("settled", "post 120.00 to Clearing")
    assert planned(spoken) == f"post {amount}.00 to Clearing"


def test_what_was_paid_without_an_amount_is_posted_beside_what_counts_already() -> None:
    given = case(paid("0"), there(theirs("40")))

    assert planned(given) == "payment-without-amount"
    spoken = payment(word=word("80", "0", counted="40"))
    assert planned(replace(given, payment=spoken)) == "post 80.00 to Clearing"


def test_what_was_taken_away_and_agreed_upon_is_asked_about_no_more() -> None:
    once = payment(replace(posted("40"), taken_away=True))

    assert planned(case(paid("120"), there(), payment=payment(posted("40")))) == "payment-removed"
    assert planned(case(paid("120"), there(), payment=once)) == "post 120.00 to Clearing"


def test_a_word_ends_the_question_about_another_currency_and_posts_nothing() -> None:
    """No rule turns one currency into another."""
    given = case(paid(currency="GBP"))

    assert planned(given) == "payment-currency"
    assert planned(replace(given, payment=payment(word=word("0")))) == "left by-word"


def test_of_what_has_no_day_it_is_todays() -> None:
    given = case(paid(paid_at=None), payment=payment(word=word("120")))

    assert post_of(plan_payment(given)).draft.dated == TODAY


def test_a_word_with_an_account_answers_a_method_that_is_asked_about() -> None:
    asking = settings({"payments-card": ASK})

    assert planned(case(settings=asking, payment=payment(word=word("120")))) == "payment-method"
    spoken = payment(word=word("120", account="b-2"))
    assert planned(case(settings=asking, payment=spoken)) == "post 120.00 to Bank"


def test_a_word_with_an_account_goes_past_the_bank_feed() -> None:
    by_transfer = kept(paid(payment_method="bank_transfer"))
    spoken = payment(word=word("120", account="615"))

    assert planned(case(record=by_transfer, payment=spoken)) == "post 120.00 to Clearing"


def test_after_it_was_posted_the_rest_is_not_asked_about_again() -> None:
    """Both figures of the word move on with what we post: nothing more is to be posted."""
    part = there(theirs("40"), ours("30", "70"))
    said = payment(posted("30"), word=word("0", counted="70"))

    assert planned(case(paid(), part, payment=said)) == "left by-word"


def test_what_is_paid_after_that_is_a_new_question() -> None:
    part = there(theirs("40"), ours("30", "70"))
    said = payment(posted("30"), word=word("0", "110", counted="70"))

    assert planned(case(paid(), part, payment=said)) == "payment-does-not-fit"


def test_nothing_to_be_posted_on_what_is_gone_is_an_end() -> None:
    voided = there(status=DocumentStatus.VOIDED)

    assert planned(case(document=voided, payment=payment(word=word("0")))) == "left by-word"
    assert planned(case(document=voided, payment=payment(word=word("5")))) == "payment-document-gone"


def test_a_word_waits_for_approval_as_the_rest_does() -> None:
    waits = there(status=DocumentStatus.AWAITING_APPROVAL)

    assert planned(case(document=waits, payment=payment(word=word("30")))) == "waits-for-approval"
