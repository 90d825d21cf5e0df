"""Our copy of the ledger's recent sales documents."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import Executable, and_, bindparam, select, union

from adapters.storage.payloads import Payloads, Side
from adapters.storage.rows.amounts import amount_text
from adapters.storage.rows.documents import document_of, document_row, number_key
from adapters.storage.scope import Scope, among, mine
from adapters.storage.tables.documents import document, live_invoice
from adapters.storage.tables.invoices import invoice
from adapters.storage.types import storable
from domain.ids import LedgerContactId
from domain.ledger_document import ENDED, DocumentId, DocumentStatus, LedgerDocument
from domain.ports import invoices as ports

_COLUMNS = document.c
_FOUND_AT_MOST = 50

_ALL = select(_COLUMNS.document).where(mine(document))
_BY_ID = _ALL.where(among(_COLUMNS.document_id, "ids"))
_FOUND = union(_BY_ID, _ALL.where(_COLUMNS.number_key == bindparam("folded")))
_LISTED = _ALL.where(_COLUMNS.document_id > bindparam("after"))
_LISTED = _LISTED.order_by(_COLUMNS.document_id).limit(bindparam("most"))
_LIKE_ANY = _ALL.where(
    live_invoice,
    _COLUMNS.total == bindparam("sum"),
    _COLUMNS.currency == bindparam("money"),
    _COLUMNS.dated >= bindparam("earliest"),
    _COLUMNS.dated <= bindparam("latest"),
)
_LIKE = _LIKE_ANY.where(_COLUMNS.contact_id == bindparam("contact"))
_OPEN = (
    _ALL.join(
        invoice,
        and_(
            invoice.c.connection_id == _COLUMNS.connection_id,
            invoice.c.document_id == _COLUMNS.document_id,
        ),
    )
    .where(
        _COLUMNS.status.in_([status.value for status in DocumentStatus if status not in ENDED]),
        _COLUMNS.seen_at < bindparam("seen_before"),
    )
    .order_by(_COLUMNS.seen_at, _COLUMNS.document_id)
    .limit(bindparam("most"))
)


class Documents(Scope, ports.Documents):
    """One row per document. What the ledger sent word for word lies beside it and is read by itself."""

    def put(self, documents: Sequence[LedgerDocument], seen_at: datetime) -> None:
        rows = [document_row(self._id, each, seen_at) for each in documents]
        # Pages overlap: what was read earlier must not undo what was read later.
        self._replace(document, rows, newest_by="seen_at")
        self._payloads().keep([(each.id, each.raw) for each in documents], seen_at)

    def by_id(self, ids: Iterable[DocumentId]) -> Mapping[DocumentId, LedgerDocument]:
        return {found.id: found for found in self._found(_BY_ID, ids=[storable(each) for each in ids])}

    def find(self, which: str) -> tuple[LedgerDocument, ...]:
        asked = storable(which.strip())
        if not asked:
            return ()
        # Ids are small letters, people may type capitals.
        found = self._found(_FOUND, ids=[asked, asked.lower()], folded=number_key(asked))
        return tuple(found[:_FOUND_AT_MOST])

    def listing(self, *, limit: int, after: DocumentId | None = None) -> tuple[LedgerDocument, ...]:
        found = self._run(_LISTED, after=after or "", most=limit)
        return tuple(document_of(row.document) for row in found)

    def like(
        self,
        contact_id: LedgerContactId | None,
        *,
        total: Decimal,
        currency: str,
        earliest: date,
        latest: date,
    ) -> tuple[LedgerDocument, ...]:
        days = {"earliest": earliest.isoformat(), "latest": latest.isoformat()}
        sought = {"sum": amount_text(total), "money": currency, **days}
        if contact_id is None:
            return tuple(self._found(_LIKE_ANY, **sought))
        return tuple(self._found(_LIKE, contact=contact_id, **sought))

    def open_of_ours(self, *, seen_before: datetime, limit: int) -> tuple[LedgerDocument, ...]:
        found = self._run(_OPEN, seen_before=seen_before, most=limit)
        return tuple(document_of(row.document) for row in found)

    def raw(self, document_id: DocumentId) -> str:
        return self._payloads().of(document_id)

    def drop_raw(self, before: datetime) -> int:
        return self._payloads().drop(before)

    def _found(self, wanted: Executable, **values: Any) -> list[LedgerDocument]:
        """In the order of their ids."""
        found = [document_of(row.document) for row in self._run(wanted, **values)]
        return sorted(found, key=lambda each: each.id)

    def _payloads(self) -> Payloads:
        return Payloads(self._at, self._id, Side.LEDGER)
