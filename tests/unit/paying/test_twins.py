"""What came of a payment twice: the alarm lasts as long as two stand there, whichever is deleted."""

from dataclasses import replace
from decimal import Decimal

import pytest

from domain.dispatch import ElementState
from domain.hold import twin_of
from domain.ledger_document import LedgerPayment, PaymentId
from domain.payment_life import PaymentStage
from domain.settings import ASK
from tests.support.invoices import INVOICE
from tests.unit.domain.paying import payment, theirs, there
from tests.unit.paying.desk import PaymentDesk
from tests.unit.paying.losing import WAIT, lost
from tests.unit.paying.parting import (
    PAYPAL,
    TRANSFER,
    go_on,
    joined_to,
    open_books,
    question,
    released,
    sent,
    shown,
    told,
)
from tests.unit.paying.twinning import deleted, given_up, given_up_again, is_alarmed, lands, missed, see


@pytest.mark.parametrize("is_seen", [True, False])
def test_which_of_the_two_is_deleted_does_not_matter(desk: PaymentDesk, is_seen: bool) -> None:
    """A part that waits for the bank feed takes neither for itself."""
    open_books(desk)
    told(desk, "60", TRANSFER)
    first = missed(desk, "90")
    repeat = desk.ledger.payments[-1]
    if is_seen:
        lands(desk, first)
        desk.look(after_seconds=2 * WAIT)
        assert is_alarmed(desk)
        go_on(desk)
    else:
        desk.ledger.take(first)

    deleted(desk, repeat)

    assert (sent(desk), question(desk), is_alarmed(desk)) == (["30.00", "30.00"], "", False)
    assert (desk.payment().stage, desk.payment().facts["open"]) == (PaymentStage.WAITS_BANK, "60.00")


def test_a_look_that_finds_one_of_another_part_ends_no_alarm(desk: PaymentDesk) -> None:
    open_books(desk)
    lands(desk, missed(desk, "20"))
    desk.look(after_seconds=2 * WAIT)
    go_on(desk)
    assert is_alarmed(desk)

    missed(desk, "100")
    desk.look(after_seconds=2 * WAIT)

    assert ([f"{one.amount:.2f}" for one in desk.ledger.payments], is_alarmed(desk)) == (
        ["20.00", "20.00", "60.00"],
        True,
    )


def test_what_ends_one_alarm_ends_no_watch_that_is_not_over(desk: PaymentDesk) -> None:
    open_books(desk)
    twin = lands(desk, missed(desk, "20"))
    desk.look(after_seconds=2 * WAIT)
    go_on(desk)
    second = missed(desk, "80")

    deleted(desk, twin)
    assert not is_alarmed(desk)
    lands(desk, second)
    desk.look(after_seconds=2 * WAIT)

    assert is_alarmed(desk)


def test_the_first_try_may_land_on_a_document_that_it_was_joined_to_before(desk: PaymentDesk) -> None:
    open_books(desk)
    given_up(desk, "90")
    desk.ledger.answers = desk.ledger.well
    joined_to(desk)
    first, repeat = desk.ledger.sent
    assert first.document_id != repeat.document_id

    (before,) = desk.ledger.also
    late = LedgerPayment(
        id=PaymentId("late"), amount=first.amount, dated=first.dated, reference=first.reference
    )
    desk.ledger.also = (there(late, id=before.id, number=before.number),)
    desk.look(after_seconds=2 * WAIT)
    assert is_alarmed(desk)

    desk.ledger.also = (replace(before),)
    desk.look(after_seconds=25 * 60 * 60)
    assert not is_alarmed(desk)


def test_a_twin_that_was_deleted_as_asked_is_no_outcome_of_a_later_try(desk: PaymentDesk) -> None:
    open_books(desk)
    first = missed(desk, "40")
    repeat = desk.ledger.payments[-1]
    twin = lands(desk, first)
    desk.look(after_seconds=2 * WAIT)
    go_on(desk)
    deleted(desk, twin)
    assert (question(desk), is_alarmed(desk)) == ("", False)
    deleted(desk, repeat)
    assert question(desk) == "payment-removed"
    desk.steering.release(desk.connection.id, INVOICE, Decimal(40), actor="person:ada")
    desk.decide()
    lost(desk, lands=False)

    desk.look()
    desk.look(after_seconds=WAIT)

    assert desk.tries()[-1] is ElementState.ABSENT


