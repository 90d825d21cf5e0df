"""What is asked where a payment cannot be posted in Xero, word for word."""

import pytest

from domain.hold import Cause, Hold, questions
from entrypoints.catalogue import cause_sentence, hold_sentence
from tests.unit.catalogue.people import NOON, PAID, ZONE

SAMPLES = [
    (
        "payment-method",
        {
            **PAID,
            "open": "680.00",
            "method": "payments-paypal",
            "setting": "payments-paypal",
            "accounts": "090 Business Bank Account; 615 Stripe clearing",
        },
        (
            'The payment of 680.00 GBP for "Website, March" (Acme Ltd, 1,200.00 GBP) is held. It was '
            "made by PayPal, and nobody has said yet what becomes of such payments in Xero, so we do "
            "not guess. To post them to an account: `hubflo-xero settings set payments-paypal CODE`, "
            "with its code from Xero: 090 Business Bank Account; 615 Stripe clearing. To leave them to "
            "your bank feed: `hubflo-xero settings set payments-paypal bank-feed`. It then goes on by "
            "itself. To post this one alone: `hubflo-xero payments release "
            '"Website, March" --amount 680.00 --to CODE`. [payment-method]'
        ),
    ),
    (
        "payment-method",
        {**PAID, "open": "1200.00", "method": "payments-other", "setting": "payments-other"},
        (
            'The payment of 1,200.00 GBP for "Website, March" (Acme Ltd, 1,200.00 GBP) is held. It was '
            "made in a way that Hubflo does not name, and nobody has said yet what becomes of such "
            "payments in Xero, so we do not guess. To post them to an account: `hubflo-xero settings "
            "set payments-other CODE`, with its code from Xero (Accounting, Chart of accounts), once "
            "there is one that takes payments. To leave them to your bank feed: `hubflo-xero settings "
            "set payments-other bank-feed`. It then goes on by itself. To post this one alone: "
            '`hubflo-xero payments release "Website, March" --amount 1200.00 --to CODE`. [payment-method]'
        ),
    ),
    (
        "payment-account-unusable",
        {
            **PAID,
            "open": "1200.00",
            "account": "615",
            "name": "Stripe clearing",
            "setting": "payments-card",
            "accounts": "090 Business Bank Account",
        },
        (
            'The payment of 1,200.00 GBP for "Website, March" (Acme Ltd, 1,200.00 GBP) is held. It '
            "should go to the account 615, Stripe clearing, and Xero takes no payments there: the "
            "account was archived, or payments to it are not enabled. Choose another: `hubflo-xero "
            "settings set payments-card CODE`, with its code from Xero: 090 Business Bank Account; or "
            "restore it in Xero (Accounting, Chart of accounts, Archive), or open it there and enable "
            "payments to it. It then goes by itself within 10 minutes. [payment-account-unusable]"
        ),
    ),
    (
        "payment-without-date",
        {**PAID, "paid_at": "", "method": "payments-cheque", "open": "1200.00"},
        (
            '1,200.00 GBP was received for "Website, March" (Acme Ltd, 1,200.00 GBP) by cheque, and '
            "Hubflo does not say on which day. We guess no date, so nothing is posted. To post it with "
            'the day of today: `hubflo-xero payments release "Website, March" --amount 1200.00`. Or '
            "record it in Xero with the right day: under Invoices, open it, Record payment; when both "
            "sides agree, this closes by itself within 10 minutes. [payment-without-date]"
        ),
    ),
    (
        "payment-period-locked",
        {**PAID, "open": "1200.00", "dated": "2026-04-04", "locked_to": "2026-04-30"},
        (
            '1,200.00 GBP was received for "Website, March" (Acme Ltd, 1,200.00 GBP), the payment is '
            "of 4 April 2026, and your books are locked up to 30 April 2026, so Xero will not take it. "
            "Move the lock date in Xero (Accounting, Advanced, Financial settings), or record the "
            "payment there with another day: under Invoices, open it, Record payment. Once the lock "
            "date is earlier it goes by itself within 10 minutes; when both sides agree, this closes "
            "by itself. [payment-period-locked]"
        ),
    ),
    (
        "payment-tax-period",
        {**PAID, "open": "1200.00", "dated": "2026-04-04", "period_began": "2026-05-01"},
        (
            '1,200.00 GBP was received for "Website, March" (Acme Ltd, 1,200.00 GBP), the payment is '
            "of 4 April 2026. Your sales tax counts when money comes in, and its period that runs now "
            "began on 1 May 2026: the return that this payment belongs to may have been filed already, "
            "so nothing is posted. To post it with its own day: `hubflo-xero payments release "
            '"Website, March" --amount 1200.00`. Or record it in Xero with another day: under Invoices, '
            "open it, Record payment; when both sides agree, this closes by itself within 10 minutes. "
            "[payment-tax-period]"
        ),
    ),
    (
        "payment-refused",
        {**PAID, "said": "Payment amount exceeds the amount outstanding on this document."},
        (
            'Xero refused the payment for "Website, March" (Acme Ltd, 1,200.00 GBP): 1,200.00 GBP was '
            'received by card. Xero says: "Payment amount exceeds the amount outstanding on this '
            'document". Put right what it names, in Xero or in Hubflo. Then `hubflo-xero payments '
            'retry "Website, March"`, and it goes at once. If the invoice changes on either side, we '
            "try again by ourselves. [payment-refused]"
        ),
    ),
    (
        "payment-refused",
        PAID,
        (
            'Xero refused the payment for "Website, March" (Acme Ltd, 1,200.00 GBP): 1,200.00 GBP was '
            "received by card. It gave no reason. Put right what it names, in Xero or in Hubflo. Then "
            '`hubflo-xero payments retry "Website, March"`, and it goes at once. If the invoice '
            "changes on either side, we try again by ourselves. [payment-refused]"
        ),
    ),
    (
        "payment-unexpected",
        {**PAID, "problem": "never-answered"},
        (
            'The payment for "Website, March" (Acme Ltd, 1,200.00 GBP) could not be finished. What we '
            "sent for it got no clear answer, time after time for hours, and was not there when we "
            "looked. From now on we try once a night. All others go on. It is tried again by itself "
            "when the invoice changes on either side, or at once with `hubflo-xero payments retry "
            '"Website, March"`. If it stays, `hubflo-xero doctor` says what is wrong with this '
            "installation. [payment-unexpected: never-answered]"
        ),
    ),
    (
        "payment-answered-otherwise",
        {**PAID, "amount": "1200.00", "answered": "1000.00"},
        (
            'We sent a payment of 1,200.00 GBP for "Website, March" (Acme Ltd, 1,200.00 GBP), and Xero '
            "answered that it has 1,000.00 GBP now. Look whether that is right: in Xero under Invoices, open "
            "it. Until you say so, nothing more is posted for it. To post what is still open: `hubflo-xero "
            'payments retry "Website, March"`. To post nothing more: `hubflo-xero payments release '
            '"Website, March" --amount 0`. When both sides agree, this closes by itself within 10 minutes. '
            "[payment-answered-otherwise]"
        ),
    ),
    (
        "payment-twin",
        {**PAID, "ids": "p-1, p-2, p-3", "keep": "p-1", "new": "p-3", "amount": "300.00"},
        (
            'Xero has yet another payment of ours of 300.00 GBP for "Website, March" (Acme Ltd, 1,200.00 '
            "GBP) (p-3), beside those that you said are right (p-1, p-2, p-3 in all): one more attempt "
            "arrived after all. Delete p-3 in Xero: under Invoices, open it, open the payment, Options, "
            "Remove & Redo. We look by ourselves, and once it is gone this closes. Should both be right, "
            'because so much came in: `hubflo-xero payments keep-both "Website, March"`. [payment-twin]'
        ),
    ),
    (
        "payment-twin",
        {**PAID, "ids": "p-1, p-2", "keep": "p-2", "amount": "300.00"},
        (
            'Xero has our payment of 300.00 GBP for "Website, March" (Acme Ltd, 1,200.00 GBP) twice '
            "(p-1, p-2). Our first attempt to post it got no answer and was not found for long enough, "
            "so we tried again; then the first one arrived after all. Delete one of the two in Xero "
            "and keep p-2: under Invoices, open it, open the payment, Options, Remove & Redo. We look "
            "by ourselves, and once only one is left this closes. Should both be right, because so much "
            'came in: `hubflo-xero payments keep-both "Website, March"`. [payment-twin]'
        ),
    ),
]


