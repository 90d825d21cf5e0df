"""What a portal's invoices teach: ways of rounding go one by one, and one odd invoice spoils nothing."""

from itertools import permutations
from random import Random

import pytest

from domain.habits import PortalHabits, learned
from domain.invoice import PortalInvoice
from domain.rounding import ANY_ROUNDING, NetReading, Rounding
from tests.support.invoices import portal_invoice, portal_line
from tests.unit.domain.bills import WAYS, any_rows, billed

WITH, WITHOUT = NetReading.WITH_TAX, NetReading.WITHOUT_TAX
BY_LINE = portal_invoice(portal_line("0.13"), portal_line("0.13"))
BY_RATE = portal_invoice(portal_line("0.13"), portal_line("0.13"), net_total="0.31", tax_total="0.05")
HALF_UP = portal_invoice(portal_line("0.25", rate="10"))


def test_nothing_is_known_at_first() -> None:
    assert PortalHabits() == PortalHabits(net=None, roundings=frozenset(Rounding))


def test_each_invoice_takes_away_what_its_figures_exclude() -> None:
    by_line = learned(PortalHabits(), BY_LINE)

    assert by_line == PortalHabits(
        net=WITH, roundings=frozenset({Rounding.LINE_HALF_UP, Rounding.LINE_HALF_EVEN})
    )
    assert learned(by_line, HALF_UP).roundings == {Rounding.LINE_HALF_UP}


def test_the_order_does_not_matter() -> None:
    ends = set()
    for order in permutations([BY_LINE, HALF_UP, portal_invoice(portal_line("100"))]):
        habits = PortalHabits()
        for invoice in order:
            habits = learned(habits, invoice)
        ends.add(habits)

    assert ends == {PortalHabits(net=WITH, roundings=frozenset({Rounding.LINE_HALF_UP}))}


@pytest.mark.parametrize("net_total", ["100", "120"])
def test_the_meaning_of_the_net_total_is_learnt_where_it_makes_a_difference(net_total: str) -> None:
    untaxed = learned(PortalHabits(), portal_invoice(portal_line("100", rate="0")))
    taxed = learned(untaxed, portal_invoice(portal_line("100"), net_total=net_total))

    assert untaxed == PortalHabits()
    assert taxed == PortalHabits(net=WITH if net_total == "120" else WITHOUT)


@pytest.mark.parametrize(
    "odd",
    [
        portal_invoice(portal_line("100"), tax_total="20.01"),
        portal_invoice(portal_line("100"), net_total="70"),
        portal_invoice(portal_line("100"), portal_line("0.13"), net_total="100.13"),
    ],
    ids=["wrong tax", "less what was paid", "another meaning"],
)
def test_what_no_reading_explains_teaches_nothing(odd: PortalInvoice) -> None:
    habits = learned(PortalHabits(), BY_RATE)

    assert habits.net is WITH
    assert learned(habits, odd) == habits


def test_two_that_contradict_each_other_leave_no_way() -> None:
    habits = learned(learned(PortalHabits(), BY_LINE), BY_RATE)

    assert habits == PortalHabits(net=WITH, roundings=frozenset())
    assert learned(habits, portal_invoice(portal_line("100"))) == habits


@pytest.mark.parametrize("way", WAYS)
def test_the_true_way_is_never_taken_away(way: str) -> None:
    chance = Random(f"habits {way}")
    reading = chance.choice(list(NetReading))
    habits = PortalHabits()
    for _ in range(300):
        habits = learned(habits, billed(any_rows(chance), way, reading).invoice)

    assert habits == PortalHabits(net=reading, roundings=frozenset({WAYS[way]}))


def test_it_can_be_written_down_and_read_again() -> None:
    habits = learned(PortalHabits(), BY_LINE)
    net, roundings = str(habits.net), sorted(habits.roundings)

    assert roundings == ["line-half-even", "line-half-up"]
    assert habits == PortalHabits(net=NetReading(net), roundings=frozenset(map(Rounding, roundings)))
    assert habits.roundings < ANY_ROUNDING
