"""The mirror of the portal's people and companies."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from functools import cache
from typing import Any, TypeVar

from sqlalchemy import Select, Table, and_, not_, or_, select, update

from adapters.storage.prepared import run_many
from adapters.storage.rows.people import company_of, company_row, person_of, person_row
from adapters.storage.scope import MINE, Scope, among, mine
from adapters.storage.tables.mirror import portal_company, portal_person
from adapters.storage.upserts import Insert, insert_for
from domain.contact import Company, Person
from domain.ids import CompanyId, PersonId
from domain.ports import mirror as ports
from domain.text import fold, fold_email

_Value = TypeVar("_Value")
_FOUND_AT_MOST = 50

_PEOPLE = select(portal_person).where(mine(portal_person)).order_by(portal_person.c.person_id)
_PEOPLE_BY_ID, _PEOPLE_BY_EMAIL, _PEOPLE_BY_NAME = (
    _PEOPLE.where(among(column, "keys"))
    for column in (portal_person.c.person_id, portal_person.c.email_key, portal_person.c.name_key)
)
_COMPANIES = select(portal_company).where(mine(portal_company)).order_by(portal_company.c.company_id)
_COMPANIES_BY_ID, _COMPANIES_BY_NAME = (
    _COMPANIES.where(among(column, "keys"))
    for column in (portal_company.c.company_id, portal_company.c.name_key)
)
_COMPANIES_BY_NUMBER = _COMPANIES.where(
    or_(among(portal_company.c.vat_key, "keys"), among(portal_company.c.registration_key, "keys"))
)


class PortalMirror(Scope, ports.PortalMirror):
    """All people and companies of the portal. A forgotten person stays blank, however often it is seen."""

    def put_people(self, people: Sequence[Person], seen_at: datetime) -> None:
        rows = [person_row(self._id, person, seen_at) for person in people]
        run_many(self._at, _seeing(self._at.dialect.name, portal_person), rows)

    def put_companies(self, companies: Sequence[Company], seen_at: datetime) -> None:
        rows = [company_row(self._id, company, seen_at) for company in companies]
        run_many(self._at, _seeing(self._at.dialect.name, portal_company), rows)

    def person(self, person_id: PersonId) -> Person | None:
        return self.people_by_id([person_id]).get(person_id)

    def company(self, company_id: CompanyId) -> Company | None:
        return self.companies_by_id([company_id]).get(company_id)

    def people_by_id(self, ids: Iterable[str]) -> Mapping[str, Person]:
        people = self._people(_PEOPLE_BY_ID, ids)
        return {person.id: person for _, _, person in people}

    def companies_by_id(self, ids: Iterable[str]) -> Mapping[str, Company]:
        companies = self._companies(_COMPANIES_BY_ID, ids)
        return {company.id: company for _, company in companies}

    def people_by_email(self, keys: Iterable[str]) -> Mapping[str, tuple[Person, ...]]:
        people = self._people(_PEOPLE_BY_EMAIL, _given(keys))
        return _grouped((email, person) for email, _, person in people)

    def people_by_name(self, keys: Iterable[str]) -> Mapping[str, tuple[Person, ...]]:
        people = self._people(_PEOPLE_BY_NAME, _given(keys))
        return _grouped((name, person) for _, name, person in people)

    def companies_by_key(self, keys: Iterable[str]) -> Mapping[str, tuple[Company, ...]]:
        companies = self._companies(_COMPANIES_BY_NAME, _given(keys))
        return _grouped((found[0], company) for found, company in companies)

    def companies_by_number(self, keys: Iterable[str]) -> Mapping[str, tuple[Company, ...]]:
        asked = set(_given(keys))
        companies = self._companies(_COMPANIES_BY_NUMBER, asked)
        return _grouped((key, company) for found, company in companies for key in asked & {*found[1:]})

    def find_people(self, who: str) -> tuple[Person, ...]:
        keys = {
            portal_person.c.person_id: who.strip(),
            portal_person.c.email_key: fold_email(who),
            portal_person.c.name_key: fold(who),
        }
        fits = [column == key for column, key in keys.items() if key]
        if not fits:
            return ()
        found = _PEOPLE.where(or_(*fits)).limit(_FOUND_AT_MOST)
        return tuple(person_of(row) for row in self._at.execute(found, {MINE: self._id}))

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

    def _people(self, wanted: Select[Any], keys: Iterable[str]) -> list[tuple[str, str, Person]]:
        """People with their two keys, in the order of their ids."""
        rows = self._run(wanted, keys=keys)
        return [(row.email_key, row.name_key, person_of(row)) for row in rows]

    def _companies(
        self, wanted: Select[Any], keys: Iterable[str]
    ) -> list[tuple[tuple[str, str, str], Company]]:
        """Companies with their three keys, in the order of their ids."""
        rows = self._run(wanted, keys=keys)
        return [((row.name_key, row.vat_key, row.registration_key), company_of(row)) for row in rows]


@cache
def _seeing(database: str, table: Table) -> Insert:
    """Units overlap: what was read earlier must not undo what was read later."""
    insert = insert_for(database, table)
    told = insert.excluded
    key = [column.name for column in table.primary_key]
    written = [column.name for column in table.columns if column.name not in (*key, "forgotten")]
    is_newer = table.c.seen_at <= told.seen_at
    return insert.on_conflict_do_update(
        index_elements=key,
        set_={name: told[name] for name in written},
        where=and_(is_newer, not_(table.c.forgotten)) if "forgotten" in table.c else is_newer,
    )


def _given(keys: Iterable[str]) -> list[str]:
    return [key for key in keys if key]


def _grouped(pairs: Iterable[tuple[str, _Value]]) -> dict[str, tuple[_Value, ...]]:
    grouped: dict[str, tuple[_Value, ...]] = {}
    for key, value in pairs:
        grouped[key] = (*grouped.get(key, ()), value)
    return grouped
