"""Writes some fields of a portal person, and records in one transaction what that means."""

from collections.abc import Callable, Mapping

from domain.contact import Person
from domain.dispatch import Act
from domain.ids import LedgerContactId
from domain.ports.store import Books
from domain.services.dispatching import Intent, done, send
from domain.services.turn import Turn

FOR_CONTACT = "@contact"
"""The fact of an update that names the ledger contact it was for; all others are fields."""


def change_person(
    turn: Turn,
    contact_id: LedgerContactId,
    person: Person,
    changes: Mapping[str, str],
    finish: Callable[[Books, Person], None],
) -> None:
    """Send `changes` (none: nothing is sent), then record what was written and `finish` together."""
    if not changes:
        with turn.writing() as books:
            books.portal.put_people([person], turn.clock.now())
            finish(books, person)
        return
    intent = Intent(
        act=Act.UPDATE_PERSON, subject=f"person:{person.id}", facts={**changes, FOR_CONTACT: contact_id}
    )
    envelope = turn.portal.update_person_envelope(person, changes)
    dispatch_id, changed = send(turn, intent, envelope, turn.portal.send_person)
    with turn.writing() as books:
        done(books, turn, dispatch_id, changed.id)
        books.portal.put_people([changed], turn.clock.now())
        books.links.wrote(changed.id, changes)
        finish(books, changed)
