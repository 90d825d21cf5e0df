"""What is asked where both sides say different things of what was received, word for word."""

import pytest

from domain.hold import Cause
from entrypoints.catalogue import cause_sentence
from tests.unit.catalogue.people import NOON, PAID, ZONE

SAMPLES = [
    (
        "payment-document-gone",
        {**PAID, "status": "voided"},
        (
            '1,200.00 GBP was received for "Website, March" (Acme Ltd, 1,200.00 GBP) by card, and the '
            "invoice was voided in Xero, which takes no payment on it then. So nothing is posted. To "
            'send the invoice anew: `hubflo-xero invoices resend "Website, March" --because "why"`; '
            "once it is approved in Xero the payment goes by itself. If the money is booked otherwise, "
            'or was given back: `hubflo-xero payments release "Website, March" --amount 0`. If you '
            "cancel the invoice in Hubflo, this closes by itself. [payment-document-gone]"
        ),
    ),
    (
        "payment-currency",
        {**PAID, "ledger_currency": "EUR"},
        (
            '1,200.00 GBP was received for "Website, March" (Acme Ltd, 1,200.00 GBP), and in Xero the '
            "invoice is in EUR. Amounts in two currencies cannot be compared, so nothing is posted. "
            "Correct the currency of INV-0412 in Xero under Invoices, or say which document it is: "
            '`hubflo-xero invoices link "Website, March" --to NUMBER`. It then goes on by itself '
            "within 10 minutes. If you have booked the money by hand: `hubflo-xero payments release "
            '"Website, March" --amount 0`. [payment-currency]'
        ),
    ),
    (
        "payment-without-amount",
        {**PAID, "paid": "0.00", "method": "payments-stripe", "due": "1200.00"},
        (
            '"Website, March" (Acme Ltd, 1,200.00 GBP) is paid in Hubflo by Stripe, and Hubflo does '
            "not say how much was received. We guess no amount, so nothing is posted; 1,200.00 GBP is "
            "due in Xero. To post what came in: `hubflo-xero payments release "
            '"Website, March" --amount AMOUNT`; or record it there: under Invoices, open it, Record '
            "payment. Once "
            "Xero shows it as paid, this closes by itself within 10 minutes; if Hubflo comes to say "
            "how much it was, the payment goes by itself. [payment-without-amount]"
        ),
    ),
    (
        "payment-less-than-before",
        {**PAID, "paid": "300.00", "before": "400.00"},
        (
            'Hubflo says 300.00 GBP was received for "Website, March" (Acme Ltd, 1,200.00 GBP), and '
            "before it said 400.00 GBP. The money may have been given back, or the first figure was "
            "wrong, and we reverse nothing by ourselves. If it was given back, take the payment back "
            "in Xero too: under Invoices, open it, open the payment, Options, Remove & Redo; if the "
            "first figure was right, put it right in Hubflo under Invoices. When both sides say the "
            "same, this closes by itself within 10 minutes. If Xero is right as it is: `hubflo-xero "
            'payments release "Website, March" --amount 0`. [payment-less-than-before]'
        ),
    ),
    (
        "payment-removed",
        {**PAID, "removed": "1200.00 GBP 2026-04-04 (p-1)"},
        (
            'We posted this for "Website, March" (Acme Ltd, 1,200.00 GBP), and somebody has deleted it '
            "in Xero: 1,200.00 GBP on 4 April 2026. Hubflo still says that 1,200.00 GBP was received. "
            "What a person took away is not posted by itself. To post it all the same: `hubflo-xero "
            'payments release "Website, March" --amount AMOUNT`; to leave it away: the same with '
            "`--amount 0`. If you record the money in Xero in another way, this closes by itself "
            "within 10 minutes. [payment-removed]"
        ),
    ),
    (
        "payment-removed",
        {**PAID, "agreed": "1200.00", "counted": "0.00", "open": "1200.00"},
        (
            'Xero had counted 1,200.00 GBP for "Website, March" (Acme Ltd, 1,200.00 GBP), and counts 0.00 '
            "GBP now: somebody took a payment or a credit away there, or the invoice was joined to another "
            "document. "
            "Hubflo still says that 1,200.00 GBP was received. What a person took away is not posted by "
            "itself. To post it all the same: `hubflo-xero payments release "
            '"Website, March" --amount AMOUNT`; to leave it away: the same with `--amount 0`. If you record '
            "the money in Xero in another way, this closes by itself within 10 minutes. [payment-removed]"
        ),
    ),
    (
        "payment-after-word",
        {**PAID, "excused": "400.00", "counted": "0.00", "open": "1200.00"},
        (
            'You said for "Website, March" (Acme Ltd, 1,200.00 GBP) that 400.00 GBP is not to be posted, '
            "and since then a side says something else: Hubflo that 1,200.00 GBP was received, Xero that "
            "0.00 GBP counts. How much of the 1,200.00 GBP between them you still mean we cannot tell, so "
            "nothing is posted. To post all of it: `hubflo-xero payments release "
            '"Website, March" --amount 1200.00`, or with another amount, or 0. When both sides agree, this '
            "closes by itself within 10 minutes. [payment-after-word]"
        ),
    ),
    (
        "payment-posted-too-much",
        {**PAID, "paid": "0.00", "posted": "1200.00"},
        (
            'We posted 1,200.00 GBP in Xero for "Website, March" (Acme Ltd, 1,200.00 GBP), and Hubflo says '
            "that 0.00 GBP was received. We reverse nothing by ourselves. If the money did not come in, take "
            "our payment back in Xero: under Invoices, open it, open the payment, Options, Remove & Redo; if "
            "it came in, put it right in Hubflo under Invoices. When both sides agree, this closes by itself "
            "within 10 minutes. If Xero is right as it is: `hubflo-xero payments release "
            '"Website, March" --amount 0`. [payment-posted-too-much]'
        ),
    ),
    (
        "payment-beside-ours",
        {**PAID, "paid": "600.00", "ahead": "600.00", "beside": "600.00"},
        (
            'Xero counts 600.00 GBP more for "Website, March" (Acme Ltd, 1,200.00 GBP) than Hubflo says was '
            "received. Of that, 600.00 GBP was entered there while our own payment was on its way: it may be "
            "the same money, entered twice. So it is not recorded in Hubflo, where nothing can be taken "
            "back. If it is the same, take that payment back in Xero: under Invoices, open it, open the "
            "payment, Options, Remove & Redo. If it is other money, record it in Hubflo: under Invoices, "
            "open it, mark it as paid. When both sides agree, this closes by itself within 10 minutes; if "
            'both are right as they are: `hubflo-xero payments release "Website, March" --amount 0`. '
            "[payment-beside-ours]"
        ),
    ),
    (
        "payment-more-than-due",
        {**PAID, "paid": "1500.00", "due": "1200.00", "open": "1500.00"},
        (
            'Hubflo says 1,500.00 GBP was received for "Website, March" (Acme Ltd, 1,200.00 GBP). Xero '
            "does not count 1,500.00 GBP of it yet, and only 1,200.00 GBP is due there; it takes no "
            "more than is due. We split no payment by ourselves, so nothing is posted. To post what is "
            'due: `hubflo-xero payments release "Website, March" --amount 1200.00`; the rest you enter '
            "in Xero as an overpayment (Accounting, Bank accounts, Manage account, Receive money). To "
            "post nothing: the same with `--amount 0`. If the amount is corrected in Hubflo, it goes "
            "by itself. [payment-more-than-due]"
        ),
    ),
    (
        "payment-does-not-fit",
        {
            **PAID,
            "paid": "1500.00",
            "counted": "1000.00",
            "due": "1200.00",
            "open": "500.00",
            "payments": "1000.00 GBP 2026-04-02 theirs (p-2)",
        },
        (
            'Hubflo says 1,500.00 GBP was received for "Website, March" (Acme Ltd, 1,200.00 GBP) by '
            "card, last on 4 April 2026; Xero shows 1,000.00 GBP on 2 April 2026, not by us; 1,200.00 "
            "GBP is due there. It may be partly the same money, so nothing is posted. Record the rest "
            "in Xero (under Invoices, open it, Record payment), or say how much of the 500.00 GBP that "
            'is left we shall post: `hubflo-xero payments release "Website, March" --amount 500.00`, '
            "or with another amount, or 0. When both sides agree, this closes by itself within 10 "
            "minutes. [payment-does-not-fit]"
        ),
    ),
    (
        "payment-does-not-fit",
        {
            **PAID,
            "paid": "1500.00",
            "counted": "1000.00",
            "due": "1200.00",
            "open": "500.00",
            "payments": "1000.00 GBP 2026-04-02 theirs (p-2)",
            "accounts": "090 Business account; 615 Stripe clearing",
        },
        (
            'Hubflo says 1,500.00 GBP was received for "Website, March" (Acme Ltd, 1,200.00 GBP) by '
            "card, last on 4 April 2026; Xero shows 1,000.00 GBP on 2 April 2026, not by us; 1,200.00 "
            "GBP is due there. It may be partly the same money, so nothing is posted. Record the rest "
            "in Xero (under Invoices, open it, Record payment), or say how much of the 500.00 GBP that "
            'is left we shall post: `hubflo-xero payments release "Website, March" --amount 500.00 '
            "--to CODE`, or with another amount, or 0. The codes are those of Xero: 090 Business account; "
            "615 Stripe clearing. When both sides agree, this closes by itself within 10 minutes. "
            "[payment-does-not-fit]"
        ),
    ),
    (
        "payment-does-not-fit",
        {
            **PAID,
            "counted": "450.00",
            "credited": "50.00",
            "due": "750.00",
            "open": "750.00",
            "payments": "300.00 GBP 2026-04-02 ours (p-1); 100.00 GBP - theirs (p-2)",
        },
        (
            'Hubflo says 1,200.00 GBP was received for "Website, March" (Acme Ltd, 1,200.00 GBP) by '
            "card, last on 4 April 2026; Xero shows 300.00 GBP on 2 April 2026 by us; 100.00 GBP on an "
            "unknown day, not by us, and 50.00 GBP of credit; 750.00 GBP is due there. It may be "
            "partly the same money, so nothing is posted. Record the rest in Xero (under Invoices, "
            "open it, Record payment), or say how much of the 750.00 GBP that is left we shall post: "
            '`hubflo-xero payments release "Website, March" --amount 750.00`, or with another amount, '
            "or 0. When both sides agree, this closes by itself within 10 minutes. "
            "[payment-does-not-fit]"
        ),
    ),
    (
        "payment-does-not-fit",
        {
            **PAID,
            "paid": "1000.00",
            "paid_at": "",
            "counted": "80.00",
            "credited": "80.00",
            "due": "1120.00",
            "open": "920.00",
        },
        (
            'Hubflo says 1,000.00 GBP was received for "Website, March" (Acme Ltd, 1,200.00 GBP) by '
            "card; Xero shows 80.00 GBP of credit; 1,120.00 GBP is due there. It may be partly the "
            "same money, so nothing is posted. Record the rest in Xero (under Invoices, open it, "
            "Record payment), or say how much of the 920.00 GBP that is left we shall post: "
            '`hubflo-xero payments release "Website, March" --amount 920.00`, or with another amount, '
            "or 0. When both sides agree, this closes by itself within 10 minutes. "
            "[payment-does-not-fit]"
        ),
    ),
    (
        "payment-notice-twin",
        {**PAID, "paid": "2400.00", "amount": "1200.00"},
        (
            'Hubflo has 1,200.00 GBP of "Website, March" (Acme Ltd, 1,200.00 GBP) twice, and says that '
            "2,400.00 GBP was received. It was paid in Xero, and our first attempt to record that in "
            "Hubflo got no answer and was not seen for long enough, so we tried again; then the first "
            "one arrived after all. Correct the amount paid in Hubflo, under Invoices. We look by "
            "ourselves, and once it is less by 1,200.00 GBP this closes. Should it be right, because so "
            'much came in: `hubflo-xero payments keep-both "Website, March"`, and if the invoice comes to '
            "less than that, what is too much is asked about then. Nothing in Xero is changed by this. "
            "[payment-notice-twin]"
        ),
    ),
    (
        "payment-notice-refused",
        {**PAID, "said": "Invoice is locked"},
        (
            '"Website, March" (Acme Ltd, 1,200.00 GBP) is paid in Xero, and Hubflo refused to record '
            'that. Hubflo says: "Invoice is locked". Mark it as paid in Hubflo yourself, under '
            "Invoices; when both sides agree, this closes by itself. Or correct what it names, then "
            '`hubflo-xero payments retry "Website, March"`. Nothing in Xero is changed by this. '
            "[payment-notice-refused]"
        ),
    ),
    (
        "payment-notice-refused",
        PAID,
        (
            '"Website, March" (Acme Ltd, 1,200.00 GBP) is paid in Xero, and Hubflo refused to record '
            "that. It gave no reason. Mark it as paid in Hubflo yourself, under Invoices; when both "
            "sides agree, this closes by itself. Or correct what it names, then `hubflo-xero payments "
            'retry "Website, March"`. Nothing in Xero is changed by this. [payment-notice-refused]'
        ),
    ),
    (
        "payment-notice-unclear",
        {**PAID, "before": "0.00", "amount": "1200.00", "now": "200.00"},
        (
            'We recorded 1,200.00 GBP for "Website, March" (Acme Ltd, 1,200.00 GBP) in Hubflo, and the '
            "line broke before the answer. Hubflo said 0.00 GBP before and says 200.00 GBP now, so "
            "something else was recorded meanwhile, by somebody or by an earlier try of ours, and whether "
            "ours is in it nobody can tell. Look at it in Hubflo under Invoices, and correct what was "
            "received if it is not right. When both sides agree, this closes by itself; if something "
            'is missing in Hubflo, `hubflo-xero payments retry "Website, March"` records the rest. '
            "[payment-notice-unclear]"
        ),
    ),
]


@pytest.mark.parametrize(("code", "facts", "sentence"), SAMPLES)
def test_the_sentence(code: str, facts: dict[str, str], sentence: str) -> None:
    assert cause_sentence(Cause(code=code, key="k", facts=facts), ZONE, now=NOON) == sentence
