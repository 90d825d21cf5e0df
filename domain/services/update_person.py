"""Brings a later change in the ledger over, into fields that still hold what we last wrote."""

from domain.contact import Person
from domain.decision import Decision
from domain.event import SYSTEM
from domain.fields import current_of, following, kept_by_people, wanted_of
from domain.ports.mirror import Kept
from domain.ports.store import Books
from domain.services.change_person import change_person
from domain.services.joining import end_work, settle_contact
from domain.services.turn import Turn
from domain.standing import Standing
from domain.text import cleaned


def update_person(turn: Turn, kept: Kept, decision: Decision) -> None:
    """Read the person, write what may be written, and note what a person's edit keeps as it is."""
    if decision.person_id is None:
        raise AssertionError("an update names its person")
    contact_id = kept.contact.id
    person = turn.portal.person(decision.person_id)
    with turn.reading() as books:
        written = books.links.written(person.id)
        answer = books.answers.of([contact_id]).get(contact_id)
    wanted, current = wanted_of(kept.contact), current_of(person)
    if answer is not None and answer.last_name:  # a name that a person gave outlives Xero's
        wanted |= {"first_name": cleaned(answer.first_name), "last_name": cleaned(answer.last_name)}
    changes = following(wanted, current, written)
    stays = ", ".join(kept_by_people(wanted, current, changes))

    def finish(books: Books, changed: Person) -> None:
        now = turn.clock.now()
        if changes:
            facts = {"person_id": changed.id, "fields": ", ".join(changes), "kept": stays}
            settle_contact(books, kept, Standing.UPDATED, code="person-updated", facts=facts, now=now)
            return
        end_work(books, kept, Standing.UNCHANGED)
        if stays:
            subject, facts = f"contact:{contact_id}", {"fields": stays}
            books.events.add(at=now, actor=SYSTEM, subject=subject, code="edit-kept", facts=facts)

    change_person(turn, contact_id, person, changes, finish)
