"""What must not go on yet."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Select, bindparam, delete, select

from adapters.storage.rows.json_text import facts_text
from adapters.storage.rows.story import hold_of
from adapters.storage.scope import Scope, among, mine
from adapters.storage.tables.story import hold
from domain.hold import Cause, Hold
from domain.outage import Side, subject_of
from domain.ports import records as ports

SIDES = frozenset(subject_of(side) for side in Side)
"""Subjects that a clerk asks for at every step, and that are hardly ever held."""
_ALL = select(hold).where(mine(hold)).order_by(hold.c.since, hold.c.subject)
_OF = _ALL.where(hold.c.subject == bindparam("subject"))
_OF_MANY = _ALL.where(among(hold.c.subject, "subjects"))
_CODED = select(hold.c.subject).where(mine(hold), among(hold.c.code, "codes"))
_ONE_CODED = _CODED.limit(1)
_RELEASE = delete(hold).where(mine(hold), hold.c.subject == bindparam("held")).returning(*hold.c)
_WITH_KEY = _ALL.where(hold.c.cause_key == bindparam("key"))


class Holds(Scope, ports.Holds):
    """One hold per subject: the subject is the key."""

    def put(self, subject: str, cause: Cause, now: datetime) -> bool:
        before = self.of(subject)
        same_cause = before is not None and (before.cause.code, before.cause.key) == (cause.code, cause.key)
        row = {
            "connection_id": self._id,
            "subject": subject,
            "code": cause.code,
            "cause_key": cause.key,
            "facts": facts_text(cause.facts),
            "since": before.since if before is not None and same_cause else now,
        }
        self._replace(hold, [row])
        return not same_cause

    def release(self, subject: str) -> Hold | None:
        row = self._run(_RELEASE, held=subject).one_or_none()
        return None if row is None else hold_of(row)

    def of(self, subject: str) -> Hold | None:
        found = self._found(_OF, subject=subject)
        return found[0] if found else None

    def by_subject(self, subjects: Iterable[str]) -> Mapping[str, Hold]:
        asked = set(subjects)
        if not self._may_have("outages"):
            asked -= SIDES
        return (
            {found.subject: found for found in self._found(_OF_MANY, subjects=sorted(asked))} if asked else {}
        )

    def all(self) -> tuple[Hold, ...]:
        return self._found(_ALL)

    def with_key(self, cause_key: str) -> tuple[Hold, ...]:
        return self._found(_WITH_KEY, key=cause_key)

    def with_codes(self, codes: Iterable[str]) -> tuple[str, ...]:
        return tuple(sorted(self._run(_CODED, codes=codes).scalars())) if self._may_have("holds") else ()

    def has_code(self, codes: Iterable[str]) -> bool:
        return self._may_have("holds") and self._run(_ONE_CODED, codes=codes).first() is not None

    def _found(self, wanted: Select[Any], **values: Any) -> tuple[Hold, ...]:
        if not self._may_have("holds"):
            return ()
        return tuple(hold_of(row) for row in self._run(wanted, **values))
