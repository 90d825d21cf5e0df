"""What came in since both sides last agreed: each part with the way and the day that the portal told with it.

The portal tells one sum, one method and one day. Parts that came in different ways would all go the way of
the last one, so each rise is noted when it is read; two between two looks are one.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from decimal import Decimal

from domain.invoice import PortalInvoice
from domain.ledger_document import LedgerDocument
from domain.money import ZERO, to_cents
from domain.payment_record import PaymentRecord, Posted, Rise


def with_rises(payment: PaymentRecord, invoice: PortalInvoice) -> PaymentRecord:
    """The payment with what the portal says now; its last rise is as it is told now: it may be corrected."""
    paid = to_cents(invoice.paid_amount)
    kept = [rise for rise, before in _with_before(payment) if before < paid]
    level = kept[-1].upto if kept else payment.agreed
    if paid > level:
        kept.append(last_rise(invoice))
    elif kept:
        kept[-1] = last_rise(invoice) if paid == level else replace(kept[-1], upto=paid)
    return replace(payment, rises=tuple(kept))


def open_rises(
    payment: PaymentRecord, invoice: PortalInvoice, document: LedgerDocument, ours: Iterable[str]
) -> list[tuple[Rise, Decimal]]:
    """The rises that the ledger does not count yet, oldest first, and how much of each.

    What we posted counts for the rise that it was posted for; what else the ledger counts, for the oldest.
    """
    payment = with_rises(payment, invoice)
    there = set(ours)
    posted = [one for one in payment.posted if one.id in there and one.rise > payment.agreed]
    own = {rise.upto: _posted_for(rise, posted) for rise in payment.rises}
    others = max(ZERO, document.counted - payment.agreed - sum(own.values(), ZERO))
    found = []
    for rise, before in _with_before(payment):
        left = max(ZERO, rise.upto - before - own[rise.upto])
        covered = min(left, others)
        others -= covered
        if left > covered:
            found.append((rise, left - covered))
    return found


def last_rise(invoice: PortalInvoice) -> Rise:
    """All that came in, as the portal tells it now."""
    return Rise(
        upto=to_cents(invoice.paid_amount),
        method=invoice.payment_method,
        by_card_service=invoice.by_card_service,
        paid_at=invoice.paid_at,
    )


def as_it_came(invoice: PortalInvoice, rise: Rise) -> PortalInvoice:
    """The invoice as the portal told it when that money had come in."""
    return replace(
        invoice, payment_method=rise.method, by_card_service=rise.by_card_service, paid_at=rise.paid_at
    )


def _with_before(payment: PaymentRecord) -> Iterator[tuple[Rise, Decimal]]:
    before = payment.agreed
    for rise in payment.rises:
        yield rise, before
        before = rise.upto


def _posted_for(rise: Rise, posted: Iterable[Posted]) -> Decimal:
    return sum((one.amount for one in posted if one.rise == rise.upto), ZERO)
