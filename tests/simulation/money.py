"""What payments come to on either side, read from the two services."""

import re
from collections import Counter
from decimal import Decimal

from adapters.sandbox.hubflo.state import Organization
from adapters.sandbox.xero.invoices.record import Invoice
from adapters.sandbox.xero.payments.record import Payment

_OURS = re.compile(r"/invoices/([0-9a-f-]{36})/")


def ours_on(invoice: Invoice) -> list[Payment]:
    """Payments that count on it and that we made."""
    return [one for one in invoice.payments if one.client_id]


def hubflo_id(document: Invoice) -> str:
    """The invoice in Hubflo that a document of ours is of, '' for any other one."""
    found = _OURS.search(str(document.fields.get("Url") or ""))
    return found[1] if found else ""


def counted_on(document: Invoice) -> Decimal:
    """All that Xero counts as settled of it."""
    return document.amount_paid + document.amount_credited


def twice_paid(document: Invoice) -> list[str]:
    """References of ours that count twice on it."""
    return [name for name, count in Counter(one.reference for one in ours_on(document)).items() if count > 1]


def paid_in_hubflo(organization: Organization, invoice_id: str) -> Decimal:
    """What Hubflo says was paid."""
    row = organization.invoices.get(invoice_id)
    return Decimal(str(row["paid_amount"] or 0)) if row is not None else Decimal(0)


def wrong_amount(invoice: Invoice, payment: Payment) -> list[str]:
    """The mark of a payment says what counts after it: nothing else did when it was just made."""
    counted = counted_on(invoice)
    told = Decimal(payment.reference.rpartition("-")[2])
    return [] if counted == told else [f"{payment.reference}: {counted} counts on {invoice.number}"]
