"""A person says that both of what is there twice are right: that ends the alarm, and nothing else."""

from dataclasses import replace
from decimal import Decimal

import pytest

from domain.errors import Invalid
from domain.hold import twin_of
from domain.payment_life import PaymentStage
from tests.support.invoices import INVOICE
from tests.unit.domain.paying import payment, theirs, there
from tests.unit.paying.desk import PaymentDesk
from tests.unit.paying.losing import WAIT
from tests.unit.paying.noticing import look, notice_given_up, record, to_be_told
from tests.unit.paying.parting import CARD, go_on, open_books, question, sent, told
from tests.unit.paying.twinning import (
    deleted,
    given_up,
    given_up_again,
    is_alarmed,
    lands,
    missed,
    see,
)


def keep_both(desk: PaymentDesk) -> None:
    """A person says so, and what follows is done."""
    desk.steering.keep_both(desk.connection.id, INVOICE, actor="person:ada")
    go_on(desk)


def twice(desk: PaymentDesk, amount: str = "40") -> None:
    """So much was posted, and is there twice."""
    open_books(desk)
    lands(desk, missed(desk, amount))
    desk.look(after_seconds=2 * WAIT)
    go_on(desk)
    assert is_alarmed(desk)


def test_the_alarm_is_over_and_stays_over(desk: PaymentDesk) -> None:
    twice(desk)

    keep_both(desk)

    assert not is_alarmed(desk)
    codes = [code for code, _ in desk.story()]
    assert codes[codes.index("payment-kept-both") :][:2] == ["payment-kept-both", "released"]
    see(desk)
    desk.look(after_seconds=2 * WAIT)
    go_on(desk)
    assert not is_alarmed(desk)


def test_that_more_is_there_than_came_in_is_still_asked(desk: PaymentDesk) -> None:
    twice(desk)

    keep_both(desk)

    assert question(desk) == "payment-posted-too-much"


def test_both_count_for_what_comes_in_later(desk: PaymentDesk) -> None:
    twice(desk)
    keep_both(desk)

    told(desk, "80", CARD)

    assert (question(desk), desk.payment().stage) == ("", PaymentStage.SETTLED)
    assert desk.payment().agreed == 80
    assert sent(desk) == ["40.00", "40.00"]
    told(desk, "100", CARD)
    assert sent(desk)[2:] == ["20.00"]


def test_of_the_two_one_that_is_deleted_then_is_asked_about(desk: PaymentDesk) -> None:
    """Neither is too much any more."""
    twice(desk)
    keep_both(desk)
    told(desk, "80", CARD)

    deleted(desk, desk.ledger.payments[-1])

    assert (question(desk), len(sent(desk))) == ("payment-removed", 2)


def test_a_third_one_is_an_alarm_again(desk: PaymentDesk) -> None:
    open_books(desk)
    first = given_up(desk, "40")
    second = given_up_again(desk)
    desk.look()
    desk.look(after_seconds=WAIT)
    desk.ledger.answers = desk.ledger.well
    go_on(desk)
    lands(desk, first)
    desk.look(after_seconds=WAIT / 2)
    go_on(desk)
    assert is_alarmed(desk)
    keep_both(desk)
    assert not is_alarmed(desk)

    lands(desk, second)
    desk.look(after_seconds=WAIT)
    go_on(desk)

    assert is_alarmed(desk)


def test_it_is_said_before_the_second_one_was_taken_up(desk: PaymentDesk) -> None:
    open_books(desk)
    lands(desk, missed(desk, "40"))
    desk.look(after_seconds=2 * WAIT)
    assert is_alarmed(desk)

    keep_both(desk)
    told(desk, "80", CARD)

    assert (is_alarmed(desk), question(desk), desk.payment().stage) == (False, "", PaymentStage.SETTLED)


def recorded_twice(desk: PaymentDesk) -> None:
    """120 were recorded in the portal, and landed twice."""
    to_be_told(desk)
    notice_given_up(desk)
    record(desk)
    desk.portal.take(Decimal(120))
    look(desk, after_seconds=WAIT)
    assert is_alarmed(desk)


def test_what_was_recorded_twice_in_the_portal_may_be_right_too(desk: PaymentDesk) -> None:
    recorded_twice(desk)

    keep_both(desk)
    look(desk, after_seconds=WAIT)

    assert (is_alarmed(desk), desk.open()) == (False, ())


def test_without_an_alarm_there_is_nothing_to_keep(desk: PaymentDesk) -> None:
    open_books(desk)
    told(desk, "40", CARD)
    before = desk.payment()

    with pytest.raises(Invalid, match="payment-not-twice"):
        keep_both(desk)

    assert desk.payment() == before


def test_while_another_one_is_on_its_way_the_word_is_kept(desk: PaymentDesk) -> None:
    twice(desk)
    desk.put(replace(desk.payment(), stage=PaymentStage.UNKNOWN))

    desk.steering.keep_both(desk.connection.id, INVOICE, actor="person:ada")

    assert (is_alarmed(desk), desk.payment().stage) == (False, PaymentStage.UNKNOWN)


def test_the_other_pair_of_an_invoice_is_told_at_once(desk: PaymentDesk) -> None:
    """There is one alarm for all of an invoice: whoever ends it has seen one pair."""
    open_books(desk)
    first = missed(desk, "40")
    second = given_up(desk, "70")
    desk.ledger.answers = desk.ledger.well
    go_on(desk)
    lands(desk, first)
    lands(desk, second)
    desk.look(after_seconds=3 * WAIT)
    go_on(desk)
    seen = named(desk)

    keep_both(desk)
    desk.look()
    assert named(desk) != seen
    keep_both(desk)
    desk.look()

    assert not is_alarmed(desk)


def named(desk: PaymentDesk) -> str:
    """Which payments the alarm names."""
    with desk.books() as books:
        alarm = books.holds.of(twin_of(payment().subject))
    assert alarm is not None
    return alarm.cause.facts["ids"]


def test_a_word_about_notices_is_about_those_two_whatever_comes_in_beside(desk: PaymentDesk) -> None:
    recorded_twice(desk)
    keep_both(desk)

    with desk.books() as books:
        books.documents.put([there(theirs("120", "p-1"), theirs("30", "p-3"))], desk.now)
    desk.portal.take(Decimal(30))
    look(desk, after_seconds=WAIT)

    assert not is_alarmed(desk)
