"""The page of each side: what it shows, what its buttons do, and whom it does not obey."""

import asyncio
import re
from dataclasses import dataclass
from html import unescape
from typing import Any

import httpx
import pytest
from starlette.applications import Starlette

from adapters.sandbox import hubflo, observe, xero
from adapters.sandbox.asgi import hubflo_app, xero_app
from adapters.sandbox.seeds import Bills, Firm, billing, firm
from adapters.sandbox.world import World
from tests.unit.sandbox_frame.town import START


@dataclass(frozen=True)
class Client:
    """Asks an app in process, as if it were on its usual port."""

    app: Starlette

    def get(self, path: str, **more: Any) -> httpx.Response:
        """Look."""
        return self.ask("GET", path, **more)

    def post(self, path: str, **more: Any) -> httpx.Response:
        """Send a form."""
        return self.ask("POST", path, **more)

    def ask(self, method: str, path: str, **more: Any) -> httpx.Response:
        """One exchange; a redirect is not followed."""

        async def asked() -> httpx.Response:
            transport = httpx.ASGITransport(app=self.app)
            async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1:8702") as client:
                return await client.request(method, path, **more)

        return asyncio.run(asked())


@dataclass(kw_only=True)
class Browser:
    """Both pages of the seeded firm, in process."""

    world: World
    firm: Firm
    bills: Bills
    xero: Client
    hubflo: Client

    def invoice(self, label: str) -> Any:
        """An invoice in Xero as it now is."""
        return observe.records(self.world, "xero")[self.firm.tenant_id]["invoices"][self.bills.ledger[label]]

    def billed(self, label: str) -> Any:
        """An invoice in Hubflo as it now is."""
        invoices = observe.records(self.world, "hubflo")[self.firm.organization_id]["invoices"]
        return invoices[self.bills.portal[label]]

    def account(self, press: str, label: str, **fields: str) -> httpx.Response:
        """Press a button of an invoice in Xero."""
        known = {"tenant_id": self.firm.tenant_id, "invoice_id": self.bills.ledger[label]}
        return self.xero.post(f"/_sandbox/press/{press}", data=known | fields)

    def bill(self, press: str, label: str, **fields: str) -> httpx.Response:
        """Press a button of an invoice in Hubflo."""
        known = {"organization_id": self.firm.organization_id, "invoice_id": self.bills.portal[label]}
        return self.hubflo.post(f"/_sandbox/press/{press}", data=known | fields)

    def awaiting(self, **fields: Any) -> str:
        """An invoice that awaits approval in Xero."""
        line = {"Description": "Work", "Quantity": 1, "UnitAmount": "100", "AccountCode": "200"}
        return xero.add_invoice(
            self.world.xero,
            self.firm.tenant_id,
            START,
            contact_id=self.firm.ledger["person"],
            lines=[line],
            Status="SUBMITTED",
            **fields,
        )


@pytest.fixture
def browser() -> Browser:
    world = World(now=lambda: START)
    books = firm(world, START)
    bills = billing(world, books, START)
    return Browser(
        world=world,
        firm=books,
        bills=bills,
        xero=Client(xero_app(world)),
        hubflo=Client(hubflo_app(world)),
    )


def text(answer: httpx.Response) -> str:
    """What can be read, in one line."""
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", answer.text.partition("<body")[2])).split())


def buttons(answer: httpx.Response, invoice_id: str) -> list[str]:
    """The buttons in an invoice's row."""
    row = answer.text.partition(f'<tr id="{invoice_id}"')[2].partition("</tr>")[0]
    return [unescape(label) for label in re.findall(r"<button[^>]*>([^<]*)", row)]


def test_xeros_page_shows_the_newest_invoices_with_what_matters(browser: Browser) -> None:
    answer = browser.xero.get("/_sandbox/")

    shown = text(answer)
    assert answer.status_code == 200
    assert "Invoices of Hartley & Moss Consulting Ltd" in shown
    assert "No real books are touched" in shown
    assert "INV-0003 Amelia Hart 30 Oct 2026 due 29 Nov 2026 288.00 GBP 48.00 tax DRAFT" in shown
    assert "HT-88 a bill" in shown
    assert "period locked up to 30 June 2026" in shown


def test_its_buttons_are_those_of_the_status(browser: Browser) -> None:
    waiting = browser.awaiting()
    answer = browser.xero.get("/_sandbox/")
    ledger = browser.bills.ledger

    assert buttons(answer, waiting) == ["Approve", "Reject", "Delete", "Renumber", "Save line"]
    assert buttons(answer, ledger["drafted"])[:2] == ["Approve", "Delete"]
    assert buttons(answer, ledger["the-same"])[:2] == ["Void", "Record payment"]
    assert buttons(answer, ledger["paid"]) == ["Renumber"]


def test_the_accountant_approves_rejects_voids_deletes_and_pays(browser: Browser) -> None:
    pressed = [
        browser.account("approve", "drafted"),
        browser.account("void", "the-same"),
    ]
    waiting = browser.awaiting()
    fields = {"tenant_id": browser.firm.tenant_id, "invoice_id": waiting}
    pressed.append(browser.xero.post("/_sandbox/press/reject", data=fields))
    rejected = observe.records(browser.world, "xero")[browser.firm.tenant_id]["invoices"][waiting]["Status"]
    pressed.append(browser.xero.post("/_sandbox/press/delete", data=fields))
    pressed.append(browser.account("pay", "drafted"))

    assert [one.status_code for one in pressed] == [303] * 5
    assert pressed[0].headers["location"] == (
        f"/_sandbox/?of={browser.firm.tenant_id}#{browser.bills.ledger['drafted']}"
    )
    assert (browser.invoice("drafted")["Status"], rejected) == ("PAID", "DRAFT")
    assert browser.invoice("the-same")["Status"] == "VOIDED"
    assert {change.who for change in browser.world.xero.changes} == {"person"}


