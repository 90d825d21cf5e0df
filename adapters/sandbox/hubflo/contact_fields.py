"""What a contact's body may say, and what it is refused for (Hubflo: API reference, contacts)."""

import re
from collections.abc import Mapping
from typing import Any

from adapters.sandbox.hubflo.calls import Call
from adapters.sandbox.hubflo.companies import new_row as new_company
from adapters.sandbox.hubflo.companies import shown as shown_company
from adapters.sandbox.hubflo.fields import blank, choice, tags, texts
from adapters.sandbox.hubflo.links import owner
from adapters.sandbox.hubflo.replies import instant, invalid
from adapters.sandbox.hubflo.table import Row
from adapters.sandbox.hubflo.webhooks.events import emit

CONTACT_TYPES = ("prospect", "client", "partner", "provider")
PRIORITIES = ("low", "medium", "high")
TEXTS = (
    "first_name",
    "last_name",
    "email",
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
)

_ADDRESS = re.compile(r"[^@\s]+@[^@\s]+")


def read(call: Call, existing: Row | None) -> dict[str, Any]:
    """The fields to write. Nothing is written, and no company made, before all of them are found good."""
    body = call.fields()
    fields: dict[str, Any] = {
        **texts(body, TEXTS),
        **choice(body, "contact_type", CONTACT_TYPES),
        **choice(body, "priority", PRIORITIES),
        **tags(body),
    }
    _check_names(call, fields, existing)
    _check_email(call, fields, existing)
    if existing is None:
        fields.setdefault("contact_type", call.state.switches.default_contact_type)
        fields.setdefault("priority", call.state.switches.default_priority)
    fields |= owner(call, body, existing)
    return fields | _company(call, body)


def _check_names(call: Call, fields: Mapping[str, Any], existing: Row | None) -> None:
    """`full_name` in a body is not read: the two names are required and make it."""
    present = existing if existing and call.state.switches.names_required == "either" else {}
    names = [fields.get(name, present.get(name)) for name in ("first_name", "last_name")]
    enough = any if call.state.switches.names_required == "either" else all
    if not enough(not blank(name) for name in names):
        raise invalid("Full name must be filled in")


def _check_email(call: Call, fields: dict[str, Any], existing: Row | None) -> None:
    email, switches = fields.get("email"), call.state.switches
    if not email:
        return
    if switches.email_checked and not _ADDRESS.fullmatch(email):
        raise invalid("Email is invalid")
    holders = call.organization.contacts.having("email", email, "case-insensitive")
    if switches.email_unique and any(holder is not existing for holder in holders):
        raise invalid("Email has already been taken")
    if switches.email_stored == "lower case":
        fields["email"] = email.lower()


def _company(call: Call, body: Mapping[str, Any]) -> dict[str, str | None]:
    """A company by id or by name; the id goes first."""
    links = texts(body, ("company_id", "company_name"))
    if "company_id" in links:
        company_id = links["company_id"]
        if company_id is None or call.organization.companies.get(company_id):
            return {"company_id": company_id}
        if call.state.switches.unknown_link == "refused":
            raise invalid("Company must exist")
    name = links.get("company_name")
    return {} if name is None or blank(name) else {"company_id": _company_named(call, name)}


def _company_named(call: Call, name: str) -> str:
    switches, companies = call.state.switches, call.organization.companies
    if switches.company_name == "finds":
        for found in companies.having("name", name, switches.company_name_match):
            return str(found["id"])
    row = new_company(call.state.new_id(), instant(call.now), {"name": name, **owner(call, {}, None)})
    companies.add(row)
    emit(call.state, call.organization, "company_created", lambda: shown_company(row), call.now)
    return str(row["id"])
