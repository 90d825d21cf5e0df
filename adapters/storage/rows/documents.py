"""Documents of the ledger: each as a whole, and beside it what is asked for."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from adapters.storage.rows.amounts import amount_text
from adapters.storage.rows.values import value_of, value_text
from domain.ledger_document import LedgerDocument


def document_row(connection_id: str, document: LedgerDocument, seen_at: datetime) -> Mapping[str, Any]:
    """A document with the columns that it is found by."""
    return {
        "connection_id": connection_id,
        "document_id": document.id,
        "kind": document.kind.value,
        "status": document.status.value,
        "number": document.number,
        "number_key": number_key(document.number),
        "contact_id": document.contact_id,
        "dated": document.dated.isoformat() if document.dated else None,
        "currency": document.currency,
        "total": amount_text(document.total),
        "document": value_text(document),
        "seen_at": seen_at,
    }


def document_of(text: str) -> LedgerDocument:
    """The document."""
    return value_of(LedgerDocument, text)


def number_key(number: str) -> str:
    """Numbers are compared without regard to case, and in nothing else loosely."""
    return number.strip().casefold()
