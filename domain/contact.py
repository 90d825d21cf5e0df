"""Contacts of the ledger, people and companies of the portal, as values."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from domain.ids import CompanyId, LedgerContactId, PersonId
from domain.values import quick


class ContactState(StrEnum):
    """Whether the ledger lets a contact stand on new documents."""

    ACTIVE = "active"
    ARCHIVED = "archived"
    ERASURE_REQUESTED = "erasure-requested"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """A postal address; a part that is missing is an empty string. `country` is free text, not a code."""

    street: str = ""
    city: str = ""
    region: str = ""
    postal_code: str = ""
    country: str = ""

    def is_empty(self) -> bool:
        """Whether no part is given."""
        return not (self.street or self.city or self.region or self.postal_code or self.country)


NO_ADDRESS = Address()

new_address = quick(Address)
"""Makes an address; a reading makes thousands."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerContact:
    """A contact of the ledger as last seen. Texts are trimmed; missing, null and blank are all ''.

    `number` is the contact code, where our mark stands on contacts that we made.
    `other_emails` are those of further contact persons: evidence, never imported.
    """

    id: LedgerContactId
    name: str
    first_name: str = ""
    last_name: str = ""
    email: str = ""
    phone: str = ""
    address: Address = NO_ADDRESS
    number: str = ""
    tax_number: str = ""
    company_number: str = ""
    default_sales_tax: str = ""
    is_customer: bool = False
    is_supplier: bool = False
    state: ContactState = ContactState.ACTIVE
    merged_into: LedgerContactId | None = None
    other_emails: tuple[str, ...] = ()
    updated_at: datetime | None = None

    @property
    def person_name(self) -> str:
        """First and last name, with what there is."""
        return f"{self.first_name} {self.last_name}".strip()


new_ledger_contact = quick(LedgerContact)
"""Makes a ledger contact; a reading makes thousands."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Company:
    """A company of the portal."""

    id: CompanyId
    name: str
    vat_number: str = ""
    registration_number: str = ""
    email: str = ""
    address: Address = NO_ADDRESS


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """A contact of the portal: a person, perhaps of one company."""

    id: PersonId
    first_name: str = ""
    last_name: str = ""
    email: str = ""
    phone: str = ""
    address: Address = NO_ADDRESS
    company_id: CompanyId | None = None
    company_name: str = ""
    created_at: datetime | None = None

    @property
    def name(self) -> str:
        """First and last name, with what there is."""
        return f"{self.first_name} {self.last_name}".strip()


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonDraft:
    """What a new person of the portal will hold."""

    first_name: str
    last_name: str
    email: str
    phone: str = ""
    address: Address = NO_ADDRESS
    company_id: CompanyId | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CompanyDraft:
    """What a new company of the portal will hold."""

    name: str
    vat_number: str = ""
    address: Address = NO_ADDRESS
