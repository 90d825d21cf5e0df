"""Is the clerk for a command, or waits for the one there is, until what the command asked for is done."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import datetime

from domain.ids import ConnectionId
from domain.invoice import InvoiceId
from domain.invoice_record import InvoiceRecord
from domain.life import Stage
from domain.payment_life import ON_ITS_WAY, PaymentStage
from domain.payment_record import PaymentRecord
from domain.ports.clock import Clock
from domain.ports.store import Store
from domain.services.clerk import Clerk
from domain.units import Unit

_ON_ITS_WAY = frozenset({Stage.DISPATCHED, Stage.UNKNOWN})
_BETWEEN_LOOKS_SECONDS = 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Working:
    """A command writes what is wanted into the books first. It never works past the clerk."""

    store: Store
    clerk: Clerk
    clock: Clock

    def work(
        self,
        connection_id: ConnectionId,
        is_done: Callable[[], bool],
        *,
        after_unit: Callable[[Unit], None] = lambda unit: None,
        waiting: Callable[[], None] = lambda: None,
    ) -> None:
        """Be the clerk, or wait for the one there is, until it is done or nothing can be done now."""
        while not is_done():
            was_ours = self.clerk.visit(connection_id, after_unit=after_unit)
            if was_ours:
                return  # nothing is due any more: what is left waits, and says so
            waiting()
            self.clock.pause(_BETWEEN_LOOKS_SECONDS)

    def is_due(self, connection_id: ConnectionId, ids: Collection[InvoiceId]) -> bool:
        """Whether something could be done for one of these invoices, or its payments, now."""
        now = self.clock.now()
        return self._any(
            connection_id, ids, lambda record: _is_due(record, now), lambda payment: _may_move(payment, now)
        )

    def is_open(self, connection_id: ConnectionId, ids: Collection[InvoiceId]) -> bool:
        """Whether something is still to be done for one of these invoices, or its payments, now or later."""
        return self._any(connection_id, ids, _is_open, _moves)

    def _any(
        self,
        connection_id: ConnectionId,
        ids: Collection[InvoiceId],
        holds: Callable[[InvoiceRecord], bool],
        holds_of_payments: Callable[[PaymentRecord], bool],
    ) -> bool:
        """A change that was asked for by name and is not made counts in any case."""
        with self.store.reading(connection_id) as books:
            asked = {write.invoice_id for write in books.named_writes.open()}
            if any(holds(record) or record.id in asked for record in books.invoices.many(ids).values()):
                return True
            return any(map(holds_of_payments, books.payments.many(ids).values()))


def _is_open(record: InvoiceRecord) -> bool:
    return record.step is not None or record.stage in _ON_ITS_WAY


def _is_due(record: InvoiceRecord, now: datetime) -> bool:
    if record.stage is Stage.DISPATCHED:
        return True
    return record.step is not None and (record.not_before is None or record.not_before <= now)


def _moves(payment: PaymentRecord) -> bool:
    return payment.step is not None or payment.stage in ON_ITS_WAY


def _may_move(payment: PaymentRecord, now: datetime) -> bool:
    if payment.stage is PaymentStage.DISPATCHED:
        return True
    return payment.step is not None and (payment.not_before is None or payment.not_before <= now)
