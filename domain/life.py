"""An invoice's life as one table: from where, by what, to where, and who may."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from domain.errors import Invalid


class Stage(StrEnum):
    """Where an invoice is in its life."""

    SEEN = "seen"
    DUE = "due"
    DISPATCHED = "dispatched"
    UNKNOWN = "unknown"
    CREATED = "created"
    PROVEN = "proven"
    LINKED = "linked"
    HELD = "held"
    REMOVED = "removed-in-ledger"
    CANCELLED = "cancelled-at-source"
    SKIPPED = "skipped"


FINAL = frozenset({Stage.LINKED, Stage.REMOVED, Stage.CANCELLED, Stage.SKIPPED})
"""Nothing happens by itself any more."""

IN_WORK = frozenset({Stage.SEEN, Stage.DUE, Stage.DISPATCHED, Stage.UNKNOWN, Stage.CREATED, Stage.PROVEN})
"""Stages that must be empty after quiet, but for what is held in front of them."""

IN_LEDGER = (Stage.CREATED, Stage.PROVEN, Stage.LINKED)
"""Stages in which its document stands in the ledger."""


class Happening(StrEnum):
    """What moves an invoice."""

    ISSUED = "issued"
    BEFORE_START = "before-start"
    DISPATCHED = "dispatched"
    ANSWERED = "answered"
    NOT_SENT = "not-sent"
    LOST = "lost"
    FOUND = "found"
    ABSENT = "absent"
    RECEIPT = "receipt"
    LINK_WRITTEN = "link-written"
    HOLD = "hold"
    RELEASE = "release"
    REMOVED = "removed-in-ledger"
    CANCELLED = "cancelled-at-source"
    SKIP = "skip"
    RESEND = "resend"
    UNLINK = "unlink"
    ADOPT = "adopt"


class Who(StrEnum):
    """Who may move it."""

    CLERK = "clerk"
    PERSON = "person"


@dataclass(frozen=True, slots=True)
class Arrow:
    """One line of the table. `to` is None where a release goes back to the stage before the hold."""

    start: Stage
    by: Happening
    to: Stage | None
    who: Who


def _arrows(starts: Iterable[Stage], by: Happening, to: Stage | None, who: Who) -> tuple[Arrow, ...]:
    return tuple(Arrow(start, by, to, who) for start in starts)


_CLERK, _PERSON = Who.CLERK, Who.PERSON
_BEFORE_CREATION = (Stage.SEEN, Stage.DUE, Stage.HELD)
_MAY_BE_IN_LEDGER = (*IN_LEDGER, Stage.HELD)

LIFE: tuple[Arrow, ...] = (
    Arrow(Stage.SEEN, Happening.ISSUED, Stage.DUE, _CLERK),
    Arrow(Stage.SEEN, Happening.BEFORE_START, Stage.SKIPPED, _CLERK),
    Arrow(Stage.DUE, Happening.BEFORE_START, Stage.SKIPPED, _CLERK),
    Arrow(Stage.DUE, Happening.DISPATCHED, Stage.DISPATCHED, _CLERK),
    Arrow(Stage.DUE, Happening.ADOPT, Stage.CREATED, _CLERK),
    Arrow(Stage.DISPATCHED, Happening.ANSWERED, Stage.CREATED, _CLERK),
    Arrow(Stage.DISPATCHED, Happening.NOT_SENT, Stage.DUE, _CLERK),
    Arrow(Stage.DISPATCHED, Happening.LOST, Stage.UNKNOWN, _CLERK),
    Arrow(Stage.UNKNOWN, Happening.FOUND, Stage.CREATED, _CLERK),
    Arrow(Stage.UNKNOWN, Happening.ABSENT, Stage.DUE, _CLERK),
    Arrow(Stage.CREATED, Happening.RECEIPT, Stage.PROVEN, _CLERK),
    Arrow(Stage.PROVEN, Happening.LINK_WRITTEN, Stage.LINKED, _CLERK),
    *_arrows(
        (Stage.SEEN, Stage.DUE, Stage.DISPATCHED, Stage.UNKNOWN, Stage.CREATED, Stage.PROVEN),
        Happening.HOLD,
        Stage.HELD,
        _CLERK,
    ),
    Arrow(Stage.HELD, Happening.RELEASE, None, _CLERK),
    Arrow(Stage.HELD, Happening.RELEASE, None, _PERSON),
    *_arrows(
        (Stage.SEEN, Stage.DUE, Stage.HELD, Stage.SKIPPED, Stage.REMOVED),
        Happening.ADOPT,
        Stage.CREATED,
        _PERSON,
    ),
    *_arrows(_BEFORE_CREATION, Happening.CANCELLED, Stage.CANCELLED, _CLERK),
    Arrow(Stage.LINKED, Happening.CANCELLED, Stage.CANCELLED, _CLERK),
    *_arrows(_BEFORE_CREATION, Happening.SKIP, Stage.SKIPPED, _PERSON),
    *_arrows(_MAY_BE_IN_LEDGER, Happening.REMOVED, Stage.REMOVED, _CLERK),
    Arrow(Stage.REMOVED, Happening.RESEND, Stage.DUE, _PERSON),
    Arrow(Stage.SKIPPED, Happening.RELEASE, Stage.DUE, _PERSON),
    Arrow(Stage.LINKED, Happening.UNLINK, Stage.HELD, _PERSON),
)

_TABLE = {(arrow.start, arrow.by, arrow.who): arrow.to for arrow in LIFE}


def moved(stage: Stage, by: Happening, who: Who, *, before_hold: Stage | None = None) -> Stage:
    """The stage that follows. `before_hold` is the stage in work where a released invoice goes on.

    Raises Invalid (`invoice-cannot`) where the table has no arrow: nothing else may ever happen.
    """
    if (stage, by, who) not in _TABLE:
        raise Invalid("invoice-cannot", stage=stage, what=by, who=who)
    to = _TABLE[stage, by, who]
    if to is not None:
        return to
    if before_hold not in IN_WORK:
        raise Invalid("invoice-cannot", stage=stage, what=by, who=who)
    return before_hold
