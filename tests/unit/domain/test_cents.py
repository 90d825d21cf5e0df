"""The ladder of cents: each rung by example, and by random bills that the client's document decides alone."""

from collections import Counter
from collections.abc import Mapping
from decimal import Decimal
from functools import cache
from random import Random

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from domain.cents import Fit, Misfit, Rung, fit
from domain.habits import PortalHabits
from domain.invoice import LineKind, PortalLine
from domain.ledger_line import AmountsAre, LedgerLine, predicted
from domain.rounding import NetReading
from domain.totals import DocumentTotals, document_totals
from tests.support.invoices import portal_line, taxed
from tests.unit.domain.bills import WAYS, Bill, any_rows, billed
from tests.unit.domain.properties import tried

CENT = Decimal("0.01")
BILLS_PER_WAY = 600


# --- Each rung by example ---


def test_a_what_sums_up_is_sent_as_it_is() -> None:
    result = _fitted([portal_line("19.9999", quantity="1.5", discount="10")], "32.40", {"20": "5.40"})

    assert (result.rung, result.amounts_are) == (Rung.EXCLUSIVE, AmountsAre.EXCLUSIVE)
    assert result.lines == (
        LedgerLine(
            description="Advice",
            quantity=Decimal("1.5"),
            unit_price=Decimal("19.9999"),
            discount=Decimal(10),
            rate=Decimal(20),
            account="200",
            tax_type="TAX20",
        ),
    )


@pytest.mark.parametrize(
    ("line", "words"),
    [
        (portal_line("0.333333", quantity="300"), "300 x 0.333333"),
        (portal_line("100", quantity="1.00001"), "1.00001 x 100"),
        (portal_line("128", discount="21.875"), "1 x 128 - 21.875 %"),
        (portal_line("0.370370", quantity="300", discount="10"), "300 x 0.37037 - 10 %"),
        (portal_line("33.33", quantity="3", excluding="100", including="120"), "3 x 33.33"),
    ],
    ids=["price", "quantity", "discount", "price with a discount", "total missed"],
)
def test_a2_what_the_ledger_cannot_hold_becomes_one(line: PortalLine, words: str) -> None:
    result = _fitted([line, portal_line("5")], "126.00", {"20": "21.00"})

    assert result.rung is Rung.LINE_AS_ONE
    assert result.lines[0].description == f"Advice ({words})"
    assert result.lines[0].quantity == 1
    assert result.lines[0].unit_price == result.lines[0].amount == 100
    assert result.lines[0].discount == 0
    assert (result.lines[1].description, result.lines[1].unit_price) == ("Advice", Decimal(5))


def test_a2_unrounded_lines_take_the_cent_that_makes_the_sum() -> None:
    """They come to 30.007, so 30.01, though each is nearer to 10.00: the one that is least so takes it."""
    lines = [
        portal_line("10.003", rate="0", excluding="10.003", including="10.003"),
        portal_line("10.004", rate="0", excluding="10.004", including="10.004"),
        portal_line("10.00", rate="0"),
    ]

    result = _fitted(lines, "30.01", {"0": "0.00"})

    assert result.rung is Rung.LINE_AS_ONE
    assert [line.amount for line in result.lines] == [Decimal("10.00"), Decimal("10.01"), Decimal("10.00")]


def test_a_line_in_whole_cents_never_takes_one() -> None:
    result = fit(taxed([portal_line("10", rate="0")]), _document("10.01", {"0": "0"}), may_move_tax=True)

    assert isinstance(result, Misfit)


def test_b_amounts_with_tax_where_those_sum_up() -> None:
    """12.5 % of 0.52 is 0.065: 0.07 in the ledger, 0.06 half even; of 0.58 with tax 0.06 are tax."""
    line = portal_line("0.52", rate="12.5", including="0.58")

    result = _fitted([line], "0.58", {"12.5": "0.06"})

    assert (result.rung, result.amounts_are) == (Rung.INCLUSIVE, AmountsAre.INCLUSIVE)
    assert [line.unit_price for line in result.lines] == [Decimal("0.58")]
    assert result.lines[0].description == "Advice (1 x 0.52)"


