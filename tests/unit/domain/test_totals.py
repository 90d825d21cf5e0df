"""What the client's document says in sum: read by evidence, and not at all where nothing fits."""

from decimal import Decimal

import pytest

from domain.invoice import LineKind
from domain.totals import DocumentTotals, NetReading, document_totals, net_readings
from tests.support.invoices import portal_invoice, portal_line

WITH, WITHOUT = NetReading.WITH_TAX, NetReading.WITHOUT_TAX


@pytest.mark.parametrize(
    ("net_total", "readings"),
    [("2200", {WITH}), ("2000", {WITHOUT}), ("2100", set()), ("2200.02", set()), ("1999.99", {WITHOUT})],
)
def test_the_lines_say_what_the_net_total_means(net_total: str, readings: set[NetReading]) -> None:
    assert net_readings(portal_invoice(portal_line("2000", rate="10"), net_total=net_total)) == readings


def test_without_tax_both_readings_are_the_same() -> None:
    assert net_readings(portal_invoice(portal_line("2000", rate="0"))) == {WITH, WITHOUT}


def test_each_line_may_be_a_cent_off() -> None:
    two_lines = (portal_line("100"), portal_line("100"))

    assert net_readings(portal_invoice(*two_lines, net_total="240.02")) == {WITH}
    assert net_readings(portal_invoice(*two_lines, net_total="240.03")) == set()


def test_an_invoice_without_lines_that_asks_for_money_has_no_reading() -> None:
    assert net_readings(portal_invoice(net_total="10")) == set()


def test_a_subtotal_carries_no_money() -> None:
    invoice = portal_invoice(portal_line("100"), portal_line("100", kind=LineKind.SUBTOTAL))

    assert net_readings(invoice) == {WITH}
    assert document_totals(invoice, WITH) == _totals("120.00", {"20": "20.00"})


def test_both_readings_lead_to_one_document() -> None:
    line = portal_line("2000", rate="10")

    with_tax = document_totals(portal_invoice(line, net_total="2200", tax_total="200"), WITH)
    without_tax = document_totals(portal_invoice(line, net_total="2000", tax_total="200"), WITHOUT)

    assert with_tax == without_tax == _totals("2200.00", {"10": "200.00"})


def test_tax_per_rate_is_that_of_the_lines_where_they_sum_up() -> None:
    invoice = portal_invoice(
        portal_line("0.13"), portal_line("0.13"), portal_line("10", rate="5.5"), tax_total="0.61"
    )

    assert document_totals(invoice, WITH) == _totals("10.87", {"20": "0.06", "5.5": "0.55"})


def test_else_tax_is_taken_once_per_rate() -> None:
    invoice = portal_invoice(
        portal_line("0.13"),
        portal_line("0.13"),
        portal_line("10", rate="5.5"),
        net_total="10.86",
        tax_total="0.60",
    )

    assert document_totals(invoice, WITH) == _totals("10.86", {"20": "0.05", "5.5": "0.55"})


@pytest.mark.parametrize(
    ("tax", "is_known"), [("0.02", True), ("0.03", True), ("0.04", False), ("0.05", True), ("0.01", False)]
)
def test_once_per_rate_may_be_half_even(tax: str, is_known: bool) -> None:
    """10 % of 0.25 is 0.03 half up and 0.02 half even; of 0.05 five times it is 0.05."""
    total = Decimal("0.25") + Decimal(tax)
    invoice = portal_invoice(*[portal_line("0.05", rate="10")] * 5, net_total=total, tax_total=tax)

    assert document_totals(invoice, WITH) == (_totals(str(total), {"10": tax}) if is_known else None)


def test_unrounded_sums_are_rounded_once() -> None:
    """Two times 0.004 of tax make 0.01, though neither rate shows any; the total is rounded with its tax."""
    invoice = portal_invoice(
        portal_line("0.02", rate="20", including="0.024"),
        portal_line("0.04", rate="10", including="0.044"),
        net_total="0.06",
        tax_total="0.008",
    )

    assert document_totals(invoice, WITHOUT) == _totals("0.07", {"20": "0.00", "10": "0.00"})


def test_an_unrounded_net_total_is_not_rounded_before_its_tax() -> None:
    line = portal_line("0.004", rate="50", excluding="0.004", including="0.006")

    assert document_totals(portal_invoice(line, net_total="0.004", tax_total="0.002"), WITHOUT) == _totals(
        "0.01", {"50": "0.00"}
    )


def test_no_way_of_rounding_leads_to_these_sums() -> None:
    assert document_totals(portal_invoice(portal_line("100"), tax_total="20.01"), WITH) is None


def test_all_tax_is_the_sum_over_rates() -> None:
    assert _totals("10", {"20": "1.10", "5": "0.05"}).tax == Decimal("1.15")


def test_nothing_at_all_is_zero() -> None:
    assert document_totals(portal_invoice(), WITH) == _totals("0.00", {})


def _totals(total: str, tax_by_rate: dict[str, str]) -> DocumentTotals:
    return DocumentTotals(
        total=Decimal(total), tax_by_rate={Decimal(rate): Decimal(tax) for rate, tax in tax_by_rate.items()}
    )
