"""Deliveries of one connection that nobody has looked after."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import bindparam, delete, select, update

from adapters.storage.prepared import run_many
from adapters.storage.rows.intake import nudge_of
from adapters.storage.scope import MINE, Scope, among, mine
from adapters.storage.tables.intake import nudge
from adapters.storage.types import storable
from domain.nudge import Nudge
from domain.ports import intake as ports

_OPEN = (
    select(nudge)
    .where(mine(nudge), nudge.c.closed_at.is_(None))
    .order_by(nudge.c.seq)
    .limit(bindparam("few"))
)
_KNOWN = select(nudge.c.delivery_id).where(
    mine(nudge), nudge.c.hook == bindparam("at_hook"), among(nudge.c.delivery_id, "ids")
)
_CLOSE = update(nudge).where(mine(nudge), nudge.c.seq == bindparam("number"), nudge.c.closed_at.is_(None))


class Nudges(Scope, ports.Nudges):
    """Closed ones are kept for a time: a delivery that comes again is known by them."""

    def open(self, limit: int) -> tuple[Nudge, ...]:
        if not self._may_have("nudges"):
            return ()
        return tuple(nudge_of(row) for row in self._run(_OPEN, few=limit))

    def close(self, seqs: Iterable[int], now: datetime) -> None:
        closed = [{MINE: self._id, "number": seq, "closed_at": now} for seq in seqs]
        run_many(self._at, _CLOSE, closed)

    def known(self, hook: str, ids: Iterable[str]) -> frozenset[str]:
        asked = [storable(each) for each in ids]
        return frozenset(self._run(_KNOWN, at_hook=hook, ids=asked).scalars())

    def tidy(self, before: datetime) -> int:
        return self._at.execute(delete(nudge).where(self._mine(nudge), nudge.c.closed_at < before)).rowcount
