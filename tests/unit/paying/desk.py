"""A clerk's turn over books with one payment, and what lies in them after it."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any

from domain.connection import Connection
from domain.dispatch import ElementState, OpenElement
from domain.hold import Hold
from domain.invoice_record import InvoiceRecord
from domain.ledger_document import LedgerDocument
from domain.payment_record import PaymentRecord
from domain.ports.store import Books
from domain.services.decide_payments import decide_payments
from domain.services.post_payments import post_payments
from domain.services.settle_ledger import settle_ledger
from domain.services.steering_payments import SteeringPayments
from domain.services.turn import Turn
from domain.settings import Rhythm
from domain.units import DecidePayments, PostPayments, SettleDispatch
from tests.contracts.storage_fixtures import Rig
from tests.support.invoices import INVOICE
from tests.unit.domain.paying import APPROVED, BOOKS, kept, payment
from tests.unit.paying.ledger import ScriptedLedger
from tests.unit.paying.portal import ScriptedPortal


@dataclass(slots=True, kw_only=True)
class PaymentDesk:
    """Books with the invoice of `tests.unit.domain.paying`, its document, and its payments."""

    rig: Rig
    connection: Connection
    ledger: ScriptedLedger = field(default_factory=ScriptedLedger)
    portal: ScriptedPortal = field(default_factory=ScriptedPortal)

    @property
    def now(self) -> datetime:
        """The time."""
        return self.rig.now

    @property
    def steering(self) -> SteeringPayments:
        """What a person may do."""
        return SteeringPayments(store=self.rig.storage.store, clock=self.rig.clock)

    def turn(self) -> Turn:
        """A turn under a lease of its own; the one before it is over."""
        self.rig.clock.advance(60)
        lease, wait = self.rig.storage.leases.take(self.connection.id, "test"), timedelta(seconds=60)
        assert lease is not None
        return Turn(
            connection=self.connection,
            fence=lease.fence,
            settings_version=0,
            rhythm=Rhythm(),
            give_up_after=wait,
            ledger_give_up_after=wait,
            store=self.rig.storage.store,
            ledger=self.ledger.port,
            portal=self.portal.port,
            clock=self.rig.clock,
            identity=self.rig.identity,
        )

    @contextmanager
    def books(self) -> Iterator[Books]:
        """To write, as anybody."""
        with self.rig.writing(self.connection) as books:
            yield books

    def put(
        self,
        *payments: PaymentRecord,
        record: InvoiceRecord | None = None,
        document: LedgerDocument | None = APPROVED,
    ) -> None:
        """The invoice, its document as last read, the ledger's settings, and payments."""
        with self.books() as books:
            books.invoices.put(record if record is not None else kept())
            if document is not None:
                books.documents.put([document], self.now)
            books.findings.put_ledger_books(BOOKS)
            for each in payments:
                books.payments.put(each)

    def ready(self, record: InvoiceRecord | None = None) -> None:
        """Paid by card in the portal, approved in the ledger, and decided: it can be posted."""
        with self.books() as books:
            books.settings.put({"payments-card": "615"}, now=self.now, actor="person:test")
            books.save_connection(replace(books.connection, time_zone="Europe/Paris"))
        self.put(payment(), record=record)
        self.decide()

    def decide(self) -> None:
        """As the clerk does when something changed."""
        decide_payments(self.turn(), DecidePayments(ids=(INVOICE,)))

    def post(self) -> None:
        """As the clerk does with what is ready."""
        post_payments(self.turn(), PostPayments(ids=(INVOICE,)))

    def look(self, after_seconds: float = 0.0) -> None:
        """As the clerk does with what nobody knows of."""
        self.rig.clock.advance(after_seconds)
        turn = self.turn()
        for one in self.open():
            settle_ledger(
                turn, SettleDispatch(dispatch_id=one.dispatch_id, act=one.element.act, subjects=frozenset())
            )

    def open(self) -> tuple[OpenElement, ...]:
        """Writes whose outcome is not known for good."""
        with self.books() as books:
            return books.dispatches.open()

    def tries(self) -> list[ElementState]:
        """How each write ended, oldest first."""
        with self.books() as books:
            return [one.element.state for one in books.dispatches.of(payment().subject)]

    def payment(self) -> PaymentRecord:
        """Of the invoice, as it is kept."""
        with self.books() as books:
            found = books.payments.get(INVOICE)
        assert found is not None
        return found

    def held(self) -> Hold | None:
        """What holds it."""
        with self.books() as books:
            return books.holds.of(payment().subject)

    def story(self) -> list[tuple[str, dict[str, Any]]]:
        """What is told of it."""
        with self.books() as books:
            return [(event.code, dict(event.facts)) for event in books.events.of(payment().subject)]
