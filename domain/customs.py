"""What is usual in the books of a country, as far as proposals go by it.

The usual codes of accounts are those of the ledger's own charts for the United Kingdom, Australia and the
United States (Xero: default chart of accounts) and of the French general chart (Plan comptable general).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from domain.places import country_code
from domain.tax import NO_TAX


@dataclass(frozen=True, slots=True, kw_only=True)
class Customs:
    """What is usual in a country. Accounts are codes, the usual one first."""

    revenue: tuple[str, ...] = ("200",)
    deposits: str = ""
    discounts: str = ""
    moves_cents: bool = False
    from_month_start: bool = False
    ledger_may_number: bool = False
    may_delete: bool = False
    may_redate: bool = False
    zero: str = ""
    taxes: Mapping[Decimal, str] = field(default_factory=dict)


_COUNTRIES: Mapping[str, Customs] = {
    "gb": Customs(may_redate=True, taxes={Decimal(20): "OUTPUT2", Decimal(5): "RROUTPUT"}),
    "fr": Customs(
        revenue=("706", "707"),
        deposits="4191",
        discounts="709",
        moves_cents=True,
        from_month_start=True,
    ),
    "au": Customs(ledger_may_number=True, may_delete=True, may_redate=True, taxes={Decimal(10): "OUTPUT"}),
    "us": Customs(revenue=("400",), ledger_may_number=True, may_delete=True, may_redate=True, zero=NO_TAX),
}


def customs_of(country: str) -> Customs:
    """Of a country by its name or code; what is usual everywhere for one that we do not know."""
    return _COUNTRIES.get(country_code(country), Customs())
