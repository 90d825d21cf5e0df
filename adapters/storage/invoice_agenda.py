"""What is to be done for the portal's invoices, in an order; a clerk asks for it at every step."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import Select, and_, bindparam, delete, func, literal_column, not_, or_, select, union_all

from adapters.storage.glance import newest, oldest
from adapters.storage.scope import Scope, mine
from adapters.storage.tables.invoices import called_issued, has_a_step, invoice, invoice_walk, unseen_invoice
from adapters.storage.tables.invoices import waits as waits_until_a_time
from adapters.storage.types import Utc
from domain.invoice import InvoiceId
from domain.invoice_record import Step
from domain.life import Stage

_COLUMNS = invoice.c


def _first_few(step: Step) -> Select[Any]:
    """From its place in the index on, until enough are found: however many there are besides."""
    now = bindparam("now", type_=Utc())
    few = (
        select(_COLUMNS.step, _COLUMNS.step_since, _COLUMNS.invoice_id)
        .where(mine(invoice), has_a_step, _COLUMNS.step == step.value)
        .where(or_(_COLUMNS.not_before.is_(None), _COLUMNS.not_before <= now))
        .order_by(_COLUMNS.step_since, _COLUMNS.invoice_id)
        .limit(bindparam("few"))
    )
    return select(few.subquery())


_AGENDA = union_all(*(_first_few(step) for step in Step))
_NEXT_DUE_AT = select(func.min(_COLUMNS.not_before)).where(mine(invoice), waits_until_a_time)
_WAITING_SINCE = select(func.max(_COLUMNS.step_since)).where(
    mine(invoice), has_a_step, _COLUMNS.step == bindparam("wanted")
)
_WAITING_LONGEST = select(func.min(_COLUMNS.step_since)).where(
    mine(invoice), has_a_step, _COLUMNS.step == bindparam("wanted")
)
_UNSEEN = (
    select(unseen_invoice.c.invoice_id)
    .where(mine(unseen_invoice))
    .order_by(unseen_invoice.c.wanted_at, unseen_invoice.c.invoice_id)
    .limit(bindparam("few"))
)
_UNSEEN_SINCE = select(unseen_invoice.c.wanted_at).where(
    mine(unseen_invoice), unseen_invoice.c.invoice_id == bindparam("wanted")
)
_FORGET_UNSEEN = delete(unseen_invoice).where(
    mine(unseen_invoice), unseen_invoice.c.invoice_id == bindparam("known")
)


@cache
def _not_walked(stages: frozenset[Stage]) -> Select[Any]:
    shown = and_(
        invoice_walk.c.connection_id == _COLUMNS.connection_id,
        invoice_walk.c.invoice_id == _COLUMNS.invoice_id,
        invoice_walk.c.walk >= bindparam("since_walk"),
    )
    # Not the plain column: SQLite would rather read all that are in a stage than the few that are open.
    stage = _COLUMNS.stage + literal_column("''")
    return (
        select(_COLUMNS.invoice_id)
        .where(mine(invoice), called_issued, stage.in_([each.value for each in stages]))
        .where(not_(select(invoice_walk.c.walk).where(shown).exists()))
        .order_by(_COLUMNS.invoice_id)
        .limit(bindparam("few"))
    )


class InvoiceAgenda(Scope):
    """The part of `Invoices` that says which, and leaves what to the records."""

    def agenda(self, now: datetime, limit: int) -> Mapping[Step, tuple[InvoiceId, ...]]:
        if not any(self._may_have(oldest(step)) for step in Step):
            return dict.fromkeys(Step, ())
        agenda: dict[Step, list[InvoiceId]] = {step: [] for step in Step}
        waiting = sorted(self._run(_AGENDA, now=now, few=limit), key=lambda row: row.step_since)
        for step, _, invoice_id in waiting:
            agenda[Step(step)].append(InvoiceId(invoice_id))
        return {step: tuple(ids) for step, ids in agenda.items()}

    def next_due_at(self) -> datetime | None:
        if self._seen is not None:
            return self._seen.time("invoice_due_at")
        due_at: datetime | None = self._run(_NEXT_DUE_AT).scalar_one()
        return due_at

    def waiting_since(self, step: Step) -> datetime | None:
        if self._seen is not None:
            return self._seen.time(newest(step))
        since: datetime | None = self._run(_WAITING_SINCE, wanted=step.value).scalar_one()
        return since

    def waiting_longest(self, step: Step) -> datetime | None:
        if self._seen is not None:
            return self._seen.time(oldest(step))
        since: datetime | None = self._run(_WAITING_LONGEST, wanted=step.value).scalar_one()
        return since

    def unseen(self, limit: int) -> tuple[InvoiceId, ...]:
        if not self._may_have("unseen"):
            return ()
        return tuple(InvoiceId(row.invoice_id) for row in self._run(_UNSEEN, few=limit))

    def unseen_since(self, invoice_id: InvoiceId) -> datetime | None:
        if not self._may_have("unseen"):
            return None
        since: datetime | None = self._run(_UNSEEN_SINCE, wanted=invoice_id).scalar_one_or_none()
        return since

    def forget_unseen(self, invoice_id: InvoiceId) -> None:
        self._run(_FORGET_UNSEEN, known=invoice_id)

    def _want_unseen(self, ids: Iterable[InvoiceId], now: datetime) -> None:
        rows = [{"connection_id": self._id, "invoice_id": each, "wanted_at": now} for each in ids]
        self._replace(unseen_invoice, rows, newest_by="wanted_at")

    def walked(self, ids: Iterable[InvoiceId], scan: int) -> None:
        rows = [{"connection_id": self._id, "invoice_id": each, "walk": scan} for each in ids]
        self._replace(invoice_walk, rows, newest_by="walk")

    def not_walked(self, scan: int, stages: Iterable[Stage], limit: int) -> tuple[InvoiceId, ...]:
        asked = {"since_walk": scan, "few": limit}
        return tuple(InvoiceId(row.invoice_id) for row in self._run(_not_walked(frozenset(stages)), **asked))
