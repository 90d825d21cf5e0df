"""Does what was decided for a contact: at most one write, with the reads that decide it directly before."""

from collections.abc import Mapping
from datetime import datetime

from domain.contact import Person
from domain.decision import Action, Decision
from domain.dispatch import ElementState, OpenElement
from domain.errors import NotFound, OutcomeUnknown, Rejected
from domain.event import SYSTEM
from domain.hold import Cause
from domain.ports.mirror import Kept
from domain.ports.store import Books
from domain.services.create_person import create_person
from domain.services.link_person import link_person
from domain.services.turn import Turn
from domain.services.update_person import update_person
from domain.standing import Standing
from domain.units import ActOn


def act(turn: Turn, unit: ActOn) -> None:
    """Act on one contact. What the portal refuses is held; what nobody can say is left to the look-up."""
    with turn.reading() as books:
        kept = books.ledger.get(unit.contact_id)
        open_write = _open_write(books, unit)
    if kept is None or kept.decision is None or kept.standing is not Standing.IN_WORK:
        return
    if open_write is not None:
        _wait_for(turn, kept, open_write)
        return
    try:
        _ACTS[kept.decision.action](turn, kept, kept.decision)
    except Rejected as problem:
        _hold_refused(turn, kept, problem)
    except NotFound:
        _person_is_gone(turn, kept, kept.decision)
    except OutcomeUnknown:
        with turn.writing() as books:
            books.ledger.postpone(kept.contact.id, turn.clock.now() + turn.rhythm.absence_wait)
        raise  # the side is given a rest: where one answer was lost, the next may be too


_ACTS = {
    Action.CREATE: create_person,
    Action.LINK: link_person,
    Action.UPDATE: update_person,
}
"""The other actions write nothing: their standing was final when they were decided."""


def _open_write(books: Books, unit: ActOn) -> OpenElement | None:
    """A write on any of the unit's subjects whose outcome is still open: nothing is sent beside it."""
    unsettled = (ElementState.DISPATCHED, ElementState.UNKNOWN)
    for element in books.dispatches.open():
        if element.element.subject in unit.subjects and element.element.state in unsettled:
            return element
    return None


def _wait_for(turn: Turn, kept: Kept, open_write: OpenElement) -> None:
    until = max(open_write.element.look_at or open_write.give_up_at, turn.clock.now())
    with turn.writing() as books:
        books.ledger.postpone(kept.contact.id, until + turn.rhythm.settle_pause)


def _person_is_gone(turn: Turn, kept: Kept, decision: Decision) -> None:
    """Whom we meant is not in the portal any more: a link is a person's to mend, a plan is ours."""
    now = turn.clock.now()
    with turn.writing() as books:
        person = books.portal.person(decision.person_id) if decision.person_id is not None else None
        if decision.action is Action.UPDATE:
            _hold(books, kept, "person-gone", {"other": person.name if person is not None else ""}, now)
            return
        if decision.person_id is not None:  # blank, not forgotten: somebody may put them back
            books.portal.put_people([Person(id=decision.person_id)], now)
        books.ledger.undecide([kept.contact.id])


def _hold_refused(turn: Turn, kept: Kept, problem: Rejected) -> None:
    with turn.writing() as books:
        _hold(books, kept, "portal-refused", {"said": problem.facts.get("said", "")}, turn.clock.now())


def _hold(books: Books, kept: Kept, code: str, more: Mapping[str, str], now: datetime) -> None:
    contact = kept.contact
    subject = f"contact:{contact.id}"
    facts = {
        "contact": contact.name,
        "contact_id": contact.id,
        "person": contact.person_name,
        "email": contact.email,
        **more,
    }
    if books.holds.put(subject, Cause(code=code, key=f"{code}:{contact.id}", facts=facts), now):
        books.events.add(at=now, actor=SYSTEM, subject=subject, code="held", facts={**facts, "code": code})
    books.ledger.settle(contact.id, Standing.NEEDS_YOU, books.scans.current_run())
