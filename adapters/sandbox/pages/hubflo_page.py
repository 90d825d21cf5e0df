"""Hubflo's page: write an invoice, and what people may do with the newest ones of an organization."""

from collections.abc import Mapping
from datetime import datetime

from adapters.sandbox.hubflo.contacts import full_name
from adapters.sandbox.hubflo.invoices.record import sums_of
from adapters.sandbox.hubflo.state import Organization
from adapters.sandbox.hubflo.table import Row
from adapters.sandbox.pages.html import (
    NOTHING,
    Html,
    badge,
    button,
    field,
    form,
    page,
    table,
    tag,
)
from adapters.sandbox.pages.paging import PER_PAGE, neighbours, organisations, page_number
from adapters.sandbox.world import World

SIDE = "Hubflo"

_OFFERED = 300
"""So many of the newest contacts can be billed here."""

_BUTTONS: Mapping[str, tuple[str, ...]] = {
    "draft": ("Issue",),
    "issued": ("Pay", "Pay by card", "Cancel"),
    "overdue": ("Pay", "Pay by card", "Cancel"),
    "paid": ("Credit note",),
}

PRESSES: Mapping[str, str] = {
    "Issue": "issue",
    "Pay": "pay",
    "Pay by card": "pay-by-card",
    "Cancel": "cancel",
    "Credit note": "credit",
}


def hubflo_page(world: World, query: Mapping[str, str], problem: str = "") -> str:
    """The page of the organization that the query names, else of the last one that was opened."""
    names = {key: str(one.profile["name"]) for key, one in world.hubflo.organizations.items()}
    if not names:
        return page(SIDE, "Invoices", problem, tag("p", "There is no organization yet."))
    key = query.get("of", "")
    key = key if key in names else list(names)[-1]
    organization, number = world.hubflo.organizations[key], page_number(query)
    end = len(organization.invoices) - (number - 1) * PER_PAGE
    found = organization.invoices.rows[max(0, end - PER_PAGE) : max(0, end)][::-1]
    rows = [_row(world, organization, one) for one in found]
    heads = ("Title", "For", "Issued", "Total", "Status", "Accounting id", "What to do")
    inner = table(heads, rows) if rows else tag("p", "There are no invoices yet.")
    return page(
        SIDE,
        f"Invoices of {names[key]}",
        problem,
        organisations(names, key),
        tag("section", tag("h2", "Write an invoice"), _write(organization), class_="card"),
        tag("section", inner, class_="card"),
        neighbours(key, number, len(organization.invoices)),
    )


def _write(organization: Organization) -> Html:
    newest = organization.contacts.rows[-_OFFERED:]
    people = sorted((_whom(organization, row), str(row["id"])) for row in newest)
    choices = [tag("option", label, value=contact_id) for label, contact_id in people]
    return form(
        "write",
        {"organization_id": organization.id},
        field("Title", "title", required=""),
        tag(
            "label",
            tag("span", "For"),
            tag("select", *choices, tag("option", "Nobody", value=""), name="recipient_id"),
        ),
        field("Line", "line", "Consulting", required=""),
        field("Quantity", "quantity", "1", class_="short"),
        field("Price", "unit_price_excluding_tax", "100.00", class_="short"),
        field("Tax in percent", "vat", "20", class_="short"),
        tag("div", button("Issue at once"), button("Keep as draft"), class_="buttons"),
        class_="write",
    )


def _row(world: World, organization: Organization, row: Row) -> Html:
    sums = sums_of(world.hubflo, organization, row["id"])
    hidden = {"organization_id": organization.id, "invoice_id": row["id"]}
    recipient = organization.contacts.get(row["recipient_id"])
    paid = row["paid_amount"] or 0
    buttons = [form(PRESSES[label], hidden, button(label)) for label in _BUTTONS.get(row["status"], ())]
    return tag(
        "tr",
        tag("td", tag("strong", str(row["title"])), _lines(organization, row), class_="name"),
        tag("td", "Nobody" if recipient is None else _whom(organization, recipient), class_="name"),
        tag("td", _day(row["issued_at"]) or tag("small", "not yet"), _dated(row), class_="date"),
        tag(
            "td",
            f"{sums.total:,.2f} {row['currency']}",
            tag("small", f"{sums.tax:,.2f} tax"),
            tag("small", f"{paid:,.2f} paid") if paid else NOTHING,
            class_="money",
        ),
        tag("td", badge(str(row["status"]))),
        tag("td", tag("small", str(row["accounting_id"] or "none"))),
        tag("td", tag("div", *buttons, class_="buttons"), class_="do"),
        id=str(row["id"]),
    )


def _lines(organization: Organization, row: Row) -> Html:
    lines = organization.lines.get(row["id"], [])
    return tag("small", ", ".join(line.title for line in lines) or "no lines")


def _dated(row: Row) -> Html:
    custom = _day(row["custom_issued_at"])
    return tag("small", f"dated {custom}") if custom else NOTHING


def _day(moment: str | None) -> str:
    return f"{datetime.fromisoformat(moment):%d %b %Y}" if moment else ""


def _whom(organization: Organization, contact: Row) -> str:
    """The person, and the company behind."""
    company = organization.companies.get(contact["company_id"])
    name = full_name(contact) or str(contact["email"] or "without a name")
    return name if company is None else f"{name}, {company['name']}"
