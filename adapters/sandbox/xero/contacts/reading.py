"""`GET /Contacts` and `GET /Contacts/{id or number}` (Xero: contacts; high volume thresholds)."""

from collections.abc import Iterable
from itertools import islice
from typing import Any

from adapters.sandbox.xero.access import Context
from adapters.sandbox.xero.contacts.book import FOLDED, ORDERS, ContactBook
from adapters.sandbox.xero.contacts.record import TEXTS, Contact
from adapters.sandbox.xero.envelope import envelope
from adapters.sandbox.xero.listing import (
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

SCHEMA = Schema(
    "Contact",
    {
        **{name: Field() for name in TEXTS},
        "ContactID": Field("Guid", optional=False, optimised=True),
        "Name": Field(optional=False, folded=True, optimised=True),
        "EmailAddress": Field(folded=True, optimised=True),
        "AccountNumber": Field(folded=True, optimised=True),
        "ContactStatus": Field(optional=False),
        "IsCustomer": Field("Boolean", optional=False),
        "IsSupplier": Field("Boolean", optional=False),
        "UpdatedDateUTC": Field("DateTime", optional=False),
    },
    Contact.value,
    orders=frozenset(ORDERS),
)
_DEFAULT_ORDER = Order((("UpdatedDateUTC", False),), optimised=True)
"""A key that moves when a record is edited: paging in it loses rows (Xero-Net issue 241)."""

_SEARCHED = ("Name", "FirstName", "LastName", "ContactNumber", "CompanyNumber", "EmailAddress")


def list_contacts(context: Context) -> Reply:
    """Archived contacts only with `includeArchived`; without paging a subset of the fields."""
    request, book = context.request, context.organisation.contacts
    page, order = page_of(request), order_of(request, SCHEMA) or _DEFAULT_ORDER
    archived = is_true(request, "includeArchived")
    where, since = where_of(request, SCHEMA), since_of(context)
    term, ids = (request.param("searchTerm") or "").casefold(), request.param("IDs")
    unfiltered = where is None and since is None and not term and not ids
    _check_volume(context, len(book), order, page, unfiltered, cheap=where is None or where.optimised)
    if unfiltered and page is not None and order.single is not None and order.optimised:
        rows, count = _indexed(book, order.single, page, archived)
    else:
        found = _candidates(context, book, where, archived)
        if where is not None:
            found = filter(where.matches, found)
        if term:
            found = (
                one
                for one in found
                if any(term in str(one.value(name) or "").casefold() for name in _SEARCHED)
            )
        rows = order.sort(sorted(found, key=lambda one: one.contact_id), SCHEMA)
        count = len(rows)
        rows = rows if page is None else rows[page.slice()]
    pagination = None if page is None else page.pagination(count)
    shown = [_shown(one, paged=page is not None, summary=is_true(request, "summaryOnly")) for one in rows]
    return nothing_changed(context, since, rows) or envelope(
        context, "Contacts", shown, pagination=pagination
    )


def one_contact(context: Context) -> Reply:
    """By id or by number, archived and merged ones too, with every field."""
    book = context.organisation.contacts
    found = book.get(context.rest[0]) or book.with_number(context.rest[0])
    return not_found() if found is None else envelope(context, "Contacts", [found])


def _indexed(
    book: ContactBook, key: tuple[str, bool], page: Page, archived: bool
) -> tuple[list[Contact], int]:
    entries = book.ordered(key[0], archived=archived)
    cut = page.slice()
    if key[1]:
        wanted = list(islice(reversed(entries), cut.start, cut.stop))
    else:
        wanted = entries[cut]
    return [one for _, contact_id in wanted if (one := book.get(contact_id)) is not None], len(entries)


def _candidates(
    context: Context, book: ContactBook, where: Where | None, archived: bool
) -> Iterable[Contact]:
    """What a cheap key leaves to look at."""
    since, ids = since_of(context), context.request.param("IDs")
    inclusive = context.state.switches.if_modified_since_inclusive
    found: Iterable[Contact] = book
    if since is not None:
        found = book.changed_since(since, archived=archived, inclusive=inclusive)
    if ids:
        named = [book.get(one.strip().strip('"')) for one in ids.split(",")]
        wanted = {one.contact_id: one for one in named if one is not None}
        found = wanted.values() if since is None else [one for one in found if one.contact_id in wanted]
    if since is None and not ids and where is not None:
        for field, value in where.equal:
            if field in FOLDED:
                found = book.having(field, value)
                break
    return (one for one in found if archived or not one.archived)


def _check_volume(
    context: Context, count: int, order: Order, page: Page | None, unfiltered: bool, *, cheap: bool
) -> None:
    """Above the threshold only optimised filters and orders are answered, and nothing without paging."""
    switches = context.state.switches
    if count <= switches.high_volume_rows:
        return
    refused = unfiltered and (page is None or switches.high_volume_refuses_unfiltered)
    if refused or not cheap or not order.optimised:
        raise Refused(high_volume("Contacts"))


def _shown(contact: Contact, *, paged: bool, summary: bool) -> Any:
    if summary:
        return contact.summary()
    return contact if paged else contact.unpaged()
