"""Account and tax of every line: the first line that nobody can decide is the question."""

from dataclasses import replace
from decimal import Decimal

import pytest

from domain.books import Account, AccountClass, LedgerBooks
from domain.hold import Cause
from domain.invoice import LineKind, PortalLine
from domain.invoice_causes import About
from domain.invoice_lines import TaxAnswers, Taxed, may_stand_on, taxed_lines
from domain.tax import NO_TAX, Place, TaxCase
from tests.support.invoices import portal_line
from tests.unit.domain.invoicing import BOOKS, DEPOSITS, SALES, SETTINGS, issued

ALL_ACCOUNTS = replace(SETTINGS, deposit_account="419", discount_account="706")
DEPOSIT, DISCOUNT = portal_line(kind=LineKind.DEPOSIT), portal_line("-10", kind=LineKind.DISCOUNT)


def taxed(
    *lines: PortalLine,
    settings: object = ALL_ACCOUNTS,
    books: LedgerBooks = BOOKS,
    answers: TaxAnswers | None = None,
) -> Taxed | Cause:
    assert isinstance(settings, type(SETTINGS))
    return taxed_lines(About(invoice=issued(*lines)), settings, books, answers or TaxAnswers())


def done(made: Taxed | Cause) -> Taxed:
    assert isinstance(made, Taxed), made
    return made


def asked(made: Taxed | Cause) -> Cause:
    assert isinstance(made, Cause), made
    return made


def test_each_kind_of_line_has_its_account_and_a_subtotal_has_none() -> None:
    made = done(taxed(portal_line(), portal_line(kind=LineKind.SUBTOTAL), DEPOSIT, DISCOUNT))

    assert [line.account for line in made.lines] == ["706", "419", "706"]
    assert [line.tax_type for line in made.lines] == ["TVA20"] * 3


@pytest.mark.parametrize(("line", "setting"), [(DEPOSIT, "deposit-account"), (DISCOUNT, "discount-account")])
def test_the_first_line_of_a_kind_without_an_account_is_one_question_for_all(
    line: PortalLine, setting: str
) -> None:
    cause = asked(taxed(portal_line(), line, settings=SETTINGS))

    assert (cause.code, cause.key) == ("account-needed", f"account-needed:{setting}")


@pytest.mark.parametrize(
    ("account", "why"),
    [
        (None, "missing"),
        (replace(SALES, is_active=False), "archived"),
        (replace(SALES, kind=AccountClass.LIABILITY), "wrong-class"),
    ],
)
def test_an_account_that_cannot_be_used_holds_everything_on_it(account: Account | None, why: str) -> None:
    accounts = () if account is None else (account,)
    cause = asked(taxed(portal_line(), books=replace(BOOKS, accounts=accounts)))

    assert (cause.code, cause.key, cause.facts["why"]) == ("account-unusable", "account-unusable:706", why)


def test_only_deposits_may_stand_on_a_liability() -> None:
    assert [
        kind for kind in (LineKind.ITEM, LineKind.DISCOUNT, LineKind.DEPOSIT) if may_stand_on(DEPOSITS, kind)
    ] == [LineKind.DEPOSIT]
    assert not may_stand_on(replace(SALES, code=""), LineKind.ITEM)


def test_a_line_of_nothing_is_in_no_box_of_the_return() -> None:
    nothing = portal_line("0", rate="0")

    assert [line.tax_type for line in done(taxed(nothing)).lines] == [NO_TAX]
    with_tax = replace(BOOKS, accounts=(replace(SALES, tax_type="TVA20"),))
    assert [each.rule for each in done(taxed(nothing, books=with_tax)).taxes] == ["no-money"]


def test_a_tax_that_is_unclear_is_one_question_for_its_rate_kind_and_place() -> None:
    cause = asked(taxed(portal_line(rate="0"), answers=TaxAnswers(place=Place.ABROAD)))

    assert cause.key == "tax-choice-needed:0:item:abroad"
    assert (cause.facts["count"], cause.facts["offered"]) == ("2", "EXEMPT (EXEMPT); EXPORT (EXPORT)")


def test_always_counts_for_its_own_case_alone() -> None:
    rules = {TaxCase(Decimal(0), LineKind.ITEM, Place.ABROAD): "EXPORT"}
    line = portal_line(rate="0")

    abroad = done(taxed(line, answers=TaxAnswers(rules=rules, place=Place.ABROAD)))
    assert [(each.tax_type, each.rule) for each in abroad.taxes] == [("EXPORT", "connection-rule")]
    assert asked(taxed(line, answers=TaxAnswers(rules=rules, place=Place.HOME))).code == "tax-choice-needed"


def test_a_rate_that_the_ledger_lacks_is_one_question_for_all_of_it() -> None:
    cause = asked(taxed(portal_line(rate="5.50")))

    assert (cause.key, cause.facts["rate"]) == ("tax-rate-missing:5.5", "5.5")
