"""What the client's document says in sum: read where it is sure, and not at all where it is not."""

from collections.abc import Mapping
from decimal import Decimal

import pytest

from domain.habits import PortalHabits, learned
from domain.invoice import LineKind, PortalInvoice, PortalLine
from domain.rounding import NetReading, Rounding
from domain.totals import DocumentTotals, Mismatch, Unclear, document_totals
from tests.support.invoices import portal_invoice, portal_line

WITH, WITHOUT = NetReading.WITH_TAX, NetReading.WITHOUT_TAX
UNKNOWN = PortalHabits()
NONE_LEFT = PortalHabits(net=WITH, roundings=frozenset())

CROSSED = (
    *(portal_line("0.13"), portal_line("0.13")),
    *(portal_line("0.04", rate="10"), portal_line("0.04", rate="10")),
)
"""By line 0.06 and 0.00, by rate 0.05 and 0.01: a tax of 0.06 either way."""


def test_both_meanings_of_the_net_total_lead_to_one_document() -> None:
    line = portal_line("2000", rate="10")

    with_tax = document_totals(portal_invoice(line, net_total="2200", tax_total="200"), UNKNOWN)
    without_tax = document_totals(portal_invoice(line, net_total="2000", tax_total="200"), UNKNOWN)

    assert with_tax == without_tax == _totals("2200.00", {"10": "200.00"})


def test_a_subtotal_carries_no_money() -> None:
    invoice = portal_invoice(portal_line("100"), portal_line("100", kind=LineKind.SUBTOTAL))

    assert document_totals(invoice, UNKNOWN) == _totals("120.00", {"20": "20.00"})


def test_discounts_deposits_and_untaxed_lines_are_lines_like_others() -> None:
    invoice = portal_invoice(
        portal_line("1000"),
        portal_line("-100", kind=LineKind.DISCOUNT),
        portal_line("-300", kind=LineKind.DEPOSIT),
        portal_line("50", rate="0"),
    )

    assert document_totals(invoice, UNKNOWN) == _totals("770.00", {"20": "120.00", "0": "0.00"})


def test_a_credit_has_negative_tax() -> None:
    assert document_totals(portal_invoice(portal_line("-0.13")), UNKNOWN) == _totals("-0.16", {"20": "-0.03"})


def test_tax_per_rate_is_that_of_the_lines_where_only_those_sum_up() -> None:
    invoice = _invoice(
        "10.87", "0.61", portal_line("0.13"), portal_line("0.13"), portal_line("10", rate="5.5")
    )

    assert document_totals(invoice, UNKNOWN) == _totals("10.87", {"20": "0.06", "5.5": "0.55"})


def test_tax_is_taken_once_per_rate_where_only_that_sums_up() -> None:
    invoice = _invoice(
        "10.86", "0.60", portal_line("0.13"), portal_line("0.13"), portal_line("10", rate="5.5")
    )

    assert document_totals(invoice, UNKNOWN) == _totals("10.86", {"20": "0.05", "5.5": "0.55"})


@pytest.mark.parametrize(
    ("tax", "is_known"), [("0.02", True), ("0.03", True), ("0.04", False), ("0.05", True), ("0.01", False)]
)
def test_once_per_rate_may_be_half_even(tax: str, is_known: bool) -> None:
    """10 % of 0.25 is 0.03 half up and 0.02 half even; of 0.05 five times it is 0.05."""
    total = str(Decimal("0.25") + Decimal(tax))
    found = document_totals(_invoice(total, tax, *[portal_line("0.05", rate="10")] * 5), UNKNOWN)

    assert found == _totals(total, {"10": tax}) if is_known else isinstance(found, Mismatch)


def test_unrounded_sums_are_rounded_once() -> None:
    """Two times 0.004 of tax make 0.01, though neither rate shows any; the total is rounded with its tax."""
    invoice = _invoice(
        "0.06",
        "0.008",
        portal_line("0.02", rate="20", including="0.024"),
        portal_line("0.04", rate="10", including="0.044"),
    )

    assert document_totals(invoice, UNKNOWN) == _totals("0.07", {"20": "0.00", "10": "0.00"})


def test_nothing_at_all_is_zero() -> None:
    assert document_totals(portal_invoice(), UNKNOWN) == _totals("0.00", {})


def test_all_tax_is_the_sum_over_rates() -> None:
    assert _totals("10", {"20": "1.10", "5": "0.05"}).tax == Decimal("1.15")


# --- Ways that differ ---


