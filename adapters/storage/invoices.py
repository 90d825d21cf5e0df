"""Every invoice of the portal that we have seen."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Executable, bindparam, func, literal_column, select, union

from adapters.storage.invoice_agenda import InvoiceAgenda
from adapters.storage.payloads import Payloads, Side
from adapters.storage.rows.invoices import invoice_of, invoice_row
from adapters.storage.scope import among, mine
from adapters.storage.tables.invoices import invoice
from adapters.storage.types import storable
from domain.invoice import InvoiceId
from domain.invoice_record import (
    BEFORE_CREATION,
    InvoiceCounts,
    InvoiceRecord,
    Readiness,
    Step,
    subject_of_invoice,
)
from domain.ledger_document import DocumentId
from domain.life import Stage
from domain.ports import invoices as ports
from domain.text import fold

_COLUMNS = invoice.c
_FOUND_AT_MOST = 50
_AT_A_TIME = 500
_LOOKED_AT_ANEW = (*sorted(BEFORE_CREATION), Stage.HELD)

_ALL = select(_COLUMNS.record).where(mine(invoice))
_MANY = _ALL.where(among(_COLUMNS.invoice_id, "ids"))
_OF_DOCUMENTS = _ALL.where(among(_COLUMNS.document_id, "ids"))
_IDS = select(_COLUMNS.invoice_id).where(mine(invoice))
_TO_LOOK_AT = _IDS.where(_COLUMNS.stage.in_([stage.value for stage in _LOOKED_AT_ANEW])).order_by(
    _COLUMNS.invoice_id
)
_SOME_TO_LOOK_AT = _TO_LOOK_AT.where(among(_COLUMNS.invoice_id, "ids"))
_FOUND = union(
    _IDS.where(among(_COLUMNS.invoice_id, "ids")),
    _IDS.where(among(_COLUMNS.document_id, "ids")),
    *(
        _IDS.where(key == bindparam("folded"), key != literal_column("''"))
        for key in (_COLUMNS.number_key, _COLUMNS.portal_number_key, _COLUMNS.title_key)
    ),
)
_SEEN = select(func.count()).select_from(invoice).where(mine(invoice))
_BY_STAGE = select(_COLUMNS.stage, func.count()).where(mine(invoice)).group_by(_COLUMNS.stage)


class Invoices(InvoiceAgenda, ports.Invoices):
    """One row per invoice. What the portal sent word for word lies beside it and is read by itself."""

    def put(self, record: InvoiceRecord) -> None:
        self._put([record])
        self._payloads().keep([(record.id, record.invoice.raw)], record.read_at)

    def get(self, invoice_id: InvoiceId) -> InvoiceRecord | None:
        return self.many([invoice_id]).get(invoice_id)

    def many(self, ids: Iterable[InvoiceId]) -> Mapping[InvoiceId, InvoiceRecord]:
        asked = [storable(each) for each in ids]
        return {record.id: record for record in self._records(_MANY, ids=asked)} if asked else {}

    def find(self, which: str) -> tuple[InvoiceRecord, ...]:
        asked, folded = storable(which.strip()), fold(which)
        # Ids are small letters, people may type capitals.
        found = self._run(_FOUND, ids=[asked, asked.lower()], folded=folded).scalars()
        return self._in_order(sorted(found)[:_FOUND_AT_MOST])

    def of_documents(self, ids: Iterable[DocumentId]) -> Mapping[DocumentId, InvoiceRecord]:
        asked = [storable(each) for each in ids]
        records = self._records(_OF_DOCUMENTS, ids=asked) if asked else ()
        return {record.document_id: record for record in records if record.document_id}

    def listing(
        self, *, stages: Iterable[Stage] = (), limit: int = 100, after: InvoiceId | None = None
    ) -> tuple[InvoiceRecord, ...]:
        wanted: list[ColumnElement[bool]] = [self._mine(invoice)]
        if named := [stage.value for stage in stages]:
            wanted.append(_COLUMNS.stage.in_(named))
        if after is not None:
            wanted.append(_COLUMNS.invoice_id > after)
        # The ids first, from an index alone: what lies between is passed over without being read.
        ids = select(_COLUMNS.invoice_id).where(*wanted).order_by(_COLUMNS.invoice_id).limit(limit)
        return self._in_order(self._at.execute(ids).scalars())

    def want_read(self, ids: Iterable[InvoiceId], now: datetime) -> None:
        wanted = tuple(dict.fromkeys(ids))
        known = self.many(wanted)
        self._put(
            asked if record.step is Step.READ else replace(asked, step_since=now, not_before=None)
            for record in known.values()
            for asked in [record.to_be_read()]
        )
        self._want_unseen((each for each in wanted if each not in known), now)

    def undecide(self, subjects: Iterable[str] | None, now: datetime) -> int:
        return sum(self._undecide(records, now) for records in self._looked_at_anew(subjects))

    def counts(self) -> InvoiceCounts:
        by_stage = {Stage(stage): number for stage, number in self._run(_BY_STAGE)}
        return InvoiceCounts(seen=self._run(_SEEN).scalar_one(), by_stage=by_stage)

    def raw(self, invoice_id: InvoiceId) -> str:
        return self._payloads().of(invoice_id)

    def drop_raw(self, before: datetime) -> int:
        return self._payloads().drop(before)

    def _in_order(self, ids: Iterable[InvoiceId]) -> tuple[InvoiceRecord, ...]:
        return tuple(sorted(self.many(ids).values(), key=lambda record: record.id))

    def _undecide(self, records: Iterable[InvoiceRecord], now: datetime) -> int:
        anew = [replace(record, readiness=Readiness.UNDECIDED, not_before=None) for record in records]
        before = {record.id: record.step for record in records}
        self._put(
            record if record.step is before[record.id] else replace(record, step_since=now) for record in anew
        )
        return len(anew)

    def _looked_at_anew(self, subjects: Iterable[str] | None) -> Iterator[list[InvoiceRecord]]:
        if subjects is None:
            found = self._run(_TO_LOOK_AT).scalars()
        else:
            prefix = subject_of_invoice(InvoiceId(""))
            named = [name.removeprefix(prefix) for name in subjects if name.startswith(prefix)]
            found = self._run(_SOME_TO_LOOK_AT, ids=[storable(each) for each in named]).scalars()
        for start in range(0, len(found), _AT_A_TIME):
            yield list(self.many(found[start : start + _AT_A_TIME]).values())

    def _put(self, records: Iterable[InvoiceRecord]) -> None:
        self._replace(invoice, [invoice_row(self._id, record) for record in records])

    def _records(self, wanted: Executable, **values: Any) -> Iterator[InvoiceRecord]:
        return (invoice_of(row.record) for row in self._run(wanted, **values))

    def _payloads(self) -> Payloads:
        return Payloads(self._at, self._id, Side.PORTAL)
