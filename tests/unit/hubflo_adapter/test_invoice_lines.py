"""Lines of an invoice: what each row is to the books, and what is strange about one."""

from decimal import Decimal
from typing import Any

import pytest

from domain.invoice import InvoiceId, InvoiceStatus, LineId, LineKind, PortalInvoice, PortalLine
from tests.unit.hubflo_adapter.scene import INVOICE, INVOICE_ID, LINE, page, reply, scene

ID = InvoiceId(INVOICE_ID)
ABSENT = object()
AMOUNTS = ("unit_price_excluding_tax", "total_excluding_tax", "total_including_tax")


def with_lines(*rows: object, **changed: Any) -> PortalInvoice:
    """An invoice that has these rows."""
    return scene(reply({**INVOICE, **changed}), page(list(rows), 1, 1, len(rows))).portal.invoice(ID)


def row(**changed: Any) -> dict[str, Any]:
    return {name: value for name, value in {**LINE, **changed}.items() if value is not ABSENT}


def kind_of(**changed: Any) -> LineKind:
    [line] = with_lines(row(**changed)).lines
    return line.kind


def numbered(number: int) -> dict[str, Any]:
    return row(id=f"l-{number}")


def test_a_whole_line() -> None:
    found = with_lines(
        row(
            title=" Advice ",
            description="By the hour",
            kind="hour",
            quantity="2.5",
            unit_price_excluding_tax="33.333333",
            discount_percentage="12.5",
            vat="8.625",
            total_excluding_tax=72.92,
            total_including_tax=79.21,
        )
    )

    assert found.unreadable == ()
    assert found.lines == (
        PortalLine(
            id=LineId(LINE["id"]),
            kind=LineKind.ITEM,
            title="Advice",
            description="By the hour",
            quantity=Decimal("2.5"),
            unit_price=Decimal("33.333333"),
            discount=Decimal("12.5"),
            rate=Decimal("8.625"),
            total_excluding=Decimal("72.92"),
            total_including=Decimal("79.21"),
        ),
    )


def test_negative_lines_are_as_they_are_told() -> None:
    [line] = with_lines(
        row(quantity=-1, unit_price_excluding_tax=50, total_excluding_tax="-50.00", total_including_tax=-60)
    ).lines

    assert [line.quantity, line.unit_price, line.total_excluding, line.total_including] == [-1, 50, -50, -60]


@pytest.mark.parametrize(
    ("kind", "read"),
    [
        ("deposit", LineKind.DEPOSIT),
        ("discount", LineKind.DISCOUNT),
        ("subtotal", LineKind.SUBTOTAL),
        ("Subtotal", LineKind.SUBTOTAL),
        ("none", LineKind.ITEM),
        ("hour", LineKind.ITEM),
        ("credit_note", LineKind.ITEM),
        ("section", LineKind.ITEM),
        ("", LineKind.ITEM),
        (None, LineKind.ITEM),
        (ABSENT, LineKind.ITEM),
    ],
)
def test_a_row_that_carries_money_is_an_item_unless_it_is_named_otherwise(
    kind: object, read: LineKind
) -> None:
    assert kind_of(kind=kind) is read


@pytest.mark.parametrize("nothing", [None, 0, "0.00", "", ABSENT])
@pytest.mark.parametrize("kind", ["none", None, ABSENT, "section", "title"])
def test_a_row_of_no_kind_without_money_is_a_title_and_says_nothing_to_the_books(
    kind: object, nothing: object
) -> None:
    found = with_lines(row(kind=kind, vat=nothing, quantity=1, **dict.fromkeys(AMOUNTS, nothing)))

    assert found.unreadable == ()
    assert [line.kind for line in found.lines] == [LineKind.SUBTOTAL]
    assert found.lines[0].title == "Advice"
    assert found.money_lines == ()


def test_a_title_may_have_every_number_missing_and_the_usual_tax() -> None:
    found = with_lines(row(quantity=None, vat=20, **dict.fromkeys(AMOUNTS)))

    assert (found.unreadable, found.money_lines) == ((), ())


@pytest.mark.parametrize(
    "changed",
    [
        {"kind": "service", "vat": 0},
        {"kind": "deposit", "vat": 0},
        {"kind": "none", "vat": 20},
        {"kind": "none", "vat": 0, "unit_price_excluding_tax": 100, "discount_percentage": 100},
    ],
    ids=["something sold for nothing", "a deposit of nothing", "taxed at nothing", "given away"],
)
def test_something_sold_for_nothing_is_a_line_all_the_same(changed: dict[str, Any]) -> None:
    found = with_lines(row(**{**dict.fromkeys(AMOUNTS, 0), **changed}))

    assert found.unreadable == ()
    assert len(found.money_lines) == 1


NEEDED = ("quantity", "unit_price_excluding_tax", "total_excluding_tax", "total_including_tax", "vat")


@pytest.mark.parametrize("kind", ["none", "hour", "deposit", "discount", None])
@pytest.mark.parametrize("value", [None, ABSENT, "", "much", "1,5", True, [1]])
@pytest.mark.parametrize("key", NEEDED)
def test_a_number_that_a_line_needs_is_not_guessed(key: str, value: object, kind: object) -> None:
    found = with_lines(row(kind=kind, **{key: value}))

    assert found.unreadable == (f"line_items.{key}",)
    assert (found.status, found.status_word) == (InvoiceStatus.UNKNOWN, "issued")


@pytest.mark.parametrize("absent", [None, "", ABSENT])
def test_no_discount_is_told_in_any_way(absent: object) -> None:
    found = with_lines(row(discount_percentage=absent))

    assert (found.lines[0].discount, found.unreadable) == (Decimal(0), ())


@pytest.mark.parametrize("value", [None, "much", "", [1]])
def test_of_a_subtotal_nothing_is_needed(value: object) -> None:
    found = with_lines(row(kind="subtotal", **dict.fromkeys(NEEDED, value)))

    assert found.unreadable == ()


@pytest.mark.parametrize(
    ("strange", "named"),
    [
        (row(currency="USD"), ("line_items.currency",)),
        (row(discount_percentage="half"), ("line_items.discount_percentage",)),
        (row(title={"fr": "Conseil"}), ("line_items.title",)),
        (row(kind=["none"]), ("line_items.kind",)),
        (row(id=None), ("line_items.id",)),
        (row(id=ABSENT), ("line_items.id",)),
        ("text", ("line_items.id",)),
        (None, ("line_items.id",)),
        (row(vat="much", quantity=None), ("line_items.quantity", "line_items.vat")),
    ],
)
def test_what_is_strange_about_a_line_is_named(strange: object, named: tuple[str, ...]) -> None:
    found = with_lines(numbered(1), strange, numbered(3))

    assert found.unreadable == named
    assert found.status is InvoiceStatus.UNKNOWN
    assert (found.lines[0].id, found.lines[-1].id) == ("l-1", "l-3")


@pytest.mark.parametrize("told_currency", ["eur", None, "", ABSENT])
def test_a_line_s_currency_is_the_invoice_s_if_it_says_no_other(told_currency: object) -> None:
    assert with_lines(row(currency=told_currency)).unreadable == ()


def test_a_draft_with_half_written_lines_is_a_draft() -> None:
    found = with_lines(row(quantity=None), status="draft", issued_at=None)

    assert (found.status, found.unreadable) == (InvoiceStatus.DRAFT, ())
