"""A payment's life as one table: what brings the ledger's balance of an invoice to what the portal says.

There is one for an invoice at a time. Everything goes through `due`: whatever changed on either side, it is
looked at anew, and only a difference is ever posted.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from domain.errors import Invalid
from domain.life import Who


class PaymentStage(StrEnum):
    """Where a payment is."""

    DUE = "due"
    WAITS_DOCUMENT = "waits-for-document"
    WAITS_APPROVAL = "waits-for-approval"
    WAITS_BANK = "waits-for-bank-feed"
    DISPATCHED = "dispatched"
    UNKNOWN = "unknown"
    HELD = "held"
    SETTLED = "settled"
    LEFT = "left"


PAYMENT_WAITS = frozenset({PaymentStage.WAITS_DOCUMENT, PaymentStage.WAITS_APPROVAL, PaymentStage.WAITS_BANK})
"""A normal step of somebody comes first; they end by themselves."""
PAYMENT_FINAL = frozenset({PaymentStage.SETTLED, PaymentStage.LEFT})
"""Nothing happens by itself any more, unless a balance changes."""
ON_ITS_WAY = frozenset({PaymentStage.DISPATCHED, PaymentStage.UNKNOWN})
"""A write for it is open: no other may begin."""


class PaymentHappening(StrEnum):
    """What moves a payment."""

    CHANGED = "changed"
    WAIT_DOCUMENT = "wait-for-document"
    WAIT_APPROVAL = "wait-for-approval"
    WAIT_BANK = "wait-for-bank-feed"
    DISPATCHED = "dispatched"
    ANSWERED = "answered"
    NOT_SENT = "not-sent"
    LOST = "lost"
    FOUND = "found"
    ABSENT = "absent"
    EQUAL = "equal"
    HOLD = "hold"
    RELEASE = "release"
    LEAVE = "leave"


@dataclass(frozen=True, slots=True)
class PaymentArrow:
    """One line of the table."""

    start: PaymentStage
    by: PaymentHappening
    to: PaymentStage
    who: Who


def _arrows(
    starts: Iterable[PaymentStage], by: PaymentHappening, to: PaymentStage, who: Who = Who.CLERK
) -> tuple[PaymentArrow, ...]:
    return tuple(PaymentArrow(start, by, to, who) for start in starts)


_RESTS = tuple(stage for stage in PaymentStage if stage not in ON_ITS_WAY and stage is not PaymentStage.DUE)

PAYMENT_LIFE: tuple[PaymentArrow, ...] = (
    *_arrows(_RESTS, PaymentHappening.CHANGED, PaymentStage.DUE),
    *_arrows([PaymentStage.DUE], PaymentHappening.WAIT_DOCUMENT, PaymentStage.WAITS_DOCUMENT),
    *_arrows([PaymentStage.DUE], PaymentHappening.WAIT_APPROVAL, PaymentStage.WAITS_APPROVAL),
    *_arrows([PaymentStage.DUE], PaymentHappening.WAIT_BANK, PaymentStage.WAITS_BANK),
    *_arrows([PaymentStage.DUE], PaymentHappening.DISPATCHED, PaymentStage.DISPATCHED),
    *_arrows([PaymentStage.DUE], PaymentHappening.EQUAL, PaymentStage.SETTLED),
    *_arrows([PaymentStage.DUE, *sorted(ON_ITS_WAY)], PaymentHappening.HOLD, PaymentStage.HELD),
    *_arrows([PaymentStage.DUE], PaymentHappening.LEAVE, PaymentStage.LEFT),
    *_arrows([PaymentStage.DISPATCHED], PaymentHappening.ANSWERED, PaymentStage.DUE),
    *_arrows([PaymentStage.DISPATCHED], PaymentHappening.NOT_SENT, PaymentStage.DUE),
    *_arrows([PaymentStage.DISPATCHED], PaymentHappening.LOST, PaymentStage.UNKNOWN),
    *_arrows([PaymentStage.UNKNOWN], PaymentHappening.FOUND, PaymentStage.DUE),
    *_arrows([PaymentStage.UNKNOWN], PaymentHappening.ABSENT, PaymentStage.DUE),
    *_arrows(_RESTS, PaymentHappening.RELEASE, PaymentStage.DUE, Who.PERSON),
)

_TABLE = {(arrow.start, arrow.by, arrow.who): arrow.to for arrow in PAYMENT_LIFE}


def payment_moved(stage: PaymentStage, by: PaymentHappening, who: Who) -> PaymentStage:
    """The stage that follows. Raises Invalid (`payment-cannot`) where the table has no arrow."""
    if (stage, by, who) not in _TABLE:
        raise Invalid("payment-cannot", stage=stage, what=by, who=who)
    return _TABLE[stage, by, who]
