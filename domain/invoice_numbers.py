"""The number and the reference of a new document, and how one of ours is recognised."""

import re
from uuid import UUID

from domain.invoice import PortalInvoice
from domain.invoice_answers import CLIENT_NUMBER
from domain.invoice_record import InvoiceRecord
from domain.invoice_settings import InvoiceSettings
from domain.ledger_document import DocumentId, LedgerDocument
from domain.numbering import mark_in_reference, placeholder, reference_of

_LONGEST_REFERENCE = 255
_GUID = re.compile(r"[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")


def number_for(record: InvoiceRecord, settings: InvoiceSettings) -> str:
    """The number to send: '' where the ledger makes it, else the client's if it is known, else a placeholder.

    Sources of the client's number, in order: the portal, the title where a pattern was given, a person.
    Never by counting. Sent anew, it is a placeholder of the next generation: a number that was used once
    stays used in the ledger, removed or not.
    """
    if settings.ledger_numbers:
        return ""
    known = record.invoice.number or number_in_title(record.invoice.title, settings.number_pattern)
    known = known or record.answers.get(CLIENT_NUMBER, "")
    if known and record.generation == 0:
        return known
    return placeholder(record.invoice.id, record.generation)


def number_in_title(title: str, pattern: str) -> str:
    """What stands in the title as the pattern says (`INV-*`: letters, digits and signs up to a space)."""
    if not pattern:
        return ""
    before, _, after = (re.escape(part) for part in pattern.partition("*"))
    found = re.search(rf"(?<![0-9A-Za-z]){before}[0-9][0-9A-Za-z/._-]*{after}(?![0-9A-Za-z])", title)
    return found[0].rstrip(".-_/") if found else ""


def reference_for(invoice: PortalInvoice, *, with_mark: bool) -> str:
    """The client's own field; with our mark as its last characters where the ledger makes the numbers."""
    mark = f" {mark_in_reference(invoice.id)}" if with_mark else ""
    words = " ".join(reference_of(invoice).split())  # a control character would not come back from the ledger
    printable = "".join(letter for letter in words if letter.isprintable())
    return f"{printable[: _LONGEST_REFERENCE - len(mark)].strip()}{mark}".strip()


def has_our_mark(document: LedgerDocument, invoice: PortalInvoice) -> bool:
    """Whether we made a document for this invoice: its link back, its number or its reference says so."""
    number = placeholder(invoice.id, 0).rpartition("-")[0]
    return (
        invoice.id in document.address
        or document.number.rpartition("-")[0] == number
        or document.reference.endswith(mark_in_reference(invoice.id))
    )


def names_document(accounting_id: str) -> DocumentId | None:
    """The document that the portal's accounting reference names by its id; None for any other text."""
    text = accounting_id.strip()
    return DocumentId(str(UUID(text))) if _GUID.fullmatch(text) else None
