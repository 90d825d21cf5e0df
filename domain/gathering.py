"""How long a call that is not full waits for those on their way to it: it then carries them all."""

from datetime import datetime, timedelta

MANY = 10
WAITS_FOR_MANY, WAITS_FOR_FEW, HARDLY_WAITS = (timedelta(seconds=some) for some in (15, 1, 0.3))
PAST_A_MINUTE = timedelta(seconds=90)
"""How long a call waits where many are on their way: longer than the portal's limit of a minute stops us."""


def gathers(now: datetime, coming: int, *, here: int, since: datetime | None) -> bool:
    """Whether who is here waits on for those who are coming."""
    few = WAITS_FOR_FEW if here >= MANY else HARDLY_WAITS
    wait = WAITS_FOR_MANY if coming >= MANY else few
    return bool(coming) and since is not None and now < since + wait
