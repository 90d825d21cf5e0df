"""Lists of invoices: which are asked for, and one that cannot be read hides no other."""

from typing import Any

import httpx
import pytest

from domain.budget import Purpose
from domain.errors import Unavailable
from domain.invoice import InvoiceId
from domain.ports.portal import InvoiceList
from tests.unit.hubflo_adapter.scene import INVOICE, INVOICE_ID, Scene, page, reply, scene

ID = InvoiceId(INVOICE_ID)


def listed(at: Scene, of: InvoiceList = InvoiceList.ALL, purpose: Purpose = Purpose.WORK) -> Any:
    return at.portal.invoices_page(1, of=of, purpose=purpose)


@pytest.mark.parametrize(
    ("of", "query"),
    [
        (InvoiceList.ISSUED, {"status": "issued"}),
        (InvoiceList.PAID, {"status": "paid"}),
        (InvoiceList.ALL, {}),
    ],
)
def test_a_list_is_asked_for_by_status_in_pages_of_a_hundred(of: InvoiceList, query: dict[str, str]) -> None:
    at = scene(page([INVOICE], 1, 3, 250))

    found = listed(at, of, Purpose.BACKGROUND)

    assert dict(at.arrived[0].url.params) == {**query, "page": "1", "per_page": "100"}
    assert (found.is_last, found.total, found.nameless) == (False, 250, 0)
    assert at.budgets.purposes == [Purpose.BACKGROUND]


def test_one_unreadable_invoice_hides_no_other_of_its_page() -> None:
    rows = [{**INVOICE, "id": f"i-{number}"} for number in range(100)]
    rows[40] = {"id": "i-40", "status": "issued", "net_total": "much"}
    rows[41] = {**rows[41], "title": {"fr": "Site"}, "currency": None}

    found = listed(scene(page(rows, 1, 1, 100)))

    assert [each.id for each in found.invoices] == [f"i-{number}" for number in range(100)]
    assert {each.id: each.unreadable for each in found.invoices if each.unreadable} == {
        "i-40": ("currency", "issued_at", "net_total", "payment_deadline_days", "tax_total"),
        "i-41": ("currency", "title"),
    }


@pytest.mark.parametrize(
    "row", [None, 7, "text", [], {}, {"title": "x"}, {"id": None}, {"id": " "}, {"id": "../x"}]
)
def test_a_row_without_an_id_is_counted_and_hides_no_other(row: object) -> None:
    found = listed(scene(page([INVOICE, row, {**INVOICE, "id": "i-2"}], 1, 1, 3)))

    assert [each.id for each in found.invoices] == [ID, "i-2"]
    assert found.nameless == 1


@pytest.mark.parametrize("answer", [{}, {"invoices": [INVOICE]}, "text", None])
def test_a_page_that_is_no_list_is_no_page(answer: object) -> None:
    with pytest.raises(Unavailable):
        listed(scene(*(reply(answer) for _ in range(3))))


def test_a_cut_page_is_no_page() -> None:
    whole = page([INVOICE], 1, 1)
    cut = [httpx.Response(200, headers=whole.headers, text=whole.text[:-20]) for _ in range(3)]
    for response in cut:
        response.headers["X-Organization-ID"] = whole.headers["X-Organization-ID"]

    with pytest.raises(Unavailable):
        listed(scene(*cut))
