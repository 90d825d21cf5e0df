"""One organisation: its settings, contacts, invoices, credit notes and payments, by Xero's own names."""

from dataclasses import dataclass, field
from typing import Any

from adapters.sandbox.xero.contacts.book import ContactBook
from adapters.sandbox.xero.invoices.book import InvoiceBook
from adapters.sandbox.xero.invoices.kinds import CREDIT_NOTES, Kind
from adapters.sandbox.xero.invoices.numbering import FIRST_CREDIT_NOTE
from adapters.sandbox.xero.invoices.record import Invoice
from adapters.sandbox.xero.payments.book import PaymentBook
from adapters.sandbox.xero.payments.record import Payment

Row = dict[str, Any]


@dataclass(slots=True, kw_only=True)
class Organisation:
    """What the accounting API answers for one tenant."""

    tenant_id: str
    settings: Row
    accounts: list[Row]
    tax_rates: list[Row]
    currencies: list[Row]
    actions: dict[str, bool]
    contacts: ContactBook
    invoices: InvoiceBook = field(default_factory=InvoiceBook)
    credit_notes: InvoiceBook = field(default_factory=lambda: InvoiceBook(FIRST_CREDIT_NOTE))
    payments: PaymentBook = field(default_factory=PaymentBook)
    offline: bool = field(default=False)
    reminders: bool = field(default=False)

    @property
    def name(self) -> str:
        return str(self.settings["Name"])

    def book(self, kind: Kind) -> InvoiceBook:
        """Where documents of that kind are kept."""
        return self.credit_notes if kind is CREDIT_NOTES else self.invoices

    def paid_by(self, payment: Payment) -> Invoice:
        """What the payment is on; nothing is ever taken out of the books."""
        found = self.invoices.get(payment.invoice_id)
        if found is None:
            raise ValueError(f"no invoice {payment.invoice_id}")
        return found

    def account_of(self, payment: Payment) -> Row:
        """Where the money went; no account is ever taken away."""
        return next(row for row in self.accounts if row["AccountID"] == payment.account_id)
