"""A side that cannot be used: noted as a hold of that side, tried again ever more rarely by itself."""

from datetime import datetime, timedelta
from enum import StrEnum

from domain.hold import Hold
from domain.ids import ConnectionId
from domain.spacing import part_of


class Side(StrEnum):
    """One of the two services."""

    LEDGER = "ledger"
    PORTAL = "portal"


UNREACHABLE = "unreachable"
"""Code of the one outage that is nobody's to mend: it is waited for, not asked about."""

_SHORTEST = timedelta(seconds=5)
_LONGEST = timedelta(minutes=10)
_PROBE = timedelta(hours=1)
_EARLIER = 0.25
"""By how much of a pause it may be shorter, for the sake of not coming back together."""


def subject_of(side: Side) -> str:
    """The subject of the hold that closes a side."""
    return f"side:{side}"


def closed_until(hold: Hold, connection_id: ConnectionId) -> datetime:
    """When a closed side is tried again: after a quarter of the outage so far, between 5 s and 10 min.

    What a person must mend (a lost consent, a refused key) is probed once an hour, in case they did
    it without telling us. Either is up to a quarter shorter, for each connection and try by as much as
    follows from them: a side that all of them wait for is not called by all in one second.
    """
    tried_at = datetime.fromisoformat(hold.cause.facts["tried_at"])
    pause = _PROBE
    if hold.cause.code == UNREACHABLE:
        pause = min(_LONGEST, max(_SHORTEST, (tried_at - hold.since) / 4))
    apart = part_of(f"{connection_id} {hold.subject} {tried_at.isoformat()}")
    return tried_at + pause * (1 - _EARLIER * apart)
