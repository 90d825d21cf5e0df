"""What came in, as it came: each part with the way and the day that the portal told with it.

The portal tells one sum, one method and one day. Parts that came in different ways would all go the way of
the last one, so each rise is noted when it is read; two between two looks are one. Those that both sides
agreed on are kept: an invoice that is sent anew begins with all of them.
"""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal

from domain.invoice import PortalInvoice
from domain.ledger_document import LedgerDocument, PaymentId
from domain.money import ZERO, to_cents
from domain.numbering import day_in
from domain.payment_record import PaymentRecord, Posted, Rise


def with_rises(payment: PaymentRecord, invoice: PortalInvoice) -> PaymentRecord:
    """The payment with what the portal says now.

    A last rise that is told otherwise than before was corrected. What the portal tells beside a sum that fell
    is of money that it takes back: it says nothing of what came before.
    """
    paid, told = to_cents(invoice.paid_amount), last_rise(invoice)
    kept = [rise for rise, before in _with_before(payment) if before < paid]
    level = kept[-1].upto if kept else ZERO
    if paid > level:
        kept.append(told)
    elif kept and paid < level:
        kept[-1] = replace(kept[-1], upto=paid)
    elif kept and payment.told is not None and payment.told.upto == paid and payment.told != told:
        kept[-1] = replace(told, from_ledger=kept[-1].from_ledger)
    return replace(payment, rises=tuple(kept), told=told)


def with_recorded(
    payment: PaymentRecord, invoice: PortalInvoice, before: Decimal, amount: Decimal
) -> PaymentRecord:
    """The payment with a rise of our own making: the ledger had that money, and we recorded it on what the
    portal said before. What came in after it there is read by itself.
    """
    known = {rise.upto for rise in payment.rises} - {before + amount}
    payment = with_rises(payment, replace(invoice, paid_amount=before + amount))
    rises = (
        replace(rise, from_ledger=rise.from_ledger or (rise.upto > before and rise.upto not in known))
        for rise in payment.rises
    )
    return replace(payment, rises=tuple(rises))


def open_rises(
    payment: PaymentRecord, invoice: PortalInvoice, document: LedgerDocument, ours: Collection[PaymentId]
) -> list[tuple[Rise, Decimal]]:
    """The rises that the ledger does not count yet, oldest first, and how much of each.

    What we posted counts for the rise that it was posted for, and where that was corrected since, for those
    just below it; what else the ledger counts, for what we recorded from there, and then for the oldest.
    Together they are what is missing there.
    """
    payment = with_rises(payment, invoice)
    left = {
        rise: rise.upto - max(before, payment.agreed)
        for rise, before in _with_before(payment)
        if rise.upto > payment.agreed
    }
    counted = max(ZERO, document.counted - payment.agreed)
    posted = [one for one in payment.posted if one.id in ours and one.rise > payment.agreed]
    for one in sorted(posted, key=lambda one: one.rise, reverse=True):
        below = [rise for rise in reversed(left) if _may_stand_for(one, rise)]
        counted -= _covered(left, below, min(one.amount, counted))
    _covered(left, sorted(left, key=lambda rise: not rise.from_ledger), counted)
    return [(rise, amount) for rise, amount in left.items() if amount]


def only_rise_of(
    payment: PaymentRecord, invoice: PortalInvoice, amount: Decimal, dated: date, time_zone: str
) -> Rise | None:
    """The rise for which a payment of that amount and day was posted; None where none or any of several was.

    Several that came in one way are alike: then it is the first that none of ours stands for yet. Raises
    Invalid (`zone-unknown`).
    """
    payment = with_rises(payment, invoice)
    taken = {one.rise for one in payment.posted}
    fitting = [
        rise
        for rise, before in _with_before(payment)
        if rise.upto - before == amount
        and rise.upto > payment.agreed
        and rise.upto not in taken
        and rise.paid_at is not None
        and day_in(rise.paid_at, time_zone) == dated
    ]
    ways = {(rise.method, rise.by_card_service) for rise in fitting}
    return fitting[0] if len(ways) == 1 else None


def _may_stand_for(one: Posted, rise: Rise) -> bool:
    """What is from the ledger was paid by others: ours stands for it only if it was posted for just that."""
    return rise.upto == one.rise or (rise.upto < one.rise and not rise.from_ledger)


def _covered(left: dict[Rise, Decimal], rises: Iterable[Rise], amount: Decimal) -> Decimal:
    """How much of the amount these rises take, one after the other."""
    rest = amount
    for rise in rises:
        taken = min(left[rise], rest)
        left[rise] -= taken
        rest -= taken
    return amount - rest


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
    """Each, and how much had come in before it. Of what was agreed on unnoted only the sum is known."""
    rises, before = payment.rises, ZERO
    if payment.agreed and payment.told is None and all(rise.upto > payment.agreed for rise in rises):
        rises = (Rise(upto=payment.agreed, method="", by_card_service=False, paid_at=None), *rises)
    for rise in rises:
        yield rise, before
        before = rise.upto
