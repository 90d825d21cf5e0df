"""A portal that says what was paid of one invoice, and answers each notice as the test says."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from decimal import Decimal
from typing import cast

from domain.dispatch import Envelope
from domain.errors import NotFound
from domain.invoice import InvoiceId, InvoiceStatus, PortalInvoice
from domain.ports.portal import Portal
from tests.support.clock import NOON
from tests.unit.domain.paying import paid


class ScriptedPortal:
    """Only what recording a payment asks of a portal. `sent` are the amounts and times of every notice."""

    def __init__(self) -> None:
        """Nothing was paid, and every notice is answered well."""
        self.invoice: PortalInvoice | None = paid("0", InvoiceStatus.ISSUED, paid_at=None)
        self.sent: list[tuple[Decimal, datetime]] = []
        self.answers: Callable[[Decimal], None] = self.take
        self._prepared = (Decimal(0), NOON)

    @property
    def port(self) -> Portal:
        """As the domain sees it."""
        return cast("Portal", self)

    def invoice_head(self, invoice_id: InvoiceId) -> PortalInvoice:
        """What it says now."""
        if self.invoice is None:
            raise NotFound
        assert invoice_id == self.invoice.id
        return self.invoice

    def payment_envelope(self, invoice_id: InvoiceId, amount: Decimal, paid_at: datetime) -> Envelope:
        """Something that tells the amount."""
        self._prepared = (amount, paid_at)
        return Envelope(method="POST", path=f"/{invoice_id}", body=str(amount).encode())

    def send_payment(self, envelope: Envelope) -> PortalInvoice:
        """As the test says."""
        self.sent.append(self._prepared)
        self.answers(Decimal(envelope.body.decode()))
        assert self.invoice is not None
        return self.invoice

    def take(self, amount: Decimal) -> None:
        """What is recorded adds up; how it was paid is not said."""
        assert self.invoice is not None
        total = self.invoice.paid_amount + amount
        self.invoice = replace(
            self.invoice,
            paid_amount=total,
            status=InvoiceStatus.PAID,
            status_word="paid",
            payment_method="other",
            paid_at=NOON,
        )
