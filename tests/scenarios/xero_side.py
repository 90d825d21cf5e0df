"""One organisation in Xero: what people do on its screens, in the words of the features."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from adapters.sandbox.control import perform
from adapters.sandbox.observe import records
from adapters.sandbox.world import World

REDIRECT = "http://localhost:8765/callback"
_PLACE = {
    "street": "AddressLine1",
    "city": "City",
    "region": "Region",
    "postcode": "PostalCode",
    "country": "Country",
}
_STATUS = {"active": "ACTIVE", "archived": "ARCHIVED", "erasure requested": "GDPRREQUEST"}
ABSENT: Mapping[str, Callable[[str], dict[str, str | None]]] = {
    "missing": lambda _: {},
    "null": lambda name: {name: None},
    "empty": lambda name: {name: ""},
    "blank": lambda name: {name: "   "},
}
"""The ways in which Xero says nothing in a field of that name."""


def _person(text: str) -> dict[str, Any]:
    first, _, last = text.partition(" ")
    return {"FirstName": first, "LastName": last}


def _others(text: str) -> dict[str, Any]:
    emails = filter(None, text.split(", "))
    people = [{"FirstName": "Other", "LastName": "Person", "EmailAddress": email} for email in emails]
    return {"ContactPersons": people}


FIELDS: Mapping[str, Callable[[str], dict[str, Any]]] = {
    "name": lambda text: {"Name": text},
    "person": _person,
    "first name": lambda text: {"FirstName": text},
    "last name": lambda text: {"LastName": text},
    "email": lambda text: {"EmailAddress": text},
    "phone": lambda text: {"Phones": [{"PhoneType": "DEFAULT", "PhoneNumber": text}]},
    "contact code": lambda text: {"ContactNumber": text},
    "VAT number": lambda text: {"TaxNumber": text},
    "company number": lambda text: {"CompanyNumber": text},
    "customer": lambda text: {"IsCustomer": text == "yes"},
    "supplier": lambda text: {"IsSupplier": text == "yes"},
    "status": lambda text: {"ContactStatus": _STATUS[text]},
    "other people": _others,
}


def fields_of(row: Mapping[str, str]) -> dict[str, Any]:
    """A row of a table by Xero's names: an empty cell says nothing."""
    said = {heading: text for heading, text in row.items() if text}
    place = {_PLACE[heading]: text for heading, text in said.items() if heading in _PLACE}
    address = {"Addresses": [{"AddressType": "POBOX", **place}]} if place else {}
    named = {heading: text for heading, text in said.items() if heading not in _PLACE}
    fields = [FIELDS[heading](text) for heading, text in named.items()]
    return {name: value for part in (address, *fields) for name, value in part.items()}


def shown_as_row(contact: Mapping[str, Any]) -> dict[str, str]:
    """A contact as Xero shows it, in the words of the features; what is not there is an empty text."""
    named = {"name": "Name", "first name": "FirstName", "last name": "LastName"}
    named |= {"email": "EmailAddress", "VAT number": "TaxNumber", "company number": "CompanyNumber"}
    said = {heading: contact.get(name) or "" for heading, name in named.items()}
    postal = [one for one in contact.get("Addresses", []) if one.get("AddressType") == "POBOX"]
    place = {heading: (postal or [{}])[0].get(name) or "" for heading, name in _PLACE.items()}
    return {**said, **place, "person": f"{said['first name']} {said['last name']}".strip()}


@dataclass(frozen=True, slots=True, kw_only=True)
class XeroSide:
    """An organisation, and the app that may ask for it."""

    world: World
    tenant_id: str
    client_id: str
    client_secret: str = ""

    @classmethod
    def opened(cls, world: World, name: str, **settings: Any) -> "XeroSide":
        """New books, and a public app registered for our address."""
        tenant_id = perform(world, "xero.add_organisation", name=name, **settings)
        app = perform(world, "xero.register_app", redirect_uris=(REDIRECT,), kind="pkce")
        return cls(world=world, tenant_id=str(tenant_id), client_id=getattr(app, "client_id", ""))

    def add(self, fields: Mapping[str, Any], contact_id: str | None = None) -> str:
        """A contact; an active customer unless it is said otherwise. Answers its id."""
        return str(self._do("add_contact", contact_id=contact_id, **{"IsCustomer": True, **fields}))

    def edit(self, who: str, fields: Mapping[str, Any]) -> None:
        """Somebody types something else."""
        self._do("edit_contact", contact_id=self.id_of(who), **fields)

    def act(self, name: str, who: str, **more: Any) -> None:
        """Archive, restore, merge, make a customer: what the screens offer for a contact."""
        self._do(name, contact_id=self.id_of(who), **more)

    def contacts(self) -> dict[str, dict[str, Any]]:
        """Every contact by its id, as Xero shows it."""
        shown: dict[str, dict[str, Any]] = records(self.world, "xero")[self.tenant_id]["contacts"]
        return shown

    def id_of(self, who: str) -> str:
        """The contact of that name, or with that email."""
        found = [
            contact_id
            for contact_id, contact in self.contacts().items()
            if who in (contact.get("Name"), contact.get("EmailAddress"))
        ]
        assert len(found) == 1, f"{len(found)} contacts in Xero are {who}"
        return found[0]

    def _do(self, name: str, /, **arguments: Any) -> object:
        return perform(self.world, f"xero.{name}", tenant_id=self.tenant_id, **arguments)
