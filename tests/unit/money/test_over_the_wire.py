"""A few hundred invoices through the ledger's real format: its answers are the arithmetic of the mass."""

from collections.abc import Iterator
from decimal import Decimal
from itertools import islice
from typing import Any

import pytest

from domain.cents import Fit, fit
from domain.habits import PortalHabits, learned
from domain.ledger_line import LedgerLine
from domain.totals import DocumentTotals, document_totals
from tests.support.invoices import taxed
from tests.unit.money.crowd import crowd
from tests.unit.money.ledger_side import MODES, booked
from tests.unit.money.portal_side import SWITCHES, told
from tests.unit.sandbox_xero.firm import read
from tests.unit.sandbox_xero_invoices.books import Books, books

TAX_TYPES = {
    "GB": {"20": "OUTPUT2", "5": "RROUTPUT", "0": "ZERORATEDOUTPUT"},
    "FR": {"20": "TAX001", "10": "TAX002", "5.5": "TAX003", "2.1": "TAX004", "0": "TAX005"},
    "AU": {"10": "OUTPUT", "0": "EXEMPTOUTPUT"},
    "US": {"8.875": "TAX001", "10.25": "TAX002", "0": "NONE"},
}
ACCOUNTS = {"GB": "200", "FR": "706", "AU": "200", "US": "400"}
EACH = 40
AT_ONCE = 50


@pytest.mark.parametrize("country", TAX_TYPES)
def test_the_ledger_s_answer_is_what_was_worked_out_for_it(country: str) -> None:
    fits = [fitted for way in SWITCHES for fitted in _fits(country, tuple(TAX_TYPES[country]), way)]

    rows = _created(books(country), country, fits)

    assert len(rows) == len(fits) > EACH * len(SWITCHES) * 3 // 4
    assert {fitted.rung for fitted in fits} == {"a", "a2", "b", "c"}
    for fitted, row in zip(fits, rows, strict=True):
        _assert_same(fitted, row)


def test_amounts_without_any_tax_are_the_same_too() -> None:
    fits = list(_fits("GB", ("0",), "none", pays_tax=False))

    rows = _created(books("GB"), "GB", fits)

    assert {row["LineAmountTypes"] for row in rows} == {"NoTax"}
    for fitted, row in zip(fits, rows, strict=True):
        _assert_same(fitted, row)


def _fits(country: str, rates: tuple[str, ...], way: str, *, pays_tax: bool = True) -> Iterator[Fit]:
    """Those of a crowd that leave, and that are no credit: those are held for another reason."""
    habits = PortalHabits()
    for lines in crowd(rates, f"wire {country} {way}", EACH):
        invoice = told(lines, SWITCHES[way]).invoice
        habits = learned(habits, invoice)
        document = document_totals(invoice, habits)
        if not invoice.money_lines or not isinstance(document, DocumentTotals) or document.total < 0:
            continue
        fitted = fit(taxed(invoice.money_lines), document, may_move_tax=True, pays_tax=pays_tax)
        if isinstance(fitted, Fit):
            yield fitted


def _created(made: Books, country: str, fits: list[Fit]) -> list[dict[str, Any]]:
    """`PUT` in batches, as they are answered."""
    rows: list[dict[str, Any]] = []
    rest = iter(fits)
    while batch := list(islice(rest, AT_ONCE)):
        elements = [
            made.draft(
                LineAmountTypes=MODES[fitted.amounts_are],
                LineItems=[_body(line, country) for line in fitted.lines],
            )
            for fitted in batch
        ]
        answer = made.invoices("PUT", *elements, unitdp="4")
        assert answer.status == 200, answer.body.decode()
        rows += read(answer)["Invoices"]
    return rows


def _body(line: LedgerLine, country: str) -> dict[str, str]:
    fields = {
        "Description": line.description,
        "Quantity": f"{line.quantity:f}",
        "UnitAmount": f"{line.unit_price:f}",
        "AccountCode": ACCOUNTS[country],
        "TaxType": TAX_TYPES[country][f"{line.rate:f}"],
    }
    if line.discount:
        fields["DiscountRate"] = f"{line.discount:f}"
    if line.tax is not None:
        fields["TaxAmount"] = f"{line.tax:f}"
    return fields


def _assert_same(fitted: Fit, row: dict[str, Any]) -> None:
    worked_out = booked(fitted.lines, fitted.amounts_are)
    assert [(each["LineAmount"], each["TaxAmount"]) for each in row["LineItems"]] == [
        (each.amount, each.tax_amount) for each in worked_out.lines
    ]
    assert row["Total"] == worked_out.total
    assert row["TotalTax"] == sum(worked_out.tax_by_rate.values(), Decimal(0))
