"""The fields of a portal person that an import may write, and the three-way rule that protects edits."""

from collections.abc import Mapping

from domain.contact import LedgerContact, Person
from domain.text import cleaned

NAMES = ("first_name", "last_name")
ADDRESS = ("street", "city", "region", "postal_code", "country")
COMPANY = "company_id"
FIELDS = (*NAMES, "email", "phone", *ADDRESS, COMPANY)


def wanted_of(contact: LedgerContact) -> dict[str, str]:
    """What the ledger says for each field that it feeds, names as they are written when a person is created.

    The company is decided elsewhere.
    """
    address = contact.address
    return {
        "first_name": cleaned(contact.first_name),
        "last_name": cleaned(contact.last_name),
        "email": contact.email,
        "phone": contact.phone,
        "street": address.street,
        "city": address.city,
        "region": address.region,
        "postal_code": address.postal_code,
        "country": address.country,
    }


def current_of(person: Person) -> dict[str, str]:
    """What the portal holds now, field by field."""
    address = person.address
    return {
        "first_name": person.first_name,
        "last_name": person.last_name,
        "email": person.email,
        "phone": person.phone,
        "street": address.street,
        "city": address.city,
        "region": address.region,
        "postal_code": address.postal_code,
        "country": address.country,
        COMPANY: person.company_id or "",
    }


def filling(wanted: Mapping[str, str], current: Mapping[str, str]) -> dict[str, str]:
    """What linking writes: only fields that are empty now, an address only if all of it is.

    Half of one address beside half of another would be a third one that nobody lives at.
    """
    address_is_free = not any(current.get(field) for field in ADDRESS)
    return {
        field: value
        for field, value in wanted.items()
        if value and not current.get(field) and (field not in ADDRESS or address_is_free)
    }


def following(
    wanted: Mapping[str, str], current: Mapping[str, str], written: Mapping[str, str]
) -> dict[str, str]:
    """What a later change in the ledger writes: fields whose value is still what we last wrote.

    Empty counts as ours. A name or an email is never emptied: the portal needs the one, people the
    other. An address moves as a whole: one part edited by a person keeps all of it.
    """
    ours = {field: current.get(field, "") in ("", written.get(field, "")) for field in wanted}
    address_is_ours = all(ours[field] for field in ADDRESS if field in ours)
    changes: dict[str, str] = {}
    for field, value in wanted.items():
        free = address_is_ours if field in ADDRESS else ours[field]
        if not free or value == current.get(field, ""):
            continue
        if not value and (field in NAMES or field == "email"):
            continue
        changes[field] = value
    return changes


def kept_by_people(
    wanted: Mapping[str, str], current: Mapping[str, str], changes: Mapping[str, str]
) -> tuple[str, ...]:
    """Fields that differ from the ledger and stay, because a person wrote them."""
    return tuple(
        field
        for field, value in wanted.items()
        if value and field not in changes and value != current.get(field, "")
    )
