"""What is asked about what an invoice says and sums up to, word for word."""

import pytest

from domain.hold import Cause
from entrypoints.catalogue import cause_sentence
from tests.unit.catalogue.people import NOON, WEBSITE, ZONE

SAMPLES = [
    (
        "totals-differ",
        {
            **WEBSITE,
            "invoice": "Design",
            "customer": "Dupont SARL",
            "total": "1000.01",
            "currency": "EUR",
            "dated": "2026-04-04",
            "document_total": "1000.01",
            "ledger_total": "1000.00",
            "document_tax": "166.67",
            "ledger_tax": "166.66",
            "moving_would_fit": "yes",
        },
        (
            '"Design" (Dupont SARL, 1,000.01 EUR, 4 April 2026) is 1,000.01 EUR in Hubflo, 166.67 EUR of '
            "it tax; by Xero's rounding the same lines make 1,000.00 EUR, 166.66 EUR of it tax, and we "
            "never send another total, or another tax at any rate, than your client's document has. "
            "`hubflo-xero settings set cent-rounding allow` moves the VAT of single lines by a cent, so "
            "that it equals your client's document; or enter it by hand and use `hubflo-xero invoices "
            "link Design --to NUMBER`. Once allowed, it goes at once. [totals-differ]"
        ),
    ),
    (
        "totals-differ",
        {
            **WEBSITE,
            "invoice": "Design",
            "customer": "Dupont SARL",
            "total": "1000.01",
            "currency": "EUR",
            "dated": "2026-04-04",
            "document_total": "1000.01",
            "ledger_total": "999.98",
            "document_tax": "166.67",
            "ledger_tax": "166.64",
        },
        (
            '"Design" (Dupont SARL, 1,000.01 EUR, 4 April 2026) is 1,000.01 EUR in Hubflo, 166.67 EUR of '
            "it tax; by Xero's rounding the same lines make 999.98 EUR, 166.64 EUR of it tax, and we "
            "never send another total, or another tax at any rate, than your client's document has. "
            "Moving the VAT by a cent does not help here. Enter it by hand in Xero and use `hubflo-xero "
            "invoices link Design --to NUMBER`, or cancel it in Hubflo and issue it with other prices. If"
            " you cancel it, this closes by itself. [totals-differ]"
        ),
    ),
    (
        "totals-unclear",
        {
            **WEBSITE,
            "invoice": "Design",
            "customer": "Dupont SARL",
            "total": "1000.00",
            "currency": "EUR",
            "dated": "2026-04-04",
            "net_total": "1000.00",
            "tax_total": "166.67",
            "lines_net": "833.3333",
            "lines_tax": "180",
        },
        (
            'The figures that Hubflo gives for "Design" (Dupont SARL, 1,000.00 EUR, 4 April 2026) do not '
            "add up: 1,000.00 EUR and 166.67 EUR of tax for the whole, but 833.3333 EUR and 180.00 EUR of"
            " tax for its lines together. So we do not know what your client's document says, and we do "
            "not guess. Enter it by hand in Xero and use `hubflo-xero invoices link Design --to NUMBER`, "
            "or cancel it in Hubflo, duplicate it and issue the copy. If Hubflo comes to show other "
            "figures, we notice it and it goes by itself. [totals-unclear]"
        ),
    ),
    (
        "rounding-unclear",
        {
            **WEBSITE,
            "invoice": "Design",
            "customer": "Dupont SARL",
            "total": "1000.00",
            "currency": "EUR",
            "dated": "2026-04-04",
            "readings": "2",
        },
        (
            '"Design" (Dupont SARL, 1,000.00 EUR, 4 April 2026) has lines at several tax rates, and '
            "Hubflo's figures allow 2 ways of rounding the tax at each of them, so we do not guess. "
            "Nothing need be done if another invoice of yours is about to be issued: as soon as one shows"
            " how Hubflo rounds, this one goes by itself. To have it in Xero before that, enter it by "
            "hand and use `hubflo-xero invoices link Design --to NUMBER`. [rounding-unclear]"
        ),
    ),
    (
        "credit-note",
        {**WEBSITE, "invoice": "Refund March", "total": "-1200.00"},
        (
            '"Refund March" (Acme Ltd, -1,200.00 GBP, 31 March 2026) has a total below zero: it is a '
            "credit, and Xero takes a credit as a credit note only. Enter it in Xero under Invoices, New "
            'credit note, and use `hubflo-xero invoices link "Refund March" --to NUMBER` with the number '
            'it has there; or leave it out for good: `hubflo-xero invoices skip "Refund March" --because '
            '"why"`. Either closes this. [credit-note]'
        ),
    ),
    (
        "lines-missing",
        {**WEBSITE, "invoice": "Workshop", "total": "0.00"},
        (
            '"Workshop" (Acme Ltd, 0.00 GBP, 31 March 2026) was issued without a line that carries money,'
            " so there is nothing to send. If lines are missing, cancel it in Hubflo, duplicate it and "
            "issue the copy with them; this then closes by itself. If it is meant so: `hubflo-xero "
            'invoices skip Workshop --because "why"`. [lines-missing]'
        ),
    ),
    (
        "status-unknown",
        {**WEBSITE, "status": "partially_paid"},
        (
            'Hubflo gives "Website, March" (Acme Ltd, 1,200.00 GBP, 31 March 2026) the status '
            '"partially_paid", which we do not know, so we do not know whether it counts. Look at it in '
            "Hubflo under Invoices; if it looks right there, install the newest version of hubflo-xero. "
            'If it shall not be sent: `hubflo-xero invoices skip "Website, March" --because "why"`. When '
            "its status changes in Hubflo, it goes on by itself. [status-unknown]"
        ),
    ),
    (
        "status-unknown",
        WEBSITE,
        (
            'Hubflo gives "Website, March" (Acme Ltd, 1,200.00 GBP, 31 March 2026) no status, so we do '
            "not know whether it counts. Look at it in Hubflo under Invoices; if it looks right there, "
            "install the newest version of hubflo-xero. If it shall not be sent: `hubflo-xero invoices "
            'skip "Website, March" --because "why"`. When its status changes in Hubflo, it goes on by '
            "itself. [status-unknown]"
        ),
    ),
    (
        "invoice-unreadable",
        {**WEBSITE, "unreadable": "line_items.vat_rate, payment_deadline_days"},
        (
            '"Website, March" (Acme Ltd, 1,200.00 GBP, 31 March 2026) cannot be read as Hubflo sends it: '
            'what is missing or of no use is "line_items.vat_rate, payment_deadline_days". Nothing of it '
            "was sent. Look at it in Hubflo under Invoices; if it looks right there, install the newest "
            "version of hubflo-xero. To have it in Xero before that, enter it by hand and use "
            '`hubflo-xero invoices link "Website, March" --to NUMBER`. When it changes in Hubflo, we read'
            " it again by ourselves; all other invoices go on. [invoice-unreadable]"
        ),
    ),
    (
        "invoice-unreadable",
        WEBSITE,
        (
            '"Website, March" (Acme Ltd, 1,200.00 GBP, 31 March 2026) cannot be read as Hubflo sends it. '
            "Nothing of it was sent. Look at it in Hubflo under Invoices; if it looks right there, "
            "install the newest version of hubflo-xero. To have it in Xero before that, enter it by hand "
            'and use `hubflo-xero invoices link "Website, March" --to NUMBER`. When it changes in Hubflo,'
            " we read it again by ourselves; all other invoices go on. [invoice-unreadable]"
        ),
    ),
    (
        "invoice-not-shown",
        WEBSITE,
        (
            'Hubflo lists "Website, March" (Acme Ltd, 1,200.00 GBP, 31 March 2026), but does not show it '
            "when we ask for this one alone. We do not know its lines, so nothing of it was sent. Open it "
            "in Hubflo under Invoices. If it does not open there either, tell Hubflo's support. To have it "
            "in Xero before that, enter it by hand and use `hubflo-xero invoices link "
            '"Website, March" --to NUMBER`. If it shall not be sent: `hubflo-xero invoices skip '
            '"Website, March" --because "why"`. We ask for it again every 10 minutes. Once Hubflo shows '
            "it, it goes on by itself; all other invoices go on. [invoice-not-shown]"
        ),
    ),
]


@pytest.mark.parametrize(("code", "facts", "sentence"), SAMPLES)
def test_the_sentence(code: str, facts: dict[str, str], sentence: str) -> None:
    assert cause_sentence(Cause(code=code, key="k", facts=facts), ZONE, now=NOON) == sentence