@pytest.mark.parametrize("together", [True, False])
def test_two_that_were_given_up_may_both_land_before_a_third_leaves(
    desk: PaymentDesk, together: bool
) -> None:
    """They do not stand for what waits for the bank feed."""
    open_books(desk)
    told(desk, "30", TRANSFER)
    first = given_up(desk, "60")
    second = given_up_again(desk)
    desk.look()
    desk.look(after_seconds=WAIT)
    assert desk.tries() == [ElementState.ABSENT, ElementState.ABSENT]
    desk.ledger.answers = desk.ledger.well

    desk.ledger.take(first)
    if not together:
        see(desk)
    lands(desk, second)
    desk.look()

    assert (sent(desk), is_alarmed(desk)) == (["30.00", "30.00"], True)


def test_the_alarm_names_the_two_and_no_part_that_was_sent_in_between(desk: PaymentDesk) -> None:
    open_books(desk, payments_paypal="b-2")
    told(desk, "30", TRANSFER)
    first = given_up(desk, "60")
    second = given_up_again(desk)
    desk.look()
    desk.look(after_seconds=WAIT)
    desk.ledger.answers = desk.ledger.well
    one = lands(desk, first)
    told(desk, "80", PAYPAL)

    other = lands(desk, second)
    desk.look()

    with desk.books() as books:
        alarm = books.holds.of(twin_of(payment().subject))
    assert alarm is not None
    assert alarm.cause.facts["ids"] == f"{one.id}, {other.id}"


def test_it_is_watched_as_long_as_the_try_itself_may_land(desk: PaymentDesk) -> None:
    """What was found by the mark of a repeat may have been made by the first try."""
    open_books(desk)
    told(desk, "30", TRANSFER)
    first = given_up(desk, "60")
    second = given_up_again(desk)
    desk.ledger.answers = desk.ledger.well
    desk.ledger.take(first)
    desk.look()
    go_on(desk)
    assert desk.tries() == [ElementState.ABSENT, ElementState.DONE]

    desk.look(after_seconds=WAIT)
    assert len(desk.open()) == 1
    lands(desk, second)
    desk.look()

    assert is_alarmed(desk)


def alarmed(desk: PaymentDesk, amount: str) -> LedgerPayment:
    """It is there twice; answers the one that landed late."""
    twin = lands(desk, missed(desk, amount))
    desk.look(after_seconds=2 * WAIT)
    go_on(desk)
    assert is_alarmed(desk)
    return twin


def test_who_deletes_it_as_told_is_asked_nothing_though_the_ledger_was_ahead_meanwhile(
    desk: PaymentDesk,
) -> None:
    open_books(desk)
    twin = alarmed(desk, "30")
    told(desk, "90", TRANSFER)

    deleted(desk, twin)

    assert (question(desk), is_alarmed(desk), desk.payment().stage) == ("", False, PaymentStage.WAITS_BANK)


def test_nor_though_something_was_said_of_another_part(desk: PaymentDesk) -> None:
    open_books(desk, payments_paypal=ASK)
    told(desk, "60", TRANSFER)
    twin = alarmed(desk, "90")
    told(desk, "100", PAYPAL)
    released(desk, "0")

    deleted(desk, twin)

    assert question(desk) == "payment-after-word"


def test_nor_though_other_money_came_between_the_two(desk: PaymentDesk) -> None:
    """Their marks differ then."""
    open_books(desk)
    told(desk, "60", TRANSFER)
    first = given_up(desk, "90")
    desk.ledger.answers = desk.ledger.well
    shown(desk, there(theirs("20")))
    released(desk, "30")
    assert len({one.reference for one in desk.ledger.sent}) == len(sent(desk))
    twin = lands(desk, first)
    desk.look(after_seconds=2 * WAIT)
    assert is_alarmed(desk)
    go_on(desk)

    deleted(desk, twin)

    assert (question(desk), is_alarmed(desk)) == ("", False)
