"""What the tests of the first run of invoices share."""

from collections.abc import Sequence
from typing import Any

from tests.e2e.cli.desk import Desk, Done

GIVEN = ("--own-link-off", "--revenue-account", "200")
ORDER = (
    "The plan for 61 contacts in Xero",
    "Your invoices",
    "What we propose, from your accounts and tax rates in Xero",
    "From 2 March 2026 on, which is today in the time zone of your books.",
    "Sales are booked on 200 Sales, the usual account for them where your books are.",
    "Deposits are booked on 825 Customer Deposits, a liability",
    '5 %: "5% (VAT on Income)", the only sales tax in Xero with that rate.',
    "0 %: 6 sales taxes in Xero, each for another box of your return",
    "Your last 5 invoices, as they would look in Xero",
    '"Brand refresh, deposit"',
    "825 Customer Deposits 20% (VAT on Income)",
    "Total 1,800.00 GBP: 1,500.00 GBP and 300.00 GBP tax",
    '"Printed guides": it would be held.',
    "[tax-choice-needed]",
    '"Website, last third"',
    "12.5 x 85.00 1,062.50 200 Sales 20% (VAT on Income)",
    "0 past invoices will be sent.",
    "awaiting approval, and its customer as a contact if there is none yet.",
    "How to stop: answer no now; later `hubflo-xero settings set start-date off`.",
)


def writes(desk: Desk) -> list[str]:
    """What changed something on either side.

    Two posts change nothing: Hubflo's own check of a key, and the one that a consent's code is given for
    tokens with.
    """
    every = [*desk.requests("hubflo"), *desk.requests("xero")]
    harmless = ("POST /api/v2/pings", "POST /connect/token")
    return [one for one in every if not one.startswith(("GET ", "HEAD ")) and one not in harmless]


def invoices_in_xero(desk: Desk) -> list[str]:
    """How invoices were created there."""
    return [one for one in desk.requests("xero") if one == "PUT /api.xro/2.0/Invoices"]


def state(desk: Desk) -> tuple[object, object]:
    """Of the only connection: where it stands, and from when on invoices are sent."""
    settings = desk.run("settings", "show", "--json").data["settings"]
    return desk.run("status", "--json").data[0]["state"], settings["start-date"]


def issue(desk: Desk, *lines: dict[str, Any], to: str = "phone-to-fill", title: str = "Advice") -> str:
    """Issued in Hubflo just now."""
    desk.clock.advance(60)
    made = desk.act(
        "hubflo.add_invoice",
        organization_id=desk.firm.organization_id,
        title=title,
        recipient_id=desk.firm.people[to],
        issue=True,
        lines=[
            {"title": "Advice", "quantity": 1, "unit_price_excluding_tax": "100", "vat": 20, **one}
            for one in lines
        ],
    )
    return str(made)


def in_order(done: Done, parts: Sequence[str]) -> None:
    places = [done.said.find(part) for part in parts]
    assert places == sorted(places), dict(zip(parts, places, strict=True))
    assert places[0] >= 0, parts[0]
