"""What people answered for contacts."""

from collections.abc import Iterable, Mapping

from sqlalchemy import delete, select

from adapters.storage.rows.clerk import answer_of, answer_row
from adapters.storage.scope import Scope
from adapters.storage.tables.answers import answer as table
from domain.decision import Answer
from domain.ids import LedgerContactId
from domain.ports import records as ports


class Answers(Scope, ports.Answers):
    """The last answer for each contact; older ones are told by the events."""

    def put(self, answer: Answer) -> None:
        self._replace(table, [answer_row(self._id, answer)])

    def of(self, contact_ids: Iterable[LedgerContactId]) -> Mapping[LedgerContactId, Answer]:
        rows = self._at.execute(
            select(table).where(self._mine(table), self._among(table.c.contact_id, contact_ids))
        )
        return {found.contact_id: found for found in map(answer_of, rows)}

    def remove(self, contact_id: LedgerContactId) -> None:
        self._at.execute(delete(table).where(self._mine(table), table.c.contact_id == contact_id))
