"""A small consultancy's two sides, as they are on the day it connects Hubflo to Xero."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from adapters.sandbox import hubflo, xero
from adapters.sandbox.seeds.ledger_customers import CUSTOMERS
from adapters.sandbox.seeds.ledger_left_out import LEFT_OUT
from adapters.sandbox.seeds.places import ledger_place, portal_place
from adapters.sandbox.seeds.portal_rows import COMPANIES, PEOPLE
from adapters.sandbox.seeds.rows import Expected, LedgerRow
from adapters.sandbox.world import World

REDIRECT_URIS = ("http://localhost:8765/callback",)
LEDGER_NAME = "Hartley & Moss Consulting Ltd"
PORTAL_NAME = "Hartley & Moss"


@dataclass(frozen=True, slots=True, kw_only=True)
class Firm:
    """The ids of the seeded firm, and its notable records by label."""

    organization_id: str
    api_key: str
    tenant_id: str
    client_id: str
    client_secret: str | None
    webhook_key: str
    redirect_uris: tuple[str, ...]
    ledger: Mapping[str, str]
    """ContactID by label."""
    people: Mapping[str, str]
    """Id of the Hubflo contact by label."""
    companies: Mapping[str, str]
    """Id of the Hubflo company by label."""
    expected: Mapping[str, Expected]
    """What an import should make of each ledger contact, by label."""
    left_out: Mapping[str, frozenset[str]]
    """All reasons for which a ledger contact is left out, in plain words, by label."""


def firm(world: World, now: datetime, *, redirect_uris: tuple[str, ...] = REDIRECT_URIS) -> Firm:
    """Seed the firm into the world's two models. Nothing is connected yet."""
    with world.lock:
        app = xero.register_app(world.xero, redirect_uris=redirect_uris, kind="pkce")
        tenant_id = xero.add_organisation(world.xero, name=LEDGER_NAME, country="GB", now=now)
        organization = hubflo.add_organization(world.hubflo, name=PORTAL_NAME, now=now)
        ledger = _ledger(world, tenant_id, now)
        companies = _companies(world, organization.id, now)
        people = _people(world, organization.id, companies, now)
    rows = (*CUSTOMERS, *LEFT_OUT)
    return Firm(
        organization_id=organization.id,
        api_key=organization.api_key,
        tenant_id=tenant_id,
        client_id=app.client_id,
        client_secret=app.client_secret,
        webhook_key=app.webhook_key,
        redirect_uris=redirect_uris,
        ledger=ledger,
        people=people,
        companies=companies,
        expected={row.label: row.expected for row in rows},
        left_out={row.label: frozenset(row.reasons) for row in rows if row.reasons},
    )


def _ledger(world: World, tenant_id: str, now: datetime) -> dict[str, str]:
    rows = (*CUSTOMERS, *LEFT_OUT)
    ids = {
        row.label: xero.add_contact(world.xero, tenant_id=tenant_id, now=now, **_ledger_fields(number, row))
        for number, row in enumerate(rows)
    }
    for row in rows:
        if row.merged_into is not None:
            into = ids[row.merged_into]
            xero.merge_contacts(
                world.xero, tenant_id=tenant_id, now=now, contact_id=ids[row.label], into=into
            )
    return ids


def _ledger_fields(number: int, row: LedgerRow) -> dict[str, Any]:
    """The contact by Xero's names; what is None in the table has no key in Xero."""
    given = {"FirstName": row.first, "LastName": row.last, "EmailAddress": row.email}
    return {
        "Name": row.name,
        "ContactStatus": row.status,
        "IsCustomer": row.customer,
        "IsSupplier": row.supplier,
        **{name: value for name, value in given.items() if value is not None},
        **ledger_place(number),
        **row.more,
    }


def _companies(world: World, organization_id: str, now: datetime) -> dict[str, str]:
    return {
        row.label: hubflo.add_company(
            world.hubflo, organization_id, now, name=row.name, **{**portal_place(number), **row.more}
        )
        for number, row in enumerate(COMPANIES)
    }


def _people(
    world: World, organization_id: str, companies: Mapping[str, str], now: datetime
) -> dict[str, str]:
    return {
        row.label: hubflo.add_contact(
            world.hubflo,
            organization_id,
            now,
            first_name=row.first,
            last_name=row.last,
            email=row.email,
            company_id=companies[row.company] if row.company else None,
            **{**portal_place(number), **row.more},
        )
        for number, row in enumerate(PEOPLE)
    }
