"""What lines and invoices come to: each way of rounding, by examples worked out by hand."""

from decimal import Decimal
from typing import Any

import pytest

from adapters.sandbox import hubflo
from adapters.sandbox.hubflo.switches import Rounding
from tests.unit.sandbox_hubflo_invoices.desk import PLAIN, Desk

Shown = tuple[list[tuple[str, str]], str, str]


def line(price: object, vat: object = 20, **more: Any) -> dict[str, Any]:
    return PLAIN | {"unit_price_excluding_tax": price, "vat": vat} | more


def shown(desk: Desk, invoice_id: str) -> Shown:
    """Totals of the lines, and the two of the invoice, as the texts of their numbers."""
    invoice = desk.invoice(invoice_id)
    totals = [
        (str(each["total_excluding_tax"]), str(each["total_including_tax"]))
        for each in desk.lines(invoice_id)
    ]
    return totals, str(invoice["net_total"]), str(invoice["tax_total"])


@pytest.mark.parametrize(
    ("rounding", "price", "vat", "expected"),
    [
        ("line half up", "0.125", 20, ([("0.13", "0.16")], "0.16", "0.03")),
        ("line half even", "0.125", 20, ([("0.12", "0.14")], "0.14", "0.02")),
        ("line half even", "0.135", 20, ([("0.14", "0.17")], "0.17", "0.03")),
        ("rate", "0.125", 20, ([("0.13", "0.16")], "0.16", "0.03")),
        ("none", "0.125", 20, ([("0.125", "0.15")], "0.15", "0.025")),
        ("line half up", "33.33", "5.5", ([("33.33", "35.16")], "35.16", "1.83")),
        ("none", "33.33", "5.5", ([("33.33", "35.16315")], "35.16315", "1.83315")),
    ],
)
def test_one_line_is_cut_as_the_switch_says(
    rounding: Rounding, price: str, vat: Any, expected: Shown
) -> None:
    desk = Desk(rounding=rounding)

    assert shown(desk, desk.issued(line(price, vat))) == expected


@pytest.mark.parametrize(
    ("switches", "expected"),
    [
        ({"rounding": "line half up"}, ([("0.33", "0.4")] * 3, "1.2", "0.21")),
        ({"rounding": "rate"}, ([("0.33", "0.4")] * 3, "1.19", "0.2")),
        ({"rounding": "rate", "rate_lines": "unrounded"}, ([("0.33", "0.396")] * 3, "1.19", "0.2")),
        ({"rounding": "none"}, ([("0.33", "0.396")] * 3, "1.188", "0.198")),
    ],
)
def test_tax_by_line_and_tax_by_rate_differ(switches: dict[str, Any], expected: Shown) -> None:
    desk = Desk(**switches)

    assert shown(desk, desk.issued(line("0.33"), line("0.33"), line("0.33"))) == expected


def test_each_rate_has_a_tax_of_its_own() -> None:
    desk = Desk(rounding="rate")
    invoice_id = desk.issued(line("0.33"), line("0.33"), line("10.05", "5.5"), line("1", 0))

    sums = hubflo.sums_of(desk.state, desk.organization, invoice_id)

    assert sums.tax_by_rate == {Decimal(20): Decimal("0.13"), Decimal("5.5"): Decimal("0.55"), Decimal(0): 0}
    assert (sums.net, sums.tax, sums.total) == (Decimal("11.71"), Decimal("0.68"), Decimal("12.39"))


def test_the_total_is_with_or_without_tax_by_switch() -> None:
    with_tax, without = Desk(), Desk(net_total="without tax")

    assert shown(with_tax, with_tax.issued())[1:] == ("1200", "200")
    assert shown(without, without.issued())[1:] == ("1000", "200")


def test_a_discount_in_percent_is_taken_off_the_line() -> None:
    desk = Desk()
    invoice_id = desk.issued(line("10.01", 20, quantity=3, discount_percentage="33.33"))

    assert shown(desk, invoice_id) == ([("20.02", "24.02")], "24.02", "4")


def test_halves_of_negative_amounts_go_away_from_zero() -> None:
    desk = Desk()
    invoice_id = desk.issued(line("0.125", role="credit"))

    assert shown(desk, invoice_id) == ([("-0.13", "-0.16")], "-0.16", "-0.03")


@pytest.mark.parametrize(
    ("minus", "quantity", "price"), [("totals", 2, 50), ("price", 2, -50), ("quantity", -2, 50)]
)
def test_a_discount_of_its_own_is_negative(minus: str, quantity: int, price: int) -> None:
    desk = Desk(minus=minus)
    invoice_id = desk.issued(line(1000), line(50, kind="discount", quantity=2))

    discount = desk.lines(invoice_id)[1]

    assert (discount["total_excluding_tax"], discount["total_including_tax"]) == (-100, -120)
    assert (discount["quantity"], discount["unit_price_excluding_tax"]) == (quantity, price)
    assert shown(desk, invoice_id)[1:] == ("1080", "180")
    assert desk.lines(invoice_id)[0]["quantity"] == 1


def test_a_row_without_money_shows_no_minus() -> None:
    desk = Desk(minus="quantity")
    invoice_id = desk.issued(line(10, role="credit"), line(0, kind="subtotal", role="credit"))

    assert [each["quantity"] for each in desk.lines(invoice_id)] == [-1, 1]


@pytest.mark.parametrize(("deposits", "total"), [("added", "1440"), ("deducted", "960")])
def test_a_deposit_counts_for_or_against(deposits: str, total: str) -> None:
    desk = Desk(deposits=deposits)

    assert shown(desk, desk.issued(line(1000), line(200, kind="deposit")))[1] == total


@pytest.mark.parametrize(
    ("subtotals", "expected"),
    [("sums", [("30", "35"), ("5", "6")]), ("zeros", [("0", "0"), ("0", "0")])],
)
def test_a_subtotal_carries_no_money(subtotals: str, expected: list[tuple[str, str]]) -> None:
    """The second subtotal begins where the first ended."""
    desk = Desk(subtotals=subtotals)
    subtotal = line(77, kind="subtotal")
    invoice_id = desk.issued(line(20), line("10", 10), subtotal, line(5), subtotal)

    totals, net, tax = shown(desk, invoice_id)

    assert [totals[2], totals[4]] == expected
    assert (net, tax) == ("41", "6")


@pytest.mark.parametrize(("switch", "titles"), [("zero lines", ["Phase", "Design"]), ("absent", ["Design"])])
def test_a_section_title_is_a_zero_line_or_is_not_there(switch: str, titles: list[str]) -> None:
    desk = Desk(section_titles=switch)
    invoice_id = desk.issued({"title": "Phase", "role": "section"}, PLAIN)

    lines = desk.lines(invoice_id)

    assert [each["title"] for each in lines] == titles
    assert shown(desk, invoice_id)[1:] == ("1200", "200")
    if switch == "zero lines":
        zeros = ("unit_price_excluding_tax", "total_excluding_tax", "total_including_tax", "vat")
        assert [lines[0][name] for name in zeros] == [0, 0, 0, 0]
