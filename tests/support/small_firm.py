"""A small firm in which an import meets every kind of write, of hold and of being left out, once or twice."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from adapters.sandbox import hubflo, xero
from adapters.sandbox.seeds import REDIRECT_URIS, Firm
from adapters.sandbox.world import World

_PHONE = "01632 960111"
_STREET = {"AddressType": "POBOX", "AddressLine1": "1 Quay Side", "City": "Truro", "Country": "UK"}


def _phone(number: str) -> list[dict[str, str]]:
    return [{"PhoneType": "DEFAULT", "PhoneNumber": number}]


_LEDGER: Mapping[str, tuple[str, str, str, str, Mapping[str, Any]]] = {
    "new company": ("Brightwater Surveyors Ltd", "Owen", "Price", "owen@brightwater.example",
                    {"Phones": _phone(_PHONE), "Addresses": [_STREET]}),
    "second of the new company": ("Brightwater Surveyors Limited", "Jane", "Price",
                                  "jane@brightwater.example", {}),
    "new person": ("Amelia Hart", "Amelia", "Hart", "amelia@hart.example", {"Phones": _phone(_PHONE)}),
    "company that is there": ("Fenwick Interiors Ltd", "Ruth", "Fenwick", "ruth@fenwick.example", {}),
    "second of that company": ("FENWICK INTERIORS", "Tom", "Fenwick", "tom@fenwick.example", {}),
    "link with fill": ("Victor Hale", "Victor", "Hale", "victor@hale.example",
                       {"Phones": _phone(_PHONE), "Addresses": [_STREET]}),
    "link into a new company": ("Halcyon Travel plc", "Imran", "Siddiqui", "imran@halcyon.example", {}),
    "link with nothing to fill": ("Simon Legge", "Simon", "Legge", "simon@legge.example", {}),
    "asked, another name": ("Quayside Dental Practice", "Helen", "Marsh", "accounts@works.example", {}),
    "asked, one email on two": ("Orchard Lets Ltd", "Paula", "Orchard", "info@orchard.example", {}),
    "asked, the other of the two": ("Orchard Gardens Ltd", "Dean", "Orchard", "INFO@orchard.example", {}),
    "left out, no customer": ("Inkwell Stationers", "Pam", "Well", "pam@inkwell.example",
                              {"IsCustomer": False, "IsSupplier": True}),
    "left out, no email": ("Nora Field", "Nora", "Field", "", {}),
    "left out, archived": ("Former Client Ltd", "Joy", "Former", "joy@former.example",
                           {"ContactStatus": "ARCHIVED"}),
}  # fmt: skip

_PEOPLE: Mapping[str, tuple[str, str, str]] = {
    "link with fill": ("Victor", "Hale", "victor@hale.example"),
    "link into a new company": ("Imran", "Siddiqui", "imran@halcyon.example"),
    "link with nothing to fill": ("Simon", "Legge", "simon@legge.example"),
    "asked, another name": ("Gareth", "Pugh", "accounts@works.example"),
}

EDITS: Mapping[str, Mapping[str, Any]] = {
    "new person": {"Phones": _phone("01632 960222")},
    "link with fill": {"Phones": _phone("01632 960333"), "EmailAddress": "victor.hale@hale.example"},
}
"""What the accountant changes after the first import, by the label of the contact and Xero's names.

The email of the second one was there before us, so it stays; everything else may follow.
"""


def small_firm(world: World, now: datetime) -> Firm:
    """Seed it. Two worlds that are seeded alike give out the same ids."""
    with world.lock:
        app = xero.register_app(world.xero, redirect_uris=REDIRECT_URIS, kind="pkce")
        tenant_id = xero.add_organisation(world.xero, name="Quay & Sons Ltd", country="GB", now=now)
        organization = hubflo.add_organization(world.hubflo, name="Quay & Sons", now=now)
        company = hubflo.add_company(world.hubflo, organization.id, now, name="Fenwick Interiors")
        people = {
            label: hubflo.add_contact(
                world.hubflo, organization.id, now, first_name=first, last_name=last, email=email
            )
            for label, (first, last, email) in _PEOPLE.items()
        }
        ledger = {
            label: xero.add_contact(
                world.xero,
                tenant_id=tenant_id,
                now=now,
                **{"Name": name, "FirstName": first, "LastName": last, "EmailAddress": email}
                | {"IsCustomer": True}
                | dict(more),
            )
            for label, (name, first, last, email, more) in _LEDGER.items()
        }
    return Firm(
        organization_id=organization.id,
        api_key=organization.api_key,
        tenant_id=tenant_id,
        client_id=app.client_id,
        client_secret=None,
        webhook_key=app.webhook_key,
        redirect_uris=REDIRECT_URIS,
        ledger=ledger,
        people=people,
        companies={"company that is there": company},
        expected={},
        left_out={},
    )
