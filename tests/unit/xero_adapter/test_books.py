"""The settings of an organisation."""

from decimal import Decimal
from typing import Any

import httpx
import pytest

from domain.books import Account, AccountClass, LedgerBooks, Permission, TaxRate
from domain.budget import Purpose
from domain.errors import Problem, ScopeMissing, Unavailable
from domain.ports.sending import AlwaysPermitted
from tests.unit.xero_adapter.around import BUDGET, NOW, Around, Script, answer, connection, page

ORGANISATION = {
    "Name": "Studio Ltd",
    "BaseCurrency": "GBP",
    "ShortCode": "!mBdtL",
    "SalesTaxBasis": "CASH",
    "SalesTaxPeriod": "QUARTERLY2",
    "PaysTax": True,
}
SALES = {
    "AccountID": "a-1",
    "Code": "200",
    "Name": "Sales",
    "Status": "ACTIVE",
    "Type": "REVENUE",
    "Class": "REVENUE",
    "TaxType": "OUTPUT2",
    "SystemAccount": "",
    "EnablePaymentsToAccount": False,
}
STANDARD = {
    "Name": "20% (VAT on Income)",
    "TaxType": "OUTPUT2",
    "ReportTaxType": "OUTPUT",
    "CanApplyToRevenue": True,
    "DisplayTaxRate": 20,
    "EffectiveRate": 20,
    "Status": "ACTIVE",
}
ACTIONS = {"Name": "CreateDraftInvoice", "Status": "ALLOWED"}


def settings(
    *,
    accounts: Any = (SALES,),
    rates: Any = (STANDARD,),
    currencies: Any = ({"Code": "GBP"},),
    actions: httpx.Response | None = None,
) -> Script:
    """An organisation's five answers."""
    return Script(
        answer(200, {"Organisations": [ORGANISATION]}),
        answer(200, {"Accounts": list(accounts)}),
        answer(200, {"TaxRates": list(rates)}),
        answer(200, {"Currencies": list(currencies)}),
        actions or answer(200, {"Actions": [ACTIONS]}),
    )


def books(script: Script) -> LedgerBooks:
    return Around(script).open().ledgers.of(connection(), AlwaysPermitted()).books()


def test_five_calls_for_work_read_everything() -> None:
    script = settings()
    around = Around(script)

    read = around.open().ledgers.of(connection(), AlwaysPermitted()).books()

    assert [request.url.path.removeprefix("/api.xro/2.0") for request in script.requests] == [
        "/Organisation",
        "/Accounts",
        "/TaxRates",
        "/Currencies",
        "/Organisation/Actions",
    ]
    assert around.budgets.taken == [(BUDGET, Purpose.WORK)] * 5
    assert (read.organisation.name, read.organisation.short_code) == ("Studio Ltd", "!mBdtL")
    assert (read.organisation.tax_basis, read.organisation.tax_period) == ("CASH", "QUARTERLY2")
    assert read.read_at == NOW
    assert read.denied == frozenset()


def test_an_account_comes_over() -> None:
    assert books(settings()).account("200") == Account(
        id="a-1",
        code="200",
        name="Sales",
        kind=AccountClass.REVENUE,
        is_active=True,
        tax_type="OUTPUT2",
    )


@pytest.mark.parametrize(
    ("fields", "kind"),
    [
        ({"Type": "SALES"}, AccountClass.REVENUE),
        ({"Type": "OTHERINCOME"}, AccountClass.REVENUE),
        ({"Type": "CURRLIAB", "Class": "LIABILITY"}, AccountClass.LIABILITY),
        ({"Type": "TERMLIAB", "Class": "LIABILITY"}, AccountClass.LIABILITY),
        ({"Type": "LIABILITY", "Class": "LIABILITY"}, AccountClass.LIABILITY),
        ({"Type": "PAYGLIABILITY", "Class": "LIABILITY"}, AccountClass.OTHER),
        ({"Type": "CURRLIAB", "Class": "LIABILITY", "SystemAccount": "GST"}, AccountClass.OTHER),
        ({"Type": "BANK", "Class": "ASSET"}, AccountClass.BANK),
        ({"Type": "EXPENSE", "Class": "EXPENSE"}, AccountClass.OTHER),
        ({"Type": None, "Class": None}, AccountClass.OTHER),
    ],
)
def test_what_kind_of_account(fields: dict[str, Any], kind: AccountClass) -> None:
    (account,) = books(settings(accounts=[SALES | fields])).accounts

    assert account.kind is kind


@pytest.mark.parametrize(
    ("fields", "takes"),
    [
        ({"Type": "BANK"}, True),
        ({"EnablePaymentsToAccount": True}, True),
        ({"EnablePaymentsToAccount": None}, False),
    ],
)
def test_which_accounts_take_payments(fields: dict[str, Any], takes: bool) -> None:
    (account,) = books(settings(accounts=[SALES | fields])).accounts

    assert account.takes_payments is takes


