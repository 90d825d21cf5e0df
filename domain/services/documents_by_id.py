"""Reads documents that we know by their ids, each from the list that the ledger keeps it in.

One that the ledger cannot show takes no other with it: many that are refused as one are asked for in halves.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from domain.budget import Purpose
from domain.errors import NotFound, Problem, Rejected, Throttled, Unavailable
from domain.ledger_document import DocumentId, DocumentKind, LedgerDocument
from domain.ports.ledger import Ledger

_MOST_REFUSALS = 20
"""Two of a hundred are found with fewer; what is left after so many is asked for another time."""


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
    notes = [one for one in ids if one in known and known[one].kind is DocumentKind.CREDIT_NOTE]
    reading = _Reading(ledger, purpose)
    reading.read([one for one in ids if one not in notes])
    for one in notes:
        note = ledger.credit_note(one, purpose=purpose)
        reading.done.found |= {note.id: note} if note is not None else {}
    return reading.done


class _Reading:
    """One reading, and the refusals that it met."""

    def __init__(self, ledger: Ledger, purpose: Purpose) -> None:
        self.done = DocumentsRead()
        self._ledger = ledger
        self._purpose = purpose
        self._refusals = 0

    def read(self, ids: Sequence[DocumentId]) -> None:
        if not ids:
            return
        if self._refusals >= _MOST_REFUSALS:
            self.done.left.update(ids)
            return
        try:
            self.done.found |= {one.id: one for one in self._ledger.documents(ids, purpose=self._purpose)}
        except Throttled:
            if not self._refusals:
                raise
            self.done.left.update(ids)
        except (Rejected, NotFound, Unavailable) as problem:
            self._apart(ids, problem)

    def _apart(self, ids: Sequence[DocumentId], problem: Problem) -> None:
        """A ledger that is down answers nothing else either: then it is nobody's fault."""
        if isinstance(problem, Unavailable) and not self._refusals:
            self._ledger.organisation()
        self._refusals += 1
        if len(ids) == 1:
            self.done.refused[ids[0]] = problem
            return
        half = len(ids) // 2
        self.read(ids[:half])
        self.read(ids[half:])
