"""A small world to plan in: contacts of the ledger, the portal as it is, and what people answered."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from domain.contact import Company, LedgerContact, Person
from domain.decision import Action, Answer, AnswerKind, Decision
from domain.eligibility import left_out_reasons
from domain.ids import CompanyId, LedgerContactId, PersonId
from domain.import_plan import Known, Planned, Undecided, plan
from domain.keys import keys_of_company, keys_of_contact, keys_of_person
from domain.links import PersonLink
from domain.reasons import Reason
from domain.text import fold
from tests.support.clock import NOON

Value = TypeVar("Value")

BOTH = Reason(code="email-and-name")


def answer(
    contact_id: str,
    kind: AnswerKind,
    *,
    person_id: str = "",
    company_id: str = "",
    first_name: str = "",
    last_name: str = "",
) -> Answer:
    """What Ada answered for a contact."""
    return Answer(
        contact_id=LedgerContactId(contact_id),
        kind=kind,
        person_id=PersonId(person_id) if person_id else None,
        company_id=CompanyId(company_id) if company_id else None,
        first_name=first_name,
        last_name=last_name,
        at=NOON,
        actor="ada",
    )


def link(contact_id: str, person_id: str, *, feeds: bool = True) -> PersonLink:
    """A contact that is a person already."""
    return PersonLink(
        contact_id=LedgerContactId(contact_id),
        person_id=PersonId(person_id),
        evidence=BOTH,
        made_at=NOON,
        feeds=feeds,
    )


@dataclass(frozen=True, kw_only=True)
class World:
    """All that a plan can rest on. `earlier` are decisions that are not acted on yet."""

    contacts: tuple[LedgerContact, ...] = ()
    people: tuple[Person, ...] = ()
    companies: tuple[Company, ...] = ()
    answers: tuple[Answer, ...] = ()
    links: tuple[PersonLink, ...] = ()
    forgotten: tuple[str, ...] = ()
    earlier: tuple[Decision, ...] = ()

    def undecided(self, contacts: Iterable[LedgerContact]) -> list[Undecided]:
        """Contacts as the mirror hands them over."""
        return [
            Undecided(
                contact=contact,
                keys=keys_of_contact(contact),
                reasons=left_out_reasons(contact),
                forgotten=contact.id in self.forgotten,
            )
            for contact in contacts
        ]

    def known(self) -> Known:
        """Everything there is, under the keys by which it is looked for."""
        numbers = [
            (number, company)
            for company in self.companies
            for number in {keys_of_company(company).vat, keys_of_company(company).registration} - {""}
        ]
        sharing = [
            contact
            for contact in sorted(self.contacts, key=lambda contact: contact.id)
            if contact.id not in self.forgotten and not left_out_reasons(contact)
        ]
        return Known(
            links={made.contact_id: made for made in self.links},
            answers={given.contact_id: given for given in self.answers},
            people_by_email=_grouped((keys_of_person(person).email, person) for person in self.people),
            people_by_name=_grouped((keys_of_person(person).name, person) for person in self.people),
            people={person.id: person for person in self.people},
            companies={company.id: company for company in self.companies},
            companies_by_key=_grouped((keys_of_company(company).name, company) for company in self.companies),
            companies_by_number=_grouped(numbers),
            sharing=_grouped((keys_of_contact(contact).email, contact) for contact in sharing),
            planned_people=_grouped(self._planned()),
            planned_companies={
                decision.company.key: decision.company.name
                for decision in reversed(self.earlier)
                if decision.company is not None and decision.company.key
            },
        )

    def plan(self, contacts: Sequence[LedgerContact] | None = None) -> tuple[Decision, ...]:
        """The plan of some contacts, or of all."""
        return plan(self.undecided(self.contacts if contacts is None else contacts), self.known())

    def decide(self, contact_id: str) -> Decision:
        """What is decided for one contact when all are planned."""
        return next(decision for decision in self.plan() if decision.contact_id == contact_id)

    def after(self, decisions: Sequence[Decision]) -> "World":
        """The world in which these decisions were acted on: people and companies exist, links are made."""
        world = self
        for decision in decisions:
            if decision.action in (Action.CREATE, Action.LINK) and not decision.party_only:
                world = world._acted(decision)
        return world

    def _acted(self, decision: Decision) -> "World":
        contact = next(contact for contact in self.contacts if contact.id == decision.contact_id)
        company, companies = self._company(decision)
        people, person_id = self.people, decision.person_id
        if decision.action is Action.CREATE:
            person_id = PersonId(f"new-{contact.id}")
            new = Person(
                id=person_id,
                first_name=decision.first_name,
                last_name=decision.last_name,
                email=contact.email,
                company_id=company.id if company else None,
                company_name=company.name if company else "",
            )
            people = (*people, new)
        made = link(contact.id, person_id or "")
        return replace(self, people=people, companies=companies, links=(*self.links, made))

    def _company(self, decision: Decision) -> tuple[Company | None, tuple[Company, ...]]:
        choice = decision.company
        if choice is None:
            return None, self.companies
        for company in self.companies:
            if company.id == choice.id or (choice.key and keys_of_company(company).name == choice.key):
                return company, self.companies
        made = Company(id=CompanyId(f"made-{choice.key}"), name=choice.name)
        return made, (*self.companies, made)

    def _planned(self) -> list[tuple[str, Planned]]:
        emails = {contact.id: contact.email for contact in self.contacts}
        planned = []
        for decision in self.earlier:
            if decision.action is Action.CREATE:
                name = f"{decision.first_name} {decision.last_name}".strip()
                one = Planned(contact_id=decision.contact_id, name=name, email=emails[decision.contact_id])
                planned.append((fold(name), one))
        return planned


def _grouped(pairs: Iterable[tuple[str, Value]]) -> dict[str, list[Value]]:
    groups: dict[str, list[Value]] = {}
    for key, value in pairs:
        groups.setdefault(key, []).append(value)
    return groups
