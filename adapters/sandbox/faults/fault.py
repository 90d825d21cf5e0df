"""One thing that goes wrong: what, and with which request."""

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

from adapters.sandbox.http import Request

Side = Literal["xero", "hubflo"]
SIDES: tuple[Side, ...] = ("xero", "hubflo")
Look = Literal["broken", "timeout"]


class FaultKind(StrEnum):
    """What goes wrong. Whether the request is carried out is part of it."""

    LOST_BEFORE = "lost before"
    """Not carried out; the connection breaks."""
    REFUSED = "refused"
    """Not carried out; the connection is refused before the first byte."""
    LOST_AFTER = "lost after"
    """Carried out; the answer never arrives."""
    LATE = "late"
    """Carried out `seconds` later, when the client has long given up."""
    LIMIT_MINUTE = "limit minute"
    """Xero's 429 for the minute."""
    LIMIT_DAY = "limit day"
    """Xero's 429 for the day, with hours to wait."""
    LIMIT_CONCURRENT = "limit concurrent"
    """Xero's 429 for too many at once, without `Retry-After`."""
    LIMIT = "limit"
    """Hubflo's 429, without `Retry-After`."""
    ERROR = "500"
    """An internal error as plain text."""
    UNAVAILABLE = "503"
    """Not available, as plain text."""
    GATEWAY = "502"
    """A gateway's page in HTML."""
    CUT = "cut"
    """Carried out; half of the body arrives."""
    SLOW = "slow"
    """Carried out after `seconds`, the client waiting."""
    EXPIRED_TOKEN = "expired token"
    """Xero's 401 for an access token past its time."""


_OF_XERO = {FaultKind.LIMIT_MINUTE, FaultKind.LIMIT_DAY, FaultKind.LIMIT_CONCURRENT, FaultKind.EXPIRED_TOKEN}
_OF_HUBFLO = {FaultKind.LIMIT}
_TIMED = {FaultKind.LATE, FaultKind.SLOW}
_OPEN = {FaultKind.ERROR, FaultKind.UNAVAILABLE, FaultKind.GATEWAY}
_LOST = {FaultKind.LOST_BEFORE, FaultKind.LOST_AFTER, FaultKind.LATE}


def kinds_of(side: Side) -> tuple[FaultKind, ...]:
    """The kinds that this side can show."""
    foreign = _OF_HUBFLO if side == "xero" else _OF_XERO
    return tuple(kind for kind in FaultKind if kind not in foreign)


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """A kind, and the requests that it strikes.

    Matching requests are counted from 1. Struck are number `nth` and every `every`-th after it, `count` times
    (None: without end). So `nth=3` is the third alone, and `nth=5, every=5, count=None` each fifth.
    """

    kind: FaultKind
    side: Side
    method: str | None = None
    """Any method if None."""
    path: str = ""
    """A regular expression, searched for in the path."""
    nth: int = 1
    every: int = 1
    count: int | None = 1
    seconds: float = 0.0
    """How late, how slow, or what `Retry-After` of a 429 says (0: what is usual for it)."""
    carried_out: bool = False
    """For 500, 502 and 503: whether the request was carried out all the same."""
    remembered: bool = False
    """For the same of Xero: whether it is kept under the request's Idempotency-Key, and replayed."""
    look: Look | None = None
    """How a lost request looks to the client, if not as usual: it must not tell what was carried out."""

    def __post_init__(self) -> None:
        """A fault that could never strike as it says is a mistake of the test."""
        re.compile(self.path)
        mistakes = {
            f"{self.side} shows no {self.kind}": self.kind not in kinds_of(self.side),
            f"{self.kind} needs seconds above 0": self.kind in _TIMED and self.seconds <= 0,
            f"{self.kind} is carried out or not by its kind": self.carried_out and self.kind not in _OPEN,
            f"{self.kind} of {self.side} is not remembered": self.remembered
            and (self.kind not in _OPEN or self.side != "xero"),
            f"{self.kind} has no look": self.look is not None and self.kind not in _LOST,
            "nth and every start at 1": self.nth < 1 or self.every < 1,
            "count starts at 1": self.count is not None and self.count < 1,
        }
        wrong = [sentence for sentence, so in mistakes.items() if so]
        if wrong:
            raise ValueError("; ".join(wrong))

    def matches(self, side: Side, request: Request) -> bool:
        """Whether the request is one that this fault counts."""
        return (
            side == self.side
            and (self.method is None or self.method.upper() == request.method)
            and re.search(self.path, request.path) is not None
        )

    def strikes(self, number: int) -> bool:
        """Whether the matching request with that number is struck."""
        past = number - self.nth
        if past < 0 or past % self.every:
            return False
        return self.count is None or past // self.every < self.count
