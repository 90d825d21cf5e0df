"""Whether everything that was seen is somewhere: the sums come out, and what the story tells of is kept."""

from collections.abc import Sequence
from typing import Protocol

from domain.connection import Connection
from domain.services.diagnosis import Finding, Verdict


class Counted(Protocol):
    """Contacts, invoices or payments, by where they stand."""

    @property
    def seen(self) -> int:
        """How many rows there are."""

    @property
    def conserved(self) -> bool:
        """Whether each of them stands somewhere."""


def conservation(connection: Connection, code: str, counts: Counted, lost: Sequence[str]) -> Finding:
    """`lost` are those of the story that no row is kept for: rows are counted, and cannot miss themselves."""
    verdict = Verdict.WELL if counts.conserved and not lost else Verdict.WRONG
    facts = {"seen": str(counts.seen)} | ({"lost": str(len(lost)), "first": lost[0]} if lost else {})
    return Finding(code=code, verdict=verdict, connection=connection.name, facts=facts)
