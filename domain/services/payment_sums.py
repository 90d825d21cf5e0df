"""How many payments stand where, and how much money that is in each currency."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
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
    """Some payments: how many, and their amounts by currency."""

    count: int
    amounts: Mapping[str, Decimal]


@dataclass(frozen=True, slots=True, kw_only=True)
class PaymentSummary:
    """How the payments of a connection stand; every one of them is in one group."""

    counts: PaymentCounts
    groups: Mapping[PaymentGroup, PaymentSum]

    def of(self, group: PaymentGroup) -> PaymentSum:
        """Those of a group."""
        return self.groups.get(group, PaymentSum(count=0, amounts={}))


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
    counts: dict[PaymentGroup, int] = {}
    amounts: dict[PaymentGroup, dict[str, Decimal]] = {}
    for one in shown:
        group, currency = group_of(one), one.invoice.record.invoice.currency
        counts[group] = counts.get(group, 0) + 1
        of_group = amounts.setdefault(group, {})
        of_group[currency] = of_group.get(currency, ZERO) + one.moved
    return PaymentSummary(
        counts=books.payments.counts(),
        groups={
            group: PaymentSum(count=count, amounts=dict(sorted(amounts[group].items())))
            for group, count in counts.items()
        },
    )
