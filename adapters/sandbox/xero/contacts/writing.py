"""`PUT /Contacts`, `POST /Contacts` and `POST /Contacts/{id}` (Xero: contacts).

PUT creates and refuses what is there already; POST changes the contact with that id, number or active name,
and creates one if there is none. Texts that are not sent stay; the arrays ContactPersons, Phones and
Addresses are replaced whole. IsCustomer and IsSupplier cannot be set.
"""

from typing import Any

from adapters.sandbox.xero import batch
from adapters.sandbox.xero.access import Context
from adapters.sandbox.xero.contacts import rules
from adapters.sandbox.xero.contacts.record import Contact
from adapters.sandbox.xero.logs import Change
from adapters.sandbox.xero.seeds import NIL
from adapters.sandbox.xero.webhooks.events import emit
from adapters.sandbox.xero.wire.moments import to_millisecond
from adapters.sandbox.xero.wire.replies import Reply, not_found

UNKNOWN = "The contact with the specified contact details has not been found."


def create_contacts(context: Context) -> Reply:
    return _write(context, batch.read_elements(context, "Contacts"), upsert=False)


def update_or_create_contacts(context: Context) -> Reply:
    return _write(context, batch.read_elements(context, "Contacts"), upsert=True)


def update_contact(context: Context) -> Reply:
    """The id of the address counts, whatever the body says."""
    if context.organisation.contacts.get(context.rest[0]) is None:
        return not_found()
    elements = batch.read_elements(context, "Contacts")
    return _write(
        context, [element | {"ContactID": context.rest[0]} for element in elements[:1]], upsert=True
    )


def _write(context: Context, elements: list[dict[str, Any]], *, upsert: bool) -> Reply:
    """All are read before any is written; then each sees what the ones before it did."""
    clean = context.state.switches.names_are_cleaned
    readings = [rules.read(element, clean_names=clean) for element in elements]
    outcomes = [
        _one(context, element, fields, upsert=upsert)
        for element, fields in zip(elements, readings, strict=True)
    ]
    return batch.tell(context, "Contacts", outcomes, summarize=batch.summarizes(context))


def _one(context: Context, sent: dict[str, Any], fields: dict[str, Any], *, upsert: bool) -> batch.Outcome:
    wanted_id = str(sent.get("ContactID") or NIL)
    existing = _find(context, wanted_id, fields) if upsert else None
    errors: tuple[str, ...]
    if upsert and existing is None and wanted_id != NIL:
        errors = (UNKNOWN,)
    else:
        errors = rules.errors(context, fields, existing)
    if errors:
        return batch.Outcome(_echo(fields, existing), errors)
    if existing is None:
        return batch.Outcome(create(context, fields).wire())
    change(context, existing, fields)
    return batch.Outcome(existing.wire())


def _find(context: Context, contact_id: str, fields: dict[str, Any]) -> Contact | None:
    """By id alone if there is one, else by number, else by active name."""
    book = context.organisation.contacts
    if contact_id != NIL:
        return book.get(contact_id)
    numbered = book.with_number(fields["ContactNumber"]) if fields.get("ContactNumber") else None
    named = book.active_with_name(fields["Name"]) if fields.get("Name") else []
    return numbered or (named[0] if named else None)


def create(context: Context, fields: dict[str, Any]) -> Contact:
    """Add a contact whose fields were judged before."""
    contact = Contact(
        context.state.seeds.guid("contact"), {"ContactStatus": "ACTIVE"} | fields, to_millisecond(context.now)
    )
    context.organisation.contacts.add(contact)
    emit(context.state, context.tenant_id, "CONTACT", contact.contact_id, "CREATE", context.now)
    return contact


def change(context: Context, contact: Contact, fields: dict[str, Any]) -> None:
    """Change it and write down what differs, even if nothing does: UpdatedDateUTC moved."""
    if contact.archived and not context.state.switches.unarchive_by_api:
        fields = {name: value for name, value in fields.items() if name != "ContactStatus"}
    differing = context.organisation.contacts.change(contact, fields, to_millisecond(context.now))
    context.state.changes.append(
        Change(
            at=context.now,
            tenant_id=context.tenant_id,
            kind="Contact",
            record_id=contact.contact_id,
            fields=differing,
            who="api",
            client_id=context.app.client_id,
        )
    )
    emit(context.state, context.tenant_id, "CONTACT", contact.contact_id, "UPDATE", context.now)


def _echo(fields: dict[str, Any], existing: Contact | None) -> dict[str, Any]:
    """The element as it was sent, with the arrays that Xero adds; a new one carries an id of zeros."""
    shown: dict[str, Any] = {"ContactID": NIL if existing is None else existing.contact_id}
    shown |= {
        name: value for name, value in fields.items() if name not in ("Addresses", "Phones", "ContactPersons")
    }
    for name in ("Addresses", "Phones"):
        shown[name] = [part | {"ValidationErrors": []} for part in fields.get(name, [])]
    return shown | {"ContactGroups": [], "ContactPersons": fields.get("ContactPersons", [])}
