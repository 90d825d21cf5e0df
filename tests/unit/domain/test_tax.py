"""Which tax type a line gets: the first rule that names a usable tax, and a person where none does."""

from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal

import pytest

from domain.books import LedgerBooks, TaxRate
from domain.ids import TenantId
from domain.invoice import LineKind
from domain.organisation import LedgerOrganisation
from domain.tax import RULES, Place, TaxCase, TaxChoice, TaxMissing, TaxQuestion, TaxUnclear, choose_tax

TWENTY, ZERO = Decimal(20), Decimal(0)


def _tax(tax_type: str, rate: str = "20") -> TaxRate:
    return TaxRate(tax_type=tax_type, name=tax_type, rate=Decimal(rate), is_active=True, is_for_sales=True)


SIX = tuple(_tax(f"T{number}") for number in range(1, 7))


def _question(*taxes: TaxRate, rate: str = "20", pays_tax: bool | None = True) -> TaxQuestion:
    books = LedgerBooks(
        organisation=LedgerOrganisation(tenant_id=TenantId("t-1"), name="Firm", pays_tax=pays_tax),
        accounts=(),
        tax_rates=taxes,
        currencies=frozenset({"EUR"}),
        read_at=datetime(2026, 4, 1, tzinfo=UTC),
    )
    return TaxQuestion(rate=Decimal(rate), kind=LineKind.ITEM, place=Place.HOME, books=books)


def _all_answered(*taxes: TaxRate, rate: str = "20") -> TaxQuestion:
    """Every rule but the last has an answer of its own."""
    question = _question(*taxes, rate=rate)
    case = TaxCase(question.rate, question.kind, question.place)
    return replace(
        question,
        for_invoice={question.rate: "T1"},
        for_customer={question.rate: "T2"},
        of_contact="T3",
        rules={case: "T4"},
        of_account="T5",
    )


@pytest.mark.parametrize(
    ("first", "rule"),
    [
        (1, "answer-for-invoice"),
        (2, "answer-for-customer"),
        (3, "contact-default"),
        (4, "connection-rule"),
        (5, "account-tax"),
        (6, "rate-alone"),
    ],
)
def test_the_first_rule_with_a_usable_tax_wins(first: int, rule: str) -> None:
    """What stands before is not offered any more, so the next answer counts."""
    assert choose_tax(_all_answered(*SIX[first - 1 :])) == TaxChoice(tax_type=f"T{first}", rule=rule)


def test_every_rule_has_a_name_of_its_own() -> None:
    assert [name for name, _ in RULES] == [
        "answer-for-invoice",
        "answer-for-customer",
        "contact-default",
        "connection-rule",
        "account-tax",
        "rate-alone",
    ]


@pytest.mark.parametrize(
    "answers",
    [
        {"for_invoice": {TWENTY: "T1"}},
        {"for_customer": {TWENTY: "T1"}},
        {"of_contact": "T1"},
        {"rules": {TaxCase(TWENTY, LineKind.ITEM, Place.HOME): "T1"}},
        {"of_account": "T1"},
    ],
)
@pytest.mark.parametrize(
    "spoiled",
    [
        replace(SIX[0], is_active=False),
        replace(SIX[0], is_for_sales=False),
        replace(SIX[0], is_computed=True),
        replace(SIX[0], rate=Decimal("20.5")),
    ],
    ids=["inactive", "purchase", "computed", "rate changed since"],
)
def test_no_answer_brings_back_a_tax_that_cannot_be_used(
    answers: dict[str, object], spoiled: TaxRate
) -> None:
    usable = replace(_question(*SIX[:3]), **answers)  # type: ignore[arg-type]  # free test input
    spoiled_now = replace(_question(spoiled, *SIX[1:3]), **answers)  # type: ignore[arg-type]  # free test input

    assert isinstance(choose_tax(usable), TaxChoice)
    assert choose_tax(spoiled_now) == TaxUnclear(rate=TWENTY, offered=SIX[1:3])


