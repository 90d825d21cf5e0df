"""A notice that was given up and lands after all is ours, and no other payment is taken for it."""

from decimal import Decimal

import pytest

from domain.invoice import InvoiceStatus
from tests.unit.domain.paying import paid, theirs, there
from tests.unit.paying.desk import PaymentDesk
from tests.unit.paying.noticing import WAIT, look, notice_given_up, record
from tests.unit.paying.parting import CARD, open_books, question, sent, shown, told
from tests.unit.paying.test_recorded_parts import NOTICED, OTHER, paid_in_both
from tests.unit.paying.twinning import is_alarmed


def times_told(desk: PaymentDesk) -> int:
    """How often the story says that it was recorded."""
    return [code for code, _ in desk.story()].count("payment-recorded")


def test_it_is_known_though_the_ledger_does_not_show_the_document_then(desk: PaymentDesk) -> None:
    paid_in_both(desk)
    notice_given_up(desk)
    desk.portal.take(Decimal(70))
    document, desk.ledger.document = desk.ledger.document, None
    record(desk)

    desk.ledger.document = document
    told(desk, "120", NOTICED)

    assert (desk.payment().recorded, times_told(desk), question(desk)) == (Decimal(70), 1, "")


def test_what_a_client_pays_months_later_is_no_notice_of_ours(desk: PaymentDesk) -> None:
    """The ledger's money had been taken back: what comes in now is posted as any other."""
    paid_in_both(desk)
    notice_given_up(desk)
    shown(desk, there(*(one for one in desk.ledger.payments if one.id != "theirs")))
    desk.rig.clock.advance(90 * 86_400)

    told(desk, "120", CARD)

    assert (sent(desk), times_told(desk), question(desk)) == (["50.00", "70.00"], 0, "")


def test_nor_is_what_came_in_parts(desk: PaymentDesk) -> None:
    """Ours would have come on top of the first one."""
    open_books(desk, payments_from_ledger="on", payments_other=OTHER)
    desk.portal.invoice = paid("0", InvoiceStatus.ISSUED, paid_at=None)
    shown(desk, there(theirs("120")))
    told(desk, "0", CARD)
    notice_given_up(desk)
    shown(desk, there())

    told(desk, "50", CARD)
    told(desk, "120", CARD)

    assert (sent(desk), times_told(desk), question(desk)) == (["50.00", "70.00"], 0, "")


@pytest.mark.parametrize("between", [False, True], ids=["both at once", "one after the other"])
def test_two_that_land_are_an_alarm(desk: PaymentDesk, between: bool) -> None:
    paid_in_both(desk)
    notice_given_up(desk)
    notice_given_up(desk)

    desk.portal.take(Decimal(70))
    if between:
        told(desk, "120", NOTICED)
        assert desk.payment().recorded == 70
    desk.portal.take(Decimal(70))
    told(desk, "190", NOTICED)
    look(desk, after_seconds=3 * WAIT)

    assert (desk.payment().recorded, times_told(desk), is_alarmed(desk)) == (Decimal(70), 1, True)
