"""What was told of a connection's causes."""

from datetime import datetime

from sqlalchemy import delete, select

from adapters.storage.scope import Scope, mine
from adapters.storage.tables.notices import notice_sent, told_cause
from domain.notice import ToldCause
from domain.ports import notices as ports

_ALL = select(told_cause).where(mine(told_cause)).order_by(told_cause.c.began_at, told_cause.c.key)
_SENT_AT = select(notice_sent.c.at).where(mine(notice_sent))


class Told(Scope, ports.Told):
    """One row per cause, until its end was told: then nobody asks for it any more."""

    def all(self) -> tuple[ToldCause, ...]:
        return tuple(
            ToldCause(
                key=row.key,
                code=row.code,
                began_at=row.began_at,
                told_at=row.told_at,
                ended_at=row.ended_at,
            )
            for row in self._run(_ALL)
        )

    def put(self, cause: ToldCause) -> None:
        if cause.end_told_at is not None:
            self._at.execute(delete(told_cause).where(self._mine(told_cause), told_cause.c.key == cause.key))
            return
        row = {
            "connection_id": self._id,
            "key": cause.key,
            "code": cause.code,
            "began_at": cause.began_at,
            "told_at": cause.told_at,
            "ended_at": cause.ended_at,
        }
        self._replace(told_cause, [row])

    def last_sent_at(self) -> datetime | None:
        sent_at: datetime | None = self._run(_SENT_AT).scalar_one_or_none()
        return sent_at

    def sent(self, at: datetime) -> None:
        self._replace(notice_sent, [{"connection_id": self._id, "at": at}])
