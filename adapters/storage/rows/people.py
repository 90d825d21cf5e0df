"""People and companies of the portal."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Row

from domain.contact import NO_ADDRESS, Address, Company, Person
from domain.ids import CompanyId, PersonId
from domain.keys import keys_of_company, keys_of_person


def person_row(connection_id: str, person: Person, seen_at: datetime) -> Mapping[str, Any]:
    """A person with the keys that it is found by."""
    keys = keys_of_person(person)
    return {
        "connection_id": connection_id,
        "person_id": person.id,
        "first_name": person.first_name,
        "last_name": person.last_name,
        "email": person.email,
        "phone": person.phone,
        **_address_row(person.address),
        "company_id": person.company_id,
        "company_name": person.company_name,
        "created_at": person.created_at,
        "email_key": keys.email,
        "name_key": keys.name,
        "seen_at": seen_at,
        "forgotten": False,
    }


def person_of(row: Row[Any]) -> Person:
    """The person."""
    return Person(
        id=PersonId(row.person_id),
        first_name=row.first_name,
        last_name=row.last_name,
        email=row.email,
        phone=row.phone,
        address=_address_of(row),
        company_id=CompanyId(row.company_id) if row.company_id else None,
        company_name=row.company_name,
        created_at=row.created_at,
    )


def _address_row(address: Address) -> Mapping[str, Any]:
    return {
        "street": address.street,
        "city": address.city,
        "region": address.region,
        "postal_code": address.postal_code,
        "country": address.country,
    }


def _address_of(row: Row[Any]) -> Address:
    address = Address(
        street=row.street,
        city=row.city,
        region=row.region,
        postal_code=row.postal_code,
        country=row.country,
    )
    return NO_ADDRESS if address.is_empty() else address


def company_row(connection_id: str, company: Company, seen_at: datetime) -> Mapping[str, Any]:
    """A company with the keys that it is found by."""
    keys = keys_of_company(company)
    return {
        "connection_id": connection_id,
        "company_id": company.id,
        "name": company.name,
        "vat_number": company.vat_number,
        "registration_number": company.registration_number,
        "email": company.email,
        "name_key": keys.name,
        "vat_key": keys.vat,
        "registration_key": keys.registration,
        "seen_at": seen_at,
        **_address_row(company.address),
    }


def company_of(row: Row[Any]) -> Company:
    """The company."""
    return Company(
        id=CompanyId(row.company_id),
        name=row.name,
        vat_number=row.vat_number,
        registration_number=row.registration_number,
        email=row.email,
        address=_address_of(row),
    )