def test_c_single_taxes_are_moved_by_a_cent() -> None:
    """The ledger makes 0.03 of each; the document takes 20 % of 0.39 once: 0.08."""
    lines = [portal_line("0.13"), portal_line("0.13"), portal_line("0.13"), portal_line("1", rate="10")]

    result = _fitted(lines, "1.57", {"20": "0.08", "10": "0.10"})

    assert (result.rung, result.amounts_are) == (Rung.TAX_MOVED, AmountsAre.EXCLUSIVE)
    assert [line.tax for line in result.lines] == [Decimal("0.02"), None, None, None]


def test_c_moves_up_as_well_and_credit_lines_too() -> None:
    up = _fitted([portal_line("0.12"), portal_line("0.12"), portal_line("0.12")], "0.43", {"20": "0.07"})
    credit = _fitted([portal_line("-0.13"), portal_line("-0.13")], "-0.31", {"20": "-0.05"})

    assert [line.tax for line in up.lines] == [Decimal("0.03"), None, None]
    assert [line.tax for line in credit.lines] == [Decimal("-0.02"), None]


def test_c_a_document_that_is_more_than_its_parts_is_written_with_tax() -> None:
    """Unrounded, 2.06 and 0.204 and 0.104 make 2.37, though the parts show 2.06, 0.20 and 0.10."""
    lines = [
        portal_line("1.02", rate="20", including="1.224"),
        portal_line("1.04", rate="10", including="1.144"),
    ]

    result = _fitted(lines, "2.37", {"20": "0.20", "10": "0.10"})

    assert (result.rung, result.amounts_are) == (Rung.TAX_MOVED, AmountsAre.INCLUSIVE)
    assert [(line.amount, line.tax) for line in result.lines] == [
        (Decimal("1.23"), Decimal("0.20")),
        (Decimal("1.14"), None),
    ]


def test_c_only_where_it_is_allowed() -> None:
    lines = taxed([portal_line("0.13"), portal_line("0.13")])
    document = _document("0.31", {"20": "0.05"})

    refused = fit(lines, document, may_move_tax=False)

    assert isinstance(fit(lines, document, may_move_tax=True), Fit)
    assert isinstance(refused, Misfit)
    assert refused.moving_would_fit
    assert (refused.document.total, refused.ledger.total) == (Decimal("0.31"), Decimal("0.32"))


@pytest.mark.parametrize(
    ("line", "total", "tax"),
    [
        (portal_line("100"), "120.02", "20.02"),
        (portal_line("100", rate="0"), "100.01", "0.01"),
        (portal_line("0.02"), "0.01", "-0.01"),
        (portal_line("-0.02"), "-0.01", "0.01"),
        (portal_line("0"), "0.01", "0.01"),
    ],
    ids=["two cents", "no rate", "below nothing", "against its sign", "more than the line"],
)
def test_c_a_tax_is_never_moved_too_far(line: PortalLine, total: str, tax: str) -> None:
    result = fit(taxed([line]), _document(total, {f"{line.rate}": tax}), may_move_tax=True)

    assert isinstance(result, Misfit)
    assert not result.moving_would_fit


def test_d_what_does_not_fit_names_both_figures() -> None:
    result = fit(taxed([portal_line("1000")]), _document("1200.05", {"20": "200.05"}), may_move_tax=True)

    assert isinstance(result, Misfit)
    assert (result.document.total, result.ledger.total) == (Decimal("1200.05"), Decimal(1200))
    assert result.ledger.tax_by_rate == {Decimal(20): Decimal(200)}
    assert not result.moving_would_fit


def test_d_the_right_total_with_tax_at_the_wrong_rate_does_not_fit() -> None:
    lines = taxed([portal_line("100"), portal_line("100", rate="10")])

    assert isinstance(fit(lines, _document("230", {"20": "15", "10": "15"}), may_move_tax=True), Misfit)


# --- Signs, words, nothing ---


