"""The fields of an invoice as they are sent: read by type, nothing judged yet."""

from collections.abc import Callable
from typing import Any

from adapters.sandbox.xero.invoices import values
from adapters.sandbox.xero.invoices.record import STATUSES
from adapters.sandbox.xero.wire.replies import Refused, post_data_invalid

TYPES = (
    "ACCREC",
    "ACCPAY",
    "ACCRECCREDIT",
    "ACCPAYCREDIT",
    "AROVERPAYMENT",
    "APOVERPAYMENT",
    "ARPREPAYMENT",
    "APPREPAYMENT",
)
"""All that the field knows; invoices are the first two."""

_MODES = ("Exclusive", "Inclusive", "NoTax")

Reader = Callable[[str, Any], Any]

_HEADER: dict[str, Reader] = {
    "Type": lambda name, value: values.one_of(name, value, TYPES),
    "InvoiceID": values.text,
    "InvoiceNumber": values.text,
    "Reference": values.text,
    "Url": values.text,
    "BrandingThemeID": values.text,
    "CurrencyCode": lambda name, value: values.text(name, value).upper(),
    "CurrencyRate": values.number,
    "Status": lambda name, value: values.one_of(name, value, STATUSES),
    "LineAmountTypes": lambda name, value: values.one_of(name, value, _MODES),
    "Date": values.day,
    "DueDate": values.day,
    "ExpectedPaymentDate": values.day,
    "PlannedPaymentDate": values.day,
    "SentToContact": values.flag,
    "SubTotal": values.number,
    "TotalTax": values.number,
    "Total": values.number,
}

_LINE: dict[str, Reader] = {
    "LineItemID": lambda name, value: values.text(name, value).lower(),
    "Description": values.text,
    "Quantity": values.number,
    "UnitAmount": values.number,
    "LineAmount": values.number,
    "AccountCode": values.text,
    "AccountID": values.text,
    "TaxType": values.text,
    "TaxAmount": values.number,
    "DiscountRate": values.number,
    "DiscountAmount": values.number,
    "ItemCode": values.text,
}


def header(sent: dict[str, Any]) -> dict[str, Any]:
    """What stands above the lines. Null is not sent; what is read-only or unknown is passed over."""
    return _read(sent, _HEADER)


def contact(sent: dict[str, Any]) -> dict[str, Any] | None:
    """The contact as it is sent, or None."""
    found = sent.get("Contact")
    if found is None or isinstance(found, dict):
        return found
    raise Refused(post_data_invalid("Error: an object is expected. Path 'Contact'."))


def lines(sent: dict[str, Any]) -> list[dict[str, Any]] | None:
    """The lines, or None if the key is missing: then they stay as they are."""
    found = sent.get("LineItems")
    if found is None:
        return None
    if not isinstance(found, list) or not all(isinstance(part, dict) for part in found):
        raise Refused(post_data_invalid("Error: an array is expected. Path 'LineItems'."))
    return [_read(part, _LINE) for part in found]


def _read(sent: dict[str, Any], readers: dict[str, Reader]) -> dict[str, Any]:
    return {name: reader(name, sent[name]) for name, reader in readers.items() if sent.get(name) is not None}
