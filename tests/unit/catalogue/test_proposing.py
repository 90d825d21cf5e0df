"""What is said before the first invoice, word for word where it matters."""

from datetime import date
from decimal import Decimal

import pytest

from domain.errors import Invalid
from domain.proposals import Proposal, TaxProposal, TaxWhy, Why
from entrypoints.catalogue import (
    first_run_words,
    invoice_promises,
    past_sentence,
    problem_sentence,
    proposal_sentence,
    proposed_tax_sentence,
)
from entrypoints.catalogue.language import section
from tests.unit.catalogue.test_promises import CONNECTION

SAMPLES = [
    (
        "invoice-answers-missing",
        {"missing": "`--own-link-off`"},
        (
            "Nobody is there to be asked, and before invoices are sent only you can say `--own-link-off`. "
            "Add that, or `--no-invoices` for contacts alone. Nothing was written. [invoice-answers-missing]"
        ),
    )
]


@pytest.mark.parametrize(("code", "facts", "sentence"), SAMPLES)
def test_what_a_program_must_say(code: str, facts: dict[str, str], sentence: str) -> None:
    assert problem_sentence(Invalid(code, **facts)) == sentence


def test_every_reason_of_a_proposal_has_words() -> None:
    assert set(section("proposals")) == {why.value for why in Why}
    assert set(section("proposed-taxes")) == {why.value for why in TaxWhy}


@pytest.mark.parametrize(
    ("proposal", "sentence"),
    [
        (
            Proposal(
                setting="revenue-account", value="200", why=Why.USUAL_ACCOUNT, facts={"account": "200 Sales"}
            ),
            "Sales are booked on 200 Sales, the usual account for them where your books are.",
        ),
        (
            Proposal(
                setting="start-date",
                value="2026-05-14",
                why=Why.FROM_TODAY,
                facts={"start": "2026-05-14", "month_start": "2026-05-01"},
            ),
            (
                "From 14 May 2026 on, which is today in the time zone of your books. What was issued "
                "before stays out of Xero. To begin with this month instead, choose 2026-05-01."
            ),
        ),
        (
            Proposal(
                setting="discount-account",
                value="",
                why=Why.NO_ACCOUNT,
                facts={"setting": "discount-account"},
            ),
            "No account in Xero takes discounts. Add one under Accounting, Chart of accounts.",
        ),
        (
            Proposal(setting="cancelled-invoices", value="show", why=Why.SHOWN_ONLY),
            "What is cancelled in Hubflo is shown to you, and left as it is in Xero.",
        ),
        (
            Proposal(
                setting="cancelled-invoices", value="show", why=Why.SHOWN_ONLY, facts={"offered": "yes"}
            ),
            (
                "What is cancelled in Hubflo is shown to you, and left as it is in Xero. We can delete "
                "it there while nobody has approved it: `hubflo-xero settings set cancelled-invoices delete`."
            ),
        ),
        (
            Proposal(
                setting="payments-card",
                value="615",
                why=Why.CLEARING_ACCOUNT,
                facts={"account": "615 Stripe Clearing"},
            ),
            (
                "Card payments, by Stripe or not, are posted to 615 Stripe Clearing, gross: the one account "
                "in Xero that is called like one for them. The fees you book there, as before."
            ),
        ),
        (
            Proposal(setting="payments-stripe", value="ask", why=Why.NO_CLEARING),
            (
                "Card payments, by Stripe or not, have no account yet: Xero has not exactly one that takes "
                "payments and is called like one for them (clearing, Stripe). The first card payment is "
                "held, and asks you."
            ),
        ),
        (
            Proposal(setting="payments-cash", value="bank-feed", why=Why.BANK_SHOWS),
            (
                "Transfers, cheques and cash are left to your bank feed: you match them in Xero, and "
                "nothing is posted by us."
            ),
        ),
        (
            Proposal(setting="approve-on-payment", value="off", why=Why.APPROVED_BY_PEOPLE),
            (
                "A payment waits until you have approved its invoice in Xero. We approve nothing for it, "
                "unless you say so: `hubflo-xero settings set approve-on-payment on`."
            ),
        ),
        (
            Proposal(setting="payments-from-ledger", value="off", why=Why.SHOWN_IN_LEDGER),
            (
                "What is paid in Xero alone is shown to you, and not recorded in Hubflo, unless you say "
                "so: `hubflo-xero settings set payments-from-ledger on`."
            ),
        ),
    ],
)
def test_a_proposal_is_told_with_its_reason(proposal: Proposal, sentence: str) -> None:
    assert proposal_sentence(proposal) == sentence


@pytest.mark.parametrize(
    ("proposal", "sentence"),
    [
        (
            TaxProposal(
                rate=Decimal("20.0000"), tax_type="OUTPUT2", why=TaxWhy.ONE_OF_RATE, facts={"tax": "VAT"}
            ),
            '20 %: "VAT", the only sales tax in Xero with that rate.',
        ),
        (
            TaxProposal(
                rate=Decimal(0), tax_type="", why=TaxWhy.SEVERAL, facts={"count": "4", "offered": "yes"}
            ),
            (
                "0 %: 4 sales taxes in Xero, each for another box of your return, so we do not guess. "
                "The first invoice with such a line is held, and asks you."
            ),
        ),
        (
            TaxProposal(rate=Decimal(0), tax_type="", why=TaxWhy.SEVERAL, facts={"count": "0"}),
            "0 %: no sales tax in Xero has that rate, so the first line at it is held.",
        ),
    ],
)
def test_a_tax_is_told_with_its_reason(proposal: TaxProposal, sentence: str) -> None:
    assert proposed_tax_sentence(proposal) == sentence


def test_past_invoices_are_counted_in_words() -> None:
    day = date(2026, 5, 1)

    assert past_sentence(0, day, is_whole=True) == "0 past invoices will be sent."
    assert past_sentence(3, day, is_whole=True) == (
        "3 invoices of the past will be sent: issued since 1 May 2026, the day you begin with."
    )
    assert past_sentence(0, day, is_whole=False).startswith("At least 0 invoices of the past will be sent")


def test_the_promises_name_both_sides_the_day_and_the_status() -> None:
    written, payments, never, stop = invoice_promises(CONNECTION, date(2026, 5, 14), as_draft=False)
    drafted = invoice_promises(CONNECTION, date(2026, 5, 14), as_draft=True)[0]

    assert f'Xero, "{CONNECTION.ledger_name}", gets every invoice' in written
    assert "from 14 May 2026 on, awaiting approval, and its customer" in written
    assert f'Hubflo, "{CONNECTION.portal_name}", gets' in written
    assert "from 14 May 2026 on, as a draft, and its customer" in drafted
    assert payments.startswith(
        "What becomes of payments: what is paid in Hubflo, and Xero does not count yet,"
    )
    assert never.startswith("What never: no invoice twice")
    assert "`hubflo-xero settings set start-date off`" in stop


def test_nothing_of_it_lacks_a_fact() -> None:
    plain = ("own-link", "own-link-on", "own-link-asked", "not-now", "stay-off", "past-none", "reminders-on")

    assert all("(not known)" not in first_run_words(code) for code in plain)
    promises = {f"promise-{what}" for what in ("written", "payments", "never", "stop")}
    assert set(section("first-run")) == {*plain, "past", *promises}
