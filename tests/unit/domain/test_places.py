"""Where a customer is, from what somebody typed: known only where it is surely a country."""

import pytest

from domain.places import country_code, place_of
from domain.tax import Place


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("FR", "fr"),
        ("fr", "fr"),
        ("France", "fr"),
        (" FRANCE ", "fr"),
        ("Österreich", "at"),
        ("United Kingdom", "gb"),
        ("Great Britain", "gb"),
        ("UK", "gb"),
        ("GB", "gb"),
        ("the Netherlands", "nl"),
        ("États-Unis", "us"),
        ("EL", "gr"),
        ("", ""),
        ("  ", ""),
        ("Paris", ""),
        ("France or Italy", ""),
        ("Georgia", ""),
    ],
)
def test_a_country_that_somebody_wrote(text: str, code: str) -> None:
    assert country_code(text) == code


@pytest.mark.parametrize(
    ("home", "country", "number", "place"),
    [
        ("FR", "France", "", Place.HOME),
        ("FR", "France", "FR40303265045", Place.HOME),
        ("FR", "Germany", "DE123", Place.UNION_WITH_NUMBER),
        ("FR", "Germany", "", Place.ABROAD),
        ("FR", "Germany", "  ", Place.ABROAD),
        ("FR", "Switzerland", "CHE-123", Place.ABROAD),
        ("GB", "France", "FR40303265045", Place.ABROAD),
        ("FR", "United Kingdom", "GB123", Place.ABROAD),
        ("FR", "", "FR40303265045", Place.UNKNOWN),
        ("FR", "Somewhere", "", Place.UNKNOWN),
        ("", "France", "", Place.UNKNOWN),
    ],
)
def test_where_a_customer_is(home: str, country: str, number: str, place: Place) -> None:
    assert place_of(home, country, number) is place
