"""What both pages share: escaped texts, no obedience to other sites, pages and books to choose from."""

import pytest

from adapters.sandbox import hubflo, observe, xero
from adapters.sandbox.asgi import hubflo_app, xero_app
from adapters.sandbox.world import World
from tests.unit.sandbox_frame.browser import Browser, Client, opened, text
from tests.unit.sandbox_frame.town import START


@pytest.fixture
def browser() -> Browser:
    return opened()


def test_text_of_the_books_is_never_markup(browser: Browser) -> None:
    nasty = '<script>alert("x")</script>\'&'
    xero.edit_contact(
        browser.world.xero, browser.firm.tenant_id, browser.firm.ledger["person"], START, Name=nasty
    )
    browser.account("renumber", "drafted", number=nasty)
    browser.account("edit-line", "drafted", line="0", Description=nasty)
    hubflo.edit_invoice(
        browser.world.hubflo,
        browser.firm.organization_id,
        browser.bills.portal["draft"],
        START,
        title=nasty,
        accounting_id=nasty,
    )
    hubflo.edit_contact(
        browser.world.hubflo,
        browser.firm.organization_id,
        browser.firm.people["double-spaces"],
        START,
        first_name=nasty,
    )

    for page in (browser.xero, browser.hubflo):
        answer = page.get("/_sandbox/", params={"of": nasty, "page": nasty})
        assert "<script" not in answer.text
        assert answer.text.count("&lt;script&gt;alert(&quot;x&quot;)") >= 3
    assert "<script" not in browser.account("pay", "drafted", tenant_id=nasty).text


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 303),
        ({"Origin": "http://127.0.0.1:8702"}, 303),
        ({"Referer": "http://127.0.0.1:8702/_sandbox/"}, 303),
        ({"Origin": "http://evil.example"}, 403),
        ({"Origin": "null"}, 403),
        ({"Origin": "http://127.0.0.1:8701"}, 403),
        ({"Origin": "http://evil.example", "Referer": "http://127.0.0.1:8702/_sandbox/"}, 403),
        ({"Referer": "http://evil.example/"}, 403),
        ({"Referer": "http://127.0.0.1:8702.evil.example/"}, 403),
    ],
)
def test_another_sites_page_presses_nothing(browser: Browser, headers: dict[str, str], status: int) -> None:
    fields = {"tenant_id": browser.firm.tenant_id, "invoice_id": browser.bills.ledger["drafted"]}

    answer = browser.xero.post("/_sandbox/press/approve", data=fields, headers=headers)

    assert answer.status_code == status
    assert browser.invoice("drafted")["Status"] == ("AUTHORISED" if status == 303 else "DRAFT")


def test_nor_does_it_reach_the_control_routes(browser: Browser) -> None:
    elsewhere = {"Origin": "http://evil.example"}
    before = observe.switches(browser.world, "hubflo")

    refused = [
        browser.hubflo.post("/_sandbox/acts/hubflo.turn_switches", headers=elsewhere, content=b"{}"),
        browser.hubflo.post("/_sandbox/faults", headers=elsewhere, content=b"{}"),
        browser.hubflo.ask("DELETE", "/_sandbox/faults", headers=elsewhere),
        browser.hubflo.post("/_sandbox/tick", headers=elsewhere),
    ]

    assert [one.status_code for one in refused] == [403] * 4
    assert browser.hubflo.get("/_sandbox/switches", headers=elsewhere).json() == before


def test_buttons_are_pressed_by_post_alone(browser: Browser) -> None:
    assert browser.xero.get("/_sandbox/press/approve").status_code == 405


def test_the_page_runs_no_script_and_stands_in_no_frame(browser: Browser) -> None:
    answer = browser.xero.get("/_sandbox/")

    policy = answer.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "set-cookie" not in answer.headers
    style = browser.xero.get("/_sandbox/style.css")
    assert style.headers["content-type"].startswith("text/css")
    assert ".badge" in style.text


def test_many_invoices_are_shown_page_by_page(browser: Browser) -> None:
    for _ in range(30):
        browser.awaiting()
    first = browser.xero.get("/_sandbox/")
    second = browser.xero.get("/_sandbox/", params={"page": "2"})

    assert first.text.count("<tr id=") == 25
    assert second.text.count("<tr id=") == 9
    assert ("Older" in text(first), "Newer" in text(first)) == (True, False)
    assert ("Older" in text(second), "Newer" in text(second)) == (False, True)
    assert browser.xero.get("/_sandbox/", params={"page": "99"}).status_code == 200


def test_with_several_books_each_has_its_page(browser: Browser) -> None:
    other = xero.add_organisation(browser.world.xero, name="Second & Sons", country="AU", now=START)
    hubflo.add_organization(browser.world.hubflo, name="Second & Sons", now=START)

    assert "Invoices of Second & Sons" in text(browser.xero.get("/_sandbox/"))
    assert "There are no invoices here." in text(browser.xero.get("/_sandbox/", params={"of": other}))
    chosen = browser.xero.get("/_sandbox/", params={"of": browser.firm.tenant_id})
    assert "Invoices of Hartley & Moss Consulting Ltd" in text(chosen)
    assert "Invoices of Second & Sons" in text(browser.hubflo.get("/_sandbox/"))


def test_without_any_books_the_pages_say_so() -> None:
    world = World(now=lambda: START)

    assert "There is no organisation yet." in text(Client(xero_app(world)).get("/_sandbox/"))
    assert "There is no organization yet." in text(Client(hubflo_app(world)).get("/_sandbox/"))
