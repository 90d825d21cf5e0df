"""Changes in the ledger that people asked for by name."""

from datetime import datetime
from typing import Any

from sqlalchemy import Row, bindparam, select, update

from adapters.storage.scope import Scope, mine
from adapters.storage.tables.named_writes import named_write
from domain.answers import NamedKind, NamedWrite
from domain.invoice import InvoiceId
from domain.ports import invoices as ports

_ALL = select(named_write).where(mine(named_write)).order_by(named_write.c.at, named_write.c.id)
_OPEN = _ALL.where(named_write.c.done_at.is_(None))
_OF = _ALL.where(named_write.c.invoice_id == bindparam("of"))


class NamedWrites(Scope, ports.NamedWrites):
    """One row per write, closed and kept. Of a kind an invoice has one that is open."""

    def add(self, write: NamedWrite) -> None:
        row = {
            "connection_id": self._id,
            "id": write.id,
            "invoice_id": write.invoice_id,
            "kind": write.kind.value,
            "value": write.value,
            "because": write.because,
            "at": write.at,
            "actor": write.actor,
            "done_at": write.done_at,
            "said": write.said,
        }
        self._insert(named_write, row)

    def open(self) -> tuple[NamedWrite, ...]:
        return tuple(_write_of(row) for row in self._run(_OPEN)) if self._may_have("writes") else ()

    def of(self, invoice_id: InvoiceId) -> tuple[NamedWrite, ...]:
        return tuple(_write_of(row) for row in self._run(_OF, of=invoice_id))

    def close(self, write_id: str, now: datetime, *, said: str = "") -> None:
        self._at.execute(
            update(named_write)
            .where(self._mine(named_write), named_write.c.id == write_id, named_write.c.done_at.is_(None))
            .values(done_at=now, said=said)
        )


def _write_of(row: Row[Any]) -> NamedWrite:
    return NamedWrite(
        id=row.id,
        invoice_id=InvoiceId(row.invoice_id),
        kind=NamedKind(row.kind),
        value=row.value,
        because=row.because,
        at=row.at,
        actor=row.actor,
        done_at=row.done_at,
        said=row.said,
    )