def test_where_possible_ways_differ_it_is_unclear_and_both_are_told() -> None:
    found = document_totals(_invoice("0.40", "0.06", *CROSSED), UNKNOWN)

    by_line = _totals("0.40", {"20": "0.06", "10": "0.00"})
    by_rate = _totals("0.40", {"20": "0.05", "10": "0.01"})
    assert found == Unclear(
        documents={
            Rounding.LINE_HALF_UP: by_line,
            Rounding.LINE_HALF_EVEN: by_line,
            Rounding.RATE_HALF_UP: by_rate,
            Rounding.RATE_HALF_EVEN: by_rate,
            Rounding.NOT_AT_ALL: by_rate,
        },
        contradicts=False,
    )


@pytest.mark.parametrize(
    ("tax", "total", "tax_by_rate"),
    [("0.06", "0.32", {"20": "0.06", "10": "0.00"}), ("0.05", "0.31", {"20": "0.05", "10": "0.01"})],
    ids=["by line", "by rate"],
)
def test_what_other_invoices_taught_makes_it_clear(tax: str, total: str, tax_by_rate: dict[str, str]) -> None:
    habits = learned(UNKNOWN, _invoice(total, tax, portal_line("0.13"), portal_line("0.13")))

    assert document_totals(_invoice("0.40", "0.06", *CROSSED), habits) == _totals("0.40", tax_by_rate)


def test_one_taxed_rate_is_never_unclear() -> None:
    lines = (portal_line("0.13"), portal_line("0.13"), portal_line("7", rate="0"))

    assert document_totals(_invoice("7.32", "0.06", *lines), UNKNOWN) == _totals(
        "7.32", {"20": "0.06", "0": "0.00"}
    )


# --- Contradictions ---


BY_RATE = PortalHabits(net=WITH, roundings=frozenset({Rounding.RATE_HALF_UP}))


@pytest.mark.parametrize("habits", [BY_RATE, NONE_LEFT], ids=["not yet learnt", "learnt"])
def test_after_a_contradiction_several_taxed_rates_are_unclear(habits: PortalHabits) -> None:
    lines = (portal_line("0.13"), portal_line("0.13"), portal_line("10", rate="5.5"))

    found = document_totals(_invoice("10.87", "0.61", *lines), habits)

    assert isinstance(found, Unclear)
    assert found.contradicts
    document = _totals("10.87", {"20": "0.06", "5.5": "0.55"})
    assert found.documents == {Rounding.LINE_HALF_UP: document, Rounding.LINE_HALF_EVEN: document}


@pytest.mark.parametrize("habits", [BY_RATE, NONE_LEFT], ids=["not yet learnt", "learnt"])
def test_after_a_contradiction_all_tax_of_one_rate_is_still_sure(habits: PortalHabits) -> None:
    invoice = _invoice("7.32", "0.06", portal_line("0.13"), portal_line("0.13"), portal_line("7", rate="0"))

    assert document_totals(invoice, habits) == _totals("7.32", {"20": "0.06", "0": "0.00"})


def test_after_a_contradiction_what_needs_no_rounding_is_still_sure() -> None:
    invoice = portal_invoice(portal_line("100"), portal_line("100", rate="10"))

    assert document_totals(invoice, NONE_LEFT) == _totals("230.00", {"20": "20.00", "10": "10.00"})


# --- What does not sum up ---


@pytest.mark.parametrize(
    ("net_total", "tax_total"),
    [("120.01", "20.01"), ("120.01", "20"), ("70", "20"), ("120", "0"), ("119.99", "20")],
)
def test_no_way_of_rounding_leads_to_these_sums(net_total: str, tax_total: str) -> None:
    assert document_totals(_invoice(net_total, tax_total, portal_line("100")), UNKNOWN) == Mismatch(
        net_total=Decimal(net_total),
        tax_total=Decimal(tax_total),
        lines_net=Decimal(100),
        lines_tax=Decimal(20),
        net=None,
    )


def test_a_net_total_that_means_something_else_than_before_does_not_sum_up() -> None:
    invoice = _invoice("100", "20", portal_line("100"))

    found = document_totals(invoice, PortalHabits(net=WITH))

    assert isinstance(found, Mismatch)
    assert found.net is WITH
    assert found.net_total == found.lines_net == 100
    assert found.lines_tax == found.tax_total == 20
    assert document_totals(invoice, PortalHabits(net=WITHOUT)) == _totals("120.00", {"20": "20.00"})


def _invoice(net_total: str, tax_total: str, *lines: PortalLine) -> PortalInvoice:
    return portal_invoice(*lines, net_total=net_total, tax_total=tax_total)


def _totals(total: str, tax_by_rate: Mapping[str, str]) -> DocumentTotals:
    return DocumentTotals(
        total=Decimal(total), tax_by_rate={Decimal(rate): Decimal(tax) for rate, tax in tax_by_rate.items()}
    )
