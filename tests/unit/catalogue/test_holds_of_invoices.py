"""What is asked about invoices that the books cannot take as they are, word for word."""

import pytest

from domain.hold import Cause
from entrypoints.catalogue import cause_sentence
from tests.unit.catalogue.people import NOON, WEBSITE, ZONE

SAMPLES = [
    (
        "period-locked",
        {**WEBSITE, "locked_to": "2026-03-31"},
        (
            '"Website, March" (Acme Ltd, 1,200.00 GBP, 31 March 2026) is held. Your books are locked up '
            "to 31 March 2026, so Xero will not take it. Move the lock date in Xero (Accounting, "
            "Advanced, Financial settings), or book it by hand and use `hubflo-xero invoices link "
            '"Website, March" --to NUMBER`. Once the lock date is earlier, it goes by itself within 10 '
            "minutes. [period-locked]"
        ),
    ),
    (
        "period-locked",
        {**WEBSITE, "locked_to": "2026-03-31", "may_redate": "yes"},
        (
            '"Website, March" (Acme Ltd, 1,200.00 GBP, 31 March 2026) is held. Your books are locked up '
            "to 31 March 2026, so Xero will not take it. Move the lock date in Xero (Accounting, "
            "Advanced, Financial settings), or book it by hand and use `hubflo-xero invoices link "
            '"Website, March" --to NUMBER`. To date it on the first open day instead: `hubflo-xero '
            'invoices release "Website, March" --date-in-books --because "why"`. Once the lock date is '
            "earlier, it goes by itself within 10 minutes. [period-locked]"
        ),
    ),
    (
        "tax-choice-needed",
        {
            **WEBSITE,
            "invoice": "Audit",
            "customer": "Dupont SARL",
            "total": "800.00",
            "currency": "EUR",
            "dated": "2026-04-04",
            "rate": "0",
            "line": "Audit of the year",
            "count": "4",
            "offered": (
                "Exempt Income (EXEMPTOUTPUT); No VAT (NONE); Zero Rated EC Services "
                "(ECZROUTPUTSERVICES); Zero Rated Income (ZERORATEDOUTPUT)"
            ),
            "kind": "item",
            "place": "abroad",
        },
        (
            '"Audit" (Dupont SARL, 800.00 EUR, 4 April 2026) has a line at 0 %, "Audit of the year". Your'
            " organisation has 4 sales taxes at 0 %, each for another box of the VAT return, so we do not"
            ' guess: "Exempt Income", "No VAT", "Zero Rated EC Services", "Zero Rated Income". Choose for'
            " this invoice, for Dupont SARL, or always for customers abroad: `hubflo-xero invoices tax "
            "Audit`. It goes at once. [tax-choice-needed]"
        ),
    ),
    (
        "tax-choice-needed",
        {
            **WEBSITE,
            "invoice": "Audit",
            "customer": "Dupont SARL",
            "total": "800.00",
            "currency": "EUR",
            "dated": "2026-04-04",
            "rate": "0",
            "count": "1",
            "offered": "Zero Rated Income (ZERORATEDOUTPUT)",
            "kind": "deposit",
            "place": "unknown",
        },
        (
            '"Audit" (Dupont SARL, 800.00 EUR, 4 April 2026) has a deposit at 0 %. Your organisation has '
            'one sales tax at 0 %, "Zero Rated Income", but a line without tax may also belong in another'
            " box of the VAT return or in none, so we do not guess. Choose for this invoice, for Dupont "
            "SARL, or always for customers whose country is not known: `hubflo-xero invoices tax Audit`. "
            "It goes at once. [tax-choice-needed]"
        ),
    ),
    (
        "tax-rate-missing",
        {
            **WEBSITE,
            "invoice": "Catering",
            "customer": "Dupont SARL",
            "total": "800.00",
            "currency": "EUR",
            "dated": "2026-04-04",
            "rate": "5.5",
            "line": "Lunch",
        },
        (
            '"Catering" (Dupont SARL, 800.00 EUR, 4 April 2026) has a line at 5.5 %, "Lunch", and no '
            "active sales tax in Xero has that rate. Add it in Xero under Accounting, Advanced, Tax "
            "rates; or, if the rate is wrong, cancel the invoice in Hubflo, duplicate it and issue the "
            "copy. We look every 10 minutes and send it by ourselves. [tax-rate-missing]"
        ),
    ),
    (
        "account-needed",
        {**WEBSITE, "invoice": "Retainer, April", "setting": "deposit-account"},
        (
            '"Retainer, April" (Acme Ltd, 1,200.00 GBP, 31 March 2026) is held. Nobody has said yet on '
            "which account in Xero deposits are booked, and we do not guess. Choose one: `hubflo-xero "
            "settings set deposit-account CODE`, with its code from Xero (Accounting, Chart of accounts)."
            " It then goes by itself. [account-needed]"
        ),
    ),
    (
        "account-unusable",
        {**WEBSITE, "account": "200 Sales", "setting": "revenue-account", "why": "archived"},
        (
            '"Website, March" (Acme Ltd, 1,200.00 GBP, 31 March 2026) is held. Your sales account 200 '
            "Sales was archived in Xero. Choose another (`hubflo-xero settings set revenue-account CODE`)"
            " or restore it in Xero (Accounting, Chart of accounts, Archive). It then goes by itself "
            "within 10 minutes. [account-unusable]"
        ),
    ),
    (
        "account-unusable",
        {**WEBSITE, "account": "200", "setting": "revenue-account", "why": "missing"},
        (
            '"Website, March" (Acme Ltd, 1,200.00 GBP, 31 March 2026) is held. Your sales account 200 is '
            "not in Xero any more. Choose another: `hubflo-xero settings set revenue-account CODE`, with "
            "its code from Xero (Accounting, Chart of accounts). It then goes by itself within 10 "
            "minutes. [account-unusable]"
        ),
    ),
    (
        "account-unusable",
        {**WEBSITE, "account": "610 Travel", "setting": "discount-account", "why": "wrong-class"},
        (
            '"Website, March" (Acme Ltd, 1,200.00 GBP, 31 March 2026) is held. Your discount account 610 '
            "Travel is not of a kind that discounts may be booked on. Choose another: `hubflo-xero "
            "settings set discount-account CODE`, with its code from Xero (Accounting, Chart of "
            "accounts). It then goes by itself within 10 minutes. [account-unusable]"
        ),
    ),
    (
        "currency-not-in-xero",
        {
            **WEBSITE,
            "invoice": "Audit",
            "customer": "Dupont SARL",
            "total": "800.00",
            "currency": "EUR",
            "dated": "2026-04-04",
            "organisation": "Smith Ltd",
            "currencies": "GBP",
        },
        (
            'Hubflo bills "Audit" (Dupont SARL, 800.00 EUR, 4 April 2026) in EUR; "Smith Ltd" in Xero has'
            " GBP only. Add EUR in Xero under Settings, Currencies (some plans cannot). It then goes by "
            "itself within 10 minutes; contacts are not affected. [currency-not-in-xero]"
        ),
    ),
    (
        "currency-without-cents",
        {**WEBSITE, "invoice": "Logo", "customer": "Sakura KK", "total": "120000.00", "currency": "JPY"},
        (
            '"Logo" (Sakura KK, 120,000.00 JPY, 31 March 2026) is in JPY, which is not divided into '
            "hundredths, and we can prove amounts to the cent only. Enter it by hand in Xero and use "
            "`hubflo-xero invoices link Logo --to NUMBER`, or leave it out for good: `hubflo-xero "
            'invoices skip Logo --because "why"`. If you cancel it in Hubflo, this closes by itself. '
            "[currency-without-cents]"
        ),
    ),
    (
        "not-permitted",
        {**WEBSITE, "permission": "submit-invoices"},
        (
            '"Website, March" (Acme Ltd, 1,200.00 GBP, 31 March 2026) is held. Xero does not let the user'
            " who connected us create invoices. Give that user a role that may, in Xero under Settings, "
            "Users; or let another user run `hubflo-xero connect` for the same organisation. It then goes"
            " by itself within 10 minutes. [not-permitted]"
        ),
    ),
]


@pytest.mark.parametrize(("code", "facts", "sentence"), SAMPLES)
def test_the_sentence(code: str, facts: dict[str, str], sentence: str) -> None:
    assert cause_sentence(Cause(code=code, key="k", facts=facts), ZONE, now=NOON) == sentence