@pytest.mark.parametrize(
    ("quantity", "price", "excluding"),
    [
        ("2", "50", "-100"),
        ("-2", "50", "-100"),
        ("2", "-50", "-100"),
        ("-2", "-50", "100"),
        ("2", "50", "100"),
    ],
)
def test_the_sign_is_that_of_the_total_and_no_quantity_is_negative(
    quantity: str, price: str, excluding: str
) -> None:
    total, tax = Decimal(excluding) * Decimal("1.2"), Decimal(excluding) / 5
    line = portal_line(price, quantity=quantity, excluding=excluding, including=str(total))

    result = _fitted([line], str(total), {"20": str(tax)})

    assert result.rung is Rung.EXCLUSIVE
    assert result.lines[0].quantity == 2
    assert result.lines[0].amount == Decimal(excluding)


def test_a_total_of_nothing_fits() -> None:
    result = _fitted([portal_line("100"), portal_line("-100", kind=LineKind.DISCOUNT)], "0", {"20": "0"})

    assert result.rung is Rung.EXCLUSIVE
    assert sum(line.amount for line in result.lines) == 0


def test_a_line_given_away_fits() -> None:
    result = _fitted([portal_line("100", discount="100")], "0", {"20": "0"})

    assert (result.rung, result.lines[0].unit_price) == (Rung.EXCLUSIVE, Decimal(100))


def test_a_line_of_quantity_nothing_fits() -> None:
    result = _fitted([portal_line("100", quantity="0"), portal_line("5")], "6", {"20": "1"})

    assert (result.rung, result.lines[0].quantity) == (Rung.EXCLUSIVE, Decimal(0))


def test_four_places_of_quantity_and_price_are_kept() -> None:
    result = _fitted([portal_line("33.3333", quantity="1.2345")], "49.38", {"20": "8.23"})

    assert result.rung is Rung.EXCLUSIVE
    assert (result.lines[0].quantity, result.lines[0].unit_price) == (Decimal("1.2345"), Decimal("33.3333"))


@pytest.mark.parametrize("minus", ["quantity", "price", "total"])
def test_a_discount_on_a_negative_line_is_written_out(minus: str) -> None:
    line = portal_line(
        "-50" if minus == "price" else "50",
        quantity="-2" if minus == "quantity" else "2",
        discount="10",
        excluding="-90",
        including="-108",
    )

    result = _fitted([line, portal_line("100")], "12", {"20": "2"})

    assert result.rung is Rung.LINE_AS_ONE
    assert result.lines[0].description == "Advice (2 x -50 - 10 %)"
    assert (result.lines[0].quantity, result.lines[0].unit_price) == (Decimal(1), Decimal(-90))
    assert result.lines[0].discount == 0


def test_a_text_that_was_cut_is_known_by_its_line() -> None:
    long = portal_line("33.33", quantity="3", excluding="100", including="120", description="x" * 5000)

    result = _fitted([long, portal_line("5")], "126", {"20": "21"})

    assert [line.is_cut for line in result.lines] == [True, False]
    assert result.lines[0].description.endswith("(3 x 33.33)")


# --- Who pays no tax ---


def test_who_pays_no_tax_writes_amounts_without_any() -> None:
    lines = taxed([portal_line("19.99", quantity="3", rate="0"), portal_line("0.333333", rate="0")])

    plain = fit(lines[:1], _document("59.97", {"0": "0"}), may_move_tax=False, pays_tax=False)
    as_one = fit(lines, _document("60.30", {"0": "0"}), may_move_tax=False, pays_tax=False)

    assert isinstance(plain, Fit)
    assert isinstance(as_one, Fit)
    assert (plain.rung, plain.amounts_are) == (Rung.EXCLUSIVE, AmountsAre.NO_TAX)
    assert (as_one.rung, as_one.amounts_are) == (Rung.LINE_AS_ONE, AmountsAre.NO_TAX)
    assert [line.amount for line in as_one.lines] == [Decimal("59.97"), Decimal("0.33")]


