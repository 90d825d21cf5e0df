"""Reads documents that we know by their ids, each from the list that the ledger keeps it in."""

from collections.abc import Mapping, Sequence

from domain.budget import Purpose
from domain.ledger_document import DocumentId, DocumentKind, LedgerDocument
from domain.ports.ledger import Ledger


def documents_by_id(
    ledger: Ledger,
    ids: Sequence[DocumentId],
    known: Mapping[DocumentId, LedgerDocument],
    *,
    purpose: Purpose,
) -> dict[DocumentId, LedgerDocument]:
    """Those that are there: invoices many at a time, a credit note (as `known`) by a call of its own.

    Raises what reading the ledger raises.
    """
    notes = [one for one in ids if one in known and known[one].kind is DocumentKind.CREDIT_NOTE]
    found = list(ledger.documents([one for one in ids if one not in notes], purpose=purpose))
    found += [note for one in notes if (note := ledger.credit_note(one, purpose=purpose)) is not None]
    return {document.id: document for document in found}
