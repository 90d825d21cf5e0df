"""The list of an invoice's lines: all of them, once, in order, however it moves while it is read."""

import json
from typing import Any

import httpx
import pytest

from domain.budget import Purpose
from domain.errors import NotFound, Unavailable
from domain.invoice import InvoiceId, InvoiceStatus
from tests.unit.hubflo_adapter.scene import (
    INVOICE,
    INVOICE_ID,
    LINE,
    Scene,
    failure,
    page,
    reply,
    scene,
)

ID = InvoiceId(INVOICE_ID)


def numbered(number: int) -> dict[str, Any]:
    return {**LINE, "id": f"l-{number}"}


def with_lines(*rows: object) -> Any:
    """An invoice that has these rows."""
    return scene(reply(INVOICE), page(list(rows), 1, 1, len(rows))).portal.invoice(ID)


def test_the_lines_are_asked_for_after_the_invoice_in_pages_of_a_hundred_and_stay_in_order() -> None:
    rows = [numbered(number) for number in range(250)]
    at = scene(
        reply(INVOICE),
        page(rows[:100], 1, 3, 250),
        page(rows[100:200], 2, 3, 250),
        page(rows[200:], 3, 3, 250),
    )

    found = at.portal.invoice(ID)

    assert [line.id for line in found.lines] == [f"l-{number}" for number in range(250)]
    assert at.asked() == [f"GET /invoices/{ID}", *[f"GET /invoices/{ID}/line-items"] * 3]
    assert [dict(each.url.params) for each in at.arrived[1:]] == [
        {"page": str(number), "per_page": "100"} for number in (1, 2, 3)
    ]
    assert set(at.budgets.purposes) == {Purpose.WORK}


def test_the_words_of_the_lines_are_kept_beside_those_of_the_invoice() -> None:
    found = with_lines(numbered(1), numbered(2))

    kept = json.loads(found.raw)
    assert kept["invoice"] == INVOICE
    assert kept["line_items"] == [numbered(1), numbered(2)]


def test_an_invoice_without_lines_says_so() -> None:
    found = with_lines()

    assert (found.lines, found.unreadable) == ((), ())
    assert found.raw.endswith('"line_items":[]}')


def test_a_line_that_shows_on_two_pages_counts_once() -> None:
    rows = [numbered(number) for number in range(101)]
    at = scene(reply(INVOICE), page(rows[:100], 1, 2, 101), page(rows[99:], 2, 2, 101))

    assert len(at.portal.invoice(ID).lines) == 101


def pages_of(rows: list[Any], total: int) -> list[httpx.Response]:
    return [page(rows[:100], 1, 2, total), page(rows[100:], 2, 2, total)]


def test_a_list_that_moved_is_read_again() -> None:
    rows = [numbered(number) for number in range(121)]
    fallen = [*rows[:100], *rows[101:]]  # one went while it was read, and another slipped between the pages
    at = scene(reply(INVOICE), *pages_of(fallen, 121), *pages_of(rows, 121))

    assert len(at.portal.invoice(ID).lines) == 121


def test_a_list_that_keeps_moving_is_unavailable_for_now() -> None:
    rows = [numbered(number) for number in range(130)]
    at = scene(reply(INVOICE), *pages_of(rows[:120], 121), *pages_of(rows[:121], 122))

    with pytest.raises(Unavailable) as caught:
        at.portal.invoice(ID)

    assert caught.value.facts == {"service": "hubflo", "why": "list-moved"}


def test_pages_that_announce_different_totals_moved() -> None:
    rows = [numbered(number) for number in range(120)]
    moved = [page(rows[:100], 1, 2, 121), page(rows[100:], 2, 2, 120)]
    at = scene(reply(INVOICE), *moved, *pages_of(rows, 120))

    assert len(at.portal.invoice(ID).lines) == 120
    assert len(at.arrived) == 5


def test_a_list_that_stands_still_and_does_not_add_up_spoils_its_invoice_alone() -> None:
    rows = [numbered(number) for number in range(3)]
    at = scene(reply(INVOICE), page(rows, 1, 1, 4), page(rows, 1, 1, 4))

    found = at.portal.invoice(ID)

    assert found.unreadable == ("line_items",)
    assert (found.status, len(found.lines)) == (InvoiceStatus.UNKNOWN, 3)


def test_without_a_total_what_was_shown_is_what_there_is() -> None:
    answer = reply([numbered(1), numbered(2)])
    at = scene(reply(INVOICE), answer)

    assert len(at.portal.invoice(ID).lines) == 2


def test_a_list_without_an_end_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("adapters.hubflo.paging._MOST_PAGES", 5)
    at = Scene()
    at.handler = lambda request: (
        page([LINE], int(request.url.params["page"]), 99)
        if request.url.path.endswith("line-items")
        else reply(INVOICE)
    )

    with pytest.raises(Unavailable) as caught:
        at.portal.invoice(ID)

    assert caught.value.facts["why"] == "list-without-end"


def test_an_invoice_whose_lines_are_gone_is_gone() -> None:
    with pytest.raises(NotFound):
        scene(reply(INVOICE), failure(404)).portal.invoice(ID)


@pytest.mark.parametrize("answer", [{}, {"line_items": [LINE]}, None])
def test_lines_that_are_no_list_are_no_answer(answer: object) -> None:
    at = scene(reply(INVOICE), *(reply(answer) for _ in range(3)))

    with pytest.raises(Unavailable):
        at.portal.invoice(ID)