def test_what_cannot_be_used_is_not_the_one_tax_of_its_rate() -> None:
    others = (
        replace(SIX[0], is_active=False),
        replace(SIX[1], is_for_sales=False),
        replace(SIX[2], is_computed=True),
    )

    assert choose_tax(_question(*others)) == TaxMissing(rate=TWENTY)
    assert choose_tax(_question(*others, SIX[3])) == TaxChoice(tax_type="T4", rule="rate-alone")


def test_two_taxes_of_one_rate_are_asked_about() -> None:
    assert choose_tax(_question(SIX[1], SIX[0])) == TaxUnclear(rate=TWENTY, offered=SIX[:2])


def test_zero_percent_is_never_decided_by_its_rate() -> None:
    zero = _tax("ZERORATEDOUTPUT", "0")

    assert choose_tax(_question(zero, rate="0")) == TaxUnclear(rate=ZERO, offered=(zero,))


@pytest.mark.parametrize(
    ("answers", "rule"),
    [
        ({"for_invoice": {ZERO: "EXEMPT"}}, "answer-for-invoice"),
        ({"for_customer": {ZERO: "EXEMPT"}}, "answer-for-customer"),
        ({"of_contact": "EXEMPT"}, "contact-default"),
        ({"rules": {TaxCase(ZERO, LineKind.ITEM, Place.HOME): "EXEMPT"}}, "connection-rule"),
        ({"of_account": "EXEMPT"}, "account-tax"),
    ],
)
def test_zero_percent_is_decided_by_every_other_rule(answers: dict[str, object], rule: str) -> None:
    question = replace(_question(_tax("EXEMPT", "0"), _tax("NIL", "0"), rate="0"), **answers)  # type: ignore[arg-type]  # free test input

    assert choose_tax(question) == TaxChoice(tax_type="EXEMPT", rule=rule)


def test_an_answer_for_another_rate_says_nothing() -> None:
    question = replace(_question(*SIX[:2]), for_invoice={Decimal(10): "T1"}, for_customer={Decimal(10): "T1"})

    assert choose_tax(question) == TaxUnclear(rate=TWENTY, offered=SIX[:2])


@pytest.mark.parametrize(
    "other",
    [
        TaxCase(Decimal(10), LineKind.ITEM, Place.HOME),
        TaxCase(TWENTY, LineKind.DEPOSIT, Place.HOME),
        TaxCase(TWENTY, LineKind.ITEM, Place.ABROAD),
    ],
)
def test_a_rule_of_the_connection_is_for_its_own_case(other: TaxCase) -> None:
    assert choose_tax(replace(_question(*SIX[:2]), rules={other: "T1"})) == TaxUnclear(
        rate=TWENTY, offered=SIX[:2]
    )


def test_rates_are_compared_as_numbers() -> None:
    question = replace(_question(_tax("T1", "20.0000"), _tax("T2")), for_invoice={Decimal("20.0"): "T1"})

    assert choose_tax(question) == TaxChoice(tax_type="T1", rule="answer-for-invoice")


def test_no_tax_has_the_rate() -> None:
    assert choose_tax(_question(_tax("REDUCED", "10"), rate="5.5")) == TaxMissing(rate=Decimal("5.5"))


def test_who_pays_no_tax_is_not_asked_about_zero() -> None:
    question = _question(_tax("A", "0"), _tax("B", "0"), rate="0", pays_tax=False)

    assert choose_tax(question) == TaxChoice(tax_type="NONE", rule="pays-no-tax")


@pytest.mark.parametrize("pays_tax", [True, None])
def test_no_tax_is_only_for_who_is_known_to_pay_none(pays_tax: bool | None) -> None:
    assert choose_tax(_question(rate="0", pays_tax=pays_tax)) == TaxMissing(rate=ZERO)


def test_who_pays_no_tax_cannot_have_a_taxed_line() -> None:
    assert choose_tax(_question(rate="20", pays_tax=False)) == TaxMissing(rate=TWENTY)
