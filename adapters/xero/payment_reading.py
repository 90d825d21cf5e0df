"""A payment of Xero as a value of the domain (Xero: Accounting API, Payments)."""

from collections.abc import Iterable

from adapters.xero.ids import is_somebody
from adapters.xero.invoice_wire import WirePayment
from adapters.xero.moments import day
from domain.ledger_document import LedgerPayment, PaymentId
from domain.money import ZERO

_COUNTS_NO_MORE = "DELETED"


def payments_of(rows: Iterable[WirePayment]) -> tuple[LedgerPayment, ...]:
    """Those that count."""
    read = (ledger_payment(row) for row in rows)
    return tuple(payment for payment in read if payment is not None)


def ledger_payment(wire: WirePayment) -> LedgerPayment | None:
    """None if it counts no more, or is nobody's."""
    return None if _is_deleted(wire) else _payment(wire)


def deleted_payment(wire: WirePayment) -> LedgerPayment | None:
    """None if it still counts, or is nobody's."""
    return _payment(wire) if _is_deleted(wire) else None


def _is_deleted(wire: WirePayment) -> bool:
    return (wire.get("Status") or "").upper() == _COUNTS_NO_MORE


def _payment(wire: WirePayment) -> LedgerPayment | None:
    payment_id = wire.get("PaymentID") or ""
    if not is_somebody(payment_id):
        return None
    return LedgerPayment(
        id=PaymentId(payment_id.lower()),
        amount=wire.get("Amount") or ZERO,
        dated=day(wire.get("Date")),
        reference=wire.get("Reference") or "",
    )
