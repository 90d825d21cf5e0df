"""Companies: the organizations that contacts belong to (Hubflo: API reference, companies)."""

from collections.abc import Mapping
from typing import Any

from adapters.sandbox.http import Response
from adapters.sandbox.hubflo.calls import Call
from adapters.sandbox.hubflo.fields import MAX_TAGS, blank, tags, texts
from adapters.sandbox.hubflo.filters import selected
from adapters.sandbox.hubflo.links import owner
from adapters.sandbox.hubflo.paging import listing
from adapters.sandbox.hubflo.replies import instant, invalid, success
from adapters.sandbox.hubflo.table import Row
from adapters.sandbox.hubflo.webhooks.events import emit

TEXTS = (
    "name",
    "business_description",
    "email",
    "address",
    "postal_code",
    "city",
    "state",
    "country",
    "staff",
    "siret",
    "vat_number",
    "website",
    "url_linkedin",
    "hubspot_id",
)

_KEYS = ("id", *TEXTS, "parent_id", "created_at", "owner_id")


def index(call: Call) -> Response:
    """`GET /companies`."""
    rows = selected(
        call,
        call.organization.companies,
        parent_id="parent_id",
        owner_id="owner_id",
        name=("name", call.state.switches.name_filter),
        project_id=None,
    )
    contact_id = call.request.param("contact_id")
    if contact_id:
        contact = call.organization.contacts.get(contact_id)
        rows = [row for row in rows if contact and row["id"] == contact["company_id"]]
    return listing(call, rows, shown)


def create(call: Call) -> Response:
    """`POST /companies`: a second one of the same name is taken like the first."""
    row = new_row(call.state.new_id(), instant(call.now), _read(call, existing=None))
    call.organization.companies.add(row)
    emit(call.state, call.organization, "company_created", lambda: shown(row), call.now)
    return success(call.state, call.organization, shown(row), status=201)


def show(call: Call) -> Response:
    """`GET /companies/{id}`."""
    return success(call.state, call.organization, shown(call.record("company")))


def update(call: Call) -> Response:
    """`PATCH /companies/{id}`: what is not sent stays, but for the name, which has to be sent."""
    existing = call.record("company")
    fields = _read(call, existing)
    if call.state.change(call.organization, "company", existing["id"], fields, now=call.now, who="api"):
        after = call.record("company")
        emit(call.state, call.organization, "company_updated", lambda: shown(after), call.now)
    return show(call)


def new_row(record_id: str, created_at: str, fields: Mapping[str, Any]) -> Row:
    """A company with every key, those not given as null."""
    return {**dict.fromkeys(_KEYS), "tags": [], **fields, "id": record_id, "created_at": created_at}


def shown(row: Row) -> dict[str, Any]:
    """A company as JSON: every key, nulls included."""
    return {**{key: row[key] for key in _KEYS}, "tags": row["tags"][:MAX_TAGS]}


def _read(call: Call, existing: Row | None) -> dict[str, Any]:
    body = call.fields()
    fields = {**texts(body, TEXTS), **tags(body)}
    if blank(fields.get("name")):
        raise invalid("Name must be filled in")
    return fields | owner(call, body, existing)
