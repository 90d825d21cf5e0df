"""One organization in Hubflo: what people do on its screens, in the words of the features."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from adapters.sandbox.control import perform
from adapters.sandbox.hubflo.table import Row, Table
from adapters.sandbox.observe import records
from adapters.sandbox.world import World

_NAMES = {
    "email": "email",
    "phone": "phone",
    "street": "address",
    "city": "city",
    "region": "state",
    "postcode": "postal_code",
    "country": "country",
    "type": "contact_type",
    "first name": "first_name",
    "last name": "last_name",
    "VAT number": "vat_number",
    "company number": "siret",
}
"""Words of the features, and what Hubflo calls the same."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HubfloSide:
    """An organization; its key is read anew each time, for a person may replace it."""

    world: World
    organization_id: str

    @classmethod
    def opened(cls, world: World, name: str) -> "HubfloSide":
        """A new customer of Hubflo, without contacts."""
        made = perform(world, "hubflo.add_organization", name=name)
        return cls(world=world, organization_id=str(getattr(made, "id", "")))

    @property
    def api_key(self) -> str:
        """The key that works now."""
        return self.world.hubflo.organizations[self.organization_id].api_key

    def rotate_key(self) -> None:
        """Somebody generates another key; the old one is dead."""
        self._do("rotate_api_key")

    def add_contact(self, row: Mapping[str, str]) -> str:
        """A contact; its company is one that is there already."""
        return str(self._do("add_contact", **self._fields(row)))

    def add_company(self, row: Mapping[str, str]) -> str:
        """A company."""
        said = {_NAMES[heading]: text for heading, text in row.items() if text and heading != "name"}
        return str(self._do("add_company", name=row["name"], **said))

    def edit_contact(self, who: str, row: Mapping[str, str]) -> None:
        """Somebody types something else; an empty text empties the field."""
        fields = {_NAMES[heading]: text or None for heading, text in row.items()}
        self._do("edit_contact", contact_id=self.id_of(who), **fields)

    def edit_company(self, who: str, row: Mapping[str, str]) -> None:
        """The same for a company, whose name may change too."""
        fields = {{"name": "name", **_NAMES}[heading]: text for heading, text in row.items()}
        self._do("edit_company", company_id=self.company_id_of(who), **fields)

    def delete_contact(self, contact_id: str) -> Row:
        """Somebody deletes it on the screen; the API knows no such thing. Answers the record."""
        organization = self.world.hubflo.organizations[self.organization_id]
        rows = list(organization.contacts)
        organization.contacts = Table("email", "company_id")
        for row in rows:
            if row["id"] != contact_id:
                organization.contacts.add(row)
        return next(row for row in rows if row["id"] == contact_id)

    def delete_company(self, name: str) -> str:
        """The same for a company. Answers its id."""
        organization, gone = self.world.hubflo.organizations[self.organization_id], self.company_id_of(name)
        rows = list(organization.companies)
        organization.companies = Table("name")
        for row in rows:
            if row["id"] != gone:
                organization.companies.add(row)
        return gone

    def put_back(self, deleted: Row) -> None:
        """It is there again, as it was."""
        self.world.hubflo.organizations[self.organization_id].contacts.add(deleted)

    def contacts(self) -> list[dict[str, str]]:
        """Every contact in the words of the features; what is not there is an empty text."""
        return [_said(shown, _NAMES) | _joined(shown) for shown in self.records("contacts").values()]

    def companies(self) -> list[dict[str, str]]:
        """Every company in the same way."""
        return [
            _said(shown, _NAMES) | {"name": shown["name"]} for shown in self.records("companies").values()
        ]

    def id_of(self, who: str) -> str:
        """The contact of that name, or with that email."""
        return _one(self.records("contacts"), lambda shown: who in (shown["full_name"], shown["email"]), who)

    def company_id_of(self, name: str) -> str:
        """The company of that name."""
        return _one(self.records("companies"), lambda shown: shown["name"] == name, name)

    def records(self, kind: str) -> dict[str, dict[str, Any]]:
        """What Hubflo shows of all contacts or companies, by id."""
        shown: dict[str, dict[str, Any]] = records(self.world, "hubflo")[self.organization_id][kind]
        return shown

    def _fields(self, row: Mapping[str, str]) -> dict[str, Any]:
        said = {heading: text for heading, text in row.items() if text}
        first, _, last = said.pop("name", "").rpartition(" ")
        company = said.pop("company", "")
        link = {"company_id": self.company_id_of(company)} if company else {}
        names = {"first_name": first or None, "last_name": last or None}
        return {**names, **link, **{_NAMES[heading]: text for heading, text in said.items()}}

    def _do(self, name: str, /, **arguments: Any) -> object:
        return perform(self.world, f"hubflo.{name}", organization_id=self.organization_id, **arguments)


def _said(shown: Mapping[str, Any], names: Mapping[str, str]) -> dict[str, str]:
    return {word: shown.get(name) or "" for word, name in names.items()}


def _joined(shown: Mapping[str, Any]) -> dict[str, str]:
    return {"name": shown["full_name"], "company": shown["company_name"] or ""}


def _one(shown: Mapping[str, Mapping[str, Any]], fits: Callable[[Mapping[str, Any]], bool], who: str) -> str:
    found = [record_id for record_id, record in shown.items() if fits(record)]
    assert len(found) == 1, f"{len(found)} in Hubflo are {who}"
    return found[0]
