"""Forgets a person: every fact of theirs is blanked here, and the import never brings them back."""

from dataclasses import dataclass

from domain.eligibility import FORGOTTEN
from domain.ids import ConnectionId
from domain.ports.clock import Clock
from domain.ports.store import Store
from domain.services.answering import one_contact

_KEPT_FACTS = ("person_id", "contact_id", "code", "action", "evidence", "state", "dispatch", "act")
"""Facts of events that say nothing about a person but the two ids."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Forgetting:
    """What we hold of a contact; neither Xero's nor Hubflo's own record is touched."""

    store: Store
    clock: Clock

    def forget(self, connection_id: ConnectionId, who: str, *, actor: str) -> tuple[str, str]:
        """Blank it and answer the two ids ('' where it was never linked). Raises Invalid."""
        with self.store.writing(connection_id) as books:
            kept = one_contact(books, who)
            contact_id = kept.contact.id
            subject = f"contact:{contact_id}"
            link = books.links.person_link(contact_id)
            books.ledger.forget(contact_id, FORGOTTEN)
            books.holds.release(subject)
            books.answers.remove(contact_id)
            books.events.forget(subject, _KEPT_FACTS)
            books.dispatches.forget(subject)
            if link is not None and len(books.links.links_of_person(link.person_id)) == 1:
                books.portal.forget(link.person_id)
                books.links.forget_written(link.person_id)
                books.dispatches.forget(f"person:{link.person_id}")
            person_id = link.person_id if link is not None else ""
            facts = {"contact_id": contact_id, "person_id": person_id}
            books.events.add(at=self.clock.now(), actor=actor, subject=subject, code="forgotten", facts=facts)
        return contact_id, person_id
