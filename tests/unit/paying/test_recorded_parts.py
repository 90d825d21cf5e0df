"""What we recorded in the portal is a part of which the ledger has the money, whatever else it has."""

from decimal import Decimal

import pytest

from domain.errors import OutcomeUnknown
from domain.invoice import InvoiceStatus
from domain.payment_life import PaymentStage
from domain.payment_record import PaymentStep
from tests.unit.domain.paying import CLEARING, paid, theirs, there
from tests.unit.paying.desk import PaymentDesk
from tests.unit.paying.noticing import WAIT, look, paid_there, record
from tests.unit.paying.parting import (
    CARD,
    LATER,
    PAYPAL,
    go_on,
    open_books,
    question,
    released,
    sent,
    shown,
    told,
)

OTHER = "b-2"
NOTICED = "other"
"""How the portal says that it was paid what we recorded there."""


def paid_in_both(desk: PaymentDesk) -> None:
    """50 came in by card and were posted; the rest somebody entered in the ledger, which calls it paid."""
    open_books(desk, payments_from_ledger="on", payments_other=OTHER)
    told(desk, "50", CARD)
    desk.portal.invoice = paid("50", InvoiceStatus.ISSUED, payment_method=CARD, paid_at=LATER)
    shown(desk, there(*desk.ledger.payments, theirs("70")))


def recorded(desk: PaymentDesk, how: str) -> None:
    """The portal is told of it, whatever becomes of the answer, and its invoice is read again."""

    lands_late = how.startswith("late")

    def lose(amount: Decimal) -> None:
        if not lands_late:
            desk.portal.take(amount)
        raise OutcomeUnknown

    if how == "answered":
        record(desk)
    else:
        desk.portal.answers = lose
        with pytest.raises(OutcomeUnknown):
            record(desk)
        if how == "read before it was found":
            told(desk, "120", NOTICED)
        look(desk)
        if lands_late:
            given_up(desk, seen_by_its_repeat=how == "late, seen by its repeat")
    told(desk, "120", NOTICED)
    assert (paid_there(desk), desk.payment().stage) == (Decimal(120), PaymentStage.SETTLED)
    assert (desk.payment().recorded, desk.open()) == (Decimal(70), ())


def given_up(desk: PaymentDesk, *, seen_by_its_repeat: bool) -> None:
    """The notice lands when its absence has counted."""
    look(desk, after_seconds=WAIT)
    desk.decide()
    assert desk.payment().step is PaymentStep.RECORD
    desk.portal.take(Decimal(70))
    if seen_by_its_repeat:
        record(desk)


def taken_away(desk: PaymentDesk) -> None:
    """Somebody deletes what we posted, and no more."""
    desk.ledger.delete(next(one for one in desk.ledger.payments if one.id != "theirs"))
    assert desk.ledger.document is not None
    shown(desk, desk.ledger.document)
    assert question(desk) == "payment-removed"


HOW = ["answered", "found", "read before it was found", "late", "late, seen by its repeat"]


@pytest.mark.parametrize("how", HOW)
def test_what_we_had_posted_goes_again_as_what_it_was_posted_for(desk: PaymentDesk, how: str) -> None:
    """What is missing is what came by card: of what we recorded the ledger has the money."""
    paid_in_both(desk)
    recorded(desk, how)
    taken_away(desk)

    released(desk, "50")

    again = desk.ledger.sent[-1]
    assert (again.account_id, again.amount, again.dated) == (CLEARING.id, Decimal(50), LATER.date())
    assert (len(sent(desk)), question(desk), desk.payment().stage) == (2, "", PaymentStage.SETTLED)


def test_what_came_in_before_the_notice_unread_is_a_part_of_its_own(desk: PaymentDesk) -> None:
    """The portal is read right before: 20 by PayPal came in since, and 50 are recorded."""
    paid_in_both(desk)
    desk.portal.invoice = paid("70", InvoiceStatus.ISSUED, payment_method=PAYPAL, paid_at=LATER)
    record(desk)
    told(desk, "120", NOTICED)

    assert [(one.upto, one.method, one.from_ledger) for one in desk.payment().rises] == [
        (Decimal(50), CARD, False),
        (Decimal(70), PAYPAL, False),
        (Decimal(120), NOTICED, True),
    ]


def test_what_came_in_after_the_notice_unread_is_a_part_of_its_own(desk: PaymentDesk) -> None:
    paid_in_both(desk)
    record(desk)
    told(desk, "130", CARD)

    assert [(one.upto, one.method, one.from_ledger) for one in desk.payment().rises] == [
        (Decimal(50), CARD, False),
        (Decimal(120), NOTICED, True),
        (Decimal(130), CARD, False),
    ]


def test_what_we_recorded_goes_its_own_way_when_that_is_what_is_missing(desk: PaymentDesk) -> None:
    """A person says that it is to be posted; what we had posted counts for what came by card."""
    paid_in_both(desk)
    recorded(desk, "answered")
    shown(desk, there(*(one for one in desk.ledger.payments if one.id != "theirs")))
    assert question(desk) == "payment-removed"

    released(desk, "70")
    go_on(desk)

    assert [(one.account_id, f"{one.amount:.2f}") for one in desk.ledger.sent] == [
        (CLEARING.id, "50.00"),
        (OTHER, "70.00"),
    ]
