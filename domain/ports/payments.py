"""What a connection keeps of payments."""

from abc import abstractmethod
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Protocol

from domain.invoice import InvoiceId
from domain.payment_life import PaymentStage
from domain.payment_record import PaymentCounts, PaymentRecord, PaymentStep


class Payments(Protocol):
    """The payments of every invoice for which money came in, on whichever side."""

    @abstractmethod
    def put(self, payment: PaymentRecord) -> None:
        """Insert or replace one; its next step follows from it."""

    @abstractmethod
    def get(self, invoice_id: InvoiceId) -> PaymentRecord | None:
        """Those of one invoice."""

    @abstractmethod
    def many(self, ids: Iterable[InvoiceId]) -> Mapping[InvoiceId, PaymentRecord]:
        """Those of several."""

    @abstractmethod
    def listing(
        self, *, stages: Iterable[PaymentStage] = (), limit: int = 100, after: InvoiceId | None = None
    ) -> tuple[PaymentRecord, ...]:
        """In the order of the invoices' ids, in these stages or all, after `after`."""

    @abstractmethod
    def agenda(self, now: datetime, limit: int) -> Mapping[PaymentStep, tuple[InvoiceId, ...]]:
        """For every step the first few whose time has come, those that have waited longest first."""

    @abstractmethod
    def next_due_at(self) -> datetime | None:
        """The earliest `not_before` of all whose next step is one."""

    @abstractmethod
    def waiting_longest(self, step: PaymentStep) -> datetime | None:
        """Since when the oldest one waits for that step; None if none does."""

    @abstractmethod
    def look_anew(self, subjects: Iterable[str] | None, now: datetime) -> int:
        """Have those of these subjects decided anew, or all that wait or are held; answers how many."""

    @abstractmethod
    def counts(self) -> PaymentCounts:
        """Where all of them stand."""
