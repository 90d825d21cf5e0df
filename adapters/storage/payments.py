"""The payments of every invoice for which money came in."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Executable, Select, bindparam, func, or_, select, union_all

from adapters.storage.glance import oldest_payment
from adapters.storage.rows.payments import payment_of, payment_row
from adapters.storage.scope import Scope, among, mine
from adapters.storage.tables.payments import has_a_step, payment
from adapters.storage.tables.payments import waits as waits_until_a_time
from adapters.storage.types import Utc, storable
from domain.invoice import InvoiceId
from domain.payment_life import ON_ITS_WAY, PAYMENT_WAITS, PaymentStage
from domain.payment_record import PaymentCounts, PaymentRecord, PaymentStep, invoice_of_payment, is_of_payment
from domain.ports import payments as ports

_COLUMNS = payment.c
_AT_A_TIME = 500
_ALL = select(_COLUMNS.record).where(mine(payment))
_MANY = _ALL.where(among(_COLUMNS.invoice_id, "ids"))
_LOOKED_AT_ANEW = (
    select(_COLUMNS.invoice_id)
    .where(mine(payment))
    .where(_COLUMNS.stage.in_([stage.value for stage in (*sorted(PAYMENT_WAITS), PaymentStage.HELD)]))
    .order_by(_COLUMNS.invoice_id)
)
_SEEN = select(func.count()).select_from(payment).where(mine(payment))
_BY_STAGE = select(_COLUMNS.stage, func.count()).where(mine(payment)).group_by(_COLUMNS.stage)
_NEXT_DUE_AT = select(func.min(_COLUMNS.not_before)).where(mine(payment), waits_until_a_time)
_WAITING_LONGEST = select(func.min(_COLUMNS.step_since)).where(
    mine(payment), has_a_step, _COLUMNS.step == bindparam("wanted")
)


def _first_few(step: PaymentStep) -> Select[Any]:
    """From its place in the index on, until enough are found: however many there are besides."""
    now = bindparam("now", type_=Utc())
    few = (
        select(_COLUMNS.step, _COLUMNS.step_since, _COLUMNS.invoice_id)
        .where(mine(payment), has_a_step, _COLUMNS.step == step.value)
        .where(or_(_COLUMNS.not_before.is_(None), _COLUMNS.not_before <= now))
        .order_by(_COLUMNS.step_since, _COLUMNS.invoice_id)
        .limit(bindparam("few"))
    )
    return select(few.subquery())


_AGENDA = union_all(*(_first_few(step) for step in PaymentStep))


class Payments(Scope, ports.Payments):
    """One row for the payments of an invoice."""

    def put(self, payment: PaymentRecord) -> None:
        self._put([payment])

    def get(self, invoice_id: InvoiceId) -> PaymentRecord | None:
        return self.many([invoice_id]).get(invoice_id)

    def many(self, ids: Iterable[InvoiceId]) -> Mapping[InvoiceId, PaymentRecord]:
        asked = [storable(each) for each in ids]
        return {found.invoice_id: found for found in self._records(_MANY, ids=asked)} if asked else {}

    def listing(
        self, *, stages: Iterable[PaymentStage] = (), limit: int = 100, after: InvoiceId | None = None
    ) -> tuple[PaymentRecord, ...]:
        wanted: list[ColumnElement[bool]] = [self._mine(payment)]
        if named := [stage.value for stage in stages]:
            wanted.append(_COLUMNS.stage.in_(named))
        if after is not None:
            wanted.append(_COLUMNS.invoice_id > after)
        ids = select(_COLUMNS.invoice_id).where(*wanted).order_by(_COLUMNS.invoice_id).limit(limit)
        found = self.many(self._at.execute(ids).scalars()).values()
        return tuple(sorted(found, key=lambda one: one.invoice_id))

    def agenda(self, now: datetime, limit: int) -> Mapping[PaymentStep, tuple[InvoiceId, ...]]:
        agenda: dict[PaymentStep, list[InvoiceId]] = {step: [] for step in PaymentStep}
        if any(self._may_have(oldest_payment(step)) for step in PaymentStep):
            waiting = sorted(self._run(_AGENDA, now=now, few=limit), key=lambda row: row.step_since)
            for step, _, invoice_id in waiting:
                agenda[PaymentStep(step)].append(InvoiceId(invoice_id))
        return {step: tuple(ids) for step, ids in agenda.items()}

    def next_due_at(self) -> datetime | None:
        if self._seen is not None:
            return self._seen.time("payment_due_at")
        due_at: datetime | None = self._run(_NEXT_DUE_AT).scalar_one()
        return due_at

    def waiting_longest(self, step: PaymentStep) -> datetime | None:
        if self._seen is not None:
            return self._seen.time(oldest_payment(step))
        since: datetime | None = self._run(_WAITING_LONGEST, wanted=step.value).scalar_one()
        return since

    def look_anew(self, subjects: Iterable[str] | None, now: datetime) -> int:
        if subjects is None:
            ids = [InvoiceId(each) for each in self._run(_LOOKED_AT_ANEW).scalars()]
        else:
            ids = [invoice_of_payment(each) for each in subjects if is_of_payment(each)]
        looked_at = 0
        for start in range(0, len(ids), _AT_A_TIME):
            found = self.many(ids[start : start + _AT_A_TIME]).values()
            anew = [
                replace(one, is_open=True, not_before=None, step_since=now)
                for one in found
                if one.stage not in ON_ITS_WAY
            ]
            self._put(anew)
            looked_at += len(anew)
        return looked_at

    def counts(self) -> PaymentCounts:
        by_stage = {PaymentStage(stage): number for stage, number in self._run(_BY_STAGE)}
        return PaymentCounts(seen=self._run(_SEEN).scalar_one(), by_stage=by_stage)

    def _put(self, payments: Iterable[PaymentRecord]) -> None:
        self._replace(payment, [payment_row(self._id, each) for each in payments])

    def _records(self, wanted: Executable, **values: Any) -> Iterator[PaymentRecord]:
        return (payment_of(row.record) for row in self._run(wanted, **values))
