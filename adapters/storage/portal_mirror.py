"""The mirror of the portal's people and companies."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, Table, and_, not_, or_, select, update

from adapters.storage.rows.people import company_of, company_row, person_of, person_row
from adapters.storage.scope import Scope
from adapters.storage.tables.mirror import portal_company, portal_person
from adapters.storage.upserts import insert_into
from domain.contact import Company, Person
from domain.ids import CompanyId, PersonId
from domain.ports import mirror as ports
from domain.text import fold, fold_email

_Value = TypeVar("_Value")


class PortalMirror(Scope, ports.PortalMirror):
    """All people and companies of the portal. A forgotten person stays blank, however often it is seen."""

    def put_people(self, people: Sequence[Person], seen_at: datetime) -> None:
        rows = [person_row(self._id, person, seen_at) for person in people]
        self._put(portal_person, "person_id", rows, not_(portal_person.c.forgotten))

    def put_companies(self, companies: Sequence[Company], seen_at: datetime) -> None:
        rows = [company_row(self._id, company, seen_at) for company in companies]
        self._put(portal_company, "company_id", rows)

    def person(self, person_id: PersonId) -> Person | None:
        return self.people_by_id([person_id]).get(person_id)

    def company(self, company_id: CompanyId) -> Company | None:
        return self.companies_by_id([company_id]).get(company_id)

    def people_by_id(self, ids: Iterable[str]) -> Mapping[str, Person]:
        people = self._people(self._among(portal_person.c.person_id, ids))
        return {person.id: person for _, _, person in people}

    def companies_by_id(self, ids: Iterable[str]) -> Mapping[str, Company]:
        companies = self._companies(self._among(portal_company.c.company_id, ids))
        return {company.id: company for _, company in companies}

    def people_by_email(self, keys: Iterable[str]) -> Mapping[str, tuple[Person, ...]]:
        people = self._people(self._among(portal_person.c.email_key, _given(keys)))
        return _grouped((email, person) for email, _, person in people)

    def people_by_name(self, keys: Iterable[str]) -> Mapping[str, tuple[Person, ...]]:
        people = self._people(self._among(portal_person.c.name_key, _given(keys)))
        return _grouped((name, person) for _, name, person in people)

    def companies_by_key(self, keys: Iterable[str]) -> Mapping[str, tuple[Company, ...]]:
        companies = self._companies(self._among(portal_company.c.name_key, _given(keys)))
        return _grouped((found[0], company) for found, company in companies)

    def companies_by_number(self, keys: Iterable[str]) -> Mapping[str, tuple[Company, ...]]:
        asked = set(_given(keys))
        columns = (portal_company.c.vat_key, portal_company.c.registration_key)
        companies = self._companies(or_(*(self._among(column, asked) for column in columns)))
        return _grouped((key, company) for found, company in companies for key in asked & {*found[1:]})

    def find_people(self, who: str) -> tuple[Person, ...]:
        keys = {
            portal_person.c.person_id: who.strip(),
            portal_person.c.email_key: fold_email(who),
            portal_person.c.name_key: fold(who),
        }
        fits = [column == key for column, key in keys.items() if key]
        return tuple(person for _, _, person in self._people(or_(*fits), limit=50)) if fits else ()

    def forget(self, person_id: PersonId) -> None:
        columns = portal_person.c
        kept = {columns.connection_id, columns.person_id, columns.seen_at, columns.forgotten}
        blank: dict[str, Any] = {
            column.name: None if column.nullable else "" for column in columns if column not in kept
        }
        self._at.execute(
            update(portal_person)
            .where(self._mine(portal_person), columns.person_id == person_id)
            .values({**blank, "forgotten": True})
        )

    def _put(
        self, table: Table, key: str, rows: Sequence[Mapping[str, Any]], *but: ColumnElement[bool]
    ) -> None:
        if not rows:
            return
        insert = insert_into(self._at, table)
        told = insert.excluded
        upsert = insert.on_conflict_do_update(
            index_elements=["connection_id", key],
            set_={name: told[name] for name in rows[0] if name not in ("connection_id", key)},
            # Units overlap: what was read earlier must not undo what was read later.
            where=and_(table.c.seen_at <= told.seen_at, *but),
        )
        self._at.execute(upsert, list(rows))

    def _people(self, wanted: ColumnElement[bool], limit: int | None = None) -> list[tuple[str, str, Person]]:
        """People with their two keys, in the order of their ids."""
        query = select(portal_person).where(self._mine(portal_person), wanted)
        rows = self._at.execute(query.order_by(portal_person.c.person_id).limit(limit))
        return [(row.email_key, row.name_key, person_of(row)) for row in rows]

    def _companies(self, wanted: ColumnElement[bool]) -> list[tuple[tuple[str, str, str], Company]]:
        """Companies with their three keys, in the order of their ids."""
        query = select(portal_company).where(self._mine(portal_company), wanted)
        rows = self._at.execute(query.order_by(portal_company.c.company_id))
        return [((row.name_key, row.vat_key, row.registration_key), company_of(row)) for row in rows]


def _given(keys: Iterable[str]) -> list[str]:
    return [key for key in keys if key]


def _grouped(pairs: Iterable[tuple[str, _Value]]) -> dict[str, tuple[_Value, ...]]:
    grouped: dict[str, tuple[_Value, ...]] = {}
    for key, value in pairs:
        grouped[key] = (*grouped.get(key, ()), value)
    return grouped
