"""Hubflo's page: what it shows and what people do there."""

import pytest

from adapters.sandbox import hubflo
from tests.unit.sandbox_frame.browser import Browser, buttons, opened, text


@pytest.fixture
def browser() -> Browser:
    return opened()


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