def test_an_account_may_be_archived_and_have_no_code() -> None:
    (account,) = books(settings(accounts=[SALES | {"Status": "ARCHIVED", "Code": None}])).accounts

    assert (account.is_active, account.code) == (False, "")


def test_a_tax_rate_comes_over() -> None:
    assert books(settings()).tax("OUTPUT2") == TaxRate(
        tax_type="OUTPUT2",
        name="20% (VAT on Income)",
        rate=Decimal(20),
        is_active=True,
        is_for_sales=True,
    )


def test_a_rate_is_read_digit_by_digit() -> None:
    script = Script(
        answer(200, {"Organisations": [ORGANISATION]}),
        answer(200, {"Accounts": []}),
        page(200, '{"TaxRates": [{"TaxType": "TAX001", "EffectiveRate": 8.8750}]}', "application/json"),
        answer(200, {"Currencies": []}),
        answer(200, {"Actions": []}),
    )

    assert str(books(script).tax_rates[0].rate) == "8.8750"


@pytest.mark.parametrize("status", ["DELETED", "ARCHIVED", "PENDING", None])
def test_a_rate_that_is_not_active_cannot_be_chosen(status: str | None) -> None:
    read = books(settings(rates=[STANDARD | {"Status": status}]))

    assert read.sales_taxes(Decimal(20)) == ()


@pytest.mark.parametrize(
    "fields",
    [
        {"TaxType": "AVALARA"},
        {"TaxType": "TAX007", "ReportTaxType": "AVALARA"},
        {"TaxType": "GSTONIMPORTS"},
        {"EffectiveRate": None, "DisplayTaxRate": None},
    ],
)
def test_what_xero_works_out_itself_is_never_offered(fields: dict[str, Any]) -> None:
    read = books(settings(rates=[STANDARD | fields]))

    assert read.tax_rates[0].is_computed
    assert read.sales_taxes(read.tax_rates[0].rate) == ()


def test_a_rate_for_purchases_is_never_offered() -> None:
    read = books(settings(rates=[STANDARD | {"CanApplyToRevenue": False}]))

    assert read.sales_taxes(Decimal(20)) == ()


def test_currencies_are_those_that_were_added() -> None:
    read = books(settings(currencies=[{"Code": "GBP", "Description": "Pound"}, {"Code": "EUR"}, {}]))

    assert read.currencies == {"GBP", "EUR"}


def test_what_the_user_may_not_do_is_denied() -> None:
    actions = [
        {"Name": "CreateApprovedInvoice", "Status": "NOT-ALLOWED"},
        {"Name": "UseMulticurrency", "Status": "NOT-ALLOWED"},
        {"Name": "CreateDraftInvoice", "Status": "ALLOWED"},
        {"Name": "CreateSentQuote", "Status": "NOT-ALLOWED"},
    ]

    read = books(settings(actions=answer(200, {"Actions": actions})))

    assert read.denied == {Permission.APPROVE, Permission.MANY_CURRENCIES}


def test_who_may_not_even_draft_may_not_submit() -> None:
    actions = [{"Name": "CreateDraftInvoice", "Status": "NOT-ALLOWED"}]

    assert books(settings(actions=answer(200, {"Actions": actions}))).denied == {Permission.SUBMIT}


@pytest.mark.parametrize(
    "refused",
    [
        answer(401, {"Detail": "AuthorizationUnsuccessful"}),
        answer(403, {"Title": "Forbidden", "Detail": "AuthenticationUnsuccessful"}),
        page(404, "The resource you're looking for cannot be found"),
        answer(501, {"ErrorNumber": 20, "Message": "Not implemented"}),
    ],
)
def test_who_may_not_ask_is_denied_nothing(refused: httpx.Response) -> None:
    assert books(settings(actions=refused)).denied == frozenset()


@pytest.mark.parametrize(
    ("response", "becomes"),
    [
        (answer(401, {"Detail": "AuthorizationUnsuccessful"}), ScopeMissing),
        (page(200, "<h1>Maintenance</h1>"), Unavailable),
        (page(200, '{"Accounts": [', "application/json"), Unavailable),
        (answer(200, {"Accounts": {}}), Unavailable),
        (answer(200, {"Accounts": [{"Name": "no id"}]}), Unavailable),
    ],
)
def test_without_the_accounts_there_are_no_books(response: httpx.Response, becomes: type[Problem]) -> None:
    script = Script(answer(200, {"Organisations": [ORGANISATION]}), response)

    with pytest.raises(becomes):
        books(script)
