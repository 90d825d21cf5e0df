"""A word about all is shared out when it is said: what is left away then stays left away."""

from dataclasses import replace
from decimal import Decimal

import pytest

from domain.ledger_document import DocumentStatus
from domain.payment_life import PaymentStage
from tests.support.invoices import INVOICE
from tests.unit.domain.paying import APPROVED, CLEARING, theirs, there
from tests.unit.paying.desk import PaymentDesk
from tests.unit.paying.parting import (
    CARD,
    PAYPAL,
    TRANSFER,
    go_on,
    open_books,
    question,
    released,
    sent,
    set_routes,
    shown,
    told,
)

DEBIT = "direct_debit"
AWAITING = replace(APPROVED, status=DocumentStatus.AWAITING_APPROVAL)
OTHER = "b-2"


def came(desk: PaymentDesk, *sums: tuple[str, str], **routes: str) -> None:
    """The portal told all of that, one after the other, before it was approved."""
    open_books(desk, **routes)
    shown(desk, AWAITING)
    for so_much, method in sums:
        told(desk, so_much, method)


def posted(desk: PaymentDesk) -> list[tuple[str, str]]:
    """Where each went, and how much."""
    return [(one.account_id, f"{one.amount:.2f}") for one in desk.ledger.sent]


def test_the_oldest_parts_are_meant_also_when_the_first_of_them_was_posted(desk: PaymentDesk) -> None:
    """60, 20 and 20: of what is left of 80 after the first, the last one is just so much too."""
    came(desk, ("60", CARD), ("80", PAYPAL), ("120", DEBIT), ("100", DEBIT), payments_direct_debit="615")
    set_routes(desk, payments_paypal=OTHER)
    shown(desk, APPROVED)
    assert question(desk) == "payment-less-than-before"

    released(desk, "80")

    assert posted(desk) == [(CLEARING.id, "60.00"), (OTHER, "20.00")]


def test_what_was_excused_is_not_posted_in_place_of_what_the_bank_brings(desk: PaymentDesk) -> None:
    came(desk, ("60", CARD), ("80", TRANSFER), ("120", CARD), ("100", CARD))
    shown(desk, APPROVED)

    released(desk, "80")

    assert (posted(desk), desk.payment().stage) == ([(CLEARING.id, "60.00")], PaymentStage.WAITS_BANK)


@pytest.mark.parametrize(
    ("method", "to", "stage"),
    [
        (PAYPAL, [(CLEARING.id, "30.00"), (OTHER, "30.00")], PaymentStage.SETTLED),
        (TRANSFER, [(CLEARING.id, "30.00")], PaymentStage.WAITS_BANK),
    ],
)
@pytest.mark.parametrize("others", ["20", "30"])
def test_more_than_is_open_goes_each_part_its_own_way(
    desk: PaymentDesk, method: str, to: list[tuple[str, str]], stage: PaymentStage, others: str
) -> None:
    """What somebody else entered is other money: all that came in is still to be posted."""
    came(desk, ("30", CARD), ("60", method), payments_paypal=OTHER)
    shown(desk, there(theirs(others)))
    assert question(desk) == ("payment-does-not-fit" if others == "20" or method == PAYPAL else "")

    released(desk, "60")

    assert (posted(desk), desk.payment().stage) == (to, stage)


@pytest.mark.parametrize(("second", "expected"), [("40", ["40.00", "10.00"]), ("0", ["10.00"])])
def test_a_word_about_a_part_leaves_what_was_said_of_the_others(
    desk: PaymentDesk, second: str, expected: list[str]
) -> None:
    """50 of 80: all 40 by PayPal, and 10 of what came by card. Then PayPal's account is asked for."""
    came(desk, ("40", PAYPAL), ("90", CARD), ("80", CARD), payments_paypal="ask")
    shown(desk, APPROVED)
    assert question(desk) == "payment-less-than-before"
    released(desk, "50")
    assert question(desk) == "payment-method"

    account = "615" if second != "0" else ""
    desk.steering.release(desk.connection.id, INVOICE, Decimal(second), account=account, actor="person:ada")
    go_on(desk)

    assert (sent(desk), question(desk)) == (expected, "")
