"""What people asked for."""

from datetime import datetime

from sqlalchemy import Connection, bindparam, select, update

from adapters.storage.rows.clerk import request_of
from adapters.storage.scope import Scope, Seen, mine
from adapters.storage.tables.clerk import request
from domain.ids import ConnectionId, RequestId
from domain.ports import records as ports
from domain.ports.identity import Identity
from domain.request import Request, RequestKind

_ALL_OPEN = (
    select(request).where(mine(request), request.c.closed_at.is_(None)).order_by(request.c.at, request.c.id)
)
_OPEN = _ALL_OPEN.where(request.c.id == bindparam("request"))


class Requests(Scope, ports.Requests):
    """One row per request, closed and kept."""

    def __init__(
        self, transaction: Connection, connection_id: ConnectionId, identity: Identity, seen: Seen | None
    ) -> None:
        super().__init__(transaction, connection_id, seen)
        self._identity = identity

    def add(self, kind: RequestKind, *, now: datetime, actor: str) -> Request:
        asked = Request(id=RequestId(self._identity.new_id()), kind=kind, at=now, actor=actor)
        row = {"id": asked.id, "kind": kind.value, "at": now, "actor": actor, "closed_at": None}
        self._insert(request, {"connection_id": self._id, **row})
        return asked

    def open(self) -> tuple[Request, ...]:
        if not self._may_have("requests"):
            return ()
        return tuple(request_of(row) for row in self._run(_ALL_OPEN))

    def close(self, request_id: RequestId, now: datetime) -> None:
        self._at.execute(
            update(request)
            .where(self._mine(request), request.c.id == request_id, request.c.closed_at.is_(None))
            .values(closed_at=now)
        )

    def is_open(self, request_id: RequestId) -> bool:
        return self._run(_OPEN, request=request_id).one_or_none() is not None
