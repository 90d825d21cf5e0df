"""The story of an invoice's payments, word for word."""

from datetime import UTC, datetime

import pytest

from domain.event import SYSTEM, Event
from entrypoints.catalogue import event_line

SAMPLES = [
    (
        "document-approved-by-us",
        {"because": "approve-on-payment"},
        "Approved in Xero by us, because it is paid in full and you set `approve-on-payment`.",
    ),
    (
        "payment-sent",
        {"amount": "1200.00", "currency": "GBP", "account": "Stripe clearing", "dated": "2026-04-04"},
        'Payment sent to Xero: 1,200.00 GBP to "Stripe clearing", dated 4 April 2026.',
    ),
    (
        "payment-posted",
        {"amount": "1200.00", "currency": "GBP", "account": "Stripe clearing", "dated": "2026-04-04"},
        'Payment posted in Xero: 1,200.00 GBP to "Stripe clearing", dated 4 April 2026.',
    ),
    (
        "payment-found-again",
        {"amount": "1200.00", "currency": "GBP", "account": "Stripe clearing", "dated": "2026-04-04"},
        (
            'Payment found in Xero: our 1,200.00 GBP to "Stripe clearing", dated 4 April 2026, had '
            "arrived, although its answer was lost."
        ),
    ),
    ("payment-settled", {"paid": "1200.00"}, "Settled: both sides say that 1,200.00 was received."),
    (
        "payment-settled",
        {"paid": "0.00", "ahead": "400.00"},
        "Settled: Hubflo says 0.00 was received, and Xero counts 400.00 more.",
    ),
    (
        "payment-waits",
        {"for": "waits-for-approval", "open": "1200.00", "account": "Stripe clearing", "dated": "2026-04-04"},
        'Its payment waits for approval: 1,200.00, to "Stripe clearing", dated 4 April 2026.',
    ),
    (
        "payment-waits",
        {"for": "waits-for-bank-feed", "open": "1200.00"},
        "Its payment waits for the bank feed: 1,200.00.",
    ),
    ("payment-waits", {"for": "waits-for-document"}, "Its payment waits for its invoice."),
    ("payment-left", {"reason": "by-word"}, "Nothing more is posted: you said so."),
    (
        "payment-left",
        {"reason": "invoice-before-start"},
        "Nothing more is posted: the invoice is older than the start date.",
    ),
    ("payment-left", {"reason": "invoice-moon-phase"}, "Nothing more is posted: the invoice is not sent."),
    (
        "payment-recording",
        {"before": "400.00", "amount": "680.00", "currency": "GBP"},
        "Recorded in Hubflo, which said 400.00 GBP was received: 680.00 GBP more was paid in Xero.",
    ),
    ("payment-recorded", {"amount": "680.00"}, "Hubflo has recorded what was paid in Xero: 680.00."),
    (
        "payment-released",
        {"amount": "680.00", "currency": "GBP"},
        "By your word 680.00 GBP is posted and no more of it is asked about.",
    ),
    (
        "payment-released",
        {"amount": "680.00", "currency": "GBP", "account": "090"},
        "By your word 680.00 GBP is posted, to the account 090, and no more of it is asked about.",
    ),
    (
        "payment-kept-both",
        {"ids": "p-1, p-2", "amount": "300.00", "currency": "GBP"},
        "By your word both are right: p-1, p-2 in Xero.",
    ),
    (
        "payment-kept-both",
        {"paid": "2400.00", "amount": "1200.00", "currency": "GBP"},
        "By your word both are right: 2,400.00 GBP was received, as Hubflo says.",
    ),
    ("payment-retried", {}, "To be compared and tried again."),
    ("held", {"code": "payment-twin"}, "Needs you: its payment is in Xero twice. [payment-twin]"),
    ("released", {"code": "payment-does-not-fit"}, "No question any more (it may be the same money twice)."),
    (
        "write-absent",
        {"act": "create-payment", "dispatch": "d-1"},
        "We looked long enough: Xero did not post the payment. It is sent again.",
    ),
    (
        "write-absent",
        {"act": "record-payment", "dispatch": "d-1"},
        "We looked long enough: Hubflo did not record the payment. It is sent again.",
    ),
    (
        "change-not-made",
        {"kind": "approval", "why": "edited"},
        (
            "The approval of what is paid was not done in Xero: somebody has changed it there since we "
            "proved it, and we leave that alone."
        ),
    ),
    (
        "change-not-made",
        {"kind": "approval", "why": "not-wanted"},
        (
            "The approval of what is paid was not done in Xero: by then it was not to be approved any more: "
            "its payment was asked about or not in full, somebody had changed it, or `approve-on-payment` "
            "was off."
        ),
    ),
]


@pytest.mark.parametrize(("code", "facts", "line"), SAMPLES)
def test_the_line(code: str, facts: dict[str, str], line: str) -> None:
    at = datetime(2026, 5, 3, 8, 14, tzinfo=UTC)
    event = Event(seq=1, at=at, actor=SYSTEM, subject="payment:7b1f", code=code, facts=facts)

    assert event_line(event, "Europe/London") == f"3 May 2026, 9:14: {line}"
