"""What contacts, people and companies are compared by: folded texts, never shown to anyone."""

from dataclasses import dataclass

from domain.contact import Company, LedgerContact, Person
from domain.text import fold, fold_company, fold_email, fold_number
from domain.values import quick


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactKeys:
    """Keys of a ledger contact: its email, its person's name, its own name as a company's, its numbers."""

    email: str
    person: str
    company: str
    vat: str
    registration: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonKeys:
    """Keys of a portal person."""

    email: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CompanyKeys:
    """Keys of a portal company."""

    name: str
    vat: str
    registration: str


_new_keys = quick(ContactKeys)


def keys_of_contact(contact: LedgerContact) -> ContactKeys:
    """The keys of a ledger contact; '' where it has nothing to compare."""
    return _new_keys(
        email=fold_email(contact.email),
        person=fold(contact.person_name),
        company=fold_company(contact.name),
        vat=fold_number(contact.tax_number) if contact.tax_number else "",
        registration=fold_number(contact.company_number) if contact.company_number else "",
    )


def keys_of_person(person: Person) -> PersonKeys:
    """The keys of a portal person."""
    return PersonKeys(email=fold_email(person.email), name=fold(person.name))


def keys_of_company(company: Company) -> CompanyKeys:
    """The keys of a portal company."""
    return CompanyKeys(
        name=fold_company(company.name),
        vat=fold_number(company.vat_number),
        registration=fold_number(company.registration_number),
    )
