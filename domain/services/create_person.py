"""Creates the person of a contact whom the portal does not have."""

from collections.abc import Mapping
from datetime import datetime

from domain.contact import Person, PersonDraft
from domain.decision import Action, Decision
from domain.dispatch import Act
from domain.fields import COMPANY, FIELDS, wanted_of
from domain.ids import CompanyId
from domain.links import Party, PartyKind
from domain.ports.mirror import Kept
from domain.ports.store import Books
from domain.reasons import Reason
from domain.scan import ScanKind
from domain.services.dispatching import Intent, Missing, done, landed_after_all, missing_of, send
from domain.services.joining import join, join_party, settle_contact
from domain.services.make_company import NO_COMPANY, company_id_of, make_company
from domain.services.recognising import BESIDE, alike, emails_of, made_by, written_by_it
from domain.services.turn import Turn
from domain.standing import Standing
from domain.text import fold_email

NEW = Reason(code="created-by-us")


def create_person(turn: Turn, kept: Kept, decision: Decision) -> None:
    """Create the company first if it must be made (its own unit), then the person.

    On a repeat, or when our reading of the portal is no longer fresh, the portal is asked for the
    email first: who is missing may be there by now, and somebody else means that it is decided anew.
    """
    company_id = company_id_of(turn, decision.company)
    if company_id is None and decision.company is not None:
        make_company(turn, kept, decision.company)
        return
    subject = f"contact:{kept.contact.id}"
    with turn.reading() as books:
        missing = missing_of(books, subject, Act.CREATE_PERSON)
        looks = bool(missing) or not _is_fresh(turn, books, kept)
    if looks and _somebody_is_there(turn, kept, missing):
        return
    contact = kept.contact
    draft = PersonDraft(
        first_name=decision.first_name,
        last_name=decision.last_name,
        email=contact.email,
        phone=contact.phone,
        address=contact.address,
        company_id=company_id if company_id != NO_COMPANY else None,
    )
    written = written_by(kept, decision, draft.company_id)
    with turn.reading() as books:
        key = fold_email(contact.email)
        beside = alike(written, books.portal.people_by_email([key]).get(key, ()))
    facts = {**written, BESIDE: " ".join(person.id for person in beside)}
    intent = Intent(act=Act.CREATE_PERSON, subject=subject, facts=facts)

    def claim(books: Books) -> None:
        # Before anything leaves: whom a company is billed as must not hang on whose answer was lost.
        if draft.company_id is not None:
            party = Party(kind=PartyKind.COMPANY, id=draft.company_id)
            join_party(books, contact.id, party, NEW, turn.clock.now())

    envelope = turn.portal.create_person_envelope(draft)
    dispatch_id, person = send(turn, intent, envelope, turn.portal.send_person, claim)
    with turn.writing() as books:
        done(books, turn, dispatch_id, person.id, missing)
        finish_created(books, kept, person, written, turn.clock.now(), adopted=False)


def written_by(kept: Kept, decision: Decision, company_id: CompanyId | None) -> dict[str, str]:
    """What creating writes, field by field: the base that later changes are compared with."""
    wanted = {
        **wanted_of(kept.contact),
        "first_name": decision.first_name,
        "last_name": decision.last_name,
        COMPANY: company_id or "",
    }
    return {field: value for field, value in wanted.items() if value}


def finish_created(
    books: Books,
    kept: Kept,
    person: Person,
    written: Mapping[str, str],
    now: datetime,
    *,
    adopted: bool,
) -> None:
    """The person exists: copy, links, what we wrote, standing and story, in one transaction.

    If the contact was planned anew since `written` was sent, it is not done: its link makes it an update.
    """
    contact_id = kept.contact.id
    books.portal.put_people([person], now)
    join(books, contact_id, person, NEW, now)
    books.links.wrote(person.id, written)
    facts = {"person": person.name, "person_id": person.id, "company": person.company_name}
    code = "person-found-again" if adopted else "person-created"
    settle_contact(books, kept, Standing.CREATED, code=code, facts=facts, now=now)
    if not _as_planned(kept, written):
        books.ledger.undecide([contact_id])


def _as_planned(kept: Kept, written: Mapping[str, str]) -> bool:
    decision = kept.decision
    if kept.reasons or (decision is not None and decision.cause is not None):
        return False
    creates = decision is not None and decision.action is Action.CREATE
    planned = written_by(kept, decision, None) if decision and creates else wanted_of(kept.contact)
    return all(written.get(field, "") == planned.get(field, "") for field in FIELDS if field != COMPANY)


def _is_fresh(turn: Turn, books: Books, kept: Kept) -> bool:
    """Whether the portal was read, or asked for this contact, so lately that nobody need be asked again."""
    fresh_from = turn.clock.now() - turn.rhythm.portal_fresh
    scan = books.scans.latest_finished().get(ScanKind.PORTAL_PEOPLE)
    if scan is not None and scan.started_at >= fresh_from:
        return True
    return kept.looked_up_at is not None and kept.looked_up_at >= fresh_from


def _somebody_is_there(turn: Turn, kept: Kept, missing: Missing) -> bool:
    emails = dict.fromkeys((kept.contact.email, *emails_of(missing)))
    seen_at = turn.clock.now()
    people = [person for email in emails for person in turn.portal.people_by_email(email)]
    landed = [(element, made[0]) for element in missing if (made := made_by(element, people))]
    now = turn.clock.now()
    with turn.writing() as books:
        books.portal.put_people(people, seen_at)
        books.ledger.looked_up([kept.contact.id], now)
        if landed:
            element, person = landed[0]
            landed_after_all(books, turn, element, person.id, missing)
            finish_created(books, kept, person, written_by_it(element), now, adopted=True)
        elif people:
            books.ledger.undecide([kept.contact.id])
    return bool(people)
