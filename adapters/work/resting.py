"""Connections whose last rounds failed: each rests a while, longer every time, and troubles no other."""

from dataclasses import dataclass

from domain.ids import ConnectionId


@dataclass(frozen=True, slots=True, kw_only=True)
class Rest:
    """How often in a row it failed, and until when it rests (monotonic seconds)."""

    failures: int
    until: float


class Resting:
    """Doubles the rest with each failure in a row; a round that ends well forgets them all."""

    def __init__(self, *, shortest_seconds: float, longest_seconds: float) -> None:
        """The first rest, and the longest."""
        self._shortest = shortest_seconds
        self._longest = longest_seconds
        self._rests: dict[ConnectionId, Rest] = {}

    def failed(self, connection_id: ConnectionId, now: float) -> Rest:
        """Its round raised."""
        before = self._rests.get(connection_id)
        failures = before.failures + 1 if before else 1
        seconds = min(self._longest, self._shortest * 2.0 ** min(failures - 1, 30))
        self._rests[connection_id] = Rest(failures=failures, until=now + seconds)
        return self._rests[connection_id]

    def went_well(self, connection_id: ConnectionId) -> None:
        """Its round ended well."""
        self._rests.pop(connection_id, None)

    def rests(self, connection_id: ConnectionId, now: float) -> bool:
        """Whether it is to be left alone."""
        rest = self._rests.get(connection_id)
        return rest is not None and now < rest.until
