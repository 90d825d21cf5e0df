"""Where payments stand while nothing is asked of anybody, word for word."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest

from domain.payment_life import PaymentStage
from domain.payment_record import PaymentRecord, PaymentStep
from entrypoints.catalogue import payment_line, payment_method_words, payment_stage_label
from entrypoints.catalogue.lists import payments
from tests.unit.catalogue.people import NOON, ZONE
from tests.unit.catalogue.test_lists import TYPED
from tests.unit.catalogue.test_stages import INVOICE, RECORD

SINCE = datetime(2026, 4, 28, 8, 14, tzinfo=UTC)
PAID = replace(
    RECORD,
    invoice=replace(
        INVOICE,
        paid_amount=Decimal(1200),
        paid_at=datetime(2026, 4, 4, 8, 0, tzinfo=UTC),
        payment_method="bank_card",
    ),
)
OPEN = {"open": "1200.00"}
TO_ACCOUNT = {**OPEN, "account": "Stripe clearing", "dated": "2026-04-04"}


def payment(stage: PaymentStage, facts: Mapping[str, str] | None = None, **more: object) -> PaymentRecord:
    """The payments of the invoice, in a stage since a few days."""
    record = PaymentRecord(
        invoice_id=INVOICE.id, stage=stage, since=SINCE, step_since=SINCE, is_open=False, facts=facts or {}
    )
    return replace(record, **more)  # type: ignore[arg-type]  # by name


def test_labels() -> None:
    assert payment_stage_label(PaymentStage.WAITS_BANK) == "waits for the bank feed"
    assert payment_stage_label(PaymentStage.UNKNOWN) == "sent, and its answer was lost"
    assert payment_method_words("payments-cash") == "in cash"
    assert payment_method_words("payments-by-barter") == "in some way"


@pytest.mark.parametrize(
    ("stood", "line"),
    [
        (
            payment(PaymentStage.WAITS_APPROVAL, TO_ACCOUNT),
            (
                '1,200.00 GBP was received for "Logo" (Acme Ltd, 1,200.00 GBP) by card on 4 April 2026, and '
                "Xero takes payments only on approved invoices: it waits for approval since 9:14 on 28 "
                "April. Approve it in Xero, under Invoices, Awaiting approval. The payment of 1,200.00 GBP "
                'then goes by itself to "Stripe clearing", dated 4 April 2026.'
            ),
        ),
        (
            payment(PaymentStage.WAITS_APPROVAL, OPEN),
            (
                '1,200.00 GBP was received for "Logo" (Acme Ltd, 1,200.00 GBP) by card on 4 April 2026, and '
                "Xero takes payments only on approved invoices: it waits for approval since 9:14 on 28 "
                "April. Approve it in Xero, under Invoices, Awaiting approval. The payment of 1,200.00 GBP "
                "is then left to your bank feed."
            ),
        ),
        (
            payment(PaymentStage.WAITS_BANK, OPEN),
            (
                '1,200.00 GBP was received for "Logo" (Acme Ltd, 1,200.00 GBP) by card on 4 April 2026, and '
                "1,200.00 GBP of it is left to your bank feed since 9:14 on 28 April. Match it in Xero when "
                "your bank shows it (Accounting, Bank accounts, Reconcile). This then ends by itself."
            ),
        ),
        (
            payment(PaymentStage.WAITS_DOCUMENT),
            (
                '1,200.00 GBP was received for "Logo" (Acme Ltd, 1,200.00 GBP) by card on 4 April 2026, and '
                "since 9:14 on 28 April its payment waits until the invoice is in Xero, linked. It then goes "
                "on by itself."
            ),
        ),
        (
            payment(PaymentStage.DUE, is_open=True),
            'The payment for "Logo" (Acme Ltd, 1,200.00 GBP) is compared on both sides next. Nothing to do.',
        ),
        (
            payment(PaymentStage.DUE, is_open=True, not_before=NOON + timedelta(minutes=10)),
            (
                'The payment for "Logo" (Acme Ltd, 1,200.00 GBP) is compared on both sides next, at 12:10 '
                "today. Nothing to do."
            ),
        ),
        (
            payment(PaymentStage.DUE, ready=PaymentStep.POST),
            'The payment for "Logo" (Acme Ltd, 1,200.00 GBP) is posted in Xero next. Nothing to do.',
        ),
        (
            payment(PaymentStage.DUE, ready=PaymentStep.RECORD),
            '"Logo" (Acme Ltd, 1,200.00 GBP) is paid in Xero, and Hubflo is told next. Nothing to do.',
        ),
        (
            payment(PaymentStage.DISPATCHED),
            'The payment for "Logo" (Acme Ltd, 1,200.00 GBP) is on its way. Nothing to do.',
        ),
        (
            payment(PaymentStage.UNKNOWN),
            (
                'The payment for "Logo" (Acme Ltd, 1,200.00 GBP) was sent, and no clear answer came. It may '
                "be there already, so we look for it instead of sending it again. Nothing to do."
            ),
        ),
        (
            payment(PaymentStage.SETTLED, {"paid": "1200.00"}),
            (
                '"Logo" (Acme Ltd, 1,200.00 GBP): both sides say that 1,200.00 GBP was received. Nothing is '
                "to be posted."
            ),
        ),
        (
            payment(PaymentStage.SETTLED, {"paid": "0.00", "ahead": "400.00"}),
            (
                '"Logo" (Acme Ltd, 1,200.00 GBP): Xero counts 400.00 GBP more as paid or credited than '
                "Hubflo, and nothing is to be posted."
            ),
        ),
        (
            payment(PaymentStage.LEFT, {"reason": "by-word"}),
            (
                '"Logo" (Acme Ltd, 1,200.00 GBP): 1,200.00 GBP was received according to Hubflo, and nothing '
                "more is posted: you said so. If either side says something else, it is compared anew by "
                "itself."
            ),
        ),
        (payment(PaymentStage.HELD), ""),
        (payment(PaymentStage.DUE), ""),
    ],
)
def test_the_line(stood: PaymentRecord, line: str) -> None:
    assert payment_line(PAID, stood, TYPED, ZONE, now=NOON) == line


def test_what_waits_is_told_as_waiting_while_it_is_compared_anew() -> None:
    stood = payment(PaymentStage.WAITS_BANK, OPEN, is_open=True)

    assert "is left to your bank feed since" in payment_line(PAID, stood, TYPED, ZONE, now=NOON)


def test_where_we_asked_for_the_approval_nobody_else_is_asked() -> None:
    stood = payment(PaymentStage.WAITS_APPROVAL, TO_ACCOUNT)
    line = payment_line(PAID, stood, TYPED, ZONE, is_asked=True, now=NOON)

    assert "We have asked Xero to approve it, as you set it. Nothing to do. The payment of" in line
    assert "Approve it in Xero" not in line


def test_without_a_document_and_a_day_only_what_is_known_is_told() -> None:
    bare = replace(PAID, invoice=replace(PAID.invoice, paid_at=None, payment_method=""))
    line = payment_line(bare, payment(PaymentStage.WAITS_DOCUMENT), None, ZONE, now=NOON)

    assert line.startswith(
        '1,200.00 GBP was received for "Logo" in a way that Hubflo does not name, and since'
    )


def test_payments_are_told_with_their_day_and_whose_they_are() -> None:
    told = payments("400.00 GBP 2026-04-02 theirs (p-1); 80.5 GBP - ours (p-2); 1.00 GBP 2026-04-02 (p-3)")

    assert told == (
        "400.00 GBP on 2 April 2026, not by us; 80.50 GBP on an unknown day by us; 1.00 GBP on 2 April 2026"
    )
    assert payments("what a newer\x1b version wrote") == "what a newer\\x1b version wrote"
