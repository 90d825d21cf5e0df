"""Which readings an invoice's own figures allow: by its sums, and by nothing that its lines merely show."""

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.invoice import LineKind, PortalLine
from domain.rounding import ANY_ROUNDING, NetReading, Reading, Rounding, readings
from tests.support.invoices import portal_invoice, portal_line
from tests.unit.domain.bills import WAYS, any_rows, billed
from tests.unit.domain.properties import tried

WITH, WITHOUT = NetReading.WITH_TAX, NetReading.WITHOUT_TAX
LINES = {Rounding.LINE_HALF_UP, Rounding.LINE_HALF_EVEN}
RATES = {Rounding.RATE_HALF_UP, Rounding.RATE_HALF_EVEN}


# --- What the net total means ---


@pytest.mark.parametrize(
    ("net_total", "nets"),
    [("2200", {WITH}), ("2000", {WITHOUT}), ("2100", set()), ("2200.01", set()), ("1999.99", set())],
)
def test_the_lines_say_what_the_net_total_means(net_total: str, nets: set[NetReading]) -> None:
    found = readings(portal_invoice(portal_line("2000", rate="10"), net_total=net_total))

    assert found == {Reading(net, rounding) for net in nets for rounding in Rounding}


@pytest.mark.parametrize("lines", [(portal_line("2000", rate="0"),), ()], ids=["at 0 %", "no lines"])
def test_without_tax_both_meanings_are_the_same(lines: tuple[PortalLine, ...]) -> None:
    assert len(readings(portal_invoice(*lines))) == 2 * len(ANY_ROUNDING)


def test_what_was_received_is_no_part_of_it() -> None:
    """If it were what is left to pay, no reading would fit, and none is guessed."""
    line = portal_line("2000", rate="10")

    assert readings(portal_invoice(line, net_total="1200")) == set()


def test_an_invoice_without_lines_that_asks_for_money_has_no_reading() -> None:
    assert readings(portal_invoice(net_total="10")) == set()


def test_a_subtotal_is_not_summed_up() -> None:
    lines = (portal_line("100"), portal_line("100", kind=LineKind.SUBTOTAL))

    assert _roundings("120", "20", *lines) == ANY_ROUNDING


# --- How it rounds ---


def test_nothing_to_round_says_nothing() -> None:
    lines = (portal_line("100"), portal_line("-20", kind=LineKind.DISCOUNT), portal_line("5", rate="0"))

    assert _roundings("101", "16", *lines) == ANY_ROUNDING


@pytest.mark.parametrize(
    ("tax", "roundings"),
    [
        ("0.06", LINES),
        ("0.05", RATES | {Rounding.NOT_AT_ALL}),
        ("0.052", {Rounding.NOT_AT_ALL}),
        ("0.04", set()),
    ],
)
def test_the_sum_of_taxes_says_what_is_rounded(tax: str, roundings: set[Rounding]) -> None:
    """20 % of 0.13 is 0.026, twice: by line 0.03 and 0.03, by rate 0.05."""
    total = {"0.06": "0.32", "0.05": "0.31", "0.052": "0.312", "0.04": "0.30"}[tax]

    assert _roundings(total, tax, portal_line("0.13"), portal_line("0.13")) == roundings


@pytest.mark.parametrize(
    ("tax", "total", "roundings"),
    [
        ("0.02", "0.27", {Rounding.RATE_HALF_EVEN}),
        ("0.03", "0.28", {Rounding.RATE_HALF_UP, Rounding.NOT_AT_ALL}),
        ("0.025", "0.275", {Rounding.NOT_AT_ALL}),
        ("0.05", "0.30", {Rounding.LINE_HALF_UP}),
    ],
)
def test_halves_say_how_it_is_rounded(tax: str, total: str, roundings: set[Rounding]) -> None:
    """10 % of 0.25 is 0.025; of 0.05 five times 0.005, each shown as 0.01."""
    assert _roundings(total, tax, *[portal_line("0.05", rate="10")] * 5) == roundings


@pytest.mark.parametrize(
    ("price", "discount", "excluding", "including", "tax", "refuted"),
    [
        ("0.25", "0", "0.25", "0.28", "0.03", Rounding.LINE_HALF_EVEN),
        ("0.25", "0", "0.25", "0.27", "0.02", Rounding.LINE_HALF_UP),
        ("0.25", "0", "-0.25", "-0.28", "-0.03", Rounding.LINE_HALF_EVEN),
        ("0.50", "50", "0.25", "0.28", "0.03", Rounding.LINE_HALF_EVEN),
    ],
)
def test_a_line_whose_tax_is_half_a_cent_refutes_the_other_half(
    price: str, discount: str, excluding: str, including: str, tax: str, refuted: Rounding
) -> None:
    line = portal_line(price, discount=discount, rate="10", excluding=excluding, including=including)

    assert _roundings(including, tax, line) & LINES == LINES - {refuted}


