"""One organisation: settings, contacts, invoices and credit notes, as rows by Xero's own field names."""

from dataclasses import dataclass, field
from typing import Any

from adapters.sandbox.xero.contacts.book import ContactBook
from adapters.sandbox.xero.invoices.book import InvoiceBook
from adapters.sandbox.xero.invoices.kinds import CREDIT_NOTES, Kind
from adapters.sandbox.xero.invoices.numbering import FIRST_CREDIT_NOTE

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
    offline: bool = field(default=False)
    reminders: bool = field(default=False)

    @property
    def name(self) -> str:
        return str(self.settings["Name"])

    def book(self, kind: Kind) -> InvoiceBook:
        """Where documents of that kind are kept."""
        return self.credit_notes if kind is CREDIT_NOTES else self.invoices
