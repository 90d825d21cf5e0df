"""A notice whose repeat was lost as well: whichever lands, the other one may still come."""

from datetime import timedelta

from domain.hold import twin_of
from tests.unit.domain.paying import DUE, payment
from tests.unit.paying.desk import PaymentDesk
from tests.unit.paying.noticing import look, lost_notice, notice_given_up, to_be_told


def test_it_is_watched_until_the_repeat_itself_has_landed_or_never_will(desk: PaymentDesk) -> None:
    """The first one landed and was taken for the repeat, which lands 12 minutes later."""
    to_be_told(desk)
    notice_given_up(desk)
    lost_notice(desk, lands=False)
    desk.portal.take(DUE)
    look(desk)
    (watch,) = desk.open()
    assert watch.element.look_at is not None
    assert watch.element.look_at > desk.now + timedelta(minutes=12)
    desk.portal.take(DUE)

    look(desk, after_seconds=(watch.element.look_at - desk.now).total_seconds())

    with desk.books() as books:
        alarm = books.holds.of(twin_of(payment().subject))
    assert alarm is not None
    assert alarm.cause.code == "payment-notice-twin"