def test_a_half_of_what_was_rounded_before_refutes_nothing() -> None:
    """0.254 with 10 % is 0.2794, rounded at once 0.28; the half is of 0.25, which is rounded itself."""
    line = portal_line("0.254", rate="10", excluding="0.25", including="0.28")

    assert _roundings("0.28", "0.03", line) >= LINES


def test_taxes_of_lines_count_as_they_are_told() -> None:
    """Some round the amount with tax by itself: of 0.125 it is 0.15, so that 0.02 of 0.13 is tax."""
    lines = (portal_line("0.125", including="0.15"), portal_line("0.125", including="0.15"))

    assert _roundings("0.30", "0.04", *lines) == LINES


def test_unrounded_lines_say_nothing_of_what_was_summed_up() -> None:
    lines = (portal_line("0.13", including="0.156"), portal_line("0.13", including="0.156"))

    assert _roundings("0.32", "0.06", *lines) == LINES
    assert _roundings("0.31", "0.05", *lines) == RATES | {Rounding.NOT_AT_ALL}
    assert _roundings("0.312", "0.052", *lines) == {Rounding.NOT_AT_ALL}


def test_by_line_unrounded_amounts_without_tax_are_cut_too() -> None:
    line = portal_line("10.003", excluding="10.003", including="12.0036")

    assert _roundings("24.00", "4.00", line, line) == LINES
    assert _roundings("24.01", "4.00", line, line) == RATES | {Rounding.NOT_AT_ALL}


def test_a_total_cut_half_even_is_not_taken_for_one_cut_half_up() -> None:
    line = portal_line("0.125", rate="0", excluding="0.125", including="0.125")

    assert _roundings("0.12", "0", line) == {Rounding.LINE_HALF_EVEN}


def test_sums_may_carry_the_noise_of_binary_fractions() -> None:
    assert _roundings("0.31000000000000005", "0.05", portal_line("0.13"), portal_line("0.13")) >= RATES
    assert _roundings("0.310001", "0.05", portal_line("0.13"), portal_line("0.13")) == set()


def test_an_unrounded_net_total_is_not_rounded_before_its_tax() -> None:
    """0.004 and 0.002 make 0.006, which is 0.01; in cents it would be nothing and nothing."""
    line = portal_line("0.004", rate="50", excluding="0.004", including="0.006")
    allowed = readings(portal_invoice(line, net_total="0.004", tax_total="0.002"))
    in_cents = readings(portal_invoice(line, net_total="0", tax_total="0"))

    assert allowed == {Reading(WITHOUT, Rounding.NOT_AT_ALL)}
    assert Rounding.NOT_AT_ALL not in {each.rounding for each in in_cents}


# --- What contradicts itself ---


@pytest.mark.parametrize(
    ("rate", "including"),
    [("20", "100"), ("20", "119.98"), ("20", "120.02"), ("0", "100.01"), ("0", "120")],
)
def test_a_tax_that_is_not_its_rate_s_is_not_understood(rate: str, including: str) -> None:
    assert readings(portal_invoice(portal_line("100", rate=rate, including=including))) == set()


def test_half_a_cent_on_either_side_is_understood() -> None:
    """Without tax 1.815 is 1.82 and with tax 1.914825 is 1.91: a tax of 0.09, by its rate 0.1001."""
    line = portal_line("1.815", rate="5.5", excluding="1.82", including="1.91")

    assert _roundings("1.91", "0.09", line) == LINES


# --- Random bills ---


@tried
@given(seed=st.integers(0, 2**32), way=st.sampled_from(list(WAYS)))
def test_the_true_reading_is_always_among_them(seed: int, way: str) -> None:
    chance = Random(seed)
    bill = billed(any_rows(chance), way, chance.choice(list(NetReading)))

    assert Reading(bill.reading, WAYS[way]) in readings(bill.invoice)


def _roundings(net_total: str, tax_total: str, *lines: PortalLine) -> set[Rounding]:
    """With a net total that is with tax."""
    invoice = portal_invoice(*lines, net_total=net_total, tax_total=tax_total)
    return {each.rounding for each in readings(invoice) if each.net is WITH}
