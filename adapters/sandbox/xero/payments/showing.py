"""A payment as the API shows it: complete, or as a row of a list (Xero: specification, payments).

A list says little of the invoice and nothing of what is due on it; a single read and a write say nearly all.
"""

from typing import Any

from adapters.sandbox.xero.invoices import showing
from adapters.sandbox.xero.invoices.record import Invoice
from adapters.sandbox.xero.organisations.record import Organisation, Row
from adapters.sandbox.xero.payments.record import Payment
from adapters.sandbox.xero.wire.moments import MsDate, ms_day

_NOT_IN_A_PAYMENT = frozenset({"CreditNotes", "HasAttachments"})
_IN_A_ROW = ("Type", "InvoiceID", "InvoiceNumber")


def complete(organisation: Organisation, payment: Payment, *, credited: bool) -> dict[str, Any]:
    """As a single read shows it, with the invoice as it now is; `credited` also says its AmountCredited."""
    account = organisation.account_of(payment)
    return _shown(
        payment,
        {"Reference": payment.reference} if payment.reference else {},
        {**_named(account), "Name": account["Name"]},
        _whole(organisation.paid_by(payment), credited=credited),
    )


def written(organisation: Organisation, payment: Payment, *, credited: bool) -> dict[str, Any]:
    """As a write shows it: its invoice does not list its payments."""
    shown = complete(organisation, payment, credited=credited)
    return shown | {"Invoice": {key: value for key, value in shown["Invoice"].items() if key != "Payments"}}


def row(organisation: Organisation, payment: Payment) -> dict[str, Any]:
    """As a list shows it."""
    return _shown(
        payment,
        {"Reference": payment.reference},
        _named(organisation.account_of(payment)),
        _small(organisation.paid_by(payment)),
    )


def _shown(payment: Payment, reference: Row, account: Row, invoice: Row) -> dict[str, Any]:
    shown: dict[str, Any] = {"PaymentID": payment.payment_id, "Date": ms_day(payment.on)}
    shown |= {"BankAmount": payment.bank_amount, "Amount": payment.amount, **reference}
    shown |= {"CurrencyRate": payment.rate, "PaymentType": payment.payment_type, "Status": payment.status}
    shown["UpdatedDateUTC"] = MsDate(payment.updated)
    shown["UpdatedDateUTCString"] = f"{payment.updated:%Y-%m-%dT%H:%M:%SZ}"
    shown |= {"HasAccount": True, "IsReconciled": payment.reconciled}
    return shown | {"Account": account, "Invoice": invoice, "HasValidationErrors": False}


def _named(account: Row) -> dict[str, Any]:
    """By id, and by its code if it has one."""
    return {name: account[name] for name in ("AccountID", "Code") if name in account}


def _whole(invoice: Invoice, *, credited: bool) -> dict[str, Any]:
    """With amounts and lines; of the contact its id and name."""
    left_out = _NOT_IN_A_PAYMENT if credited else _NOT_IN_A_PAYMENT | {"AmountCredited"}
    shown = {
        name: value for name, value in showing.row(invoice, 2, lines=True).items() if name not in left_out
    }
    contact = {"ContactID": invoice.contact.contact_id, "Name": invoice.contact.name}
    return shown | {"Contact": contact | {"ContactPersons": [], "HasValidationErrors": False}}


def _small(invoice: Invoice) -> dict[str, Any]:
    """Which one it is and whose, with every array empty."""
    shown = showing.row(invoice, 2, lines=False)
    known = {name: shown[name] for name in _IN_A_ROW}
    known |= {name: [] for name in ("Payments", "CreditNotes", "Prepayments", "Overpayments")}
    known |= {"HasErrors": False, "IsDiscounted": shown["IsDiscounted"], "Contact": shown["Contact"]}
    return known | {"LineItems": [], "CurrencyCode": shown["CurrencyCode"]}
