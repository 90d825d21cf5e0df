"""One organization of Hubflo as the domain's portal."""

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal

from adapters.hubflo import companies, hooks, invoices, people, wire
from adapters.hubflo.line import Line
from adapters.hubflo.transport import Answer
from domain.budget import Purpose
from domain.contact import Company, CompanyDraft, Person, PersonDraft
from domain.dispatch import Envelope
from domain.ids import CompanyId, PersonId
from domain.invoice import InvoiceId, PortalInvoice
from domain.organisation import PortalOrganization
from domain.ports.portal import (
    CompaniesPage,
    InvoiceList,
    InvoicesPage,
    PastDelivery,
    PeoplePage,
    Portal,
    RegisteredHook,
)


class HubfloPortal(Portal):
    """Everything that the domain asks of one organization."""

    def __init__(self, line: Line, *, checks_key: bool = False) -> None:
        """`checks_key` where nothing is known of the key yet: it is asked for by itself first."""
        self._line = line
        self._checks_key = checks_key

    def organization(self) -> PortalOrganization:
        """The organization; of a new key after `POST /pings`, which is Hubflo's check of a key."""
        if self._checks_key:
            self._line.read("/pings", lambda _answer: None, method="POST")
        return self._line.read("/organizations", _organization)

    def people_page(self, page: int, *, purpose: Purpose) -> PeoplePage:
        """One page of everybody."""
        return people.read_people(self._line, page, purpose)

    def companies_page(self, page: int, *, purpose: Purpose) -> CompaniesPage:
        """One page of all companies."""
        return companies.read_companies(self._line, page, purpose)

    def person(self, person_id: PersonId) -> Person:
        """One person. Raises NotFound."""
        return people.read_person(self._line, person_id)

    def company(self, company_id: CompanyId) -> Company:
        """One company. Raises NotFound."""
        return companies.read_company(self._line, company_id)

    def people_by_email(self, email: str) -> tuple[Person, ...]:
        """Everybody with that email."""
        return people.find_by_email(self._line, email)

    def filter_finds(self, email: str) -> bool:
        """What Hubflo's filter makes of one spelling."""
        return people.filter_finds(self._line, email)

    def companies_by_name(self, name: str) -> tuple[Company, ...]:
        """What Hubflo shows for that name."""
        return companies.find_by_name(self._line, name)

    def create_person_envelope(self, draft: PersonDraft) -> Envelope:
        """The request that creates a person."""
        return people.creation(draft)

    def create_company_envelope(self, draft: CompanyDraft) -> Envelope:
        """The request that creates a company."""
        return companies.creation(draft)

    def update_person_envelope(self, person: Person, changes: Mapping[str, str]) -> Envelope:
        """The request that changes those fields of a person."""
        return people.change(person, changes)

    def send_person(self, envelope: Envelope) -> Person:
        """Send a prepared person."""
        return people.send(self._line, envelope)

    def send_company(self, envelope: Envelope) -> Company:
        """Send a prepared company."""
        return companies.send(self._line, envelope)

    def invoices_page(self, page: int, *, of: InvoiceList, purpose: Purpose) -> InvoicesPage:
        """One page of a list of invoices."""
        return invoices.read_invoices(self._line, page, of, purpose)

    def invoice(self, invoice_id: InvoiceId) -> PortalInvoice:
        """One invoice with its lines. Raises NotFound, Unavailable if the lines changed meanwhile."""
        return invoices.read_invoice(self._line, invoice_id)

    def invoice_head(self, invoice_id: InvoiceId) -> PortalInvoice:
        """One invoice without its lines. Raises NotFound."""
        return invoices.read_head(self._line, invoice_id)

    def link_envelope(self, invoice_id: InvoiceId, accounting_id: str) -> Envelope:
        """The request that writes an invoice's `accounting_id`."""
        return invoices.linking(invoice_id, accounting_id)

    def send_link(self, envelope: Envelope) -> PortalInvoice:
        """Send a prepared reference."""
        return invoices.send_link(self._line, envelope)

    def payment_envelope(self, invoice_id: InvoiceId, amount: Decimal, paid_at: datetime) -> Envelope:
        """The request that records a payment."""
        return invoices.paying(invoice_id, amount, paid_at)

    def send_payment(self, envelope: Envelope) -> PortalInvoice:
        """Send a prepared payment."""
        return invoices.send_payment(self._line, envelope)

    def hook_envelope(self, event: str, address: str) -> Envelope:
        """The request that makes a webhook for one event."""
        return hooks.registration(event, address)

    def send_hook(self, envelope: Envelope) -> RegisteredHook:
        """Send a prepared webhook."""
        return hooks.send(self._line, envelope)

    def remove_hook(self, remote_id: str) -> None:
        """Delete a webhook."""
        hooks.remove(self._line, remote_id)

    def deliveries_page(self, remote_id: str, page: int, *, purpose: Purpose) -> tuple[PastDelivery, ...]:
        """One page of what a webhook delivered. Raises NotFound."""
        return hooks.read_deliveries(self._line, remote_id, page, purpose)


def _organization(answer: Answer) -> PortalOrganization:
    """The organization. Raises ValueError if the header names another one than the body."""
    organization = wire.organization(answer.body)
    if answer.header("X-Organization-ID") != organization.id:
        raise ValueError("header and body name two organizations")
    return organization
