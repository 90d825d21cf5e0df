"""The portal as the domain needs it."""

from abc import abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from typing import Protocol

from domain.budget import Budget, Purpose
from domain.connection import Connection
from domain.contact import Company, CompanyDraft, Person, PersonDraft
from domain.dispatch import Envelope
from domain.ids import CompanyId, PersonId
from domain.invoice import InvoiceId, PortalInvoice
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


class InvoiceList(StrEnum):
    """A list of invoices that can be asked for by itself."""

    ISSUED = "issued"
    PAID = "paid"
    ALL = "all"


@dataclass(frozen=True, slots=True, kw_only=True)
class InvoicesPage:
    """One page of invoices without their lines, newest first.

    What cannot be read of one invoice is named in it; `nameless` counts rows of which not even the id can.
    """

    invoices: tuple[PortalInvoice, ...]
    as_of: datetime
    is_last: bool
    total: int | None
    nameless: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisteredHook:
    """A webhook that the portal made; its secret is told this once and never again."""

    remote_id: str
    secret: str

    def __repr__(self) -> str:
        """Without the secret."""
        return f"RegisteredHook(remote_id={self.remote_id!r})"


@dataclass(frozen=True, slots=True, kw_only=True)
class PastDelivery:
    """A delivery as the portal lists it; `invoice_id` is what its payload names, if it is one."""

    id: str
    at: datetime | None
    invoice_id: InvoiceId | None


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

    @abstractmethod
    def invoices_page(self, page: int, *, of: InvoiceList, purpose: Purpose) -> InvoicesPage:
        """Page `page` (from 1) of a list, newest created first; the list shifts while it is read."""

    @abstractmethod
    def invoice(self, invoice_id: InvoiceId) -> PortalInvoice:
        """One invoice with all its lines in order, read now. Raises NotFound."""

    @abstractmethod
    def invoice_head(self, invoice_id: InvoiceId) -> PortalInvoice:
        """The same without its lines: one call. Raises NotFound."""

    @abstractmethod
    def link_envelope(self, invoice_id: InvoiceId, accounting_id: str) -> Envelope:
        """The request that writes the free accounting reference of an invoice, and nothing else."""

    @abstractmethod
    def send_link(self, envelope: Envelope) -> PortalInvoice:
        """Send a prepared reference; the invoice as the portal answers it, without its lines."""

    @abstractmethod
    def payment_envelope(self, invoice_id: InvoiceId, amount: Decimal, paid_at: datetime) -> Envelope:
        """The request that records so much more as paid (in the invoice's currency; `paid_at` is UTC).

        What the portal records adds up: the same request twice is twice the money.
        """

    @abstractmethod
    def send_payment(self, envelope: Envelope) -> PortalInvoice:
        """Send a prepared payment; the invoice as the portal answers it, without its lines."""

    @abstractmethod
    def hook_envelope(self, event: str, address: str) -> Envelope:
        """The request that registers a webhook for one event at an address of ours."""

    @abstractmethod
    def send_hook(self, envelope: Envelope) -> RegisteredHook:
        """Send it; the portal lists no webhooks, so what is not noted now is lost."""

    @abstractmethod
    def remove_hook(self, remote_id: str) -> None:
        """Remove a webhook; already gone is fine."""

    @abstractmethod
    def deliveries_page(self, remote_id: str, page: int, *, purpose: Purpose) -> tuple[PastDelivery, ...]:
        """Page `page` (from 1) of what a webhook delivered or tried to, newest first, of the last month."""


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
