"""Which of theirs became which of ours, with the evidence."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from domain.ids import CompanyId, LedgerContactId, PersonId
from domain.reasons import Reason


class PartyKind(StrEnum):
    """Who is billed: a company, or a person without one."""

    COMPANY = "company"
    PERSON = "person"


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """A billing party of the portal."""

    kind: PartyKind
    id: str


def party_of(person_id: PersonId, company_id: CompanyId | None) -> Party:
    """The recipient's company if it has one, else the person (the rule of customer links)."""
    if company_id is not None:
        return Party(kind=PartyKind.COMPANY, id=company_id)
    return Party(kind=PartyKind.PERSON, id=person_id)


class LinkState(StrEnum):
    """What the ledger contact of a link is now; a link is never deleted for it."""

    ACTIVE = "active"
    ARCHIVED = "archived"
    MERGED = "merged"
    NOT_ELIGIBLE = "not-eligible"


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonLink:
    """A portal person joined to a ledger contact, many contacts to one person.

    `feeds` is true for the first link of a person: only that contact's changes come over.
    """

    contact_id: LedgerContactId
    person_id: PersonId
    evidence: Reason
    made_at: datetime
    feeds: bool = True
    state: LinkState = LinkState.ACTIVE


@dataclass(frozen=True, slots=True, kw_only=True)
class CustomerLink:
    """A billing party joined to one ledger contact, one to one."""

    contact_id: LedgerContactId
    party: Party
    evidence: Reason
    made_at: datetime
