"""Lines of invoices in words: accounts and taxes by name, amounts as people write them."""

from datetime import UTC, datetime
from decimal import Decimal

import pytest

from domain.books import Account, AccountClass, LedgerBooks, TaxRate
from domain.ids import TenantId
from domain.ledger_document import DocumentLine
from domain.ledger_line import AmountsAre
from domain.organisation import LedgerOrganisation
from entrypoints.cli.invoices.lines import account_words, rows_of, sums_of, tax_words

BOOKS = LedgerBooks(
    organisation=LedgerOrganisation(tenant_id=TenantId("t"), name="Quay Ltd"),
    accounts=(Account(id="1", code="200", name="Sales", kind=AccountClass.REVENUE, is_active=True),),
    tax_rates=(
        TaxRate(
            tax_type="OUTPUT2",
            name="20% (VAT on Income)",
            rate=Decimal(20),
            is_active=True,
            is_for_sales=True,
        ),
    ),
    currencies=frozenset({"GBP"}),
    read_at=datetime(2026, 3, 2, tzinfo=UTC),
)


def line(**more: object) -> DocumentLine:
    """A line of a document."""
    facts: dict[str, object] = {
        "description": "Design\nin two rounds",
        "quantity": Decimal("2.5000"),
        "unit_price": Decimal("1234.5000"),
        "discount": Decimal("0.00"),
        "amount": Decimal("3086.25"),
        "tax": Decimal("617.25"),
        "tax_type": "OUTPUT2",
        "account": "200",
    }
    return DocumentLine(**{**facts, **more})  # type: ignore[arg-type]  # free test input


def test_a_line_in_words() -> None:
    assert rows_of([line()], BOOKS) == [
        ("Design", "2.5 x 1,234.50", "3,086.25", "200 Sales", "20% (VAT on Income)")
    ]
    assert rows_of([line(discount=Decimal("12.50"))], BOOKS)[0][1] == "2.5 x 1,234.50 less 12.5 %"


@pytest.mark.parametrize("books", [None, BOOKS])
def test_what_is_not_known_is_told_by_its_code(books: LedgerBooks | None) -> None:
    assert (account_words(books, "999"), tax_words(books, "GONE")) == ("999", "GONE")


def test_sums_say_whether_prices_hold_the_tax() -> None:
    net, tax = Decimal(1000), Decimal(200)

    assert sums_of(net, tax, "GBP") == "1,200.00 GBP: 1,000.00 GBP and 200.00 GBP tax"
    assert sums_of(net, tax, "GBP", AmountsAre.INCLUSIVE).endswith(
        "of it 200.00 GBP tax; the prices include it"
    )
