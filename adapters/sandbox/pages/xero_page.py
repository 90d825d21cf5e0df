"""Xero's page: the newest invoices of an organisation, and what its accountant may do with each."""

from collections.abc import Iterable, Mapping

from adapters.sandbox.pages.html import (
    NOTHING,
    Html,
    badge,
    button,
    field,
    form,
    joined,
    page,
    table,
    tag,
)
from adapters.sandbox.pages.paging import PER_PAGE, neighbours, organisations, page_number
from adapters.sandbox.world import World
from adapters.sandbox.xero.invoices.record import Invoice, Line
from adapters.sandbox.xero.organisations.record import Organisation
from adapters.sandbox.xero.payments.record import Payment

SIDE = "Xero"

_BUTTONS: Mapping[str, tuple[str, ...]] = {
    "DRAFT": ("Approve", "Delete"),
    "SUBMITTED": ("Approve", "Reject", "Delete"),
    "AUTHORISED": ("Void", "Record payment"),
}
"""What the screens offer by status; a payment makes voiding impossible, which is said when it is tried."""

PRESSES: Mapping[str, str] = {
    "Approve": "approve",
    "Reject": "reject",
    "Delete": "delete",
    "Void": "void",
    "Record payment": "pay",
}


def xero_page(world: World, query: Mapping[str, str], problem: str = "") -> str:
    """The page of the organisation that the query names, else of the last one that was opened."""
    names = {tenant_id: one.name for tenant_id, one in world.xero.organisations.items()}
    if not names:
        return page(SIDE, "Invoices", problem, tag("p", "There is no organisation yet."))
    tenant_id = query.get("of", "")
    tenant_id = tenant_id if tenant_id in names else list(names)[-1]
    organisation, number = world.xero.organisations[tenant_id], page_number(query)
    found = organisation.invoices.newest((number - 1) * PER_PAGE, PER_PAGE)
    rows = [_row(organisation, one) for one in found]
    heads = ("Number", "Contact", "Date", "Total", "Status", "What to do")
    inner = table(heads, rows) if rows else tag("p", "There are no invoices here.")
    return page(
        SIDE,
        f"Invoices of {organisation.name}",
        problem,
        organisations(names, tenant_id),
        tag("p", _facts(organisation), class_="facts"),
        tag("section", inner, class_="card"),
        neighbours(tenant_id, number, len(organisation.invoices)),
    )


def _facts(organisation: Organisation) -> str:
    settings = organisation.settings
    locks = [
        f"{name} locked up to {settings[key]:%d %B %Y}"
        for key, name in (("PeriodLockDate", "period"), ("EndOfYearLockDate", "year"))
        if settings[key]
    ]
    count = f"{len(organisation.invoices):,} invoices and bills"
    return ", ".join([count, settings["BaseCurrency"], *(locks or ["nothing locked"])]) + "."


def _row(organisation: Organisation, invoice: Invoice) -> Html:
    fields = invoice.fields
    hidden = {"tenant_id": organisation.tenant_id, "invoice_id": invoice.invoice_id}
    said = [str(fields.get("Reference") or ""), "" if invoice.sale else "a bill"]
    due = f"due {fields['DueDate']:%d %b %Y}" if fields.get("DueDate") else "no due date"
    paid = f"{invoice.amount_paid:,.2f} paid" if invoice.payments else ""
    credited = f"{invoice.amount_credited:,.2f} credited" if invoice.credits else ""
    buttons = [form(PRESSES[label], hidden, button(label)) for label in _BUTTONS.get(invoice.status, ())]
    return tag(
        "tr",
        tag("td", tag("strong", invoice.number or "no number"), _small(said), class_="name"),
        tag("td", invoice.contact.name, class_="name"),
        tag("td", f"{fields['Date']:%d %b %Y}", _small([due]), class_="date"),
        tag(
            "td",
            f"{invoice.totals.total:,.2f} {fields['CurrencyCode']}",
            _small([f"{invoice.totals.total_tax:,.2f} tax", paid, credited]),
            *(_money(organisation, one) for one in invoice.payments),
            class_="money",
        ),
        tag("td", badge(invoice.status)),
        tag("td", tag("div", *buttons, class_="buttons"), _changes(hidden, invoice), class_="do"),
        id=invoice.invoice_id,
    )


def _money(organisation: Organisation, payment: Payment) -> Html:
    """A payment that stands: when, how much, into which account, and what was written to it."""
    account = organisation.account_of(payment)["Name"]
    said = f"{payment.amount:,.2f} on {payment.on:%d %b %Y} into {account}"
    return _small([said, payment.reference])


def _changes(hidden: Mapping[str, str], invoice: Invoice) -> Html:
    """Renumber, and edit each line; nothing of it for what has ended."""
    if invoice.status in ("VOIDED", "DELETED"):
        return NOTHING
    renumber = form(
        "renumber",
        hidden,
        field("Number", "number", invoice.number, required="", class_="middle"),
        button("Renumber"),
    )
    lines = (
        [] if invoice.allocated else [_line(hidden, place, one) for place, one in enumerate(invoice.lines)]
    )
    return tag("details", tag("summary", "Edit or renumber"), renumber, *lines)


def _line(hidden: Mapping[str, str], place: int, line: Line) -> Html:
    known = {**hidden, "line": str(place)}
    price = "" if line.price is None else f"{line.price.normalize():f}"
    tax = f"{line.amount:,.2f}, and {line.tax_amount:,.2f} by {line.tax_type or 'no tax type'}"
    return joined(
        [
            form(
                "edit-line",
                known,
                field(f"Line {place + 1}", "Description", line.description, class_="long"),
                field("Price", "UnitAmount", price, class_="short"),
                button("Save line"),
            ),
            tag("small", tax),
        ]
    )


def _small(said: Iterable[str]) -> Html:
    found = ", ".join(one for one in said if one)
    return tag("small", found) if found else NOTHING
