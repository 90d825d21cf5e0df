"""Invoices and credit notes: what tells the two apart."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """Its types for a sale and for a purchase, and what one of it is called in words, logs and events."""

    sale: str
    purchase: str
    noun: str
    resource: str
    category: str


INVOICES = Kind(sale="ACCREC", purchase="ACCPAY", noun="invoice", resource="Invoice", category="INVOICE")
CREDIT_NOTES = Kind(
    sale="ACCRECCREDIT",
    purchase="ACCPAYCREDIT",
    noun="credit note",
    resource="CreditNote",
    category="CREDITNOTE",
)
