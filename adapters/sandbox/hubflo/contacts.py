"""Contacts: people, each in at most one company (Hubflo: API reference, contacts)."""

from collections.abc import Mapping
from typing import Any

from adapters.sandbox.http import Response
from adapters.sandbox.hubflo.calls import Call
from adapters.sandbox.hubflo.contact_fields import read
from adapters.sandbox.hubflo.fields import MAX_TAGS
from adapters.sandbox.hubflo.filters import selected
from adapters.sandbox.hubflo.paging import listing
from adapters.sandbox.hubflo.replies import instant, success
from adapters.sandbox.hubflo.state import Organization
from adapters.sandbox.hubflo.table import Row
from adapters.sandbox.hubflo.webhooks.events import emit

_BEFORE_EMAIL = ("id", "first_name", "last_name")
_AFTER_NAMES = (
    "email",
    "contact_type",
    "priority",
    "phone",
    "secondary_phone",
    "address",
    "postal_code",
    "city",
    "state",
    "country",
    "job_title",
    "url_linkedin",
    "hubspot_id",
    "created_at",
)


def index(call: Call) -> Response:
    """`GET /contacts`."""
    switches = call.state.switches
    rows = selected(
        call,
        call.organization.contacts,
        owner_id="owner_id",
        phone="phone",
        email=("email", switches.email_filter),
        company_id="company_id",
        contact_id="id",
        linkedin="url_linkedin",
        project_id=None,
    )
    return listing(call, rows, lambda row: shown(call.organization, row))


def create(call: Call) -> Response:
    """`POST /contacts`: no email is refused for being there already, unless the switch says so."""
    row = new_row(call.state.new_id(), instant(call.now), read(call, existing=None))
    call.organization.contacts.add(row)
    emit(call.state, call.organization, "contact_created", lambda: shown(call.organization, row), call.now)
    return success(call.state, call.organization, shown(call.organization, row), status=201)


def show(call: Call) -> Response:
    """`GET /contacts/{id}`."""
    return success(call.state, call.organization, shown(call.organization, call.record("contact")))


def update(call: Call) -> Response:
    """`PATCH /contacts/{id}`: what is not sent stays, but for both names, which have to be sent."""
    existing = call.record("contact")
    fields = read(call, existing=existing)
    if call.state.change(call.organization, "contact", existing["id"], fields, now=call.now, who="api"):
        organization, after = call.organization, call.record("contact")
        emit(call.state, organization, "contact_updated", lambda: shown(organization, after), call.now)
    return show(call)


def new_row(record_id: str, created_at: str, fields: Mapping[str, Any]) -> Row:
    """A contact with every key, those not given as null."""
    empty = dict.fromkeys((*_BEFORE_EMAIL, *_AFTER_NAMES, "company_id", "owner_id"))
    return {**empty, "tags": [], **fields, "id": record_id, "created_at": created_at}


def shown(organization: Organization, row: Row) -> dict[str, Any]:
    """A contact as JSON: every key, nulls included; the full name and the company's name are derived."""
    company = organization.companies.get(row["company_id"])
    return {
        **{name: row[name] for name in _BEFORE_EMAIL},
        "full_name": full_name(row),
        **{name: row[name] for name in _AFTER_NAMES},
        "company_name": company["name"] if company else None,
        "company_id": row["company_id"],
        "owner_id": row["owner_id"],
        "tags": row["tags"][:MAX_TAGS],
    }


def full_name(row: Mapping[str, Any]) -> str:
    """First and last name, as far as there are any."""
    return " ".join(name for name in (row["first_name"], row["last_name"]) if name)
