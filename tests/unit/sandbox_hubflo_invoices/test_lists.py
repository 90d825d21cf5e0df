"""The list of invoices: newest first, four filters, no date and no sort."""

import time

import pytest

from adapters.sandbox import hubflo
from tests.unit.sandbox_hubflo_invoices.desk import Desk


def test_the_newest_come_first_page_by_page() -> None:
    desk = Desk()
    ids = [desk.issued() for _ in range(5)]

    response = desk.call("GET", "invoices", query="per_page=2&page=2")

    assert [one["id"] for one in desk.get("invoices")] == ids[::-1]
    assert response.headers["X-Total-Count"] == "5"
    assert [one["id"] for one in desk.get("invoices", "per_page=2&page=2")] == [ids[2], ids[1]]
    assert desk.get("invoices", "page=9") == []


def test_each_filter_selects() -> None:
    desk = Desk()
    other = desk.person("Eve", "Else", email="eve@else.example")["id"]
    one, two = desk.draft(project_id="p"), desk.draft(contact_id=other)
    three = desk.issued()

    def found(query: str) -> list[str]:
        return [each["id"] for each in desk.get("invoices", query)]

    assert found(f"contact_id={other}") == [two]
    assert found("contact_email=eve@else.example") == [two]
    assert found("contact_email=EVE@else.example") == []
    assert found("project_id=p") == [one]
    assert found("status=draft") == [two, one]
    assert found("status=issued") == [three]
    assert found(f"status=draft&contact_id={desk.contact_id}") == [one]
    assert found("contact_email=eve@else.example&status=issued") == []
    assert found("contact_email=") == [three, two, one]


def test_an_email_selects_by_the_same_switches_as_contacts() -> None:
    desk = Desk(email_filter="case-insensitive", blank_filter="applied")
    nameless = desk.person()["id"]
    one, two = desk.draft(), desk.draft(contact_id=nameless)

    assert [each["id"] for each in desk.get("invoices", "contact_email=ADA@MOSS.example")] == [one]
    assert [each["id"] for each in desk.get("invoices", "contact_email=")] == [two]


@pytest.mark.parametrize(
    "query", ["created_at=2000-01-01", "issued_after=2999-01-01", "sort=created_at", "number=1"]
)
def test_what_is_no_filter_selects_everything(query: str) -> None:
    desk = Desk()
    ids = [desk.issued(), desk.issued()]

    assert [one["id"] for one in desk.get("invoices", query)] == ids[::-1]


def test_a_list_that_is_read_again_after_a_change_shows_it() -> None:
    desk = Desk()
    ids = [desk.issued() for _ in range(3)]
    assert len(desk.get("invoices", "status=issued")) == 3

    desk.act(hubflo.pay_invoice, ids[1])

    assert [one["id"] for one in desk.get("invoices", "status=issued")] == [ids[2], ids[0]]
    assert [one["status"] for one in desk.get("invoices", "status=paid")] == ["paid"]
    desk.act(hubflo.set_invoice_status, ids[1], status="issued")
    assert [one["id"] for one in desk.get("invoices", "status=issued")] == ids[::-1]
    drafts = [desk.draft()]
    assert [one["id"] for one in desk.get("invoices", "status=draft")] == drafts
    drafts.append(desk.draft())
    assert [one["id"] for one in desk.get("invoices", "status=draft")] == drafts[::-1]


def test_organizations_do_not_see_each_others_invoices() -> None:
    desk = Desk()
    other = hubflo.add_organization(desk.state, name="Other", now=desk.now, currency="EUR")
    theirs = hubflo.add_invoice(desk.state, other.id, desk.now, title="Theirs")

    assert desk.get("invoices") == []
    assert desk.call("GET", f"invoices/{theirs}").status == 404
    assert other.invoices[theirs]["currency"] == "EUR"


def test_a_page_of_a_long_list_costs_no_more_than_a_page_of_a_short_one() -> None:
    desk = Desk(rate_limit_per_minute=100_000)
    rows = desk.organization.invoices
    draft = desk.organization.invoices[desk.draft()]
    for number in range(50_000):
        rows.add({**draft, "id": f"id-{number}", "status": "issued"})

    begun = time.process_time()
    for number in range(100):
        page = desk.get("invoices", f"status=issued&per_page=10&page={number + 1}")
        rows.change(page[0]["id"], {"status": "paid"})

    assert time.process_time() - begun < 1  # looking at each invoice would take several


def test_an_invoice_leaves_the_list_of_its_old_status_and_keeps_its_place_in_the_next() -> None:
    desk = Desk()
    one, two, three = (desk.issued() for _ in range(3))
    desk.act(hubflo.pay_invoice, two)
    desk.act(hubflo.pay_invoice, three)
    desk.act(hubflo.pay_invoice, one)

    def found(query: str) -> list[str]:
        return [each["id"] for each in desk.get("invoices", query)]

    assert found("status=issued") == []
    assert found("status=paid") == [three, two, one]
    assert found("status=Paid") == []
