"""What lands late is a twin of what repeated it, and of no payment for another part of what came in."""

from collections.abc import Callable

import pytest

from domain.drafts import PaymentDraft
from domain.errors import OutcomeUnknown
from domain.hold import twin_of
from domain.payment_life import PaymentStage
from domain.settings import BANK_FEED
from tests.unit.domain.paying import payment, theirs, there
from tests.unit.paying.desk import PaymentDesk
from tests.unit.paying.ledger import Answers
from tests.unit.paying.losing import WAIT
from tests.unit.paying.parting import (
    PAYPAL,
    TRANSFER,
    go_on,
    open_books,
    question,
    read,
    released,
    set_routes,
    shown,
    told,
)
from tests.unit.paying.twinning import deleted, given_up, is_alarmed, lands, losing, see


def first_left(desk: PaymentDesk) -> PaymentDraft:
    """40 by card were posted, lost and given up; then a person leaves cards to the bank feed."""
    open_books(desk, payments_paypal="b-2")
    first = given_up(desk, "40")
    desk.ledger.answers = desk.ledger.well
    set_routes(desk, payments_card=BANK_FEED)
    go_on(desk)
    assert desk.payment().stage is PaymentStage.WAITS_BANK
    return first


@pytest.mark.parametrize("amount", ["100", "80"], ids=["another amount", "the same amount and mark"])
def test_a_payment_for_another_part_is_no_repeat(desk: PaymentDesk, amount: str) -> None:
    """Each part is there once, though the first one came by a way that a person did not want any more."""
    first = first_left(desk)
    told(desk, amount, PAYPAL)
    assert len(desk.ledger.payments) == 1

    lands(desk, first)
    desk.look(after_seconds=2 * WAIT)
    go_on(desk)

    assert (is_alarmed(desk), question(desk), desk.open()) == (False, "", ())
    assert desk.payment().stage is PaymentStage.SETTLED
    assert sorted(one.rise for one in desk.payment().posted) == [40, int(amount)]
    assert {one.twin_of for one in desk.payment().posted} == {None}


@pytest.mark.parametrize("amount", ["100", "80"], ids=["another amount", "the same amount and mark"])
@pytest.mark.parametrize("lands_before", [True, False])
def test_nor_is_one_whose_answer_was_lost(desk: PaymentDesk, amount: str, lands_before: bool) -> None:
    first = first_left(desk)

    def lose(draft: PaymentDraft) -> Answers:
        for each in (first, draft) if lands_before else (draft, first):
            desk.ledger.take(each)
        raise OutcomeUnknown

    desk.ledger.answers = lose
    with pytest.raises(OutcomeUnknown):
        told(desk, amount, PAYPAL)
    desk.look()
    desk.look()
    assert not is_alarmed(desk), "before anybody has decided what the other one is"
    see(desk)
    desk.look(after_seconds=2 * WAIT)

    assert (is_alarmed(desk), question(desk), desk.open()) == (False, "", ())
    assert sorted(one.rise for one in desk.payment().posted) == [40, int(amount)]


def test_of_two_parts_that_are_alike_one_that_is_deleted_is_asked_about(desk: PaymentDesk) -> None:
    """Neither stands for the other."""
    first = first_left(desk)
    told(desk, "80", PAYPAL)
    made = desk.ledger.payments[-1]
    lands(desk, first)
    go_on(desk)

    deleted(desk, made)

    assert question(desk) == "payment-removed"


def test_what_was_given_up_before_another_part_went_out_is_still_repeated_after_it(desk: PaymentDesk) -> None:
    first = first_left(desk)
    told(desk, "100", PAYPAL)
    (other,) = desk.ledger.payments
    set_routes(desk, payments_card="615")
    go_on(desk)
    repeat = desk.ledger.payments[-1]
    assert (repeat.amount, len(desk.ledger.payments)) == (first.amount, 2)

    late = lands(desk, first)
    desk.look(after_seconds=2 * WAIT)

    with desk.books() as books:
        alarm = books.holds.of(twin_of(payment().subject))
    assert alarm is not None
    assert alarm.cause.facts["ids"] == f"{repeat.id}, {late.id}"
    assert other.id not in alarm.cause.facts["ids"]