def test_the_accountant_renumbers_and_edits_a_line(browser: Browser) -> None:
    browser.account("renumber", "drafted", number=" R-7 ")
    browser.account("edit-line", "drafted", line="0", Description="Coaching & more", UnitAmount="150.5")

    row = browser.invoice("drafted")
    assert row["InvoiceNumber"] == "R-7"
    assert (row["LineItems"][0]["Description"], row["SubTotal"]) == ("Coaching & more", 301)
    browser.account("edit-line", "drafted", line="0", Description="Coaching", UnitAmount="")
    assert browser.invoice("drafted")["SubTotal"] == 301


@pytest.mark.parametrize(
    ("press", "label", "fields", "said"),
    [
        ("approve", "paid", {}, "a PAID invoice is not approved"),
        ("renumber", "drafted", {"number": "INV-0001"}, "Invoice # must be unique."),
        ("renumber", "drafted", {}, "the form has no number"),
        ("edit-line", "drafted", {"line": "9", "Description": "x"}, "no line 9"),
        ("edit-line", "drafted", {"line": "x", "Description": "x"}, "no line x"),
        ("edit-line", "drafted", {"line": "0", "Description": "x", "UnitAmount": "much"}, "UnitAmount"),
        ("burn", "drafted", {}, "there is no button burn"),
    ],
)
def test_what_cannot_be_done_is_said_on_the_page(
    browser: Browser, press: str, label: str, fields: dict[str, str], said: str
) -> None:
    before = browser.invoice(label)

    answer = browser.account(press, label, **fields)

    assert answer.status_code == 400
    assert said in text(answer)
    assert "Invoices of Hartley & Moss" in text(answer)
    assert browser.invoice(label) == before


def test_hubflos_page_shows_the_newest_invoices(browser: Browser) -> None:
    answer = browser.hubflo.get("/_sandbox/")

    shown = text(answer)
    assert "Invoices of Hartley & Moss" in shown
    assert "Brand refresh, deposit Deposit of 30 % Kofi Mensah, Riverside Clinic 01 Nov 2026" in shown
    assert "1,800.00 GBP 300.00 tax issued none" in shown
    assert "QB-1043" in shown
    assert "dated 16 Oct 2026" in shown
    assert buttons(answer, browser.bills.portal["draft"]) == ["Issue"]
    assert buttons(answer, browser.bills.portal["website"]) == ["Pay", "Pay by card", "Cancel"]
    assert buttons(answer, browser.bills.portal["retainer-2"]) == ["Credit note"]


def test_people_issue_cancel_pay_and_credit_in_hubflo(browser: Browser) -> None:
    pressed = [
        browser.bill("issue", "draft"),
        browser.bill("cancel", "website"),
        browser.bill("pay", "deposit"),
        browser.bill("pay-by-card", "workshop"),
        browser.bill("credit", "retainer-2"),
    ]

    assert [one.status_code for one in pressed] == [303] * 5
    statuses = [browser.billed(label)["status"] for label in ("draft", "website", "deposit", "workshop")]
    assert statuses == ["issued", "cancelled", "paid", "paid"]
    assert browser.billed("workshop")["payment_method_used"] == "bank_card"
    invoices = browser.world.hubflo.organizations[browser.firm.organization_id].invoices
    assert invoices.rows[-1]["parent_invoice_id"] == browser.bills.portal["retainer-2"]


@pytest.mark.parametrize(("pressed", "status"), [("Issue at once", "issued"), ("Keep as draft", "draft")])
def test_somebody_writes_an_invoice_in_hubflo(browser: Browser, pressed: str, status: str) -> None:
    recipient = browser.firm.people["email-and-name"]
    fields = {"organization_id": browser.firm.organization_id, "title": "Shop", "recipient_id": recipient}
    fields |= {"line": "Design <b>", "quantity": "2.5", "unit_price_excluding_tax": "80.10", "vat": "5"}

    answer = browser.hubflo.post("/_sandbox/press/write", data=fields | {"button": pressed})

    invoice_id = answer.headers["location"].partition("#")[2]
    row = browser.world.hubflo.organizations[browser.firm.organization_id].invoices[invoice_id]
    assert (row["title"], row["status"], row["recipient_id"]) == ("Shop", status, recipient)
    organization = browser.world.hubflo.organizations[browser.firm.organization_id]
    assert str(hubflo.sums_of(browser.world.hubflo, organization, invoice_id).total) == "210.26"
    assert "Design &lt;b&gt;" in browser.hubflo.get("/_sandbox/").text


def test_a_wrong_invoice_is_said_and_not_written(browser: Browser) -> None:
    fields = {"organization_id": browser.firm.organization_id, "title": "Shop", "line": "x"}
    fields |= {"quantity": "0", "unit_price_excluding_tax": "1", "vat": "20"}

    answer = browser.hubflo.post("/_sandbox/press/write", data=fields)

    assert answer.status_code == 400
    assert "Quantity must be greater than or equal to 0.1" in text(answer)


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
