"""Both sides as the process found them that left `0003-payments-half-done.sqlite3`.

Everything here is frozen with that file: ids come from the sandbox's seeds, in the order of these lines.
"""

from dataclasses import dataclass
from datetime import UTC, datetime

from adapters.sandbox import hubflo, xero
from adapters.sandbox.seeds import REDIRECT_URIS
from adapters.sandbox.world import World

BEGUN = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
PAID = datetime(2026, 3, 2, 12, 10, tzinfo=UTC)
LEFT = datetime(2026, 3, 2, 12, 25, tzinfo=UTC)
"""When it began, when the clients had paid, and when it was killed."""

SETTINGS = {"start-date": "2026-03-01", "revenue-account": "200", "payments-card": "615"}
"""What had been set, in this order."""

POSTED, LOST, WAITS, HELD = "Survey, north", "Survey, south", "Logo", "Audit"
"""The invoice whose payment was posted, the one of whose payment the answer was lost, the one that waits for
approval, and the one of whose method nobody had said anything."""


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
_INVOICES = (
    (POSTED, 0, "450.00"),
    (LOST, 1, "450.00"),
    (WAITS, 1, "99.90"),
    (HELD, 0, "75.00"),
)
_APPROVED = (POSTED, LOST, HELD)
_PAYMENTS = (
    (LOST, "200.00", "bank_card"),
    (POSTED, "540.00", "bank_card"),
    (WAITS, "119.88", "bank_card"),
    (HELD, "90.00", "paypal"),
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
        for first, last, email in _ON_BOTH_SIDES
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
    for title, person, price in _INVOICES:
        line = {"title": "Advice", "quantity": "1", "unit_price_excluding_tax": price, "vat": "20"}
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


def pay(world: World, ids: Ids) -> None:
    """The accountant approves all but one in Xero, and the clients pay all of them in Hubflo."""
    for title in _APPROVED:
        approve(world, ids, title, PAID)
    known = world.hubflo.organizations[ids.organization_id].invoices
    by_title = {invoice["title"]: invoice["id"] for invoice in known.rows}
    for title, amount, method in _PAYMENTS:
        hubflo.pay_invoice(
            world.hubflo, ids.organization_id, by_title[title], PAID, amount=amount, method=method
        )


def approve(world: World, ids: Ids, title: str, now: datetime) -> None:
    """The accountant approves one in Xero."""
    there = world.xero.organisations[ids.tenant_id].invoices
    (found,) = [one.invoice_id for one in there if one.fields.get("Reference") == title]
    xero.approve_invoice(world.xero, ids.tenant_id, found, now)