def test_who_pays_no_tax_cannot_write_any() -> None:
    """Neither by amounts with tax nor by a tax of its own: both would be lost."""
    result = fit(
        taxed([portal_line("100")]), _document("120", {"20": "20"}), may_move_tax=True, pays_tax=False
    )

    assert isinstance(result, Misfit)
    assert (result.ledger.total, result.moving_would_fit) == (Decimal(100), False)


# --- Random bills against documents that were worked out from scratch ---


@tried
@example(seed=0, way="unrounded", may_move_tax=True)
@given(seed=st.integers(0, 2**32), way=st.sampled_from(list(WAYS)), may_move_tax=st.booleans())
def test_what_fits_is_the_document_to_the_cent(seed: int, way: str, may_move_tax: bool) -> None:
    bill = _bill(Random(seed), way)
    document = _read(bill, way)

    result = fit(taxed(bill.invoice.money_lines), document, may_move_tax=may_move_tax)

    _check(document, bill, result)
    assert may_move_tax or not isinstance(result, Fit) or result.rung is not Rung.TAX_MOVED


@pytest.mark.parametrize("way", WAYS)
def test_at_most_one_in_a_hundred_does_not_fit(way: str) -> None:
    shares = _shares(way)

    assert shares["misfit"] <= BILLS_PER_WAY // 100, shares


def test_rounding_half_up_per_line_needs_no_cent_moved() -> None:
    assert _shares("line half up")["a"] + _shares("line half up")["a2"] == BILLS_PER_WAY


def test_every_rung_is_used() -> None:
    used = sum((Counter(_shares(way)) for way in WAYS), Counter[str]())

    assert all(used[rung.value] > BILLS_PER_WAY // 20 for rung in Rung), used


@cache
def _shares(way: str) -> Mapping[str, int]:
    """How many bills of a seeded crowd end on which rung."""
    chance, found = Random(f"bills {way}"), Counter[str]()
    for _ in range(BILLS_PER_WAY):
        bill = _bill(chance, way)
        document = _read(bill, way)
        result = fit(taxed(bill.invoice.money_lines), document, may_move_tax=True)
        _check(document, bill, result)
        found[result.rung.value if isinstance(result, Fit) else "misfit"] += 1
    return found


def _read(bill: Bill, way: str) -> DocumentTotals:
    """What the document says, for whoever knows the portal's way."""
    document = document_totals(bill.invoice, PortalHabits(roundings=frozenset({WAYS[way]})))
    assert isinstance(document, DocumentTotals)
    assert (document.total, document.tax_by_rate) == (bill.total, bill.tax_by_rate)
    return document


def _check(document: DocumentTotals, bill: Bill, result: Fit | Misfit) -> None:
    if isinstance(result, Misfit):
        assert result.document == document
        assert (result.ledger.total, result.ledger.tax_by_rate) != (document.total, document.tax_by_rate)
        return
    sums = predicted(result.lines, result.amounts_are)
    assert sums.total == document.total
    assert sums.tax_by_rate == document.tax_by_rate
    for source, line in zip(bill.invoice.money_lines, result.lines, strict=True):
        whole = (
            source.total_including if result.amounts_are is AmountsAre.INCLUSIVE else source.total_excluding
        )
        assert abs(line.amount - whole) < CENT
        assert line.quantity >= 0
        assert line.rate == source.rate
        if line.tax is not None:
            assert result.rung is Rung.TAX_MOVED
            assert abs(line.tax - line.own_tax(result.amounts_are)) == CENT


def _bill(chance: Random, way: str) -> Bill:
    return billed(any_rows(chance), way, chance.choice(list(NetReading)))


def _fitted(lines: list[PortalLine], total: str, tax_by_rate: dict[str, str]) -> Fit:
    result = fit(taxed(lines), _document(total, tax_by_rate), may_move_tax=True)
    assert isinstance(result, Fit), result
    return result


def _document(total: str, tax_by_rate: dict[str, str]) -> DocumentTotals:
    return DocumentTotals(
        total=Decimal(total), tax_by_rate={Decimal(rate): Decimal(tax) for rate, tax in tax_by_rate.items()}
    )
