"""Very many ledger contacts for load: most of them eligible, the others left out for one reason each."""

import random
from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from adapters.sandbox import hubflo, xero
from adapters.sandbox.seeds.firm import REDIRECT_URIS
from adapters.sandbox.seeds.ledger_left_out import ARCHIVED, NO_EMAIL, NO_FIRST, NO_LAST, NOT_CUSTOMER
from adapters.sandbox.seeds.places import ledger_place
from adapters.sandbox.world import World

_FIRST = (
    "Ada",
    "Ben",
    "Cora",
    "Dev",
    "Elif",
    "Finn",
    "Gita",
    "Hal",
    "Ines",
    "Jack",
    "Kira",
    "Leo",
    "Mia",
    "Noé",
)
_LAST = (
    "Abbott",
    "Byrne",
    "Chen",
    "Doyle",
    "Évrard",
    "Frost",
    "Gill",
    "Hughes",
    "Iqbal",
    "Jones",
    "Khan",
    "Lee",
)
_TRADES = ("Studio", "Partners", "Consulting Ltd", "Foods Ltd", "Builders", "Clinic", "Media", "Trust")
_WEIGHTS = {None: 70, NOT_CUSTOMER: 15, NO_EMAIL: 5, NO_LAST: 4, NO_FIRST: 3, ARCHIVED: 3}


@dataclass(frozen=True, slots=True, kw_only=True)
class Crowd:
    """The ids of the seeded books, and how many of its contacts are eligible or left out, and why."""

    organization_id: str
    api_key: str
    tenant_id: str
    client_id: str
    redirect_uris: tuple[str, ...]
    eligible: int
    left_out: Counter[str]


def crowd(
    world: World, n: int, now: datetime, seed: int = 1, *, redirect_uris: tuple[str, ...] = REDIRECT_URIS
) -> Crowd:
    """Seed books of their own with n contacts, and an empty Hubflo organization beside them."""
    dice = random.Random(seed)
    with world.lock:
        app = xero.register_app(world.xero, redirect_uris=redirect_uris, kind="pkce")
        tenant_id = xero.add_organisation(world.xero, name=f"Crowd of {n}", country="GB", now=now)
        organization = hubflo.add_organization(world.hubflo, name=f"Crowd of {n}", now=now)
        reasons = dice.choices(tuple(_WEIGHTS), tuple(_WEIGHTS.values()), k=n)
        for number, reason in enumerate(reasons):
            xero.add_contact(world.xero, tenant_id=tenant_id, now=now, **_fields(number, reason, dice))
    left_out = Counter(reason for reason in reasons if reason is not None)
    return Crowd(
        organization_id=organization.id,
        api_key=organization.api_key,
        tenant_id=tenant_id,
        client_id=app.client_id,
        redirect_uris=redirect_uris,
        eligible=n - left_out.total(),
        left_out=left_out,
    )


def _fields(number: int, reason: str | None, dice: random.Random) -> dict[str, Any]:
    """Every second one is a company. Names differ by their number, for Xero takes a name once."""
    first, last = dice.choice(_FIRST), f"{dice.choice(_LAST)} {number}"
    return {
        "Name": f"{first} {last}" if number % 2 else f"{last} {dice.choice(_TRADES)}",
        "FirstName": "" if reason == NO_FIRST else first,
        "LastName": "" if reason == NO_LAST else last,
        "EmailAddress": "" if reason == NO_EMAIL else f"c{number}@crowd.example",
        "ContactStatus": "ARCHIVED" if reason == ARCHIVED else "ACTIVE",
        "IsCustomer": reason != NOT_CUSTOMER,
        **ledger_place(number),
    }
