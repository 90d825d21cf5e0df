"""All contacts of one organisation with their indexes, so that a page of 100,000 costs milliseconds."""

import unicodedata
from bisect import bisect_left, bisect_right, insort
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from typing import Any

from adapters.sandbox.xero.contacts.record import Contact
from adapters.sandbox.xero.query.folding import fold
from adapters.sandbox.xero.switches import Switches

NameKey = Callable[[str], str]
Entry = tuple[Any, str]

ORDERS: dict[str, Callable[[Contact], Any]] = {
    "ContactID": lambda contact: contact.contact_id,
    "UpdatedDateUTC": lambda contact: contact.updated,
    "Name": lambda contact: contact.name.casefold(),
}
"""The orders that Xero has optimised for contacts, and what each sorts by."""

FOLDED = ("Name", "EmailAddress", "AccountNumber")
"""What contacts are looked up by in a `where`, without case and accents."""


def name_key(switches: Switches) -> NameKey:
    """What two names must share to be the same name."""

    def key(name: str) -> str:
        key = " ".join(name.split())
        if switches.name_uniqueness_ignores_accents and not key.isascii():
            key = "".join(c for c in unicodedata.normalize("NFKD", key) if not unicodedata.combining(c))
        return key.casefold() if switches.name_uniqueness_ignores_case else key

    return key


class ContactBook:
    """Contacts by id, by number (unique over all) and by name (for the active ones), and in order."""

    def __init__(self, key: NameKey) -> None:
        self._key = key
        self._by_id: dict[str, Contact] = {}
        self._by_number: dict[str, str] = {}
        self._by_name: dict[str, tuple[str, ...]] = {}
        self._ordered: dict[tuple[str, bool], list[Entry]] = {}
        self._folded: dict[str, dict[str, set[str]]] = {name: defaultdict(set) for name in FOLDED}

    def __len__(self) -> int:
        return len(self._by_id)

    def __iter__(self) -> Iterator[Contact]:
        return iter(self._by_id.values())

    def get(self, contact_id: str) -> Contact | None:
        return self._by_id.get(contact_id.lower())

    def with_number(self, number: str) -> Contact | None:
        found = self._by_number.get(number)
        return None if found is None else self._by_id[found]

    def active_with_name(self, name: str) -> list[Contact]:
        """Usually one or none; people can still make twins in Xero's screens."""
        return [self._by_id[one] for one in self._by_name.get(self._key(name), ())]

    def having(self, field: str, value: str) -> list[Contact]:
        """All contacts whose field equals the text without case and accents, archived ones too."""
        return [self._by_id[one] for one in self._folded[field].get(fold(value), ())]

    def add(self, contact: Contact) -> None:
        if contact.contact_id in self._by_id:
            raise ValueError(f"there is a contact {contact.contact_id} already")
        self._by_id[contact.contact_id] = contact
        self._index(contact)

    def change(
        self, contact: Contact, fields: dict[str, Any], updated: datetime
    ) -> dict[str, tuple[Any, Any]]:
        """Set fields, and give what differs as (old, new)."""
        self._unindex(contact)
        differing = {
            name: (contact.fields.get(name), value)
            for name, value in fields.items()
            if (contact.fields.get(name) or None) != (value or None)
        }
        contact.fields.update(fields)
        contact.updated = updated
        contact.forget()
        self._index(contact)
        return differing

    def ordered(self, order: str, *, archived: bool) -> list[Entry]:
        """(sort key, id) of all contacts in an optimised order; archived ones only if asked for."""
        known = self._ordered.get((order, archived))
        if known is None:
            key = ORDERS[order]
            rows = (contact for contact in self if archived or not contact.archived)
            known = sorted((key(contact), contact.contact_id) for contact in rows)
            self._ordered[order, archived] = known
        return known

    def changed_since(self, since: datetime, *, archived: bool, inclusive: bool) -> Iterable[Contact]:
        entries = self.ordered("UpdatedDateUTC", archived=archived)
        cut = bisect_left if inclusive else bisect_right
        start = cut(entries, since, key=lambda entry: entry[0])
        return (self._by_id[contact_id] for _, contact_id in entries[start:])

    def _index(self, contact: Contact) -> None:
        number = contact.fields.get("ContactNumber")
        if number:
            self._by_number.setdefault(number, contact.contact_id)
        if contact.fields["ContactStatus"] == "ACTIVE":
            key = self._key(contact.name)
            self._by_name[key] = (*self._by_name.get(key, ()), contact.contact_id)
        for name, found in self._folded.items():
            found[fold(contact.value(name) or "")].add(contact.contact_id)
        for (order, archived), entries in self._ordered.items():
            if archived or not contact.archived:
                insort(entries, (ORDERS[order](contact), contact.contact_id))

    def _unindex(self, contact: Contact) -> None:
        number = contact.fields.get("ContactNumber")
        if number and self._by_number.get(number) == contact.contact_id:
            del self._by_number[number]
        if contact.fields["ContactStatus"] == "ACTIVE":
            key = self._key(contact.name)
            left = tuple(one for one in self._by_name[key] if one != contact.contact_id)
            if left:
                self._by_name[key] = left
            else:
                del self._by_name[key]
        for name, found in self._folded.items():
            found[fold(contact.value(name) or "")].discard(contact.contact_id)
        for (order, archived), entries in self._ordered.items():
            if archived or not contact.archived:
                del entries[bisect_left(entries, (ORDERS[order](contact), contact.contact_id))]
