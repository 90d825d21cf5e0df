"""Links a contact to a person of the portal, and fills what is empty there."""

from domain.contact import Person
from domain.decision import Decision
from domain.fields import COMPANY, current_of, filling, wanted_of
from domain.links import Party, PartyKind
from domain.ports.mirror import Kept
from domain.ports.store import Books
from domain.reasons import Reason
from domain.services.change_person import change_person
from domain.services.joining import join, join_party, settle_contact
from domain.services.make_company import NO_COMPANY, company_id_of, make_company
from domain.services.turn import Turn
from domain.standing import Standing

NO_EVIDENCE = Reason(code="none")


def link_person(turn: Turn, kept: Kept, decision: Decision) -> None:
    """Link first, then fill empty fields and change no other; the person is read directly before."""
    if decision.party_only or decision.person_id is None:
        _link_party(turn, kept, decision)
        return
    company_id = company_id_of(turn, decision.company)
    if company_id is None and decision.company is not None:
        make_company(turn, kept, decision.company)
        return
    contact_id = kept.contact.id
    person = turn.portal.person(decision.person_id)
    evidence = decision.evidence or NO_EVIDENCE
    with turn.writing() as books:
        join(books, contact_id, person, evidence, turn.clock.now())
        link = books.links.person_link(contact_id)
    wanted = wanted_of(kept.contact)
    if company_id and company_id != NO_COMPANY:
        wanted[COMPANY] = company_id
    # Only the contact that feeds a person writes into it; a second one is evidence alone.
    changes = filling(wanted, current_of(person)) if link is not None and link.feeds else {}

    def finish(books: Books, filled: Person) -> None:
        facts = {
            "person": filled.name,
            "person_id": filled.id,
            "evidence": evidence.code,
            "filled": ", ".join(changes),
        }
        now = turn.clock.now()
        settle_contact(books, kept, Standing.LINKED, code="person-linked", facts=facts, now=now)

    change_person(turn, contact_id, person, changes, finish)


def _link_party(turn: Turn, kept: Kept, decision: Decision) -> None:
    """A contact of ours whose person is not to be found: its company is known, and that is enough."""
    now = turn.clock.now()
    evidence = decision.evidence or NO_EVIDENCE
    with turn.writing() as books:
        if decision.company is not None and decision.company.id is not None:
            party = Party(kind=PartyKind.COMPANY, id=decision.company.id)
            join_party(books, kept.contact.id, party, evidence, now)
        settle_contact(books, kept, Standing.LINKED, code="party-linked", facts=evidence.facts, now=now)
