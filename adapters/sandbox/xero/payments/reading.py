"""`GET /Payments` and `GET /Payments/{id}` (Xero: payments, optimised filters, paging).

Reversed payments are in the list, unless a switch says otherwise. Of the fields of a payment's invoice and
account only the ids can be filtered by.
"""

from collections.abc import Iterable

from adapters.sandbox.xero.access import Context
from adapters.sandbox.xero.envelope import envelope
from adapters.sandbox.xero.listing import nothing_changed, order_of, page_of, since_of, where_of
from adapters.sandbox.xero.payments.record import Payment
from adapters.sandbox.xero.payments.showing import complete, row
from adapters.sandbox.xero.query.fields import Field, Schema
from adapters.sandbox.xero.query.where import Where
from adapters.sandbox.xero.wire.replies import Refused, Reply, high_volume, not_found

SCHEMA = Schema(
    "Payment",
    {
        "PaymentID": Field("Guid", optional=False, optimised=True, alternatives=True),
        "PaymentType": Field(optional=False, optimised=True),
        "Status": Field(optional=False, optimised=True),
        "Date": Field("DateTime", optional=False, optimised=True, ranges=True),
        "Reference": Field(optimised=True),
        "Invoice.InvoiceID": Field("Guid", optional=False, optimised=True, alternatives=True),
        "Account.AccountID": Field("Guid", optional=False),
        **{name: Field("Decimal", optional=False) for name in ("Amount", "BankAmount", "CurrencyRate")},
        "IsReconciled": Field("Boolean", optional=False),
        "UpdatedDateUTC": Field("DateTime", optional=False),
    },
    Payment.value,
    orders=frozenset({"UpdatedDateUTC", "Date", "PaymentID"}),
)


def list_payments(context: Context) -> Reply:
    """In the order of the last update unless another is asked for, then by id."""
    request, book = context.request, context.organisation.payments
    page, since = page_of(request), since_of(context)
    order, where = order_of(request, SCHEMA), where_of(request, SCHEMA)
    if len(book) > context.state.switches.high_volume_rows:
        cheap = (where is None or where.optimised) and (order is None or order.optimised)
        if page is None or not cheap:
            raise Refused(high_volume("Payments"))
    is_whole = context.state.switches.payments_list_deleted
    if is_whole and page is not None and (order, where, since) == (None, None, None):
        rows, count = book.stretch(page.slice()), len(book)
    else:
        shown = (one for one in _candidates(context, where) if is_whole or one.status != "DELETED")
        found = [one for one in shown if where is None or where.matches(one)]
        if order is not None:
            found = order.sort(sorted(found, key=lambda one: one.payment_id), SCHEMA)
        rows, count = found if page is None else found[page.slice()], len(found)
    elements = [row(context.organisation, one) for one in rows]
    pagination = None if page is None else page.pagination(count)
    return nothing_changed(context, since, rows) or envelope(
        context, "Payments", elements, pagination=pagination
    )


def one_payment(context: Context) -> Reply:
    """By id, reversed or not, with the invoice as it now is."""
    found = context.organisation.payments.get(context.rest[0])
    if found is None:
        return not_found()
    credited = context.state.switches.payment_shows_credited
    return envelope(context, "Payments", [complete(context.organisation, found, credited=credited)])


def _candidates(context: Context, where: Where | None) -> Iterable[Payment]:
    """What a cheap key leaves to look at, in the default order."""
    book, since = context.organisation.payments, since_of(context)
    if since is not None:
        return book.changed_since(since, inclusive=context.state.switches.if_modified_since_inclusive)
    for field, value in () if where is None else where.equal:
        if field == "Invoice.InvoiceID":
            return book.of_invoice(value)
    return book
