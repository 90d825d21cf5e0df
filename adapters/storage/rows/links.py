"""Links between the two sides."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Row

from adapters.storage.rows.reasons import reason_of, reason_text
from domain.ids import LedgerContactId, PersonId
from domain.links import CustomerLink, LinkState, Party, PartyKind, PersonLink


def person_link_row(connection_id: str, link: PersonLink) -> Mapping[str, Any]:
    """A person link."""
    return {
        "connection_id": connection_id,
        "contact_id": link.contact_id,
        "person_id": link.person_id,
        "evidence": reason_text(link.evidence),
        "made_at": link.made_at,
        "feeds": link.feeds,
        "state": link.state.value,
    }


def person_link_of(row: Row[Any]) -> PersonLink:
    """The person link."""
    return PersonLink(
        contact_id=LedgerContactId(row.contact_id),
        person_id=PersonId(row.person_id),
        evidence=reason_of(row.evidence),
        made_at=row.made_at,
        feeds=row.feeds,
        state=LinkState(row.state),
    )


def party_row(party: Party | None) -> Mapping[str, str]:
    """The party as part of a key; nobody is '' twice."""
    return {"party_kind": party.kind.value if party else "", "party_id": party.id if party else ""}


def party_of(row: Row[Any]) -> Party:
    """The party, who is somebody."""
    return Party(kind=PartyKind(row.party_kind), id=row.party_id)


def customer_link_row(connection_id: str, link: CustomerLink) -> Mapping[str, Any]:
    """A customer link."""
    return {
        "connection_id": connection_id,
        **party_row(link.party),
        "contact_id": link.contact_id,
        "evidence": reason_text(link.evidence),
        "made_at": link.made_at,
    }


def customer_link_of(row: Row[Any]) -> CustomerLink:
    """The customer link."""
    return CustomerLink(
        contact_id=LedgerContactId(row.contact_id),
        party=party_of(row),
        evidence=reason_of(row.evidence),
        made_at=row.made_at,
    )
