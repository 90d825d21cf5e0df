"""100,000 invoices, 5,000 for each country and each way in which Hubflo may round.

What leaves is asserted one by one (`going_over`): our prediction is the ledger's own arithmetic, and total
and tax per rate are those of the client's document.
"""

import pytest

from domain.habits import PortalHabits
from domain.rounding import NetReading, Rounding
from tests.unit.money.crowd import RATES, crowd
from tests.unit.money.going_over import Crossing, cross, cross_alone
from tests.unit.money.portal_side import SWITCHES, told

EACH = 5_000
ALONE = 1_500
NAMES = {
    "line half up": Rounding.LINE_HALF_UP,
    "line half even": Rounding.LINE_HALF_EVEN,
    "rate": Rounding.RATE_HALF_UP,
    "rate, lines unrounded": Rounding.RATE_HALF_UP,
    "none": Rounding.NOT_AT_ALL,
}


@pytest.mark.parametrize("country", RATES)
@pytest.mark.parametrize("way", SWITCHES)
def test_nothing_leaves_that_is_not_the_document(country: str, way: str) -> None:
    crossing = _crossed(country, way)

    assert crossing.first.total() == crossing.last.total() == EACH
    assert crossing.held <= EACH // 100, crossing
    assert crossing.first["unclear"] <= EACH // 100, crossing
    assert crossing.habits == PortalHabits(
        net=NetReading(SWITCHES[way].net_total.replace(" ", "-")), roundings=frozenset({NAMES[way]})
    )
    assert crossing.first["a"] > EACH // 10, crossing


@pytest.mark.parametrize("way", SWITCHES)
def test_of_one_that_comes_first_nothing_is_guessed(way: str) -> None:
    """Whoever knows nothing yet holds a few more; of those that leave each is right."""
    invoices = (told(lines, SWITCHES[way]) for lines in crowd(RATES["FR"], f"alone {way}", ALONE))

    ends = [cross_alone(invoice, PortalHabits()) for invoice in invoices]

    assert (ends.count("mismatch"), ends.count("misfit")) == (0, 0)
    assert (0 if way == "none" else 1) <= ends.count("unclear") <= ALONE // 25


def test_who_pays_no_tax_writes_none() -> None:
    invoices = (told(lines, SWITCHES["none"]) for lines in crowd(("0",), "no tax", ALONE))

    crossing = cross(invoices, pays_tax=False)

    assert set(crossing.last) == {"a", "a2"}


def _crossed(country: str, way: str) -> Crossing:
    return cross(told(lines, SWITCHES[way]) for lines in crowd(RATES[country], f"{country} {way}", EACH))
