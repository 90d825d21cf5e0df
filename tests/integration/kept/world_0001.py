"""Both sides as the import found them that left `0001-import-half-done.sqlite3`.

Everything here is frozen with that file: ids come from the sandbox's seeds, in the order of these lines.
"""

from dataclasses import dataclass
from datetime import UTC, datetime

from adapters.sandbox import hubflo, xero
from adapters.sandbox.seeds import REDIRECT_URIS
from adapters.sandbox.world import World

BEGUN = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
LEFT = datetime(2026, 3, 2, 12, 1, tzinfo=UTC)
"""When the import began, and when its last process was killed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ids:
    """What a person needs to connect."""

    api_key: str
    client_id: str
    tenant_id: str


_PEOPLE = (
    ("Victor", "Hale", "victor@hale.example"),
    ("Gareth", "Pugh", "accounts@works.example"),
)
_CONTACTS = (
    ("Amelia Hart", "Amelia", "Hart", "amelia@hart.example", "01632 960111"),
    ("Brightwater Surveyors Ltd", "Owen", "Price", "owen@brightwater.example", ""),
    ("Brightwater Surveyors Limited", "Jane", "Price", "jane@brightwater.example", ""),
    ("Callum Reid", "Callum", "Reid", "callum@reid.example", ""),
    ("Dovetail Joinery", "Marta", "Kowalska", "marta@dovetail.example", "01632 960112"),
    ("Victor Hale", "Victor", "Hale", "victor@hale.example", "01632 960113"),
    ("Quayside Dental Practice", "Helen", "Marsh", "accounts@works.example", ""),
    ("Nora Field", "Nora", "Field", "", ""),
)
_ARCHIVED_AT_FIRST = (
    ("Eastbank Theatre Trust", "Jonah", "Clarke", "jonah@eastbank.example", ""),
    ("Grace Adeyemi", "Grace", "Adeyemi", "grace@adeyemi.example", ""),
)


def seed(world: World) -> Ids:
    """The firm on the day of the import."""
    app = xero.register_app(world.xero, redirect_uris=REDIRECT_URIS, kind="pkce")
    tenant_id = xero.add_organisation(world.xero, name="Tarn & Wold Ltd", country="GB", now=BEGUN)
    organization = hubflo.add_organization(world.hubflo, name="Tarn & Wold", now=BEGUN)
    for first, last, email in _PEOPLE:
        hubflo.add_contact(
            world.hubflo, organization.id, BEGUN, first_name=first, last_name=last, email=email
        )
    for row in (*_CONTACTS, *_ARCHIVED_AT_FIRST):
        name, first, last, email, phone = row
        xero.add_contact(
            world.xero,
            tenant_id=tenant_id,
            now=BEGUN,
            Name=name,
            FirstName=first,
            LastName=last,
            EmailAddress=email,
            IsCustomer=True,
            ContactStatus="ARCHIVED" if row in _ARCHIVED_AT_FIRST else "ACTIVE",
            Phones=[{"PhoneType": "DEFAULT", "PhoneNumber": phone}] if phone else [],
        )
    return Ids(api_key=organization.api_key, client_id=app.client_id, tenant_id=tenant_id)


def restore_two(world: World, ids: Ids) -> None:
    """Two customers become active again while the import runs: it has read that, and not decided on them."""
    emails = {email for _, _, _, email, _ in _ARCHIVED_AT_FIRST}
    for contact in list(world.xero.organisations[ids.tenant_id].contacts):
        if contact.fields.get("EmailAddress") in emails:
            xero.restore_contact(world.xero, tenant_id=ids.tenant_id, contact_id=contact.contact_id, now=LEFT)
