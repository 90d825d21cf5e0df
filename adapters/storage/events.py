"""The append-only story."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from sqlalchemy import and_, exists, func, select, update

from adapters.storage.rows.json_text import SCHEMA, facts_of, facts_text
from adapters.storage.rows.story import event_of
from adapters.storage.scope import Scope, mine
from adapters.storage.tables.invoices import invoice
from adapters.storage.tables.mirror import mirror_contact
from adapters.storage.tables.payments import payment
from adapters.storage.tables.story import event, event_counter
from domain.event import Event
from domain.ports import records as ports

_NEXT = (
    update(event_counter)
    .where(mine(event_counter))
    .values(last_seq=event_counter.c.last_seq + 1)
    .returning(event_counter.c.last_seq)
)
_ROWS = {
    "contact": mirror_contact.c.contact_id,
    "invoice": invoice.c.invoice_id,
    "payment": payment.c.invoice_id,
}


class Events(Scope, ports.Events):
    """Each event gets its number from a row that the same transaction changes: no number is left out."""

    def add(
        self,
        *,
        at: datetime,
        actor: str,
        subject: str,
        code: str,
        facts: Mapping[str, str] | None = None,
        request_id: str = "",
    ) -> None:
        row = {
            "connection_id": self._id,
            "seq": self._run(_NEXT).scalar_one(),
            "at": at,
            "actor": actor,
            "subject": subject,
            "code": code,
            "facts": facts_text(facts),
            "request_id": request_id,
            "schema": SCHEMA,
        }
        self._insert(event, row)

    def of(self, subject: str, limit: int = 200) -> tuple[Event, ...]:
        rows = self._at.execute(
            select(event)
            .where(self._mine(event), event.c.subject == subject)
            .order_by(event.c.seq)
            .limit(limit)
        )
        return tuple(event_of(row) for row in rows)

    def latest(self, limit: int = 50) -> tuple[Event, ...]:
        rows = self._at.execute(
            select(event).where(self._mine(event)).order_by(event.c.seq.desc()).limit(limit)
        )
        return tuple(event_of(row) for row in rows)

    def lost(self, kind: str) -> tuple[str, ...]:
        column = _ROWS[kind]
        # Whom it tells of is looked up by its id, and not put together for each row there is.
        who = func.substr(event.c.subject, len(kind) + 2)
        is_kept = exists().where(self._mine(column.table), column == who)
        # All that begin with it, as a part of the index: ";" is what comes after ":".
        told_of = and_(event.c.subject >= f"{kind}:", event.c.subject < f"{kind};")
        rows = self._at.execute(
            select(event.c.subject).distinct().where(self._mine(event), told_of, ~is_kept).order_by("subject")
        )
        return tuple(rows.scalars())

    def forget(self, subject: str, keep: Iterable[str]) -> None:
        kept = set(keep)
        rows = self._at.execute(
            select(event.c.seq, event.c.facts).where(self._mine(event), event.c.subject == subject)
        ).all()
        for seq, text in rows:
            facts = {name: value for name, value in facts_of(text).items() if name in kept}
            self._at.execute(
                update(event).where(self._mine(event), event.c.seq == seq).values(facts=facts_text(facts))
            )
