"""Why an invoice is held: each cause with its facts, and the key that makes many of them one question."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from domain.books import BooksPart
from domain.hold import Cause
from domain.invoice import PortalInvoice
from domain.ledger_document import LedgerDocument
from domain.money import to_cents

Facts = Mapping[str, str]

PART_OF: Mapping[str, BooksPart] = {
    "period-locked": BooksPart.ORGANISATION,
    "tax-choice-needed": BooksPart.TAX_RATES,
    "tax-rate-missing": BooksPart.TAX_RATES,
    "account-unusable": BooksPart.ACCOUNTS,
    "currency-not-in-xero": BooksPart.CURRENCIES,
    "not-permitted": BooksPart.PERMISSIONS,
    "payment-account-unusable": BooksPart.ACCOUNTS,
    "payment-period-locked": BooksPart.ORGANISATION,
    "payment-tax-period": BooksPart.ORGANISATION,
}
"""Causes that may go when the ledger's settings change, and the part of them that says so.

While one is open that part is read anew.
"""

OF_BOOKS = frozenset({*PART_OF, "account-needed", "ledger-refused", "payment-refused"})
"""Codes of causes that are looked at again whenever settings were read."""

OF_CUSTOMERS = frozenset(
    {
        "contact-ambiguous",
        "contact-name-taken",
        "contact-name-missing",
        "contact-archived",
        "contact-merged",
    }
)
"""Codes of causes that may go when contacts of the ledger change."""

OF_DOCUMENTS = frozenset({"looks-already-there", "number-taken", "cancelled-in-hubflo"})
"""Codes of causes that may go when documents of the ledger change."""

OF_RECEIPTS = frozenset({"receipt-differs", "document-missing"})
"""Codes of causes that may go when the very document changes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """The invoice that a cause speaks of: its title, who is billed, how much, and the day in the books."""

    invoice: PortalInvoice
    customer: str = ""
    total: Decimal | None = None
    dated: date | None = None
    more: Facts = field(default_factory=dict)

    @property
    def facts(self) -> dict[str, str]:
        """As short texts; what is not known is missing. Amounts have their currency beside them."""
        total = self.total if self.total is not None else self.invoice.net_total
        known = {
            "invoice": self.invoice.title,
            "invoice_id": self.invoice.id,
            "customer": self.customer,
            "total": f"{to_cents(total):f}",
            "currency": self.invoice.currency,
            "dated": self.dated.isoformat() if self.dated is not None else "",
            **self.more,
        }
        return {name: value for name, value in known.items() if value}


def cause(about: About, code: str, shared: str = "", **facts: str) -> Cause:
    """A cause. All of one code with the same `shared` text is one question; '' is this invoice's own."""
    known = {name: value for name, value in facts.items() if value}
    return Cause(code=code, key=f"{code}:{shared or about.invoice.id}", facts={**about.facts, **known})


def listed(documents: Iterable[LedgerDocument]) -> str:
    """Documents in the form in which lists of facts hold them: number, customer, amount, day, id."""
    return "; ".join(
        f"{document.number or '-'} {document.contact_name} {document.total:f} {document.currency}"
        f" {document.dated.isoformat() if document.dated else '-'} ({document.id})"
        for document in documents
    )
