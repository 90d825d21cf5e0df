"""Watches for twins after a repeat: what went missing first may have landed after all, and late."""

from domain.dispatch import Act, OpenElement
from domain.errors import NotFound
from domain.event import SYSTEM
from domain.hold import Cause, twin_of
from domain.ids import CompanyId, PersonId
from domain.services.dispatching import TWIN_AGAIN, may_land_beside
from domain.services.looked_for import settle_found
from domain.services.recognising import called, emails_of, made_by
from domain.services.turn import Turn


def watch_for_twins(turn: Turn, repeat: OpenElement) -> None:
    """One record must be found; two are an alarm with both ids, until one is left."""
    look = _people if repeat.element.act is Act.CREATE_PERSON else _companies
    found = look(turn, repeat)
    now = turn.clock.now()
    subject = twin_of(repeat.element.subject)
    look_at = None
    with turn.writing() as books:
        if len(found) > 1:
            look_at = now + TWIN_AGAIN
            name, ids = next(iter(found.values())), ", ".join(found)
            facts = {"name": name, "ids": ids, "keep": repeat.element.remote_id}
            if books.holds.put(subject, Cause(code="twin", key=subject, facts=facts), now):
                about = repeat.element.subject
                books.events.add(at=now, actor=SYSTEM, subject=about, code="twin", facts=facts)
        else:
            books.holds.release(subject)
        settle_found(books, repeat, repeat.element.remote_id, look_at=look_at)


def _people(turn: Turn, repeat: OpenElement) -> dict[str, str]:
    with turn.reading() as books:
        tries = [repeat, *may_land_beside(books, repeat)]
    seen_at = turn.clock.now()
    people = [person for email in emails_of(tries) for person in turn.portal.people_by_email(email)]
    with turn.writing() as books:
        books.portal.put_people(people, seen_at)
    found: dict[str, str] = {person.id: person.name for one in tries for person in made_by(one, people)}
    kept = PersonId(repeat.element.remote_id)
    if found and kept not in found:
        try:  # it may have another email by now
            found[kept] = turn.portal.person(kept).name
        except NotFound:
            return found
    return found


def _companies(turn: Turn, repeat: OpenElement) -> dict[str, str]:
    name, key = repeat.element.facts.get("name", ""), repeat.element.facts.get("key", "")
    seen_at = turn.clock.now()
    same = called(turn.portal.companies_by_name(name), name, key)
    with turn.writing() as books:
        books.portal.put_companies(same, seen_at)
    found: dict[str, str] = {company.id: company.name for company in same if company.name == name}
    kept = CompanyId(repeat.element.remote_id)
    if found and kept not in found:
        try:  # it may have another name by now
            found[kept] = turn.portal.company(kept).name
        except NotFound:
            return found
    return found
