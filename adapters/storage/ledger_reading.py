"""Questions to the mirror of the ledger's contacts."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Select,
    and_,
    bindparam,
    case,
    func,
    literal,
    literal_column,
    or_,
    select,
)

from adapters.storage.rows.decisions import decision_of
from adapters.storage.rows.ledger_contacts import email_hash, kept_of
from adapters.storage.rows.reasons import codes_of
from adapters.storage.rows.stages import DECIDED, LEFT_OUT, UNDECIDED, stages_of, standing_of
from adapters.storage.scope import Scope, mine
from adapters.storage.tables.mirror import mirror_contact as table
from domain.ids import LedgerContactId
from domain.ports.mirror import Kept
from domain.standing import Counts, Standing
from domain.text import fold, fold_company, fold_email

_OF_A_RUN = [Standing.CREATED.value, Standing.LINKED.value, Standing.UPDATED.value]

_ROWS = select(table).where(mine(table)).order_by(table.c.contact_id)
_ONE = _ROWS.where(table.c.contact_id == bindparam("contact"))
_UNDECIDED = _ROWS.where(table.c.stage == UNDECIDED).limit(bindparam("limit"))
_DUE = _ROWS.where(
    table.c.stage == DECIDED, or_(table.c.not_before.is_(None), table.c.not_before <= bindparam("now"))
).limit(bindparam("limit"))
_NEXT_DUE_AT = select(func.min(table.c.not_before)).where(
    mine(table), table.c.stage == DECIDED, table.c.not_before.is_not(None)
)
_OF_OLDER_RUN = and_(table.c.stage.in_(_OF_A_RUN), table.c.run < bindparam("newest_run"))
_STAGE = case((_OF_OLDER_RUN, literal(Standing.UNCHANGED.value)), else_=table.c.stage).label("stage")
_BY_STAGE = select(_STAGE, func.count().label("number")).where(mine(table)).group_by(_STAGE)
_LEFT_OUT_BY = (
    select(table.c.left_out_for, func.count().label("number"))
    .where(mine(table), table.c.stage == LEFT_OUT)
    .group_by(table.c.left_out_for)
    .order_by(table.c.left_out_for)
)
_COUNT_SEEN = select(func.count()).select_from(table).where(mine(table))
_IS_UNDECIDED = (mine(table), table.c.stage == UNDECIDED)
_COUNT_UNDECIDED = select(func.count()).select_from(table).where(*_IS_UNDECIDED)
_COUNT_SOME_UNDECIDED = select(func.count()).select_from(
    select(table.c.contact_id).where(*_IS_UNDECIDED).limit(bindparam("limit")).subquery()
)


class LedgerReading(Scope):
    """The half of the ledger's mirror that changes nothing."""

    def get(self, contact_id: LedgerContactId) -> Kept | None:
        row = self._run(_ONE, contact=contact_id).one_or_none()
        return None if row is None else kept_of(row)

    def find(self, who: str) -> tuple[Kept, ...]:
        keys = {
            table.c.contact_id: who.strip(),
            table.c.email_key: fold_email(who),
            table.c.person_key: fold(who),
            table.c.company_key: fold_company(who),
        }
        fits = [column == key for column, key in keys.items() if key]
        return self._kept(self._rows(or_(*fits)).limit(50)) if fits else ()

    def undecided(self, limit: int) -> tuple[Kept, ...]:
        if not self._may_have("undecided"):
            return ()
        return tuple(kept_of(row) for row in self._run(_UNDECIDED, limit=limit))

    def due(self, limit: int, now: datetime) -> tuple[Kept, ...]:
        if not self._may_have("decided"):
            return ()
        return tuple(kept_of(row) for row in self._run(_DUE, limit=limit, now=now))

    def next_due_at(self) -> datetime | None:
        if self._seen is not None:
            return self._seen.time("contact_due_at")
        due_at: datetime | None = self._run(_NEXT_DUE_AT).scalar_one()
        return due_at

    def undecided_count(self, *, at_most: int | None = None) -> int:
        if not self._may_have("undecided"):
            return 0
        if at_most is None:
            return int(self._run(_COUNT_UNDECIDED).scalar_one())
        return int(self._run(_COUNT_SOME_UNDECIDED, limit=at_most).scalar_one())

    def listing(
        self,
        *,
        standings: Iterable[Standing] = (),
        limit: int = 100,
        after: LedgerContactId | None = None,
    ) -> tuple[Kept, ...]:
        stages = stages_of(standings)
        wanted: list[ColumnElement[bool]] = [table.c.stage.in_(stages)] if stages else []
        if after is not None:
            wanted.append(table.c.contact_id > after)
        return self._kept(self._rows(*wanted).limit(limit))

    def eligible_by_email(self, keys: Iterable[str]) -> Mapping[str, tuple[Kept, ...]]:
        asked = {key for key in keys if key}
        hashes = [email_hash(self._id, key) for key in asked]
        # Not the plain column: SQLite would rather walk over the connection than look up some numbers.
        mine = table.c.connection_id + literal_column("''") == self._id
        rows = select(table).where(mine, table.c.email_hash.in_(hashes), table.c.reasons == "")
        found = self._kept(rows.order_by(table.c.contact_id))
        return _grouped((kept.keys.email, kept) for kept in found if kept.keys.email in asked)

    def planned_people(self, name_keys: Iterable[str]) -> Mapping[str, tuple[Kept, ...]]:
        rows = self._at.execute(self._planned(table.c.planned_name_key, name_keys))
        return _grouped((row.planned_name_key, kept_of(row)) for row in rows)

    def planned_companies(self, company_keys: Iterable[str]) -> Mapping[str, str]:
        names: dict[str, str] = {}
        for row in self._at.execute(self._planned(table.c.planned_company_key, company_keys)):
            company = decision_of(row.contact_id, row.decision).company
            if company is not None:
                names.setdefault(row.planned_company_key, company.name)
        return names

    def counts(self, run: int) -> Counts:
        by_standing: dict[Standing, int] = {}
        for row in self._run(_BY_STAGE, newest_run=run):
            standing = standing_of(row.stage)
            by_standing[standing] = by_standing.get(standing, 0) + row.number
        seen = int(self._run(_COUNT_SEEN).scalar_one())
        return Counts(seen=seen, by_standing=by_standing, left_out_by=self._left_out_by())

    def _left_out_by(self) -> dict[str, int]:
        by_reason: dict[str, int] = {}
        for row in self._run(_LEFT_OUT_BY):
            for code in codes_of(row.left_out_for):
                by_reason[code] = by_reason.get(code, 0) + row.number
        return by_reason

    def _planned(self, column: ColumnElement[Any], keys: Iterable[str]) -> Select[Any]:
        return self._rows(column.is_not(None), self._among(column, keys), table.c.stage == DECIDED)

    def _rows(self, *wanted: ColumnElement[bool]) -> Select[Any]:
        return select(table).where(self._mine(table), *wanted).order_by(table.c.contact_id)

    def _kept(self, rows: Select[Any]) -> tuple[Kept, ...]:
        return tuple(kept_of(row) for row in self._at.execute(rows))


def _grouped(pairs: Iterable[tuple[str, Kept]]) -> dict[str, tuple[Kept, ...]]:
    grouped: dict[str, tuple[Kept, ...]] = {}
    for key, kept in pairs:
        grouped[key] = (*grouped.get(key, ()), kept)
    return grouped
