"""Whom an invoice is for (Xero: invoices, contacts; the traps from xeroizer issue 278 and others).

A contact is found by ContactID, else by ContactNumber, else by the name of an active one, else it is made.
Whatever else is sent with one that was found is **applied to it**, and its ContactPersons that are not listed
are gone. The sentence for a contact that is archived or asked to be forgotten is not on record.
"""

from dataclasses import dataclass
from typing import Any

from adapters.sandbox.xero.access import Context
from adapters.sandbox.xero.contacts import rules, writing
from adapters.sandbox.xero.contacts.record import Contact
from adapters.sandbox.xero.seeds import NIL

_NONE = "A Contact must be specified for this type of transaction"
_EMPTY = {True: "Contact cannot be empty.", False: "Paid to name cannot be empty."}
_NOT_ACTIVE = "The contact cannot be used because it is not active."


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """The contact that is there, if any, and the fields to write to it, or to make a new one of."""

    contact: Contact | None
    fields: dict[str, Any]


def read(context: Context, sent: dict[str, Any]) -> dict[str, Any]:
    """The contact's fields as they are sent, with its id. Raises Refused if they cannot be read."""
    fields = rules.read(sent, clean_names=context.state.switches.names_are_cleaned)
    return fields | {"ContactID": str(sent.get("ContactID") or NIL)}


def resolve(context: Context, sent: dict[str, Any] | None, *, sale: bool) -> tuple[Party | None, list[str]]:
    """Who is meant, and every sentence against it. Nothing is written yet."""
    fields = dict(sent or {})
    contact_id = fields.pop("ContactID", NIL)
    if contact_id != NIL and fields.get("Name") == "":
        return None, [_EMPTY[sale]]
    if contact_id == NIL and not (fields.get("ContactNumber") or fields.get("Name")):
        return None, [_NONE]
    found, key = _find(context, contact_id, fields)
    if found is None:
        errors = [writing.UNKNOWN] if contact_id != NIL else list(rules.errors(context, fields, None))
        return Party(contact=None, fields=fields), errors
    if found.fields["ContactStatus"] != "ACTIVE":
        return None, [_NOT_ACTIVE]
    more = {name: value for name, value in fields.items() if name != key}
    if not more:
        return Party(contact=found, fields={}), []
    applied = {"ContactPersons": []} | more
    return Party(contact=found, fields=applied), list(rules.errors(context, applied, found))


def settle(context: Context, party: Party) -> Contact:
    """The contact itself, made or changed as the request says."""
    if party.contact is None:
        return writing.create(context, party.fields)
    if party.fields:
        writing.change(context, party.contact, party.fields)
    return party.contact


def _find(context: Context, contact_id: str, fields: dict[str, Any]) -> tuple[Contact | None, str]:
    """The contact, and the field that it was found by."""
    book = context.organisation.contacts
    if contact_id != NIL:
        return book.get(contact_id), "ContactID"
    numbered = book.with_number(fields["ContactNumber"]) if fields.get("ContactNumber") else None
    if numbered is not None:
        return numbered, "ContactNumber"
    named = book.active_with_name(fields["Name"]) if fields.get("Name") else []
    return (named[0] if named else None), "Name"
