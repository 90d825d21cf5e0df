"""Hubflo's JSON of people, companies and the organization, read: the keys that we use."""

from pydantic import ConfigDict, TypeAdapter

from adapters.hubflo.fields import Document, Id, Moment, Text, in_utc
from domain.contact import Address, Company, Person
from domain.ids import CompanyId, PersonId, PortalOrganizationId
from domain.organisation import PortalOrganization

_QUIET = ConfigDict(hide_input_in_errors=True)


class PersonDocument(Document):
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
            created_at=in_utc(self.created_at),
        )


class CompanyDocument(Document):
    """A company of Hubflo. `siret` is where it keeps a registration number."""

    id: Id
    name: Text = ""
    email: Text = ""
    address: Text = ""
    postal_code: Text = ""
    city: Text = ""
    state: Text = ""
    country: Text = ""
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
            address=Address(
                street=self.address,
                city=self.city,
                region=self.state,
                postal_code=self.postal_code,
                country=self.country,
            ),
        )


class OrganizationDocument(Document):
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
            created_at=in_utc(self.created_at),
        )


class _Failure(Document):
    message: Text = ""


class _Named(Document):
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
