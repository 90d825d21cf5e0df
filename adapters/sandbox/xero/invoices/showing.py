"""An invoice as the API shows it: complete, as a row of a list, or small (Xero: invoices)."""

from datetime import date
from decimal import Decimal
from typing import Any

from adapters.sandbox.xero.contacts.record import Contact
from adapters.sandbox.xero.invoices.arithmetic import QUANTITY_PLACES, ZERO, half_up
from adapters.sandbox.xero.invoices.record import Credit, Invoice, Line
from adapters.sandbox.xero.payments.record import Payment
from adapters.sandbox.xero.wire.moments import MsDate, ms_day

_NEVER = ("Payments", "LineItems", "HasAttachments", "CISDeduction")
"""What `summaryOnly=true` leaves out."""

_DAYS = (("Date", "DateString"), ("DueDate", "DueDateString"))
_MORE_DAYS = ("ExpectedPaymentDate", "PlannedPaymentDate")


def complete(invoice: Invoice, places: int) -> dict[str, Any]:
    """As a single read and a write show it: with lines, and with the whole contact."""
    return _shown(invoice, invoice.contact, [line_wire(line, places) for line in invoice.lines])


def row(invoice: Invoice, places: int, *, lines: bool) -> dict[str, Any]:
    """As a list shows it: the contact by id and name alone, lines only on a page."""
    wired = [line_wire(line, places) for line in invoice.lines] if lines else []
    return _shown(invoice, contact_row(invoice.contact), wired)


def summary(invoice: Invoice) -> dict[str, Any]:
    """Nothing that is dear to work out."""
    return {name: value for name, value in row(invoice, 2, lines=False).items() if name not in _NEVER}


def contact_row(contact: Contact) -> dict[str, Any]:
    """The contact within a list of invoices: its arrays are there and empty."""
    return {
        "ContactID": contact.contact_id,
        "Name": contact.name,
        "Addresses": [],
        "Phones": [],
        "ContactGroups": [],
        "ContactPersons": [],
        "HasValidationErrors": False,
    }


def line_wire(line: Line, places: int) -> dict[str, Any]:
    """A line; the price is rounded for whoever does not ask for four places."""
    shown: dict[str, Any] = {"Description": line.description}
    if line.price is not None:
        shown["UnitAmount"] = half_up(line.price, places)
    if line.tax_type:
        shown["TaxType"] = line.tax_type
    shown |= {"TaxAmount": line.tax_amount, "LineAmount": line.amount}
    if line.account_code:
        shown["AccountCode"] = line.account_code
    if line.account_id:
        shown["AccountID"] = line.account_id
    shown["Tracking"] = []
    if line.quantity is not None:
        shown["Quantity"] = half_up(line.quantity, QUANTITY_PLACES)
    if line.discount_rate is not None:
        shown["DiscountRate"] = line.discount_rate
    if line.discount_amount is not None:
        shown["DiscountAmount"] = line.discount_amount
    return shown | {"LineItemID": line.line_id, "ValidationErrors": []}


def days_wire(fields: dict[str, Any]) -> dict[str, Any]:
    """The dates twice, as milliseconds and as a text without a zone; those not set have no key."""
    shown: dict[str, Any] = {}
    for name, text_name in _DAYS:
        if fields.get(name):
            shown[text_name] = f"{fields[name].isoformat()}T00:00:00"
            shown[name] = ms_day(fields[name])
    return shown | {name: ms_day(fields[name]) for name in _MORE_DAYS if fields.get(name)}


def _shown(invoice: Invoice, contact: Any, lines: list[dict[str, Any]]) -> dict[str, Any]:
    fields, sums = invoice.fields, invoice.totals
    shown: dict[str, Any] = {"Type": fields["Type"], "InvoiceID": invoice.invoice_id}
    shown |= {"InvoiceNumber": invoice.number, "Reference": fields.get("Reference", "")}
    if fields.get("Url"):
        shown["Url"] = fields["Url"]
    shown["Payments"] = [_payment(payment) for payment in invoice.payments]
    shown["CreditNotes"] = [_credit(credit) for credit in invoice.credits]
    shown |= {"Prepayments": [], "Overpayments": []}
    shown |= {"AmountDue": invoice.amount_due, "AmountPaid": invoice.amount_paid}
    shown["AmountCredited"] = invoice.amount_credited
    if invoice.status not in ("DRAFT", "SUBMITTED"):
        shown["SentToContact"] = bool(fields.get("SentToContact"))
    shown["CurrencyRate"] = fields["CurrencyRate"]
    discount = sum((_discount(line) for line in invoice.lines), ZERO)
    if discount:
        shown["TotalDiscount"] = discount
    shown |= {"HasErrors": False, "IsDiscounted": bool(discount), "HasAttachments": False}
    shown |= {"Contact": contact, **days_wire(fields)}
    if fields.get("BrandingThemeID"):
        shown["BrandingThemeID"] = fields["BrandingThemeID"]
    shown |= {"Status": invoice.status, "LineAmountTypes": invoice.mode, "LineItems": lines}
    shown |= {"SubTotal": sums.sub_total, "TotalTax": sums.total_tax, "Total": sums.total}
    shown["UpdatedDateUTC"] = MsDate(invoice.updated)
    shown["UpdatedDateUTCString"] = f"{invoice.updated:%Y-%m-%dT%H:%M:%SZ}"
    shown["CurrencyCode"] = fields["CurrencyCode"]
    if isinstance(fields.get("FullyPaidOnDate"), date):
        shown["FullyPaidOnDate"] = ms_day(fields["FullyPaidOnDate"])
    return shown


def _payment(payment: Payment) -> dict[str, Any]:
    """Without its account, as recorded answers show it; without an empty reference."""
    shown: dict[str, Any] = {"PaymentID": payment.payment_id, "Date": ms_day(payment.on)}
    shown["Amount"] = payment.amount
    if payment.reference:
        shown["Reference"] = payment.reference
    return shown | {"CurrencyRate": payment.rate, "HasAccount": False, "HasValidationErrors": False}


def _credit(credit: Credit) -> dict[str, Any]:
    """The credit note that was set against the invoice, and how much of it."""
    return {
        "CreditNoteID": credit.note.invoice_id,
        "CreditNoteNumber": credit.note.number,
        "HasErrors": False,
        "AppliedAmount": credit.amount,
        **days_wire({"Date": credit.note.fields["Date"]}),
        "LineItems": [],
        "Total": credit.note.totals.total,
    }


def _discount(line: Line) -> Decimal:
    if line.quantity is None or line.price is None:
        return ZERO
    return (
        half_up(line.quantity * line.price) - line.amount
        if line.discount_rate or line.discount_amount
        else ZERO
    )
