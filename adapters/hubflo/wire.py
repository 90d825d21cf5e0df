"""Hubflo's JSON, read: the keys that we use, of whatever type they come, blanks and nulls alike absent.

Hubflo publishes examples of its answers but no types (Hubflo: API reference), and sends some numbers
as strings; example phone numbers begin with spaces. What cannot be read fails without repeating it.
"""

from datetime import UTC, datetime
from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict, StringConstraints, TypeAdapter

from domain.contact import Address, Company, Person
from domain.ids import CompanyId, PersonId, PortalOrganizationId
from domain.organisation import PortalOrganization


def _text(value: object) -> object:
    """Null is '', numbers are their digits, spaces around a text are nobody's intention."""
    if value is None:
        return ""
    if isinstance(value, int | float) and not isinstance(value, bool):
        return str(value)
    return value.strip() if isinstance(value, str) else value


def _moment(value: object) -> object:
    return None if isinstance(value, str) and not value.strip() else value


Text = Annotated[str, BeforeValidator(_text)]
Id = Annotated[str, BeforeValidator(_text), StringConstraints(min_length=1)]
Moment = Annotated[datetime | None, BeforeValidator(_moment)]

_QUIET = ConfigDict(hide_input_in_errors=True)


class _Document(BaseModel, hide_input_in_errors=True):
    """One JSON object; keys that we do not use are passed over."""


class PersonDocument(_Document):
    """A contact of Hubflo: a person."""

    id: Id
    first_name: Text = ""
    last_name: Text = ""
    email: Text = ""
    phone: Text = ""
    address: Text = ""
    postal_code: Text = ""
    city: Text = ""
    state: Text = ""
    country: Text = ""
    company_id: Text = ""
    company_name: Text = ""
    created_at: Moment = None

    def to_domain(self) -> Person:
        """The person in the domain's words."""
        return Person(
            id=PersonId(self.id),
            first_name=self.first_name,
            last_name=self.last_name,
            email=self.email,
            phone=self.phone,
            address=Address(
                street=self.address,
                city=self.city,
                region=self.state,
                postal_code=self.postal_code,
                country=self.country,
            ),
            company_id=CompanyId(self.company_id) if self.company_id else None,
            company_name=self.company_name,
            created_at=_in_utc(self.created_at),
        )


class CompanyDocument(_Document):
    """A company of Hubflo. `siret` is where it keeps a registration number."""

    id: Id
    name: Text = ""
    email: Text = ""
    vat_number: Text = ""
    siret: Text = ""

    def to_domain(self) -> Company:
        """The company in the domain's words."""
        return Company(
            id=CompanyId(self.id),
            name=self.name,
            vat_number=self.vat_number,
            registration_number=self.siret,
            email=self.email,
        )


class OrganizationDocument(_Document):
    """`GET /organizations`: one object in spite of the plural."""

    id: Id
    name: Text = ""
    currency: Text = ""
    created_at: Moment = None

    def to_domain(self) -> PortalOrganization:
        """The organization in the domain's words."""
        return PortalOrganization(
            id=PortalOrganizationId(self.id),
            name=self.name,
            currency=self.currency.upper(),
            created_at=_in_utc(self.created_at),
        )


class _Failure(_Document):
    message: Text = ""


class _Named(_Document):
    id: Text = ""


_PEOPLE = TypeAdapter(list[PersonDocument], config=_QUIET)
_COMPANIES = TypeAdapter(list[CompanyDocument], config=_QUIET)


def person(body: bytes) -> Person:
    """One person. Raises ValueError if it cannot be read."""
    return PersonDocument.model_validate_json(body).to_domain()


def people(body: bytes) -> tuple[Person, ...]:
    """A list of people. Raises ValueError if it cannot be read."""
    return tuple(document.to_domain() for document in _PEOPLE.validate_json(body))


def company(body: bytes) -> Company:
    """One company. Raises ValueError if it cannot be read."""
    return CompanyDocument.model_validate_json(body).to_domain()


def companies(body: bytes) -> tuple[Company, ...]:
    """A list of companies. Raises ValueError if it cannot be read."""
    return tuple(document.to_domain() for document in _COMPANIES.validate_json(body))


def organization(body: bytes) -> PortalOrganization:
    """The organization. Raises ValueError if it cannot be read."""
    return OrganizationDocument.model_validate_json(body).to_domain()


def sentence(body: bytes) -> str:
    """Hubflo's own words in an error. Raises ValueError if the body is no error of Hubflo's."""
    return _Failure.model_validate_json(body).message


def id_in(body: bytes) -> str:
    """The id of whatever record came back, '' if there is none to read."""
    try:
        return _Named.model_validate_json(body).id
    except ValueError:
        return ""


def _in_utc(moment: datetime | None) -> datetime | None:
    if moment is None:
        return None
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
