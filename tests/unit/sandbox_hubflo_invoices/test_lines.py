"""Line items over the API: 13 keys, oldest first, only on drafts, and the totals follow."""

import json
from decimal import Decimal
from typing import Any

import pytest

from adapters.sandbox.hubflo.invoices.line import KINDS
from tests.unit.sandbox_hubflo.portal import error
from tests.unit.sandbox_hubflo_invoices.desk import PLAIN, Desk

KEYS = [
    "id",
    "title",
    "description",
    "currency",
    "kind",
    "quantity",
    "discount_percentage",
    "unit_price_excluding_tax",
    "unit_cost_excluding_tax",
    "total_excluding_tax",
    "total_including_tax",
    "vat",
    "created_at",
]


def test_a_line_shows_every_key_and_what_it_comes_to() -> None:
    desk = Desk()
    invoice_id = desk.draft()

    line = desk.line(invoice_id, kind="service", unit_cost_excluding_tax=500)

    assert list(line) == KEYS
    assert len(KEYS) == 13
    assert (line["total_excluding_tax"], line["total_including_tax"]) == (1000, 1200)
    assert (line["currency"], line["description"], line["unit_cost_excluding_tax"]) == ("GBP", None, 500)
    assert desk.get(f"invoices/{invoice_id}/line-items/{line['id']}") == line


def test_lines_are_listed_oldest_first_page_by_page() -> None:
    desk = Desk()
    invoice_id = desk.draft()
    ids = [desk.line(invoice_id, title=str(number))["id"] for number in range(5)]
    path = f"invoices/{invoice_id}/line-items"

    assert [line["id"] for line in desk.get(path)] == ids
    assert [line["id"] for line in desk.get(path, "per_page=2&page=2")] == ids[2:4]
    assert [line["id"] for line in desk.get(path, "per_page=2&page=3")] == ids[4:]
    assert desk.get(path, "page=2") == []
    assert desk.call("GET", path, query="per_page=2").headers["X-Next-Page"] == "2"


def test_the_invoice_follows_its_lines() -> None:
    desk = Desk()
    invoice_id = desk.draft()
    first, second = (
        desk.line(invoice_id),
        desk.line(invoice_id, vat=10, quantity=2, unit_price_excluding_tax=100),
    )
    path = f"invoices/{invoice_id}/line-items"

    def sums() -> tuple[Any, Any]:
        invoice = desk.invoice(invoice_id)
        return invoice["net_total"], invoice["tax_total"]

    assert sums() == (1420, 220)
    desk.call("PATCH", f"{path}/{second['id']}", body={"quantity": 3})
    assert sums() == (1530, 230)
    gone = desk.call("DELETE", f"{path}/{first['id']}")
    assert (gone.status, gone.body) == (204, b"")
    assert "X-Remaining-Requests" in gone.headers
    assert "Content-Type" not in gone.headers
    assert sums() == (330, 30)
    assert desk.call("GET", f"{path}/{first['id']}").status == 404
    assert [(change.kind, change.new) for change in desk.state.changes] == [
        ("line item", {"quantity": 3}),
        ("line item", {}),
    ]


def test_a_line_of_another_invoice_is_not_found() -> None:
    desk = Desk()
    one, two = desk.draft(), desk.draft()
    line = desk.line(one)

    for method in ("GET", "PATCH", "DELETE"):
        assert desk.call(method, f"invoices/{two}/line-items/{line['id']}", body={}).status == 404
    assert len(desk.lines(one)) == 1


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"title": None}, "Title must be filled in"),
        ({"quantity": 0, "vat": None}, "Quantity must be greater than or equal to 0.1, VAT is not a number"),
        ({"quantity": "some"}, "Quantity is not a number"),
        ({"quantity": True}, "Quantity is not a number"),
        ({"vat": 101}, "VAT must be less than or equal to 100"),
        ({"vat": -1}, "VAT must be greater than or equal to 0"),
        ({"discount_percentage": 100.5}, "Discount percentage must be less than or equal to 100"),
        ({"unit_price_excluding_tax": -1}, "Unit price excluding tax must be greater than or equal to 0"),
        ({"unit_price_excluding_tax": "NaN"}, "Unit price excluding tax is not a number"),
        ({"kind": "credit"}, "Kind is not included in the list"),
        ({"description": 5}, "Description is invalid"),
    ],
)
def test_a_wrong_body_is_refused_on_create_and_on_update(change: dict[str, Any], sentence: str) -> None:
    desk = Desk()
    invoice_id = desk.draft()
    line = desk.line(invoice_id)
    expected = (422, "Unprocessable Content", f"Validation failed: {sentence}")

    created = desk.call("POST", f"invoices/{invoice_id}/line-items", body=PLAIN | change)
    updated = desk.call("PATCH", f"invoices/{invoice_id}/line-items/{line['id']}", body=change)

    assert error(created) == error(updated) == expected
    assert desk.lines(invoice_id) == [line]


def test_numbers_may_be_sent_as_texts_and_keep_their_digits() -> None:
    desk = Desk()
    invoice_id = desk.draft()

    line = desk.line(invoice_id, quantity="1.5", unit_price_excluding_tax="0.123456", vat=8.625)

    assert (line["quantity"], line["unit_price_excluding_tax"], line["vat"]) == (1.5, 0.123456, 8.625)


def test_every_kind_of_the_list_is_taken() -> None:
    desk = Desk()
    invoice_id = desk.draft()

    kinds = [desk.line(invoice_id, kind=kind)["kind"] for kind in KINDS]

    assert len(set(kinds)) == 29
    assert desk.line(invoice_id)["kind"] == "none"


def test_the_lines_of_an_issued_invoice_can_only_be_read() -> None:
    desk = Desk()
    invoice_id = desk.issued()
    (line,) = desk.lines(invoice_id)
    path = f"invoices/{invoice_id}/line-items"

    statuses = [
        desk.call("POST", path, body=PLAIN).status,
        desk.call("PATCH", f"{path}/{line['id']}", body={"quantity": 9}).status,
        desk.call("DELETE", f"{path}/{line['id']}").status,
    ]

    assert statuses == [422, 422, 422]
    assert desk.lines(invoice_id) == [line]


def test_places_of_quantities_and_prices_are_switches() -> None:
    desk = Desk(quantity_places=1, price_places=2)
    invoice_id = desk.draft()

    line = desk.line(invoice_id, quantity=1.25, unit_price_excluding_tax=0.125, discount_percentage=33.333)

    assert (line["quantity"], line["unit_price_excluding_tax"]) == (1.3, 0.13)
    assert line["discount_percentage"] == 33.33


def test_numbers_may_come_as_texts_without_an_exponent() -> None:
    desk = Desk(numbers="string")
    invoice_id = desk.draft()
    desk.line(invoice_id, unit_price_excluding_tax="0.000001", quantity=1, vat=0)

    (line,) = json.loads(desk.call("GET", f"invoices/{invoice_id}/line-items").body)

    assert line["unit_price_excluding_tax"] == "0.000001"
    assert Decimal(line["total_excluding_tax"]) == 0
    assert all(
        isinstance(line[name], str) for name in KEYS if name.startswith(("total", "unit", "vat", "quant"))
    )
