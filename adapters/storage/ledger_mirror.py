"""The mirror of the ledger's contacts: what changes it."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Update, and_, bindparam, not_, select, update

from adapters.storage.ledger_likeness import LedgerLikeness
from adapters.storage.ledger_page import write_page
from adapters.storage.ledger_reading import LedgerReading
from adapters.storage.rows.decisions import decision_text
from adapters.storage.rows.ledger_contacts import (
    FOR_POSTGRES,
    FOR_SQLITE,
    NO_FACTS,
    Content,
    content_of,
    row_of,
)
from adapters.storage.rows.reasons import codes_text, reasons_text
from adapters.storage.rows.stages import DECIDED, LEFT_OUT, UNDECIDED, stage_of
from adapters.storage.scope import among, mine
from adapters.storage.tables.mirror import mirror_contact as table
from adapters.storage.upserts import insert_into
from domain.decision import Action, Decision
from domain.ids import LedgerContactId
from domain.ports import mirror as ports
from domain.ports.mirror import PageResult, Sighting
from domain.reasons import Reason
from domain.standing import Standing
from domain.text import fold

_ANEW: Mapping[str, Any] = {
    "stage": UNDECIDED,
    "was_in_work": True,
    "decision": None,
    "planned_name_key": None,
    "planned_company_key": None,
    "attempts": 0,
    "not_before": None,
}
_NO_PLAN: Mapping[str, Any] = {"planned_name_key": None, "planned_company_key": None}
_CALM: Mapping[str, Any] = {"attempts": 0, "not_before": None}

_ANY_BETWEEN = (
    select(table.c.run)
    .where(mine(table), table.c.contact_id >= bindparam("first"), table.c.contact_id <= bindparam("last"))
    .limit(1)
)
_CONTENTS = select(
    table.c.contact_id,
    table.c.facts,
    table.c.email_key,
    table.c.person_key,
    table.c.company_key,
    table.c.reasons,
).where(mine(table), among(table.c.contact_id, "contacts"))
_SETTLE = update(table).where(
    mine(table), table.c.contact_id == bindparam("settled"), not_(table.c.forgotten)
)


class LedgerMirror(LedgerReading, LedgerLikeness, ports.LedgerMirror):
    """All contacts of the ledger. No change ever touches a forgotten one."""

    def put_page(self, sightings: Sequence[Sighting], run: int) -> PageResult:
        known = self._contents([sighting.contact.id for sighting in sightings]) if sightings else {}
        driver = FOR_SQLITE if self._at.dialect.name == "sqlite" else FOR_POSTGRES
        rows: list[tuple[Any, ...]] = []
        changed = 0
        for sighting in sightings:
            content = content_of(sighting)
            before = known.get(sighting.contact.id)
            if before is not None:
                if before == content or before[0] == NO_FACTS:
                    continue
                changed += 1
            known[sighting.contact.id] = content
            rows.append(row_of(self._id, sighting, content, run, driver))
        write_page(self._at, rows)
        return PageResult(new=len(rows) - changed, changed=changed, same=len(sightings) - len(rows))

    def decide(
        self, decisions: Sequence[Decision], standing: Mapping[LedgerContactId, Standing], run: int
    ) -> None:
        if not decisions:
            return
        decided = [_decided_row(decision, standing[decision.contact_id], run) for decision in decisions]
        written: dict[str, Any] = {name: bindparam(f"new_{name}") for name in decided[0] if name != "id"}
        self._at.execute(
            self._update(table.c.contact_id == bindparam("new_id")).values({**written, **_CALM}),
            [{f"new_{name}": value for name, value in row.items()} for row in decided],
        )
        reasoned = [
            {"new_id": decision.contact_id, "codes": codes_text(decision.reasons)}
            for decision in decisions
            if decision.reasons and standing[decision.contact_id] is Standing.LEFT_OUT
        ]
        if reasoned:
            self._at.execute(
                self._update(table.c.contact_id == bindparam("new_id")).values(
                    left_out_for=bindparam("codes")
                ),
                reasoned,
            )

    def settle(self, contact_id: LedgerContactId, standing: Standing, run: int) -> None:
        self._run(_SETTLE, settled=contact_id, stage=stage_of(standing), run=run, **_NO_PLAN, **_CALM)

    def postpone(self, contact_id: LedgerContactId, not_before: datetime) -> int:
        attempts = self._at.execute(
            self._update(table.c.contact_id == contact_id)
            .values(attempts=table.c.attempts + 1, not_before=not_before)
            .returning(table.c.attempts)
        ).scalar_one_or_none()
        return int(attempts or 0)

    def undecide(self, contact_ids: Iterable[LedgerContactId]) -> None:
        self._at.execute(self._update(self._among(table.c.contact_id, contact_ids)).values(_ANEW))

    def undecide_standing(self, standing: Standing) -> int:
        undecided = self._update(table.c.stage == stage_of(standing)).values(_ANEW)
        return self._at.execute(undecided).rowcount

    def looked_up(self, contact_ids: Iterable[LedgerContactId], at: datetime) -> None:
        self._at.execute(self._update(self._among(table.c.contact_id, contact_ids)).values(looked_up_at=at))

    def forget(self, contact_id: LedgerContactId, reason: Reason) -> None:
        blank = _blank_row(reason)
        insert = insert_into(self._at, table).values(
            {"connection_id": self._id, "contact_id": contact_id, "run": 0, **blank}
        )
        self._at.execute(
            insert.on_conflict_do_update(index_elements=["connection_id", "contact_id"], set_=blank)
        )

    def _update(self, wanted: ColumnElement[bool]) -> Update:
        return update(table).where(and_(self._mine(table), wanted, not_(table.c.forgotten)))

    def _contents(self, contact_ids: Sequence[LedgerContactId]) -> dict[LedgerContactId, Content]:
        """What is stored of those that are known: of a page read for the first time, none."""
        if not self._run(_ANY_BETWEEN, first=min(contact_ids), last=max(contact_ids)).first():
            return {}
        rows = self._run(_CONTENTS, contacts=contact_ids)
        return {
            contact_id: (facts, email, person, company, reasons)
            for contact_id, facts, email, person, company, reasons in rows
        }


def _decided_row(decision: Decision, standing: Standing, run: int) -> dict[str, Any]:
    stage = stage_of(standing)
    creates = stage == DECIDED and decision.action is Action.CREATE
    company = decision.company
    new_company = company if stage == DECIDED and company is not None and company.id is None else None
    return {
        "id": decision.contact_id,
        "decision": decision_text(decision),
        "stage": stage,
        "run": run,
        "planned_name_key": fold(f"{decision.first_name} {decision.last_name}") if creates else None,
        "planned_company_key": new_company.key if new_company is not None else None,
    }


def _blank_row(reason: Reason) -> dict[str, Any]:
    return {
        "facts": NO_FACTS,
        "email_key": "",
        "email_hash": None,
        "person_key": "",
        "company_key": "",
        "reasons": reasons_text((reason,)),
        "updated_at": None,
        "left_out_for": reason.code,
        "stage": LEFT_OUT,
        "was_in_work": True,
        "forgotten": True,
        "decision": None,
        "planned_name_key": None,
        "planned_company_key": None,
        "looked_up_at": None,
        "attempts": 0,
        "not_before": None,
    }
