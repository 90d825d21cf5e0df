"""Where people look for a payment, how much money it is about, and whose one in the ledger is."""

from dataclasses import dataclass, replace
from decimal import Decimal
from typing import cast

import pytest

from domain.hold import Cause, Hold
from domain.ledger_document import DocumentStatus, LedgerDocument
from domain.payment_life import PaymentStage
from domain.payment_record import PaymentCounts
from domain.ports.store import Books
from domain.services.payment_sums import PaymentGroup, group_of, summed_payments
from domain.services.shown_invoices import Shown
from domain.services.shown_payments import ShownPayment
from tests.support.clock import NOON
from tests.unit.domain.paying import APPROVED, kept, ours, paid, payment, posted, theirs, there

QUESTION = Hold(subject="s", cause=Cause(code="payment-refused", key="k"), since=NOON)
UNAPPROVED = there(status=DocumentStatus.AWAITING_APPROVAL)
AWAY = Hold(subject="s", cause=Cause(code="unreachable", key="k"), since=NOON)


def shown(
    stage: PaymentStage,
    *,
    amount: str = "120.00",
    document: LedgerDocument | None = APPROVED,
    hold: Hold | None = None,
    twin: Hold | None = None,
    currency: str = "EUR",
) -> ShownPayment:
    """Payments that stand so, on an invoice of which the portal says that so much was paid."""
    record = kept(paid(amount, currency=currency))
    invoice = Shown(record=record, hold=None, document=document, day=None, net=Decimal(100), tax=Decimal(20))
    stands = payment(posted("40.00"), stage=stage)
    return ShownPayment(invoice=invoice, payment=stands, hold=hold, twin=twin, is_asked=False)


@pytest.mark.parametrize(
    ("one", "group", "counted", "still_open", "waits"),
    [
        (shown(PaymentStage.SETTLED, document=there(theirs("120.00"))), "settled", "120.00", "0.00", False),
        (
            shown(PaymentStage.SETTLED, amount="0.00", document=there(theirs("50.00"))),
            "settled",
            "50.00",
            "0.00",
            False,
        ),
        (shown(PaymentStage.WAITS_APPROVAL), "waiting-approval", "0.00", "120.00", True),
        (
            shown(PaymentStage.WAITS_BANK, document=there(theirs("50.00"))),
            "waiting-bank-feed",
            "50.00",
            "70.00",
            True,
        ),
        (shown(PaymentStage.WAITS_DOCUMENT, document=None), "on-the-way", "0.00", "120.00", True),
        (shown(PaymentStage.DUE), "on-the-way", "0.00", "120.00", True),
        (shown(PaymentStage.DISPATCHED), "on-the-way", "0.00", "120.00", True),
        (shown(PaymentStage.UNKNOWN), "on-the-way", "0.00", "120.00", True),
        (shown(PaymentStage.HELD, hold=QUESTION), "needs-you", "0.00", "120.00", False),
        (shown(PaymentStage.HELD, hold=AWAY), "on-the-way", "0.00", "120.00", True),
        (
            shown(PaymentStage.SETTLED, document=there(ours("120.00", "120.00")), twin=QUESTION),
            "needs-you",
            "120.00",
            "0.00",
            False,
        ),
        (
            shown(PaymentStage.LEFT, amount="30.00", document=there(theirs("50.00"))),
            "left",
            "50.00",
            "0.00",
            False,
        ),
        (
            shown(PaymentStage.HELD, hold=QUESTION, document=there(theirs("50.00"), currency="USD")),
            "needs-you",
            "0.00",
            "120.00",
            False,
        ),
    ],
)
def test_each_is_in_one_group_with_what_xero_counts_and_what_is_open(
    one: ShownPayment, group: str, counted: str, still_open: str, waits: bool
) -> None:
    assert group_of(one).value == group
    assert (f"{one.counted:.2f}", f"{one.open:.2f}") == (counted, still_open)
    assert one.is_waiting is waits


@pytest.mark.parametrize(
    ("one", "is_listed"),
    [
        (shown(PaymentStage.WAITS_APPROVAL, document=UNAPPROVED), True),
        (shown(PaymentStage.HELD, hold=QUESTION, document=UNAPPROVED), True),
        (shown(PaymentStage.HELD, hold=QUESTION), False),
        (shown(PaymentStage.WAITS_BANK), False),
        (shown(PaymentStage.WAITS_DOCUMENT, document=None), False),
        (shown(PaymentStage.LEFT, document=UNAPPROVED), False),
    ],
)
def test_what_to_approve_first_is_what_money_came_in_for(one: ShownPayment, is_listed: bool) -> None:
    assert one.awaits_approval is is_listed


@dataclass(frozen=True, slots=True)
class _Count:
    """How many payments the store has."""

    seen: int

    def counts(self) -> PaymentCounts:
        """All wait for the bank feed."""
        return PaymentCounts(seen=self.seen, by_stage={PaymentStage.WAITS_BANK: self.seen})


@dataclass(frozen=True, slots=True)
class _Books:
    """Books that know no more."""

    payments: _Count


def test_amounts_are_summed_by_currency_and_never_across_them() -> None:
    many = [
        shown(PaymentStage.WAITS_BANK),
        shown(PaymentStage.WAITS_BANK, document=there(theirs("50.00"))),
        shown(PaymentStage.WAITS_BANK, currency="CHF"),
    ]

    summary = summed_payments(cast("Books", _Books(_Count(3))), many)

    waiting = summary.of(PaymentGroup.WAITING_BANK)
    assert waiting.count == 3
    assert [list(figure.items()) for figure in (waiting.received, waiting.counted, waiting.open)] == [
        [("CHF", Decimal("120.00")), ("EUR", Decimal("240.00"))],
        [("CHF", Decimal("0.00")), ("EUR", Decimal("50.00"))],
        [("CHF", Decimal("120.00")), ("EUR", Decimal("190.00"))],
    ]
    assert (summary.counts.seen, summary.of(PaymentGroup.SETTLED).count) == (3, 0)


def test_ours_is_what_we_posted_and_what_bears_our_mark() -> None:
    one = shown(PaymentStage.SETTLED)
    found_late = replace(ours("40.00", "80.00"), id=theirs("1.00", "p-9").id)

    assert one.is_ours(ours("40.00", "40.00"))
    assert one.is_ours(replace(theirs("40.00"), id=ours("1.00", "1.00").id))
    assert one.is_ours(found_late)
    assert not one.is_ours(theirs("40.00"))
