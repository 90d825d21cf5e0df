"""Plans a batch of undecided contacts, and keeps holds and links in step with it. No call is made."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from domain.contact import ContactState, LedgerContact, Person
from domain.decision import Action, Decision
from domain.event import SYSTEM
from domain.hold import Cause
from domain.ids import LedgerContactId
from domain.import_plan import STANDING_OF, Known, Planned, Undecided, known_ids, plan
from domain.links import LinkState, PersonLink
from domain.ports.mirror import Kept
from domain.ports.store import Books
from domain.services.turn import Turn

BATCH = 200


def decide(turn: Turn) -> None:
    """Decide on the next batch, in the order of ids."""
    now = turn.clock.now()
    with turn.writing() as books:
        batch = books.ledger.undecided(BATCH)
        record(books, batch, plan(undecided_of(batch), gather(books, batch)), now)


def undecided_of(batch: Iterable[Kept]) -> tuple[Undecided, ...]:
    """What the plan sees of mirrored contacts."""
    return tuple(
        Undecided(contact=kept.contact, keys=kept.keys, reasons=kept.reasons, forgotten=kept.forgotten)
        for kept in batch
    )


def gather(books: Books, batch: Sequence[Kept]) -> Known:
    """Everything in the books that decisions on this batch rest on."""
    emails = {kept.keys.email for kept in batch if kept.keys.email and not kept.reasons}
    names = {kept.keys.person for kept in batch if kept.keys.person and not kept.reasons}
    company_keys = {kept.keys.company for kept in batch if kept.keys.company and not kept.reasons}
    numbers = {n for kept in batch for n in (kept.keys.vat, kept.keys.registration) if n}
    sharing = books.ledger.eligible_by_email(emails)
    ids = {kept.contact.id for kept in batch}
    mates = {kept.contact.id for group in sharing.values() for kept in group}
    answers = books.answers.of(ids | mates)
    named = known_ids(undecided_of(batch), answers)
    by_email = books.portal.people_by_email(emails)
    by_name = books.portal.people_by_name(names)
    # Who is blank here was forgotten, or is gone from the portal: nobody to link to.
    people = {key: person for key, person in books.portal.people_by_id(named).items() if person.name}
    everybody = [*people.values(), *_flat(by_email), *_flat(by_name)]
    company_ids = {person.company_id for person in everybody if person.company_id}
    return Known(
        links=books.links.person_links(ids),
        answers=answers,
        people_by_email=by_email,
        people_by_name=by_name,
        people=people,
        companies=books.portal.companies_by_id(named | company_ids),
        companies_by_key=books.portal.companies_by_key(company_keys),
        companies_by_number=books.portal.companies_by_number(numbers),
        sharing={key: [kept.contact for kept in group] for key, group in sharing.items()},
        planned_people={
            key: [_planned(kept) for kept in group]
            for key, group in books.ledger.planned_people(names).items()
        },
        planned_companies=books.ledger.planned_companies(company_keys),
    )


def record(books: Books, batch: Sequence[Kept], decisions: Sequence[Decision], now: datetime) -> None:
    """Store decisions with the standing, holds, link states and events that follow from them."""
    before = {kept.contact.id: kept for kept in batch}
    links = books.links.person_links(list(before))
    standing = {decision.contact_id: STANDING_OF[decision.action] for decision in decisions}
    books.ledger.decide(decisions, standing, books.scans.current_run())
    reopened: set[str] = set()
    for decision in decisions:
        kept = before[decision.contact_id]
        reopened |= _hold_or_release(books, kept, decision, now)
        link = links.get(decision.contact_id)
        if link is not None:
            _follow_state(books, kept.contact, link, eligible=not kept.reasons, now=now)
    reopened -= {f"contact:{contact_id}" for contact_id in before}
    books.ledger.undecide(LedgerContactId(subject.removeprefix("contact:")) for subject in sorted(reopened))


def _hold_or_release(books: Books, kept: Kept, decision: Decision, now: datetime) -> set[str]:
    """Hold what must be asked, release what need not be any more; answers who shared a released cause."""
    subject = f"contact:{decision.contact_id}"
    if decision.cause is not None:
        if books.holds.put(subject, decision.cause, now):
            _tell(books, subject, "held", _held_facts(decision.cause), now)
        return set()
    released = books.holds.release(subject)
    keys = {f"email-on-several:{kept.keys.email}"} if kept.keys.email else set()
    if released is not None:
        _tell(books, subject, "released", {"code": released.cause.code}, now)
        keys.add(released.cause.key)
    if decision.action in (Action.CREATE, Action.LINK) and decision.evidence is not None:
        facts = {"action": decision.action.value, "evidence": decision.evidence.code}
        _tell(books, subject, "decided", {**decision.evidence.facts, **facts}, now)
    return {hold.subject for key in keys for hold in books.holds.with_key(key)}


def _held_facts(cause: Cause) -> dict[str, str]:
    return {**cause.facts, "code": cause.code}


def _follow_state(
    books: Books, contact: LedgerContact, link: PersonLink, *, eligible: bool, now: datetime
) -> None:
    """A contact that is archived or no longer eligible is not deleted anywhere: its link says so."""
    if contact.merged_into is not None:
        state = LinkState.MERGED
    elif contact.state is not ContactState.ACTIVE:
        state = LinkState.ARCHIVED
    else:
        state = LinkState.ACTIVE if eligible else LinkState.NOT_ELIGIBLE
    if state is not link.state:
        books.links.set_state(contact.id, state)
        _tell(books, f"contact:{contact.id}", "link-state", {"state": state.value}, now)


def _tell(books: Books, subject: str, code: str, facts: Mapping[str, str], now: datetime) -> None:
    books.events.add(at=now, actor=SYSTEM, subject=subject, code=code, facts=facts)


def _planned(kept: Kept) -> Planned:
    decision = kept.decision
    name = f"{decision.first_name} {decision.last_name}".strip() if decision else kept.contact.person_name
    return Planned(contact_id=kept.contact.id, name=name, email=kept.contact.email)


def _flat(groups: Mapping[str, Sequence[Person]]) -> list[Person]:
    return [person for group in groups.values() for person in group]
