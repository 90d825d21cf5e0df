"""How many payments stand where, and how much money that is in each currency."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

from domain.money import ZERO
from domain.payment_life import PaymentStage
from domain.payment_record import PaymentCounts
from domain.ports.store import Books
from domain.services.shown_payments import ShownPayment


class PaymentGroup(StrEnum):
    """What people are told of together."""

    SETTLED = "settled"
    WAITING_APPROVAL = "waiting-approval"
    WAITING_BANK = "waiting-bank-feed"
    ON_THE_WAY = "on-the-way"
    NEEDS_YOU = "needs-you"
    LEFT = "left"


@dataclass(frozen=True, slots=True, kw_only=True)
class PaymentSum:
    """Some payments: how many, and by currency what was received, what of it is counted, and what is open."""

    count: int = 0
    received: Mapping[str, Decimal] = field(default_factory=dict)
    counted: Mapping[str, Decimal] = field(default_factory=dict)
    open: Mapping[str, Decimal] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class PaymentSummary:
    """How the payments of a connection stand; every one of them is in one group."""

    counts: PaymentCounts
    groups: Mapping[PaymentGroup, PaymentSum]

    def of(self, group: PaymentGroup) -> PaymentSum:
        """Those of a group."""
        return self.groups.get(group, PaymentSum())


_GROUPS = {
    PaymentStage.SETTLED: PaymentGroup.SETTLED,
    PaymentStage.LEFT: PaymentGroup.LEFT,
    PaymentStage.WAITS_APPROVAL: PaymentGroup.WAITING_APPROVAL,
    PaymentStage.WAITS_BANK: PaymentGroup.WAITING_BANK,
}


def group_of(shown: ShownPayment) -> PaymentGroup:
    """Where people look for it; what waits for its invoice is on the way with it."""
    if shown.question is not None:
        return PaymentGroup.NEEDS_YOU
    return _GROUPS.get(shown.payment.stage, PaymentGroup.ON_THE_WAY)


def summed_payments(books: Books, shown: Iterable[ShownPayment]) -> PaymentSummary:
    """The sums over all payments of a connection."""
    groups: dict[PaymentGroup, list[ShownPayment]] = {}
    for one in shown:
        groups.setdefault(group_of(one), []).append(one)
    return PaymentSummary(
        counts=books.payments.counts(),
        groups={
            group: PaymentSum(
                count=len(those),
                received=_by_currency((one, one.paid) for one in those),
                counted=_by_currency((one, one.counted) for one in those),
                open=_by_currency((one, one.open) for one in those),
            )
            for group, those in groups.items()
        },
    )


def _by_currency(amounts: Iterable[tuple[ShownPayment, Decimal]]) -> dict[str, Decimal]:
    sums: dict[str, Decimal] = {}
    for one, amount in amounts:
        currency = one.invoice.record.invoice.currency
        sums[currency] = sums.get(currency, ZERO) + amount
    return dict(sorted(sums.items()))
