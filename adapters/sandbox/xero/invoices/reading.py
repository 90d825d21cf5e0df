"""`GET /Invoices` and `GET /Invoices/{id or number}` (Xero: invoices, optimised filters, paging).

Without paging a list has no lines; `Statuses` forces paging. No invoice here is ever archived, so
`includeArchived` adds nothing; deleted and voided ones are always in the list.
"""

from collections.abc import Iterable
from typing import Any

from adapters.sandbox.http import Request
from adapters.sandbox.xero.access import Context
from adapters.sandbox.xero.envelope import envelope
from adapters.sandbox.xero.invoices.book import INDEXED
from adapters.sandbox.xero.invoices.record import Invoice
from adapters.sandbox.xero.invoices.sent import places_of
from adapters.sandbox.xero.invoices.showing import complete, row, summary
from adapters.sandbox.xero.listing import (
    DEFAULT_PAGE,
    Page,
    is_true,
    nothing_changed,
    order_of,
    page_of,
    since_of,
    where_of,
)
from adapters.sandbox.xero.query.fields import Field, Schema
from adapters.sandbox.xero.query.order import Order
from adapters.sandbox.xero.query.where import Where
from adapters.sandbox.xero.wire.replies import Refused, Reply, high_volume, not_found

_TEXTS = ("Url", "CurrencyCode", "LineAmountTypes", "BrandingThemeID")
_AMOUNTS = ("AmountCredited", "SubTotal", "TotalTax", "Total", "CurrencyRate")
_DAYS = ("ExpectedPaymentDate", "PlannedPaymentDate", "FullyPaidOnDate")

SCHEMA = Schema(
    "Invoice",
    {
        **{name: Field() for name in _TEXTS},
        **{name: Field("Decimal", optional=False) for name in _AMOUNTS},
        **{name: Field("DateTime") for name in _DAYS},
        "InvoiceID": Field("Guid", optional=False, optimised=True, alternatives=True),
        "InvoiceNumber": Field(optimised=True),
        "Reference": Field(optimised=True),
        "Status": Field(optional=False, optimised=True),
        "Type": Field(optional=False, optimised=True),
        "Contact.ContactID": Field("Guid", optional=False, optimised=True),
        "Contact.Name": Field(optional=False, folded=True, optimised=True),
        "Contact.ContactNumber": Field(optimised=True),
        "AmountPaid": Field("Decimal", optional=False, optimised=True),
        "AmountDue": Field("Decimal", optional=False, optimised=True, ranges=True),
        "Date": Field("DateTime", optimised=True, ranges=True),
        "DueDate": Field("DateTime", optimised=True, ranges=True),
        "SentToContact": Field("Boolean", optional=False),
        "UpdatedDateUTC": Field("DateTime", optional=False),
    },
    Invoice.value,
    orders=frozenset({"InvoiceID", "UpdatedDateUTC", "Date"}),
)
_LISTS = ("IDs", "InvoiceNumbers", "ContactIDs", "Statuses")


def list_invoices(context: Context) -> Reply:
    """In the order of the last update unless another is asked for, then by id."""
    request, book = context.request, context.organisation.invoices
    page, order = page_of(request), order_of(request, SCHEMA)
    where, since = where_of(request, SCHEMA), since_of(context)
    if page is None and request.param("Statuses"):
        page = Page(1, DEFAULT_PAGE)
    _check_volume(context, len(book), where, order, page)
    whole = order is None and where is None and since is None and not _narrowed(request)
    if whole and page is not None:
        rows, count = book.stretch(page.slice()), len(book)
    else:
        found = list(_filtered(context, _candidates(context, where), where))
        if order is not None:
            found = order.sort(sorted(found, key=lambda one: one.invoice_id), SCHEMA)
        rows, count = found if page is None else found[page.slice()], len(found)
    pagination = None if page is None else page.pagination(count)
    shown = [_shown(request, one, paged=page is not None) for one in rows]
    return nothing_changed(context, since, rows) or envelope(
        context, "Invoices", shown, pagination=pagination
    )


def one_invoice(context: Context) -> Reply:
    """By id, or a sale by its number; with lines, payments and the whole contact, whatever its status."""
    found = context.organisation.invoices.named(context.rest[0])
    if found is None:
        return not_found()
    return envelope(context, "Invoices", [complete(found, places_of(context.request))])


def _narrowed(request: Request) -> bool:
    """Whether anything but `where` and the time says which ones are wanted."""
    return any(request.param(name) for name in (*_LISTS, "searchTerm", "createdByMyApp"))


def _candidates(context: Context, where: Where | None) -> Iterable[Invoice]:
    """What a cheap key leaves to look at, in the default order."""
    request, book, since = context.request, context.organisation.invoices, since_of(context)
    if since is not None:
        return book.changed_since(since, inclusive=context.state.switches.if_modified_since_inclusive)
    ids, numbers = _list(request, "IDs"), _list(request, "InvoiceNumbers")
    if ids or numbers:
        named = [book.get(one) for one in ids] if ids else [book.with_number(one) for one in numbers]
        return book.in_order({one.invoice_id: one for one in named if one is not None}.values())
    for field, value in () if where is None else where.equal:
        if field in INDEXED:
            return book.having(field, value)
    contact_ids = _list(request, "ContactIDs")
    if contact_ids:
        named_contacts = (book.having("Contact.ContactID", one) for one in dict.fromkeys(contact_ids))
        return book.in_order(one for invoices in named_contacts for one in invoices)
    return book


def _filtered(context: Context, found: Iterable[Invoice], where: Where | None) -> Iterable[Invoice]:
    request = context.request
    wanted = {name: frozenset(_list(request, name)) for name in _LISTS}
    term = (request.param("searchTerm") or "").casefold()
    mine = context.app.client_id if is_true(request, "createdByMyApp") else None
    for one in found:
        keys = (one.invoice_id, one.number, one.contact.contact_id, one.status)
        if any(wanted[name] and key not in wanted[name] for name, key in zip(_LISTS, keys, strict=True)):
            continue
        if mine is not None and one.client_id != mine:
            continue
        if term and not any(term in text.casefold() for text in _searched(one)):
            continue
        if where is None or where.matches(one):
            yield one


def _searched(invoice: Invoice) -> tuple[str, ...]:
    return (invoice.number, str(invoice.fields.get("Reference", "")), invoice.contact.name)


def _list(request: Request, name: str) -> list[str]:
    """A list between commas; ids in lower case, statuses in upper case, quotes around them do not count."""
    sent = [part.strip().strip('"') for part in (request.param(name) or "").split(",") if part.strip()]
    if name == "InvoiceNumbers":
        return sent
    return [part.upper() if name == "Statuses" else part.lower() for part in sent]


def _check_volume(
    context: Context, count: int, where: Where | None, order: Order | None, page: Page | None
) -> None:
    """Above the threshold only optimised filters and orders are answered, and nothing whole."""
    if count <= context.state.switches.high_volume_rows:
        return
    narrowed = page is not None or any(context.request.param(name) for name in _LISTS)
    cheap = (where is None or where.optimised) and (order is None or order.optimised)
    if not (narrowed and cheap):
        raise Refused(high_volume("Invoices"))


def _shown(request: Request, invoice: Invoice, *, paged: bool) -> Any:
    if is_true(request, "summaryOnly"):
        return summary(invoice)
    return row(invoice, places_of(request), lines=paged)
