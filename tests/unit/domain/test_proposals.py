"""What is proposed before the first invoice: by country, and by what the books really have."""

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from domain.books import Account, AccountClass, LedgerBooks, TaxRate
from domain.ids import TenantId
from domain.organisation import LedgerOrganisation
from domain.proposals import DEPOSITS, DISCOUNTS, REVENUE, START, ZERO_RATE, Proposals, TaxWhy, Why, propose
from domain.settings import checked

TODAY = date(2026, 5, 14)


def account(
    code: str,
    name: str = "",
    kind: AccountClass = AccountClass.REVENUE,
    *,
    active: bool = True,
    tax: str = "",
) -> Account:
    """An account of the books."""
    return Account(id=f"a-{code}", code=code, name=name or code, kind=kind, is_active=active, tax_type=tax)


def owed(code: str, name: str) -> Account:
    """A liability."""
    return account(code, name, AccountClass.LIABILITY)


def tax(
    tax_type: str, rate: str, *, computed: bool = False, sales: bool = True, active: bool = True
) -> TaxRate:
    """A tax rate of the books, called after its code."""
    return TaxRate(
        tax_type=tax_type,
        name=f"{tax_type} by name",
        rate=Decimal(rate),
        is_active=active,
        is_for_sales=sales,
        is_computed=computed,
    )


def proposed(
    country: str = "GB",
    *,
    accounts: tuple[Account, ...] = (),
    taxes: tuple[TaxRate, ...] = (),
    pays: bool = True,
) -> Proposals:
    """What is proposed in books that have these."""
    organisation = LedgerOrganisation(tenant_id=TenantId("t"), name="Firm", country=country, pays_tax=pays)
    books = LedgerBooks(
        organisation=organisation,
        accounts=accounts,
        tax_rates=taxes,
        currencies=frozenset({"GBP"}),
        read_at=datetime(2026, 5, 14, tzinfo=UTC),
    )
    return propose(books, TODAY)


def values(proposals: Proposals) -> dict[str, str]:
    """The proposed values by setting."""
    return {proposal.setting: proposal.value for proposal in proposals.settings}


@pytest.mark.parametrize(
    ("country", "expected"),
    [
        ("GB", {REVENUE: "200", DEPOSITS: "825", DISCOUNTS: "200", "cent-rounding": "ask"}),
        ("AU", {REVENUE: "200", DEPOSITS: "825", DISCOUNTS: "200", "cent-rounding": "ask"}),
        ("US", {REVENUE: "400", DEPOSITS: "825", DISCOUNTS: "400", "cent-rounding": "ask"}),
        ("FR", {REVENUE: "706", DEPOSITS: "4191", DISCOUNTS: "709", "cent-rounding": "allow"}),
        ("DE", {REVENUE: "200", DEPOSITS: "825", DISCOUNTS: "200", "cent-rounding": "ask"}),
        ("", {REVENUE: "200", DEPOSITS: "825", DISCOUNTS: "200", "cent-rounding": "ask"}),
    ],
)
def test_each_country_has_its_usual_accounts(country: str, expected: dict[str, str]) -> None:
    accounts = (
        *(account(code) for code in ("200", "400", "706", "707", "709")),
        owed("825", "Customer Deposits"),
        owed("4191", "Clients, autres"),
    )

    found = proposed(country, accounts=accounts)

    assert {name: values(found)[name] for name in expected} == expected
    assert values(found)[START] == "2026-05-14"
    fixed = {"document-status": "awaiting-approval", "numbers": "placeholder", "cancelled-invoices": "show"}
    assert {name: values(found)[name] for name in fixed} == fixed
    assert values(found)["date-in-books"] == "off"


@pytest.mark.parametrize(
    ("country", "offered"),
    [
        ("GB", {"date-in-books"}),
        ("FR", set[str]()),
        ("AU", {"numbers", "cancelled-invoices", "date-in-books"}),
        ("US", {"numbers", "cancelled-invoices", "date-in-books"}),
        ("NZ", set[str]()),
    ],
)
def test_what_may_be_chosen_instead_is_offered_where_it_is_usual(country: str, offered: set[str]) -> None:
    found = proposed(country)

    assert {one.setting for one in found.settings if one.facts.get("offered") == "yes"} == offered


@pytest.mark.parametrize(
    ("accounts", "value", "why"),
    [
        ((account("100"), account("200")), "200", Why.USUAL_ACCOUNT),
        ((account("200", active=False), account("310")), "310", Why.ONLY_ACCOUNT),
        ((account("200", kind=AccountClass.OTHER), account("310"), account("220")), "220", Why.FIRST_ACCOUNT),
        ((account("200", active=False), account("")), "", Why.NO_ACCOUNT),
    ],
)
def test_the_usual_account_must_be_usable(accounts: tuple[Account, ...], value: str, why: Why) -> None:
    found = proposed(accounts=accounts).of(REVENUE)

    assert (found.value, found.why, found.asks) == (value, why, True)


def test_france_takes_goods_where_there_are_no_services() -> None:
    assert proposed("FR", accounts=(account("707"), account("701"))).of(REVENUE).value == "707"


def test_the_name_of_an_account_is_told_beside_its_code() -> None:
    assert proposed(accounts=(account("200", "Sales"),)).of(REVENUE).facts["account"] == "200 Sales"


