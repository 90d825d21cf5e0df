"""Person links, customer links, and what we last wrote into each person."""

from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

from sqlalchemy import Executable, Select, and_, bindparam, delete, not_, select, update

from adapters.storage.prepared import run
from adapters.storage.rows.json_text import dump, facts_of
from adapters.storage.rows.links import (
    customer_link_of,
    customer_link_row,
    party_row,
    person_link_of,
    person_link_row,
)
from adapters.storage.scope import Scope, among, mine
from adapters.storage.tables.links import customer_link, person_base, person_link
from adapters.storage.upserts import insert_for
from domain.errors import StoreProblem
from domain.ids import LedgerContactId, PersonId
from domain.links import CustomerLink, LinkState, Party, PersonLink
from domain.ports import records as ports

_LINKS = (
    select(person_link)
    .where(mine(person_link))
    .order_by(not_(person_link.c.feeds), person_link.c.made_at, person_link.c.contact_id)
)
_PERSON_LINKS = _LINKS.where(among(person_link.c.contact_id, "ids"))
_OF_PERSON = _LINKS.where(person_link.c.person_id == bindparam("person"))
_CUSTOMERS = select(customer_link).where(mine(customer_link))
_IS_PARTY = and_(
    customer_link.c.party_kind == bindparam("party_kind"), customer_link.c.party_id == bindparam("party_id")
)
_OF_PARTY = _CUSTOMERS.where(_IS_PARTY)
_PART = delete(customer_link).where(mine(customer_link), _IS_PARTY)
_OF_CONTACT = _CUSTOMERS.where(customer_link.c.contact_id == bindparam("contact"))
_OF_CONTACTS = _CUSTOMERS.where(among(customer_link.c.contact_id, "contacts"))


@cache
def _adding(database: str) -> Executable:
    insert = insert_for(database, customer_link)
    return insert.on_conflict_do_nothing().returning(customer_link.c.contact_id)


class Links(Scope, ports.Links):
    """The constraints of the tables carry the promises; what they refuse comes out as ours."""

    def add_person(self, link: PersonLink) -> None:
        before = self.person_link(link.contact_id)
        if before is None:
            self._insert(person_link, person_link_row(self._id, link))
        elif before.person_id != link.person_id:
            raise StoreProblem("contact-joined-already", contact=link.contact_id, person=before.person_id)

    def add_customer(self, link: CustomerLink) -> bool:
        row = customer_link_row(self._id, link)
        return run(self._at, _adding(self._at.dialect.name), row).one_or_none() is not None

    def person_link(self, contact_id: LedgerContactId) -> PersonLink | None:
        return self.person_links([contact_id]).get(contact_id)

    def person_links(self, contact_ids: Iterable[LedgerContactId]) -> Mapping[LedgerContactId, PersonLink]:
        links = self._person_links(_PERSON_LINKS, ids=contact_ids)
        return {link.contact_id: link for link in links}

    def links_of_person(self, person_id: PersonId) -> tuple[PersonLink, ...]:
        return self._person_links(_OF_PERSON, person=person_id)

    def customer_of_party(self, party: Party) -> CustomerLink | None:
        return self._customer(_OF_PARTY, **party_row(party))

    def customer_of_contact(self, contact_id: LedgerContactId) -> CustomerLink | None:
        return self._customer(_OF_CONTACT, contact=contact_id)

    def customers_of(self, contact_ids: Iterable[LedgerContactId]) -> Mapping[LedgerContactId, Party]:
        asked = list(contact_ids)
        rows = self._run(_OF_CONTACTS, contacts=asked) if asked else ()
        return {link.contact_id: link.party for link in map(customer_link_of, rows)}

    def move_customer(self, link: CustomerLink) -> None:
        holder = self.customer_of_contact(link.contact_id)
        if holder is not None and holder.party != link.party:
            raise StoreProblem("contact-billed-already", contact=link.contact_id, party=holder.party.id)
        self._run(_PART, **party_row(link.party))
        self.add_customer(link)

    def set_state(self, contact_id: LedgerContactId, state: LinkState) -> None:
        self._at.execute(
            update(person_link)
            .where(self._mine(person_link), person_link.c.contact_id == contact_id)
            .values(state=state.value)
        )

    def remove_person(self, contact_id: LedgerContactId) -> None:
        self._at.execute(
            delete(person_link).where(self._mine(person_link), person_link.c.contact_id == contact_id)
        )

    def written(self, person_id: PersonId) -> Mapping[str, str]:
        text = self._at.execute(
            select(person_base.c.written).where(self._mine(person_base), person_base.c.person_id == person_id)
        ).scalar_one_or_none()
        return facts_of(text) if text is not None else {}

    def wrote(self, person_id: PersonId, values: Mapping[str, str]) -> None:
        written = dump({**self.written(person_id), **values})
        self._replace(person_base, [{"connection_id": self._id, "person_id": person_id, "written": written}])

    def forget_written(self, person_id: PersonId) -> None:
        self._at.execute(
            delete(person_base).where(self._mine(person_base), person_base.c.person_id == person_id)
        )

    def _person_links(self, wanted: Select[Any], **values: Any) -> tuple[PersonLink, ...]:
        return tuple(person_link_of(row) for row in self._run(wanted, **values))

    def _customer(self, wanted: Select[Any], **values: Any) -> CustomerLink | None:
        row = self._run(wanted, **values).one_or_none()
        return None if row is None else customer_link_of(row)
