"""A side that cannot be used: noted as a hold of that side, tried again ever more rarely by itself."""

from datetime import datetime, timedelta
from enum import StrEnum

from domain.hold import Hold


class Side(StrEnum):
    """One of the two services."""

    LEDGER = "ledger"
    PORTAL = "portal"


UNREACHABLE = "unreachable"
"""Code of the one outage that is nobody's to mend: it is waited for, not asked about."""

_SHORTEST = timedelta(seconds=5)
_LONGEST = timedelta(minutes=10)
_PROBE = timedelta(hours=1)


def subject_of(side: Side) -> str:
    """The subject of the hold that closes a side."""
    return f"side:{side}"


def closed_until(hold: Hold) -> datetime:
    """When a closed side is tried again: after a quarter of the outage so far, between 5 s and 10 min.

    What a person must mend (a lost consent, a refused key) is probed once an hour, in case they did
    it without telling us.
    """
    tried_at = datetime.fromisoformat(hold.cause.facts["tried_at"])
    if hold.cause.code != UNREACHABLE:
        return tried_at + _PROBE
    return tried_at + min(_LONGEST, max(_SHORTEST, (tried_at - hold.since) / 4))