@pytest.mark.parametrize(
    ("name", "is_proposed"),
    [
        ("Customer Deposits", True),
        ("Income in advance", True),
        ("Clients - acomptes reçus", True),
        ("Accruals", False),
        ("Directors' loan", False),
    ],
)
def test_a_liability_is_proposed_for_deposits_if_its_name_says_so(name: str, is_proposed: bool) -> None:
    found = proposed(accounts=(account("200"), owed("825", name))).of(DEPOSITS)

    assert (found.value, found.why) == (("825", Why.OWED_TO_CLIENT) if is_proposed else ("", Why.NO_DEPOSITS))
    assert found.asks


def test_no_income_is_proposed_for_deposits_and_no_archived_account() -> None:
    archived = replace(owed("825", "Customer Deposits"), is_active=False)

    assert proposed(accounts=(account("260", "Deposits taken"), archived)).of(DEPOSITS).value == ""


def test_discounts_follow_the_account_that_a_person_chooses_for_sales() -> None:
    found = proposed(accounts=(account("200"), account("260")))

    assert found.chosen().settings[DISCOUNTS] == "200"
    assert found.chosen({REVENUE: "260"}).settings[DISCOUNTS] == "260"
    assert found.chosen({REVENUE: "260", DISCOUNTS: "200"}).settings[DISCOUNTS] == "200"


def test_french_discounts_stay_on_their_own_account() -> None:
    found = proposed("FR", accounts=(account("706"), account("707"), account("709")))

    assert found.chosen({REVENUE: "707"}).settings[DISCOUNTS] == "709"


@pytest.mark.parametrize(
    ("country", "today", "month"),
    [
        ("FR", TODAY, "2026-05-01"),
        ("FR", date(2026, 5, 1), None),
        ("GB", TODAY, None),
    ],
)
def test_the_first_of_the_month_is_offered_in_france(country: str, today: date, month: str | None) -> None:
    books = LedgerBooks(
        organisation=LedgerOrganisation(tenant_id=TenantId("t"), name="Firm", country=country),
        accounts=(),
        tax_rates=(),
        currencies=frozenset(),
        read_at=datetime(2026, 5, 14, tzinfo=UTC),
    )

    assert propose(books, today).of(START).facts.get("month_start") == month


def test_every_proposed_value_is_one_that_the_setting_takes() -> None:
    for country in ("GB", "FR", "AU", "US", ""):
        for name, value in proposed(country, accounts=(account("200"),)).chosen().settings.items():
            assert checked(name, value) == value


def test_above_zero_the_account_decides_then_the_only_tax_then_the_usual_one() -> None:
    taxes = (tax("OUTPUT2", "20"), tax("OWN20", "20"), tax("RROUTPUT", "5"), tax("A", "8"), tax("B", "8"))

    of_account = proposed(accounts=(account("200", tax="OWN20"),), taxes=taxes).taxes
    without = proposed(accounts=(account("200", tax="NONE"),), taxes=taxes).taxes

    assert [(one.rate, one.tax_type, one.why, one.is_rule) for one in of_account] == [
        (Decimal(20), "OWN20", TaxWhy.OF_ACCOUNT, False),
        (Decimal(8), "", TaxWhy.SEVERAL, False),
        (Decimal(5), "RROUTPUT", TaxWhy.ONE_OF_RATE, False),
        (ZERO_RATE, "", TaxWhy.SEVERAL, False),
    ]
    assert (without[0].tax_type, without[0].why, without[0].is_rule) == (
        "OUTPUT2",
        TaxWhy.USUAL_OF_RATE,
        True,
    )


def test_the_usual_tax_is_kept_as_a_rule_only_where_nothing_else_would_find_it() -> None:
    taxes = (tax("OUTPUT2", "20"), tax("OWN20", "20"))
    accounts = (account("200", tax="NONE"),)

    assert proposed(accounts=accounts, taxes=taxes).chosen().rules == {Decimal(20): "OUTPUT2"}
    assert proposed(accounts=accounts, taxes=taxes[:1]).chosen().rules == {}
    assert proposed("FR", accounts=accounts, taxes=taxes).chosen().rules == {}


@pytest.mark.parametrize("country", ["GB", "FR", "AU", ""])
def test_zero_is_never_decided_by_its_rate_alone(country: str) -> None:
    (found,) = proposed(country, taxes=(tax("NONE", "0"),)).taxes

    assert (found.tax_type, found.is_rule, found.asks) == ("", False, False)


def test_in_the_united_states_none_is_proposed_for_zero_and_asked_once() -> None:
    taxes = (tax("NONE", "0"), tax("OUTPUT", "0"), tax("AVALARA", "0", computed=True))
    (found,) = proposed("US", accounts=(account("400", tax="OUTPUT"),), taxes=taxes).taxes

    assert (found.tax_type, found.why, found.is_rule, found.asks) == ("NONE", TaxWhy.NO_BOX, True, True)


def test_a_no_to_it_keeps_no_rule() -> None:
    found = proposed("US", taxes=(tax("NONE", "0"),))

    assert found.chosen().rules == {ZERO_RATE: "NONE"}
    assert found.chosen(rules={ZERO_RATE: ""}).rules == {}


@pytest.mark.parametrize(
    "unusable",
    [tax("AVALARA", "0", computed=True), tax("NONE", "0", sales=False), tax("NONE", "0", active=False)],
)
def test_what_xero_computes_or_no_sale_takes_is_never_proposed(unusable: TaxRate) -> None:
    (found,) = proposed("US", accounts=(account("400", tax=unusable.tax_type),), taxes=(unusable,)).taxes

    assert (found.tax_type, found.asks) == ("", False)


def test_who_pays_no_tax_is_asked_nothing() -> None:
    (found,) = proposed("US", taxes=(tax("NONE", "0"),), pays=False).taxes

    assert (found.why, found.is_rule, found.asks) == (TaxWhy.PAYS_NONE, False, False)
