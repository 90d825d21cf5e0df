"""Reads documents that we know by their ids, each from the list that the ledger keeps it in."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from domain.budget import Purpose
from domain.errors import Problem
from domain.ledger_document import DocumentId, DocumentKind, LedgerDocument
from domain.ports.ledger import Ledger
from domain.services.in_halves import InHalves


@dataclass(slots=True, kw_only=True)
class DocumentsRead:
    """What is there, what the ledger would not show, and why. What is in neither is not there.

    But for `left`: what was not asked for, since the calls were used up on what was refused.
    """

    found: dict[DocumentId, LedgerDocument] = field(default_factory=dict)
    refused: dict[DocumentId, Problem] = field(default_factory=dict)
    left: set[DocumentId] = field(default_factory=set)


def documents_by_id(
    ledger: Ledger,
    ids: Sequence[DocumentId],
    known: Mapping[DocumentId, LedgerDocument],
    *,
    purpose: Purpose,
) -> DocumentsRead:
    """Invoices many at a time, a credit note (as `known`) by a call of its own.

    Raises what reading the ledger raises where it is not the fault of a few of them.
    """
    done = DocumentsRead()

    def ask(some: Sequence[DocumentId]) -> None:
        done.found |= {one.id: one for one in ledger.documents(some, purpose=purpose)}

    notes = [one for one in ids if one in known and known[one].kind is DocumentKind.CREDIT_NOTE]
    reading = InHalves(ledger, ask)
    reading.read([one for one in ids if one not in notes])
    done.refused |= reading.refused
    done.left.update(reading.left)
    for one in notes:
        note = ledger.credit_note(one, purpose=purpose)
        done.found |= {note.id: note} if note is not None else {}
    return done
