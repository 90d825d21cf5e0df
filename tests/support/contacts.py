"""Contacts, people and companies that a test describes by what matters to it alone.

What is not said is as usual: an active customer called Jane Smith, known by the same email on both sides.
"""

from domain.contact import Company, LedgerContact, Person
from domain.ids import CompanyId, LedgerContactId, PersonId

EMAIL = "jane@example.com"


def ledger_contact(
    contact_id: str = "c-1",
    *,
    person: str = "Jane Smith",
    name: str | None = None,
    email: str = EMAIL,
    other_emails: tuple[str, ...] = (),
    number: str = "",
    vat: str = "",
    registration: str = "",
) -> LedgerContact:
    """An eligible contact of the ledger; one without a `name` of its own is called like its person."""
    first_name, _, last_name = person.partition(" ")
    return LedgerContact(
        id=LedgerContactId(contact_id),
        name=person if name is None else name,
        first_name=first_name,
        last_name=last_name,
        email=email,
        other_emails=other_emails,
        number=number,
        tax_number=vat,
        company_number=registration,
        is_customer=True,
    )


def portal_person(
    person_id: str = "p-1",
    *,
    name: str = "Jane Smith",
    email: str = EMAIL,
    company: Company | None = None,
) -> Person:
    """A person of the portal."""
    first_name, _, last_name = name.partition(" ")
    return Person(
        id=PersonId(person_id),
        first_name=first_name,
        last_name=last_name,
        email=email,
        company_id=company.id if company else None,
        company_name=company.name if company else "",
    )


def portal_company(
    company_id: str = "k-1", *, name: str = "Acme Ltd", vat: str = "", registration: str = ""
) -> Company:
    """A company of the portal."""
    return Company(id=CompanyId(company_id), name=name, vat_number=vat, registration_number=registration)
