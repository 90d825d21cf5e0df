"""Which company of the portal a contact's person belongs to: looked up first, made only if there is none."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from domain.contact import Company, LedgerContact
from domain.decision import CompanyChoice
from domain.hold import Cause
from domain.keys import ContactKeys, keys_of_company
from domain.text import cleaned, fold


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownCompanies:
    """Companies by folded name and by number, and names of those already planned, by folded name."""

    by_key: Mapping[str, Sequence[Company]]
    by_number: Mapping[str, Sequence[Company]]
    planned: Mapping[str, str]


def is_a_company(contact: LedgerContact, keys: ContactKeys) -> bool:
    """A ledger contact whose own name is its person's stands for that person, else for a company.

    "Smith, Jane" is Jane Smith: the order of the words does not make a company.
    """
    return cleaned(contact.name) != "" and sorted(fold(contact.name).split()) != sorted(keys.person.split())


def choose_company(
    contact: LedgerContact, keys: ContactKeys, known: KnownCompanies
) -> CompanyChoice | Cause | None:
    """The company by number, else by name (the exact spelling first), else a planned one, else a new one.

    None for a contact that is a person alone.
    """
    if not is_a_company(contact, keys):
        return None
    by_number = _by_number(keys, known)
    if len(by_number) == 1:
        return _existing(by_number[0])
    same_name = by_number or list(known.by_key.get(keys.company, ()))
    exact = [company for company in same_name if company.name == contact.name]
    if len(same_name) == 1 or len(exact) == 1:
        company = (exact or same_name)[0]
        return _number_differs(contact, company) if _contradicts(keys, company) else _existing(company)
    if same_name:
        return _ambiguous(contact, same_name)
    name = known.planned.get(keys.company) or cleaned(contact.name)
    return CompanyChoice(name=name, key=keys.company)


def _by_number(keys: ContactKeys, known: KnownCompanies) -> list[Company]:
    found: dict[str, Company] = {}
    for number in (keys.vat, keys.registration):
        if number:
            found.update({company.id: company for company in known.by_number.get(number, ())})
    return list(found.values())


def _contradicts(keys: ContactKeys, company: Company) -> bool:
    """Two VAT numbers are two taxable persons, however much the names agree."""
    theirs = keys_of_company(company).vat
    return keys.vat != "" and theirs not in ("", keys.vat)


def _number_differs(contact: LedgerContact, company: Company) -> Cause:
    return Cause(
        code="company-number-differs",
        key=f"company-number-differs:{contact.id}",
        facts={
            "contact": contact.name,
            "contact_id": contact.id,
            "person": contact.person_name,
            "vat": contact.tax_number,
            "other": company.name,
            "other_id": company.id,
            "other_vat": company.vat_number,
        },
    )


def _existing(company: Company) -> CompanyChoice:
    return CompanyChoice(name=company.name, key="", id=company.id)


def _ambiguous(contact: LedgerContact, companies: Sequence[Company]) -> Cause:
    return Cause(
        code="company-ambiguous",
        key=f"company-ambiguous:{contact.id}",
        facts={
            "contact": contact.name,
            "contact_id": contact.id,
            "person": contact.person_name,
            "count": str(len(companies)),
            "candidates": "; ".join(f"{company.name} ({company.id})" for company in companies),
        },
    )
