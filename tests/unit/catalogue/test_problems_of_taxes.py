"""What can go wrong with answers about taxes, accounts and customers, word for word."""

import pytest

from domain.errors import Problem
from entrypoints.catalogue import problem_sentence
from tests.unit.catalogue.people import NOON, ZONE

SAMPLES = [
    (
        "invoice-answers-missing",
        {"missing": "--own-link-off, --revenue-account CODE"},
        (
            "Nobody is there to be asked, and before invoices are sent only you can say --own-link-off, "
            "--revenue-account CODE. Add that, or `--no-invoices` for contacts alone. Nothing was "
            "written. [invoice-answers-missing]"
        ),
    ),
    (
        "answer-one-customer",
        {},
        (
            "Say exactly one thing of who is billed: `--to CONTACT` if they are in Xero already, or "
            '`--new` if not. An invoice is left out with `hubflo-xero invoices skip INV --because "why"`.'
            " [answer-one-customer]"
        ),
    ),
    (
        "tax-no-question",
        {"invoice": "Audit"},
        (
            '"Audit" has no one rate of tax to choose for. Say for which: `hubflo-xero invoices tax INV '
            "--rate 20`. Nothing was changed. [tax-no-question]"
        ),
    ),
    (
        "tax-not-offered",
        {"tax": "OUTPUT3", "offered": "20% (VAT on Income) (OUTPUT2)", "rate": "20"},
        (
            '"OUTPUT3" is no sales tax at 20 % in Xero. There are: 20% (VAT on Income) (OUTPUT2). Nothing'
            " was changed. Choose one of these, or add one in Xero under Accounting, Advanced, Tax rates."
            " [tax-not-offered]"
        ),
    ),
    (
        "tax-not-offered",
        {"tax": "OUTPUT3", "offered": "", "rate": "5.5"},
        (
            '"OUTPUT3" is no sales tax at 5.5 % in Xero. There is none. Nothing was changed. First add '
            "one in Xero under Accounting, Advanced, Tax rates. [tax-not-offered]"
        ),
    ),
    (
        "rate-unusable",
        {"rate": "twenty"},
        (
            '"twenty" is no rate of tax. Nothing was changed. Give it as a number, such as 20 or 5.5. '
            "[rate-unusable]"
        ),
    ),
    (
        "account-not-there",
        {"account": "999", "setting": "revenue-account", "usable": "200 Sales; 260 Other Revenue"},
        (
            'Xero has no account with the code "999", and nothing was changed. Give the code of another '
            "one; for sales there are: 200 Sales; 260 Other Revenue. [account-not-there]"
        ),
    ),
    (
        "account-not-there",
        {"account": "999", "setting": "deposit-account", "usable": ""},
        (
            'Xero has no account with the code "999", and nothing was changed. It has none that deposits '
            "may be booked on. Add one in Xero under Accounting, Chart of accounts. [account-not-there]"
        ),
    ),
    (
        "account-not-usable",
        {"account": "610 Travel", "setting": "discount-account", "why": "wrong-class", "usable": "200 Sales"},
        (
            "The account 610 Travel is not of a kind that discounts may be booked on, and nothing was "
            "changed. Its type stands in Xero under Accounting, Chart of accounts. Give the code of another "
            "one; for discounts there are: 200 Sales. [account-not-usable]"
        ),
    ),
    (
        "account-not-usable",
        {"account": "200 Sales", "setting": "revenue-account", "why": "archived", "usable": "260 Other"},
        (
            "The account 200 Sales was archived in Xero, and nothing was changed. To use it all the same, "
            "restore it in Xero (Accounting, Chart of accounts, Archive) and give its code again. Give the "
            "code of another one; for sales there are: 260 Other. [account-not-usable]"
        ),
    ),
    (
        "account-not-usable",
        {"account": "200 Sales", "setting": "revenue-account", "why": "archived", "usable": ""},
        (
            "The account 200 Sales was archived in Xero, and nothing was changed. To use it all the same, "
            "restore it in Xero (Accounting, Chart of accounts, Archive) and give its code again. There is "
            "none that sales may be booked on. Add one in Xero under Accounting, Chart of accounts. "
            "[account-not-usable]"
        ),
    ),
]


@pytest.mark.parametrize(("code", "facts", "sentence"), SAMPLES)
def test_the_sentence(code: str, facts: dict[str, str], sentence: str) -> None:
    assert problem_sentence(Problem(code, **facts), ZONE, now=NOON) == sentence
