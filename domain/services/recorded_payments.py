"""What we recorded in the portal is noted as ours: answered, found by looking, or landed after all."""

from dataclasses import replace
from datetime import datetime
from decimal import Decimal

from domain.dispatch import OpenElement
from domain.invoice import PortalInvoice
from domain.payment_record import PaymentRecord
from domain.payment_rises import with_recorded
from domain.ports.store import Books
from domain.services.payment_steps import tell


def before_of(notice: OpenElement) -> Decimal:
    """How much was paid as the portal said when it was sent, in the currency of its invoice."""
    return Decimal(notice.element.facts["before"])


def with_noted(
    payment: PaymentRecord, told: PortalInvoice, before: Decimal, amount: Decimal
) -> PaymentRecord:
    """The payment with so much more of it recorded by us, as the portal told it."""
    return replace(with_recorded(payment, told, before, amount), recorded=payment.recorded + amount)


def tell_recorded(
    books: Books, payment: PaymentRecord, amount: Decimal, currency: str, now: datetime
) -> None:
    """It is part of its story."""
    tell(books, payment, "payment-recorded", {"amount": f"{amount:.2f}", "currency": currency}, now)
