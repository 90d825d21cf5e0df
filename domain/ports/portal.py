"""The portal as the domain needs it."""

from abc import abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from domain.budget import Budget, Purpose
from domain.connection import Connection
from domain.contact import Company, CompanyDraft, Person, PersonDraft
from domain.dispatch import Envelope
from domain.ids import CompanyId, PersonId
from domain.organisation import PortalOrganization
from domain.ports.sending import Permit


@dataclass(frozen=True, slots=True, kw_only=True)
class PeoplePage:
    """One page of people, newest first; `total` is what the portal announced."""

    people: tuple[Person, ...]
    as_of: datetime
    is_last: bool
    total: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class CompaniesPage:
    """One page of companies, newest first."""

    companies: tuple[Company, ...]
    as_of: datetime
    is_last: bool
    total: int | None


class Portal(Protocol):
    """One organization of the portal. Every call may raise Throttled, Unavailable, AccessLost or LeaseLost.

    A write is prepared first (`..._envelope`, no call), recorded by the caller, and then sent.
    Writes raise OutcomeUnknown when they left without a trustworthy answer, Rejected when refused.
    """

    @abstractmethod
    def organization(self) -> PortalOrganization:
        """The organization's own description."""

    @abstractmethod
    def people_page(self, page: int, *, purpose: Purpose) -> PeoplePage:
        """Page `page` (from 1) of all people; the list shifts while it is read."""

    @abstractmethod
    def companies_page(self, page: int, *, purpose: Purpose) -> CompaniesPage:
        """Page `page` (from 1) of all companies."""

    @abstractmethod
    def person(self, person_id: PersonId) -> Person:
        """One person, read now. Raises NotFound."""

    @abstractmethod
    def company(self, company_id: CompanyId) -> Company:
        """One company, read now. Raises NotFound."""

    @abstractmethod
    def people_by_email(self, email: str) -> tuple[Person, ...]:
        """Every person whose email is that one, compared by us whatever the portal's filter does."""

    @abstractmethod
    def filter_finds(self, email: str) -> bool:
        """Whether the portal's own filter shows anybody for exactly this spelling; nothing is compared."""

    @abstractmethod
    def companies_by_name(self, name: str) -> tuple[Company, ...]:
        """Every company that the portal's filter shows for that name; the caller compares."""

    @abstractmethod
    def create_person_envelope(self, draft: PersonDraft) -> Envelope:
        """The request that creates a person, of type client."""

    @abstractmethod
    def create_company_envelope(self, draft: CompanyDraft) -> Envelope:
        """The request that creates a company."""

    @abstractmethod
    def update_person_envelope(self, person: Person, changes: Mapping[str, str]) -> Envelope:
        """The request that changes those fields of a person (`domain.fields` names) and no other.

        The portal requires both names on each change, so they are sent as they were just read.
        """

    @abstractmethod
    def send_person(self, envelope: Envelope) -> Person:
        """Send a prepared person; the answer as the portal gives it."""

    @abstractmethod
    def send_company(self, envelope: Envelope) -> Company:
        """Send a prepared company; the answer as the portal gives it."""


class Portals(Protocol):
    """Opens the portal of a connection."""

    @abstractmethod
    def of(self, connection: Connection, permit: Permit) -> Portal:
        """The portal as that connection sees it."""

    @abstractmethod
    def with_key(self, api_key: str) -> Portal:
        """The portal before a connection exists: for checking a key and reading only."""

    @abstractmethod
    def budget(self, connection: Connection) -> Budget:
        """The calls counted for that connection's organization."""
