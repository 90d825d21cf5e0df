"""What Xero refuses in a contact, in Xero's sentences (from its specification and from issues).

The sentences for a text that is too long, for `<` and `>` and for a sixth contact person are not on record.
"""

import re
from typing import Any

from adapters.sandbox.xero.access import Context
from adapters.sandbox.xero.contacts.record import SETTABLE, TEXTS, Contact
from adapters.sandbox.xero.wire.replies import Refused, post_data_invalid

_LONGEST = {
    "Name": 255,
    "FirstName": 255,
    "LastName": 255,
    "EmailAddress": 255,
    "ContactNumber": 50,
    "AccountNumber": 50,
    "TaxNumber": 50,
    "CompanyNumber": 50,
}
_LONGEST_PARTS = {
    "AddressLine1": 500,
    "AddressLine2": 500,
    "AddressLine3": 500,
    "AddressLine4": 500,
    "City": 255,
    "Region": 255,
    "AttentionTo": 255,
    "PostalCode": 50,
    "Country": 50,
    "PhoneNumber": 50,
    "PhoneAreaCode": 10,
    "PhoneCountryCode": 20,
}
_EMAIL = re.compile(r"[!-~]+@[!-~]+\.[!-~]+$")
_STATUSES = ("ACTIVE", "ARCHIVED", "GDPRREQUEST")
_MOST_PERSONS = 5


def read(sent: dict[str, Any], *, clean_names: bool) -> dict[str, Any]:
    """The settable fields. What is read-only or null is passed over; a wrong type refuses the request."""
    fields: dict[str, Any] = {}
    for name, value in sent.items():
        if name not in SETTABLE or value is None:
            continue
        if name in TEXTS:
            fields[name] = _text(name, value)
        elif name == "PaymentTerms":
            fields[name] = value
        else:
            fields[name] = _parts(name, value)
    if clean_names and "Name" in fields:
        fields["Name"] = " ".join(fields["Name"].split())
    if fields.get("ContactStatus", "ACTIVE") not in _STATUSES:
        raise Refused(
            post_data_invalid(f'Error converting value "{fields["ContactStatus"]}" to type ContactStatus.')
        )
    return fields


def errors(context: Context, fields: dict[str, Any], existing: Contact | None) -> tuple[str, ...]:
    """Every sentence against the element; `existing` is the contact that it would change."""
    return (
        *_name_errors(context, fields, existing),
        *_number_errors(context, fields, existing),
        *_field_errors(context, fields),
    )


def _name_errors(context: Context, fields: dict[str, Any], existing: Contact | None) -> list[str]:
    """A name is needed once, and unique among active contacts."""
    if existing is not None and "Name" not in fields and not _activates(fields, existing):
        return []
    name = fields.get("Name", "" if existing is None else existing.name)
    if not name.strip():
        return ["Contact Name cannot be empty."]
    found = []
    if "<" in name or ">" in name:
        found.append("The contact name cannot contain the characters < or >.")
    if name != " ".join(name.split()):
        found.append("The contact name cannot contain leading, trailing or repeated spaces.")
    status = fields.get("ContactStatus", "ACTIVE" if existing is None else existing.fields["ContactStatus"])
    others = [one for one in context.organisation.contacts.active_with_name(name) if one is not existing]
    if others and status == "ACTIVE":
        found.append(
            f"The contact name {name} is already assigned to another contact. "
            "The contact name must be unique across all active contacts."
        )
    return found


def _number_errors(context: Context, fields: dict[str, Any], existing: Contact | None) -> list[str]:
    """A number is unique over all contacts, archived ones included."""
    number = fields.get("ContactNumber")
    other = context.organisation.contacts.with_number(number) if number else None
    if other is None or other is existing:
        return []
    taken = f"The contact number {number} is already assigned to another contact. "
    return [taken + "The contact number must be unique across all contacts."]


def _field_errors(context: Context, fields: dict[str, Any]) -> list[str]:
    found = []
    for name, longest in _LONGEST.items():
        if len(fields.get(name, "")) > longest:
            found.append(f"{name} cannot be longer than {longest} characters.")
    parts = [part for name in ("Phones", "Addresses") for part in fields.get(name, [])]
    for name, longest in _LONGEST_PARTS.items():
        if any(len(part.get(name) or "") > longest for part in parts):
            found.append(f"{name} cannot be longer than {longest} characters.")
    persons = fields.get("ContactPersons", [])
    if len(persons) > _MOST_PERSONS:
        found.append(f"A contact cannot have more than {_MOST_PERSONS} contact persons.")
    emails = [fields.get("EmailAddress"), *(person.get("EmailAddress") for person in persons)]
    if any(email and not _EMAIL.match(email) for email in emails):
        found.append("Email address must be valid.")
    rates = {row["TaxType"] for row in context.organisation.tax_rates if row["Status"] == "ACTIVE"}
    if any(
        fields.get(f"Accounts{side}TaxType", "") not in {"", *rates} for side in ("Receivable", "Payable")
    ):
        found.append("Tax rate must be valid.")
    code = fields.get("DefaultCurrency", "")
    if code and code not in {row["Code"] for row in context.organisation.currencies}:
        found.append(f"Organisation is not subscribed to currency {code}")
    if fields.get("ContactStatus") == "GDPRREQUEST":
        found.append("A GDPR request can only be made in Xero.")
    return found


def _activates(fields: dict[str, Any], existing: Contact) -> bool:
    return fields.get("ContactStatus") == "ACTIVE" and existing.fields["ContactStatus"] != "ACTIVE"


def _text(name: str, value: Any) -> str:
    """A number is taken as its text, as the service's JSON reader does."""
    if isinstance(value, (dict, list, bool)):
        raise Refused(post_data_invalid(f"Error reading string. Path 'Contacts[0].{name}'."))
    text = str(value)
    return text if name == "Name" else text.strip()


def _parts(name: str, value: Any) -> list[dict[str, Any]]:
    if not isinstance(value, list) or not all(isinstance(part, dict) for part in value):
        raise Refused(post_data_invalid(f"Error: an array is expected. Path 'Contacts[0].{name}'."))
    return [
        {
            key: item
            for key, item in part.items()
            if isinstance(item, (str, bool)) and key != "ValidationErrors"
        }
        for part in value
    ]