@pytest.mark.parametrize(("code", "facts", "sentence"), SAMPLES)
def test_the_sentence(code: str, facts: dict[str, str], sentence: str) -> None:
    assert cause_sentence(Cause(code=code, key="k", facts=facts), ZONE, now=NOON) == sentence


@pytest.mark.parametrize(
    ("code", "more", "begins", "ends"),
    [
        (
            "payment-method",
            {"method": "payments-paypal", "setting": "payments-paypal"},
            '1 question, 2 payments: 2 payments are held, that for "Website, March"',
            "All 2 then go on by themselves. [payment-method]",
        ),
        (
            "payment-account-unusable",
            {"account": "615", "setting": "payments-card"},
            '1 question, 2 payments: 2 payments are held, that for "Website, March"',
            "All 2 then go by themselves within 10 minutes. [payment-account-unusable]",
        ),
        (
            "payment-unexpected",
            {"problem": "never-answered"},
            '1 question, 2 payments: 2 payments could not be finished, that for "Website, March"',
            "[payment-unexpected: never-answered]",
        ),
    ],
)
def test_what_holds_several_is_one_question(code: str, more: dict[str, str], begins: str, ends: str) -> None:
    cause = Cause(code=code, key="k", facts={**PAID, **more})
    (question,) = questions(
        Hold(subject=f"payment:{number}", cause=cause, since=NOON) for number in ("i-1", "i-2")
    )
    sentence = hold_sentence(question, ZONE, now=NOON)

    assert sentence.startswith(begins)
    assert sentence.endswith(ends)
