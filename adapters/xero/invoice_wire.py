"""The fields of Xero's sales documents that are read, as they come (Xero: OpenAPI 16.1.0, recorded answers).

As in `adapters.xero.wire`: what is missing, null, '' or blank is absent. Amounts are Decimal; the
elements of a list are kept as they came, to be read one by one.
"""

from decimal import Decimal
from typing import Any, Required

from pydantic import TypeAdapter, with_config
from typing_extensions import TypedDict

from adapters.xero.wire import AS_IT_COMES, Text
from adapters.xero.wire_pagination import WirePagination

Amount = Decimal | None
Element = dict[str, Any]


@with_config(AS_IT_COMES)
class WireParty(TypedDict, total=False):
    """The contact of a document."""

    ContactID: Text
    Name: Text


@with_config(AS_IT_COMES)
class WireLine(TypedDict, total=False):
    """A line; a remark has a description and nothing else."""

    Description: Text
    Quantity: Amount
    UnitAmount: Amount
    DiscountRate: Amount
    LineAmount: Amount
    TaxAmount: Amount
    TaxType: Text
    AccountCode: Text


@with_config(AS_IT_COMES)
class WirePaid(TypedDict, total=False):
    """What a payment says of the invoice that it pays; in a list no more than which one it is."""

    InvoiceID: Text
    Status: Text
    AmountDue: Amount
    AmountPaid: Amount
    AmountCredited: Amount


@with_config(AS_IT_COMES)
class WirePayment(TypedDict, total=False):
    """A payment, of an invoice's own list, of the list of all, or of an answer to a write."""

    PaymentID: Text
    Date: Text
    Amount: Amount
    Reference: Text
    Status: Text
    Invoice: WirePaid | None


@with_config(AS_IT_COMES)
class WireInvoice(TypedDict, total=False):
    """A sales invoice or a bill, of a page or of an answer to a write."""

    InvoiceID: Required[str]
    Type: Text
    Status: Text
    InvoiceNumber: Text
    Reference: Text
    Url: Text
    Contact: WireParty | None
    Date: Text
    DateString: Text
    DueDate: Text
    DueDateString: Text
    CurrencyCode: Text
    LineAmountTypes: Text
    LineItems: list[WireLine] | None
    TotalTax: Amount
    Total: Amount
    AmountDue: Amount
    AmountPaid: Amount
    AmountCredited: Amount
    Payments: list[WirePayment] | None
    UpdatedDateUTC: Text


@with_config(AS_IT_COMES)
class WireInvoices(TypedDict, total=False):
    """A list of invoices."""

    Invoices: Required[list[Element]]
    DateTimeUTC: Text
    pagination: WirePagination | None


@with_config(AS_IT_COMES)
class WirePayments(TypedDict, total=False):
    """A list of payments."""

    Payments: Required[list[WirePayment]]
    pagination: WirePagination | None


@with_config(AS_IT_COMES)
class WireCreditNotes(TypedDict, total=False):
    """A list of credit notes."""

    CreditNotes: Required[list[Element]]


INVOICE = TypeAdapter(WireInvoice)
PAYMENT = TypeAdapter(WirePayment)
INVOICES = TypeAdapter(WireInvoices)
PAYMENTS = TypeAdapter(WirePayments)
CREDIT_NOTES = TypeAdapter(WireCreditNotes)
