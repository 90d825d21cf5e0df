"""Both sides as the process found them that left `0002-invoices-half-done.sqlite3`.

Everything here is frozen with that file: ids come from the sandbox's seeds, in the order of these lines.
"""

from dataclasses import dataclass
from datetime import UTC, datetime

from adapters.sandbox import hubflo, xero
from adapters.sandbox.seeds import REDIRECT_URIS
from adapters.sandbox.world import World

BEGUN = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
LEFT = datetime(2026, 3, 2, 12, 1, tzinfo=UTC)
"""When it began, and when it was killed."""

SETTINGS = {"start-date": "2026-03-01", "revenue-account": "200"}
"""What had been set, in this order."""

NOT_PROVEN, LOST, WAITS, HELD = "Survey, south", "Survey, north", "Logo", "Audit abroad"
"""The invoice that was created and not proven, the one whose answer was lost, the one that waits for its
customer, and the one that is held for its tax."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ids:
    """What a person needs to connect, and to bill."""

    api_key: str
    client_id: str
    tenant_id: str
    organization_id: str
    people: tuple[str, ...]


_ON_BOTH_SIDES = (
    ("Amelia", "Hart", "amelia@hart.example"),
    ("Callum", "Reid", "callum@reid.example"),
)
_IN_HUBFLO = (("Ruth", "Fenwick", "ruth@fenwick.example"),)
_INVOICES = (
    (LOST, 0, "450.00", "20"),
    (NOT_PROVEN, 1, "450.00", "20"),
    (WAITS, 2, "99.90", "20"),
    (HELD, 0, "75.00", "0"),
)
_ISSUED_ON = "2026-03-02T09:00:00Z"
_TAKES_YEARS = 3650


def seed(world: World) -> Ids:
    """The firm on the day before its first invoice."""
    app = xero.register_app(world.xero, redirect_uris=REDIRECT_URIS, kind="pkce")
    tenant_id = xero.add_organisation(world.xero, name="Tarn & Wold Ltd", country="GB", now=BEGUN)
    organization = hubflo.add_organization(world.hubflo, name="Tarn & Wold", now=BEGUN)
    people = tuple(
        hubflo.add_contact(
            world.hubflo, organization.id, BEGUN, first_name=first, last_name=last, email=email
        )
        for first, last, email in (*_ON_BOTH_SIDES, *_IN_HUBFLO)
    )
    for first, last, email in _ON_BOTH_SIDES:
        xero.add_contact(
            world.xero,
            tenant_id=tenant_id,
            now=BEGUN,
            Name=f"{first} {last}",
            FirstName=first,
            LastName=last,
            EmailAddress=email,
            IsCustomer=True,
        )
    return Ids(
        api_key=organization.api_key,
        client_id=app.client_id,
        tenant_id=tenant_id,
        organization_id=organization.id,
        people=people,
    )


def issue(world: World, ids: Ids) -> None:
    """Somebody issues the invoices in Hubflo."""
    for title, person, price, rate in _INVOICES:
        line = {"title": "Advice", "quantity": "1", "unit_price_excluding_tax": price, "vat": rate}
        hubflo.add_invoice(
            world.hubflo,
            ids.organization_id,
            BEGUN,
            title=title,
            lines=[line],
            issue=True,
            recipient_id=ids.people[person],
            custom_issued_at=_ISSUED_ON,
            payment_deadline_days=_TAKES_YEARS,
        )
