"""Very many issued invoices, for load and for arithmetic."""

import random
from dataclasses import replace
from datetime import datetime
from typing import Any, cast

from adapters.sandbox import hubflo
from adapters.sandbox.hubflo.invoices.acts import by_person
from adapters.sandbox.hubflo.replies import instant
from adapters.sandbox.seeds.crowd import Crowd
from adapters.sandbox.seeds.firm import Firm
from adapters.sandbox.seeds.invoice_lines import RATES, Country, lines
from adapters.sandbox.world import World

_PURPOSES = ("Website", "Retainer", "Workshop", "Audit", "Brand book", "Support", "Annual plan")
_MONTHS = ("January", "March", "May", "July", "September", "November")


def issue(
    world: World,
    firm: Firm | Crowd,
    n: int,
    now: datetime,
    seed: int = 1,
    *,
    country: Country | None = None,
    new_customers: int = 0,
) -> list[str]:
    """Issue n random invoices to the firm's contacts; their ids. Webhooks that listen are told of each.

    `new_customers` are added first and get invoices before the others do. The rates are those of `country`,
    if it is given, else of the organization's own.
    """
    dice = random.Random(seed)
    with world.lock:
        books = replace(by_person(world.hubflo, firm.organization_id, now), logged=False)
        recipients = _recipients(world, firm.organization_id, now, new_customers, seed)
        where = country or _country(books.organization)
        ids = []
        for number in range(n):
            first = number < new_customers
            fields: dict[str, Any] = {
                "title": f"{dice.choice(_PURPOSES)}, {dice.choice(_MONTHS)}",
                "recipient_id": recipients[number] if first else dice.choice(recipients),
                "payment_deadline_days": dice.choice((0, 14, 30, 45, 60)),
            }
            if dice.random() < 0.2:
                fields["purchase_order_reference"] = f"PO-{dice.randint(1000, 9999)}"
            row = books.draft(fields, lines(world.hubflo, dice, where, instant(now)))
            books.issue(row["id"])
            ids.append(str(row["id"]))
        return ids


def _recipients(world: World, organization_id: str, now: datetime, new: int, seed: int) -> list[str]:
    """New contacts first, then all others; at least one."""
    known = [str(row["id"]) for row in world.hubflo.organizations[organization_id].contacts]
    added = [
        hubflo.add_contact(
            world.hubflo,
            organization_id,
            now,
            first_name="Casey",
            last_name=f"Newcomer {seed}-{number}",
            email=f"newcomer-{seed}-{number}@crowd.example",
        )
        for number in range(new or (0 if known else 1))
    ]
    return added + known


def _country(organization: hubflo.Organization) -> Country:
    told = organization.profile["country_subscription"]
    if told not in RATES:
        raise ValueError(f"no rates for {told}: say which country's to take")
    return cast(Country, told)
