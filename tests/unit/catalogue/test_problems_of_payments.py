"""What can go wrong with commands about payments, word for word."""

import pytest

from domain.errors import Problem
from entrypoints.catalogue import problem_sentence
from tests.unit.catalogue.people import NOON, ZONE

SAMPLES = [
    (
        "deleted-not-told",
        {},
        (
            "What we sent for it got no clear answer and is not on its invoice in Xero. Somebody may have "
            "deleted it there, which Xero does not tell us just now, so it is not sent again. We go on "
            "asking, at least every hour. [deleted-not-told]"
        ),
    ),
    (
        "document-not-shown",
        {},
        (
            "Xero did not show its invoice when we asked for it, several times, so we cannot tell what "
            "counts there. We go on asking, at least once a night. [document-not-shown]"
        ),
    ),
    (
        "payment-none",
        {"invoice": "Website, March"},
        (
            'Nothing was paid for "Website, March" yet, in Hubflo or in Xero, as far as we have read. '
            "`hubflo-xero payments list` shows for which invoices something was; if it is new, "
            "`hubflo-xero run` reads it by itself. [payment-none]"
        ),
    ),
    (
        "payment-not-twice",
        {"invoice": "Website, March"},
        (
            'Nothing of the payment for "Website, March" is said to be there twice, and nothing was '
            "changed. `hubflo-xero payments show INV` says where it stands and what fits. "
            "[payment-not-twice]"
        ),
    ),
    (
        "payment-on-its-way",
        {"invoice": "Website, March"},
        (
            'A payment for "Website, March" is on its way or being looked for, and nothing was '
            "changed. Within minutes it is settled: try again then, if anything is left. "
            "[payment-on-its-way]"
        ),
    ),
    (
        "payment-amount",
        {"amount": "-1"},
        (
            'No payment can be of "-1": it must be zero or more, with two places at most, such as '
            "680.00. Nothing was changed. [payment-amount]"
        ),
    ),
    (
        "payment-amount-too-large",
        {"amount": "1300.00", "most": "1200.00", "currency": "GBP"},
        (
            "1,300.00 GBP is more than can still be posted for this invoice, which is 1,200.00 GBP now, and "
            "nothing was changed. `hubflo-xero payments show INV` shows both sides. "
            "[payment-amount-too-large]"
        ),
    ),
    (
        "payment-cannot",
        {"stage": "dispatched", "what": "release", "who": "person"},
        (
            "That cannot be done with this payment as it stands now (on its way), and nothing was "
            "changed. `hubflo-xero payments show INV` says where it stands and what fits. "
            "[payment-cannot]"
        ),
    ),
    (
        "account-not-there",
        {"account": "999", "setting": "payments-card", "usable": "090 Business Bank Account"},
        (
            'Xero has no account with the code "999", and nothing was changed. Give the code of '
            "another one; for payments there are: 090 Business Bank Account. [account-not-there]"
        ),
    ),
    (
        "account-not-usable",
        {"account": "615 Stripe clearing", "setting": "", "why": "archived"},
        (
            "The account 615 Stripe clearing was archived in Xero, and nothing was changed. To use it "
            "all the same, restore it in Xero (Accounting, Chart of accounts, Archive) and give its "
            "code again. There is none that payments may be booked on. Add one in Xero under "
            "Accounting, Chart of accounts. [account-not-usable]"
        ),
    ),
]


@pytest.mark.parametrize(("reason", "facts", "sentence"), SAMPLES)
def test_the_sentence(reason: str, facts: dict[str, str], sentence: str) -> None:
    assert problem_sentence(Problem(reason, **facts), ZONE, now=NOON) == sentence