def test_two_of_one_part_are_told_from_what_another_may_have_made_by_their_amount(desk: PaymentDesk) -> None:
    """30 that somebody entered make the marks of 40 and of 10 the same."""
    first = first_left(desk)
    shown(desk, there(theirs("30")))
    told(desk, "50", PAYPAL)
    assert question(desk) == "payment-does-not-fit"
    desk.ledger.answers = losing
    with pytest.raises(OutcomeUnknown):
        released(desk, "10")
    lost = desk.ledger.sent[-1]
    assert (lost.reference, f"{lost.amount:.2f}") == (first.reference, "10.00")
    desk.look()
    desk.look(after_seconds=WAIT)
    desk.ledger.answers = desk.ledger.well
    go_on(desk)

    lands(desk, lost)
    desk.look(after_seconds=2 * WAIT)

    assert is_alarmed(desk)


def second_given_up(desk: PaymentDesk, method: str = PAYPAL) -> PaymentDraft:
    """40 more were posted, lost and given up, under the mark of the first one; they are due again."""
    second = given_up(desk, "80", method)
    desk.ledger.answers = desk.ledger.well
    return second


def by_transfer_left(desk: PaymentDesk) -> PaymentDraft:
    """As `first_left`, of a transfer of another day."""
    open_books(desk, payments_paypal="b-2", payments_transfer="615")
    first = given_up(desk, "40", TRANSFER)
    desk.ledger.answers = desk.ledger.well
    set_routes(desk, payments_transfer=BANK_FEED)
    go_on(desk)
    return first


@pytest.mark.parametrize("left", [first_left, by_transfer_left], ids=["the same day", "another day"])
def test_one_that_may_be_a_second_one_of_its_own_part_is_an_alarm(
    desk: PaymentDesk, left: Callable[[PaymentDesk], PaymentDraft]
) -> None:
    """It bears the mark of the first part too, which came nowhere: nobody but a person can tell."""
    first = left(desk)
    second = second_given_up(desk)
    go_on(desk)
    assert (second.reference, len(desk.ledger.payments)) == (first.reference, 1)

    lands(desk, second)
    desk.look(after_seconds=2 * WAIT)
    go_on(desk)

    assert is_alarmed(desk)


def test_the_first_one_is_not_taken_for_a_second_one_of_another_day(desk: PaymentDesk) -> None:
    """The second one came nowhere: it is still missing when the first one landed."""
    first = by_transfer_left(desk)
    desk.ledger.answers = losing
    with pytest.raises(OutcomeUnknown):
        told(desk, "80", PAYPAL)
    desk.ledger.answers = desk.ledger.well
    second = desk.ledger.sent[-1]
    lands(desk, first)

    desk.look(after_seconds=WAIT)
    see(desk)
    go_on(desk)

    assert [(int(one.rise), one.dated) for one in desk.payment().posted] == [
        (40, first.dated),
        (80, second.dated),
    ]
    assert (is_alarmed(desk), question(desk), desk.payment().stage) == (False, "", PaymentStage.SETTLED)


def test_three_parts_with_one_mark_are_there_once_each(desk: PaymentDesk) -> None:
    first = first_left(desk)
    set_routes(desk, payments_direct_debit="615")
    second = second_given_up(desk, "direct_debit")
    set_routes(desk, payments_direct_debit=BANK_FEED)
    go_on(desk)

    def lose(draft: PaymentDraft) -> Answers:
        for each in (first, second, draft):
            desk.ledger.take(each)
        raise OutcomeUnknown

    desk.ledger.answers = lose
    with pytest.raises(OutcomeUnknown):
        told(desk, "120", PAYPAL)
    desk.look()
    desk.look()
    assert not is_alarmed(desk), "before anybody has decided what the others are"
    see(desk)
    desk.look(after_seconds=2 * WAIT)
    go_on(desk)

    assert (is_alarmed(desk), question(desk), desk.payment().stage) == (False, "", PaymentStage.SETTLED)


def test_what_goes_out_by_word_beside_money_of_others_may_be_its_repeat(desk: PaymentDesk) -> None:
    """Others' money counts for the part of what was given up, so that is not missing by itself any more."""
    open_books(desk, payments_paypal="b-2")
    first = given_up(desk, "40")
    desk.ledger.answers = desk.ledger.well
    read(desk, "80", PAYPAL)
    shown(desk, there(theirs("40")))
    assert question(desk) == "payment-does-not-fit"
    released(desk, "40")

    lands(desk, first)
    desk.look(after_seconds=2 * WAIT)
    go_on(desk)

    assert is_alarmed(desk)
