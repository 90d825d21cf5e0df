"""Numbers, marks and dates of a document in the ledger, from the portal's ids alone."""

import re
from datetime import date, datetime, timedelta
from decimal import Decimal
from uuid import UUID
from zoneinfo import ZoneInfo

from domain.errors import Invalid
from domain.invoice import InvoiceId, PortalInvoice

_PREFIX = "HF"
_GUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}", re.IGNORECASE)
_PLACEHOLDER = re.compile(r"HF-([0-9A-F]{12})-([A-Z]+)")
_OF_PAYMENT = re.compile(r"HF-([0-9A-F]{12})-[0-9]+\.[0-9]{2}")
_OF_OURS = re.compile(r"HF-([0-9A-F]{12})(?:-[A-Z]+)?")


def placeholder(invoice_id: InvoiceId, generation: int) -> str:
    """The number until the real one is known: unique by itself, so that the ledger refuses a second.

    It takes the end of the id: the beginning may be a time, which two invoices can share.
    It ends in a letter, so that the ledger's own counter cannot go on from it; the letters count how
    often a person asked to send the invoice anew (`generation`, from 0).
    """
    return f"{_PREFIX}-{UUID(invoice_id).hex[-12:].upper()}-{_letters(generation)}"


def is_placeholder(number: str) -> bool:
    """Whether a number is one of ours that nobody has replaced."""
    return _PLACEHOLDER.fullmatch(number) is not None


def tail_in(text: str) -> str:
    """The end of an invoice's id that a number or a mark of ours holds; '' for any other text."""
    found = _OF_OURS.fullmatch(text.strip())
    return found[1] if found is not None else ""


def generation_of(number: str) -> int | None:
    """The generation that a placeholder tells; None for any other number."""
    found = _PLACEHOLDER.fullmatch(number)
    if found is None:
        return None
    count = 0
    for letter in found[2]:
        count = count * 26 + ord(letter) - ord("A") + 1
    return count - 1


def mark_in_reference(invoice_id: InvoiceId) -> str:
    """The last characters of the reference where the ledger makes the numbers."""
    return f"[{_PREFIX}-{UUID(invoice_id).hex[-12:].upper()}]"


def payment_mark(invoice_id: InvoiceId, counted: Decimal) -> str:
    """The reference of a payment of ours: its invoice, and all that the ledger counts after it.

    So two equal payments have two marks, and one payment has the same whenever it is tried.
    """
    return f"{_PREFIX}-{UUID(invoice_id).hex[-12:].upper()}-{counted:.2f}"


def is_payment_mark(reference: str, invoice_id: InvoiceId) -> bool:
    """Whether a payment's reference is a mark of ours for that invoice."""
    found = _OF_PAYMENT.fullmatch(reference.strip())
    return found is not None and found[1] == UUID(invoice_id).hex[-12:].upper()


def reference_of(invoice: PortalInvoice) -> str:
    """The client's own field: the purchase order, else the title."""
    return invoice.purchase_order.strip() or invoice.title.strip()


def is_taken(accounting_id: str, *, known_numbers: frozenset[str]) -> bool:
    """Whether the portal's free field names a document: a GUID, or a number of this organisation."""
    text = accounting_id.strip()
    return _GUID.fullmatch(text) is not None or text in known_numbers


def dated(invoice: PortalInvoice, time_zone: str) -> date | None:
    """The document's day in the books' own zone; None while it is not issued.

    A date that somebody set wins over the moment of issue. Hubflo gives moments in UTC; the zone is
    the ledger's. Raises Invalid (`zone-unknown`).
    """
    moment = invoice.custom_issued_at or invoice.issued_at
    return day_in(moment, time_zone) if moment is not None else None


def day_in(moment: datetime, time_zone: str) -> date:
    """The day of a moment in a zone (IANA name). Raises Invalid (`zone-unknown`): UTC is never a default."""
    try:
        zone = ZoneInfo(time_zone)
    except (KeyError, ValueError, OSError) as reason:
        raise Invalid("zone-unknown", zone=time_zone) from reason
    return moment.astimezone(zone).date()


def due(invoice: PortalInvoice, day: date) -> date:
    """Payment terms count days after the day of issue (Hubflo: help, payment deadlines)."""
    return day + timedelta(days=max(0, invoice.payment_days))


def _letters(generation: int) -> str:
    """0 is A, 25 is Z, 26 is AA, as spreadsheets count columns."""
    letters = ""
    left = generation + 1
    while left:
        left, digit = divmod(left - 1, 26)
        letters = chr(ord("A") + digit) + letters
    return letters
