"""Xero's page: what it shows and what the accountant does there."""

import pytest

from adapters.sandbox import observe
from adapters.sandbox.control import perform
from tests.unit.sandbox_frame.browser import Browser, buttons, opened, text


@pytest.fixture
def browser() -> Browser:
    return opened()


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


def test_each_payment_is_shown_with_day_account_and_reference(browser: Browser) -> None:
    of = {"tenant_id": browser.firm.tenant_id, "invoice_id": browser.bills.ledger["the-same"]}
    perform(browser.world, "xero.pay_invoice", **of, amount="10.50", on="2026-11-05", reference="Ref <7>")
    perform(browser.world, "xero.pay_invoice", **of, amount="20", on="2026-11-06", account="615")
    perform(browser.world, "xero.credit_invoice", **of, amount="1")

    shown = text(browser.xero.get("/_sandbox/"))

    assert (
        "30.50 paid, 1.00 credited 10.50 on 05 Nov 2026 into Business Bank Account, Ref <7> "
        "20.00 on 06 Nov 2026 into Stripe Clearing"
    ) in shown


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
