"""Tells of payments from our books alone: lists, the life of one invoice's, and how many stand where."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from domain.dispatch import ElementState, OpenElement
from domain.errors import Invalid
from domain.event import Event
from domain.ids import ConnectionId
from domain.invoice import InvoiceId
from domain.ports.store import Books, Store
from domain.services.one_invoice import one_invoice
from domain.services.payment_sums import PaymentSummary, summed_payments
from domain.services.shown_payments import (
    ShownPayment,
    every_shown,
    payment_with_customer,
    shown_payments,
)


class WhichPayments(StrEnum):
    """Which payments are listed."""

    NEEDS_YOU = "needs-you"
    WAITING = "waiting"
    WAITING_APPROVAL = "waiting-approval"


@dataclass(frozen=True, slots=True, kw_only=True)
class PaymentStory:
    """All that is known of the payments of one invoice."""

    shown: ShownPayment
    dispatches: Sequence[OpenElement]
    events: Sequence[Event]

    @property
    def unknown(self) -> OpenElement | None:
        """The write whose outcome nobody knows."""
        return next((one for one in self.dispatches if one.element.state is ElementState.UNKNOWN), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class PaymentReport:
    """The sums, with all that waits for us, for the ledger, or for a person."""

    summary: PaymentSummary
    waiting: tuple[ShownPayment, ...]
    needs_you: tuple[ShownPayment, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ShowingPayments:
    """Reads our books only."""

    store: Store

    def listing(
        self, connection_id: ConnectionId, which: Collection[WhichPayments], limit: int
    ) -> list[ShownPayment]:
        """Payments of any of these (none: all), those that moved last first."""
        with self.store.reading(connection_id) as books:
            found = _latest_first(one for one in every_shown(books) if _is_meant(one, which))
            return [payment_with_customer(books, one) for one in found[:limit]]

    def story(self, connection_id: ConnectionId, which: str) -> PaymentStory:
        """Those of one invoice. Raises Invalid (`invoice-unknown`, `invoice-several`, `payment-none`)."""
        with self.store.reading(connection_id) as books:
            record = one_invoice(books, which)
            shown = _of_invoice(books, record.id)
            if shown is None:
                raise Invalid("payment-none", invoice=record.invoice.title)
            subject = shown.payment.subject
            return PaymentStory(
                shown=shown,
                dispatches=books.dispatches.of(subject),
                events=books.events.of(subject),
            )

    def of_invoice(self, connection_id: ConnectionId, invoice_id: InvoiceId) -> ShownPayment | None:
        """Those of an invoice, None if no money came in for it."""
        with self.store.reading(connection_id) as books:
            return _of_invoice(books, invoice_id)

    def summary(self, connection_id: ConnectionId) -> PaymentSummary:
        """The sums that `status` tells."""
        with self.store.reading(connection_id) as books:
            return summed_payments(books, every_shown(books))

    def report(self, connection_id: ConnectionId) -> PaymentReport:
        """The sums, and all that waits for us or for a person."""
        with self.store.reading(connection_id) as books:
            shown = _latest_first(every_shown(books))
            return PaymentReport(
                summary=summed_payments(books, shown),
                waiting=tuple(payment_with_customer(books, one) for one in shown if one.is_waiting),
                needs_you=tuple(
                    payment_with_customer(books, one) for one in shown if one.question is not None
                ),
            )


def _of_invoice(books: Books, invoice_id: InvoiceId) -> ShownPayment | None:
    payment = books.payments.get(invoice_id)
    shown = shown_payments(books, [payment]) if payment is not None else []
    return payment_with_customer(books, shown[0]) if shown else None


def _latest_first(shown: Iterable[ShownPayment]) -> list[ShownPayment]:
    return sorted(shown, key=lambda one: (one.payment.since, one.payment.invoice_id), reverse=True)


def _is_meant(shown: ShownPayment, which: Collection[WhichPayments]) -> bool:
    return (
        not which
        or (WhichPayments.NEEDS_YOU in which and shown.question is not None)
        or (WhichPayments.WAITING in which and shown.is_waiting)
        or (WhichPayments.WAITING_APPROVAL in which and shown.awaits_approval)
    )
