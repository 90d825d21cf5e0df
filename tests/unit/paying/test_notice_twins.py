"""A notice that lands late beside its repeat adds up in the portal: an alarm until that is corrected."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest

from domain.hold import Hold, twin_of
from domain.payment_record import PaymentStep
from domain.services.dispatching import TWIN_AGAIN
from domain.services.payment_alarms import look_for_twins
from tests.unit.domain.paying import payment, theirs, there
from tests.unit.paying.desk import PaymentDesk
from tests.unit.paying.noticing import WAIT, look, notice_given_up, paid_there, record, to_be_told


@pytest.fixture
def desk(desk: PaymentDesk) -> PaymentDesk:
    """The portal was told a second time, since nothing was seen of the first notice for long enough."""
    to_be_told(desk)
    notice_given_up(desk)
    record(desk)
    assert [amount for amount, _ in desk.portal.sent] == [Decimal("120.00")] * 2
    assert [one.element.look_at is not None for one in desk.open()] == [True]
    return desk


def alarm(desk: PaymentDesk) -> Hold | None:
    """That it was recorded twice."""
    with desk.books() as books:
        return books.holds.of(twin_of(payment().subject))


def say(desk: PaymentDesk, amount: str) -> None:
    """What the portal says from now on."""
    assert desk.portal.invoice is not None
    desk.portal.invoice = replace(desk.portal.invoice, paid_amount=Decimal(amount))


def test_it_is_an_alarm_until_the_portal_says_less(desk: PaymentDesk) -> None:
    desk.portal.take(Decimal(120))

    look(desk, after_seconds=WAIT)

    twin = alarm(desk)
    assert twin is not None
    told = {name: twin.cause.facts[name] for name in ("amount", "paid", "currency", "number")}
    assert twin.cause.code == "payment-notice-twin"
    assert told == {"amount": "120.00", "paid": "240.00", "currency": "EUR", "number": "HF-3C4B5A697887-A"}
    (one,) = desk.open()
    assert one.element.look_at is not None
    assert timedelta(0) <= desk.now + TWIN_AGAIN - one.element.look_at < timedelta(minutes=1)
    assert desk.payment().step is PaymentStep.DECIDE

    look(desk, after_seconds=TWIN_AGAIN.total_seconds())
    assert alarm(desk) == twin
    say(desk, "120.00")
    look(desk, after_seconds=TWIN_AGAIN.total_seconds())
    assert (alarm(desk), desk.open()) == (None, ())
    assert [code for code, _ in desk.story()][-2:] == ["held", "released"]


@pytest.mark.parametrize("paid", ["120.00", "170.00", "0.00"])
def test_what_is_no_twin_ends_the_watch(desk: PaymentDesk, paid: str) -> None:
    """Whoever records something else there, or takes something back, has not what we sent twice."""
    say(desk, paid)

    look(desk, after_seconds=WAIT)

    assert (alarm(desk), desk.open()) == (None, ())


def test_a_twin_is_seen_beside_what_somebody_else_recorded_on_both_sides(desk: PaymentDesk) -> None:
    document = there(theirs("70", "p-1"), theirs("50", "p-2"), theirs("30", "p-3"))
    with desk.books() as books:
        books.documents.put([document], desk.now)
    say(desk, "270.00")

    look(desk, after_seconds=WAIT)

    twin = alarm(desk)
    assert twin is not None
    assert twin.cause.facts["amount"] == "120.00"


def test_what_was_matched_and_taken_back_is_no_twin(desk: PaymentDesk) -> None:
    """The portal says what it was told once; that it counts nowhere else is another question."""
    with desk.books() as books:
        books.documents.put([there()], desk.now)

    look(desk, after_seconds=WAIT)

    assert (paid_there(desk), alarm(desk)) == (Decimal("120.00"), None)


def test_an_invoice_that_is_not_shown_says_nothing(desk: PaymentDesk) -> None:
    desk.portal.invoice = None

    look(desk, after_seconds=WAIT)

    assert (alarm(desk), len(desk.open())) == (None, 1)


def test_it_is_looked_at_again_when_its_invoice_was_read(desk: PaymentDesk) -> None:
    desk.portal.take(Decimal(120))
    look(desk, after_seconds=WAIT)

    with desk.books() as books:
        look_for_twins(books, {payment().subject}, desk.now)

    assert [one.element.look_at for one in desk.open()] == [desk.now]
