"""What people do in Hubflo's own screens; none of it asks for a key or counts against the rate.

The state is given by position: a contact has a field of that name.
"""

from datetime import datetime
from typing import Any

from adapters.sandbox.hubflo import companies, contact_fields, contacts
from adapters.sandbox.hubflo.fields import only
from adapters.sandbox.hubflo.replies import instant
from adapters.sandbox.hubflo.state import HubfloState, Organization
from adapters.sandbox.hubflo.webhooks.events import emit

_CONTACT_FIELDS = {*contact_fields.TEXTS, "contact_type", "priority", "company_id", "owner_id", "tags"}
_COMPANY_FIELDS = {*companies.TEXTS, "parent_id", "owner_id", "tags"}


def add_contact(state: HubfloState, /, organization_id: str, now: datetime, **fields: Any) -> str:
    """A person types in a contact; screens also take one with a single name. Returns its id."""
    organization = state.organizations[organization_id]
    only(fields, _CONTACT_FIELDS)
    defaults = {
        "contact_type": state.switches.default_contact_type,
        "priority": state.switches.default_priority,
        "owner_id": organization.members.rows[0]["id"],
    }
    row = contacts.new_row(state.new_id(), instant(now), {**defaults, **fields})
    organization.contacts.add(row)
    emit(state, organization, "contact_created", lambda: contacts.shown(organization, row), now)
    return str(row["id"])


def add_company(state: HubfloState, /, organization_id: str, now: datetime, **fields: Any) -> str:
    """A person types in a company. Returns its id."""
    organization = state.organizations[organization_id]
    only(fields, _COMPANY_FIELDS)
    defaults = {"owner_id": organization.members.rows[0]["id"]}
    row = companies.new_row(state.new_id(), instant(now), {**defaults, **fields})
    organization.companies.add(row)
    emit(state, organization, "company_created", lambda: companies.shown(row), now)
    return str(row["id"])


def edit_contact(
    state: HubfloState, /, organization_id: str, contact_id: str, now: datetime, **fields: Any
) -> None:
    """A person changes a contact."""
    only(fields, _CONTACT_FIELDS)
    organization = state.organizations[organization_id]
    if state.change(organization, "contact", contact_id, fields, now=now, who="person"):
        after = organization.contacts[contact_id]
        emit(state, organization, "contact_updated", lambda: contacts.shown(organization, after), now)


def edit_company(
    state: HubfloState, /, organization_id: str, company_id: str, now: datetime, **fields: Any
) -> None:
    """A person changes a company; its contacts show the new name at once."""
    only(fields, _COMPANY_FIELDS)
    organization = state.organizations[organization_id]
    if state.change(organization, "company", company_id, fields, now=now, who="person"):
        after = organization.companies[company_id]
        emit(state, organization, "company_updated", lambda: companies.shown(after), now)


def add_member(
    state: HubfloState,
    organization_id: str,
    now: datetime,
    *,
    email: str,
    full_name: str,
    role: str = "owner",
) -> str:
    """A colleague joins the organization. Returns the member's id."""
    member_id = state.new_id()
    state.organizations[organization_id].members.add(
        {"id": member_id, "email": email, "full_name": full_name, "role": role, "added_at": instant(now)}
    )
    return member_id


def rotate_api_key(state: HubfloState, /, organization_id: str, now: datetime) -> str:
    """A person generates a new key; the old one is dead at once. Returns the new key."""
    organization = state.organizations[organization_id]
    old, organization.api_key = organization.api_key, state.new_key()
    state.enrol(organization)
    hints = {"api_key": _hint(old)}, {"api_key": _hint(organization.api_key)}
    state.log(organization, "organization", organization.id, *hints, now=now, who="person")
    return organization.api_key


def add_organization(
    state: HubfloState, *, name: str, now: datetime, currency: str = "GBP", **overrides: Any
) -> Organization:
    """A new customer of Hubflo, with an owner and a key; `overrides` are keys of `GET /organizations`."""
    profile = {
        "id": state.new_id(),
        "name": name,
        "website": None,
        "business_description": None,
        "accent_color": "#335577",
        "sidebar_color": "#FFFFFF",
        "sidebar_text_color": "#111111",
        "menu_tasks_visibility": True,
        "menu_messaging_visibility": True,
        "menu_forms_visibility": True,
        "menu_billing_visibility": True,
        "menu_smartdocs_visibility": True,
        "menu_workflows_visibility": False,
        "currency": currency,
        "project_module_enabled": True,
        "project_wording": "project",
        "enable_2fa_on_users": False,
        "enable_2fa_on_contact_authentications": False,
        "country_subscription": "GB",
        "created_at": instant(now),
        "portal_subdomain": "client",
        "portal_host": "client.example.com",
        "logo_url": None,
        "cover_url": None,
    }
    only(overrides, set(profile))
    profile |= overrides
    organization = Organization(id=str(profile["id"]), api_key=state.new_key(), profile=profile)
    state.enrol(organization)
    add_member(state, organization.id, now, email="owner@example.com", full_name="Owner of the account")
    return organization


def _hint(key: str) -> str:
    """Enough of a key to tell two apart, not enough to use it."""
    return f"…{key[-4:]}"
