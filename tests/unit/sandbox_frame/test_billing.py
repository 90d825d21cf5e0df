"""The firm's bills hold every case that they promise, on the days on which they are said to be."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest

from adapters.sandbox import observe
from adapters.sandbox.deliveries import hand_over
from adapters.sandbox.seeds import Bills, Firm, billing, firm
from adapters.sandbox.seeds.bill_rows import BILLED, IMPORTED, LAST_FIVE
from adapters.sandbox.world import World
from tests.unit.sandbox_frame.town import START


@dataclass(frozen=True, kw_only=True)
class Seeded:
    """Both sides' invoices by label."""

    world: World
    firm: Firm
    bills: Bills
    portal: Mapping[str, Any]
    ledger: Mapping[str, Any]

    def day(self, label: str) -> int:
        """How many days ago Hubflo says that it was issued."""
        return (START - datetime.fromisoformat(self.portal[label]["issued_at"])).days

    def recipient(self, label: str) -> Any:
        """The contact that it is for."""
        people = observe.records(self.world, "hubflo")[self.firm.organization_id]["contacts"]
        return people[self.portal[label]["recipient_id"]]

    def kinds(self, label: str) -> list[str]:
        """The kind of each line."""
        return [line["kind"] for line in self.portal[label]["line_items"]]

    def rates(self, label: str) -> set[int]:
        """The rates of its lines that carry money."""
        return {line["vat"] for line in self.portal[label]["line_items"] if line["total_excluding_tax"]}


@pytest.fixture(scope="module")
def seeded() -> Seeded:
    world = World(now=lambda: START)
    books = firm(world, START)
    bills = billing(world, books, START)
    portal = observe.records(world, "hubflo")[books.organization_id]["invoices"]
    ledger = observe.records(world, "xero")[books.tenant_id]["invoices"]
    return Seeded(
        world=world,
        firm=books,
        bills=bills,
        portal={label: portal[one] for label, one in bills.portal.items()},
        ledger={label: ledger[one] for label, one in bills.ledger.items()},
    )


def test_each_is_as_old_as_its_row_says_and_the_list_is_in_that_order(seeded: Seeded) -> None:
    for row in (*IMPORTED, *BILLED, *LAST_FIVE):
        assert seeded.day(row.label) == row.days_ago, row.label
    rows = seeded.world.hubflo.organizations[seeded.firm.organization_id].invoices.rows
    assert [row["created_at"] for row in rows] == sorted(row["created_at"] for row in rows)


def test_the_last_five_are_the_newest_that_were_issued_and_are_worth_looking_at(seeded: Seeded) -> None:
    issued = [one for one in seeded.portal.values() if one["issued_at"]]
    newest = sorted(issued, key=lambda one: one["issued_at"])[-5:]
    labels = [row.label for row in LAST_FIVE]

    assert [one["id"] for one in newest] == [seeded.bills.portal[label] for label in labels]
    assert {one["status"] for one in newest} == {"issued"}
    assert all(one["net_total"] > 0 and one["recipient_id"] for one in newest)
    assert {"hour", "month", "none", "subtotal", "discount", "deposit"} == {
        kind for label in labels for kind in seeded.kinds(label)
    }
    assert seeded.rates("mixed-rates") == {20, 0}
    assert any(line["discount_percentage"] for line in seeded.portal["website"]["line_items"])


def test_every_way_that_an_invoice_can_go_is_there(seeded: Seeded) -> None:
    statuses = {label: one["status"] for label, one in seeded.portal.items()}

    assert {"draft", "issued", "paid", "cancelled"} == set(statuses.values())
    assert (statuses["draft"], statuses["cancelled"]) == ("draft", "cancelled")
    assert seeded.portal["part-paid"]["paid_amount"] == 200 < seeded.portal["part-paid"]["net_total"]
    assert seeded.portal["paid-by-stripe"]["payment_method_used"] == "bank_card"
    assert seeded.portal["imported-paid"]["paid_amount"] == 5040
    assert seeded.portal["retainer-3"]["sent_at"]
    assert (START - timedelta(days=40)).isoformat() > seeded.portal["overdue"]["issued_at"]


def test_every_odd_invoice_is_there(seeded: Seeded) -> None:
    assert seeded.portal["no-recipient"]["recipient_id"] is None
    assert seeded.recipient("one-name")["last_name"] is None
    assert seeded.recipient("no-email")["email"] is None
    assert seeded.recipient("other-tool")["company_id"] is None
    assert seeded.recipient("website")["company_id"]
    assert seeded.portal["zero-total"]["net_total"] == 0
    assert seeded.portal["credit-note"]["net_total"] < 0
    assert seeded.portal["credit-note"]["parent_invoice_id"] == seeded.bills.portal["paid-by-stripe"]
    assert seeded.portal["other-tool"]["accounting_id"] == "QB-1043"
    assert seeded.portal["dated-before"]["custom_issued_at"] < seeded.portal["dated-before"]["issued_at"]
    assert seeded.rates("part-paid") == {20, 5}
    assert seeded.rates("zero-rate") == {20, 0}
    prices = [
        Decimal(str(line["unit_price_excluding_tax"])) for line in seeded.portal["fine-prices"]["line_items"]
    ]
    assert prices == [Decimal("0.0375"), Decimal("33.333333")]


def test_some_lie_before_the_lock_dates_of_the_books_and_some_after(seeded: Seeded) -> None:
    settings = seeded.world.xero.organisations[seeded.firm.tenant_id].settings
    days = {label: one["issued_at"][:10] for label, one in seeded.portal.items() if one["issued_at"]}

    assert days["imported-paid"] <= settings["EndOfYearLockDate"].isoformat() < days["long-ago"]
    assert days["long-ago"] <= settings["PeriodLockDate"].isoformat() < days["website"]


def test_one_of_them_was_typed_into_xero_too(seeded: Seeded) -> None:
    here, there = seeded.portal["typed-in-xero-too"], seeded.ledger["the-same"]

    assert here["net_total"] == there["Total"]
    assert there["Contact"]["ContactID"] == seeded.firm.ledger["phone-to-fill"]
    assert seeded.recipient("typed-in-xero-too")["id"] == seeded.firm.people["phone-to-fill"]
    assert there["Status"] == "AUTHORISED"
    assert {one["Status"] for one in seeded.ledger.values()} == {"PAID", "AUTHORISED", "DRAFT"}
    assert {one["Type"] for one in seeded.ledger.values()} == {"ACCREC", "ACCPAY"}


def test_what_happened_before_is_no_news(seeded: Seeded) -> None:
    assert seeded.world.hubflo.changes == []
    assert {change.kind for change in seeded.world.xero.changes} == {"Contact"}  # the firm's merged one
    assert hand_over(seeded.world, lambda *_: 200) == 0
