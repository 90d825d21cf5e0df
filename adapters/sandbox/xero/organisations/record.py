"""One organisation with its settings, its contacts and its invoices, as rows by Xero's own field names."""

from dataclasses import dataclass, field
from typing import Any

from adapters.sandbox.xero.contacts.book import ContactBook
from adapters.sandbox.xero.invoices.book import InvoiceBook

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
    offline: bool = field(default=False)
    reminders: bool = field(default=False)

    @property
    def name(self) -> str:
        return str(self.settings["Name"])
