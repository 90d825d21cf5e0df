"""One payment as Xero keeps it: it is never changed, only reversed, and its record stays."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any, Literal


@dataclass(frozen=True, slots=True, kw_only=True)
class Payment:
    """Money on an invoice, in the currency of the invoice, and what of it reached the account in its own.

    `client_id` is the app that made it, None for a person.
    """

    payment_id: str
    invoice_id: str
    payment_type: Literal["ACCRECPAYMENT", "ACCPAYPAYMENT"]
    account_id: str
    on: date
    amount: Decimal
    bank_amount: Decimal
    rate: Decimal
    updated: datetime
    reference: str = ""
    reconciled: bool = False
    status: Literal["AUTHORISED", "DELETED"] = "AUTHORISED"
    client_id: str | None = None

    def value(self, name: str) -> Any:
        """A field for filtering and ordering, by Xero's name; an empty text is None."""
        return _VALUES[name](self)


_VALUES: dict[str, Callable[[Payment], Any]] = {
    "PaymentID": lambda one: one.payment_id,
    "PaymentType": lambda one: one.payment_type,
    "Status": lambda one: one.status,
    "Date": lambda one: datetime(one.on.year, one.on.month, one.on.day, tzinfo=UTC),
    "Amount": lambda one: one.amount,
    "BankAmount": lambda one: one.bank_amount,
    "CurrencyRate": lambda one: one.rate,
    "Reference": lambda one: one.reference or None,
    "IsReconciled": lambda one: one.reconciled,
    "UpdatedDateUTC": lambda one: one.updated,
    "Invoice.InvoiceID": lambda one: one.invoice_id,
    "Account.AccountID": lambda one: one.account_id,
}
