"""An account is named for money of the method that a person saw: of another one the word does not say it."""

from dataclasses import replace
from decimal import Decimal

import pytest

from domain.invoice import InvoiceStatus
from domain.ledger_document import DocumentStatus
from domain.payment_life import PaymentStage
from tests.support.invoices import INVOICE
from tests.unit.domain.paying import APPROVED, CLEARING
from tests.unit.paying.desk import PaymentDesk
from tests.unit.paying.parting import (
    CARD,
    PAYPAL,
    TRANSFER,
    go_on,
    open_books,
    question,
    read,
    set_routes,
    shown,
    told,
)

DEBIT = "direct_debit"
AWAITING = replace(APPROVED, status=DocumentStatus.AWAITING_APPROVAL)
OTHER = "b-2"


def said(desk: PaymentDesk, amount: str, account: str = OTHER) -> None:
    """A person names an account, and what follows is done."""
    desk.steering.release(desk.connection.id, INVOICE, Decimal(amount), account=account, actor="person:ada")
    go_on(desk)


def said_of_all(desk: PaymentDesk) -> None:
    """40 by PayPal and 60 by debit, before it was approved: a person names an account for both."""
    asked_of(desk, ("40", PAYPAL), ("110", DEBIT))
    told(desk, "100", DEBIT)
    assert question(desk) == "payment-less-than-before"
    said(desk, "100")


def asked_of(desk: PaymentDesk, *sums: tuple[str, str]) -> None:
    """All that came in, before it was approved; nobody has said where PayPal's or a debit's money goes."""
    open_books(desk)
    shown(desk, AWAITING)
    for so_much, method in sums:
        told(desk, so_much, method)
    assert question(desk) == "payment-method"


def posted(desk: PaymentDesk) -> list[tuple[str, str]]:
    """Where each went, and how much."""
    return [(one.account_id, f"{one.amount:.2f}") for one in desk.ledger.sent]


AFTER = {
    CARD: ([(CLEARING.id, "40.00")], "", PaymentStage.SETTLED),
    TRANSFER: ([], "", PaymentStage.WAITS_BANK),
    DEBIT: ([], "payment-method", PaymentStage.HELD),
}


@pytest.mark.parametrize(("method", "after"), AFTER.items(), ids=AFTER)
def test_of_another_method_than_it_was_said_of_it_goes_as_that_goes(
    desk: PaymentDesk, method: str, after: tuple[list[tuple[str, str]], str, PaymentStage]
) -> None:
    asked_of(desk, ("40", PAYPAL))
    said(desk, "40")
    told(desk, "40", method)

    shown(desk, APPROVED)

    assert (posted(desk), question(desk), desk.payment().stage) == after


def test_what_is_asked_anew_is_answered_once(desk: PaymentDesk) -> None:
    asked_of(desk, ("40", PAYPAL))
    said(desk, "40")
    told(desk, "40", DEBIT)
    held = desk.held()
    assert held is not None
    assert (held.cause.code, held.cause.facts["method"]) == ("payment-method", "payments-direct-debit")

    said(desk, "40", CLEARING.code)
    shown(desk, APPROVED)

    assert (posted(desk), desk.payment().stage) == ([(CLEARING.id, "40.00")], PaymentStage.SETTLED)


def test_it_does_not_count_again_when_the_method_is_put_back(desk: PaymentDesk) -> None:
    asked_of(desk, ("40", PAYPAL))
    said(desk, "40")
    told(desk, "40", DEBIT)
    told(desk, "40", PAYPAL)
    shown(desk, APPROVED)

    assert (posted(desk), question(desk)) == ([], "payment-method")


def test_what_was_said_of_other_parts_still_counts(desk: PaymentDesk) -> None:
    said_of_all(desk)
    told(desk, "100", CARD)

    shown(desk, APPROVED)

    assert posted(desk) == [(OTHER, "40.00"), (CLEARING.id, "60.00")]


def test_how_much_is_to_be_posted_still_counts(desk: PaymentDesk) -> None:
    """30 of 40: the rest was excused, and the sums are what they were."""
    asked_of(desk, ("40", PAYPAL))
    said(desk, "30")
    told(desk, "40", CARD)

    shown(desk, APPROVED)

    assert (posted(desk), desk.payment().stage) == ([(CLEARING.id, "30.00")], PaymentStage.LEFT)


def test_a_method_that_is_told_while_nothing_is_decided_counts_too(desk: PaymentDesk) -> None:
    said_of_all(desk)
    read(desk, "100", TRANSFER)
    read(desk, "100", DEBIT)

    shown(desk, APPROVED)

    assert (posted(desk), question(desk)) == ([(OTHER, "40.00")], "payment-method")


def test_a_sum_that_is_told_while_nothing_is_decided_ends_the_word(desk: PaymentDesk) -> None:
    """It falls and comes back between two decisions: 20 and 20, and not 40 beside 20."""
    asked_of(desk, ("40", PAYPAL))
    said(desk, "40")
    set_routes(desk, payments_paypal=OTHER)
    read(desk, "20", PAYPAL)
    read(desk, "40", CARD)

    shown(desk, APPROVED)

    assert posted(desk) == [(OTHER, "20.00"), (CLEARING.id, "20.00")]


def test_money_of_which_nobody_says_how_much_goes_as_its_method_goes_too(desk: PaymentDesk) -> None:
    open_books(desk)
    shown(desk, AWAITING)
    read(desk, "0", PAYPAL, InvoiceStatus.PAID)
    go_on(desk)
    assert question(desk) == "payment-without-amount"
    said(desk, "120")
    read(desk, "0", CARD, InvoiceStatus.PAID)

    shown(desk, APPROVED)

    assert posted(desk) == [(CLEARING.id, "120.00")]


def test_what_was_posted_by_the_word_is_not_posted_again(desk: PaymentDesk) -> None:
    asked_of(desk, ("40", PAYPAL))
    shown(desk, APPROVED)
    said(desk, "30")
    told(desk, "40", CARD)

    assert (posted(desk), desk.payment().stage) == ([(OTHER, "30.00")], PaymentStage.LEFT)
