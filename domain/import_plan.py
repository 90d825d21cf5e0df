"""The plan of an import: a pure fold in which every decision sees what was planned before it.

A dry run and a run both call `plan`; they cannot differ.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from domain.companies import KnownCompanies, choose_company
from domain.contact import Company, LedgerContact, Person
from domain.decision import Action, Answer, AnswerKind, CompanyChoice, Decision
from domain.eligibility import FORGOTTEN, LEFT_OUT_BY_PERSON
from domain.evidence import Candidate, Same, weigh
from domain.hold import Cause
from domain.ids import CompanyId, LedgerContactId, PersonId
from domain.keys import ContactKeys
from domain.links import PersonLink
from domain.reasons import Reason
from domain.standing import Standing
from domain.text import cleaned, fold


@dataclass(frozen=True, slots=True, kw_only=True)
class Undecided:
    """A contact to decide on: as mirrored, with the reasons that leave it out, if any."""

    contact: LedgerContact
    keys: ContactKeys
    reasons: tuple[Reason, ...] = ()
    forgotten: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Planned:
    """A person that an earlier decision creates; it exists for every later decision."""

    contact_id: LedgerContactId
    name: str
    email: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """All that decisions on a batch rest on; `answers` cover the batch and all that share its emails.

    People and companies by key are those of the portal; `people` and `companies` are by id (for our
    marks). `sharing` lists every eligible contact that has an email of the batch, linked ones too.
    `planned_people` (by folded name) and `planned_companies` (name by folded name) come from earlier
    decisions that are not acted on yet.
    """

    links: Mapping[LedgerContactId, PersonLink] = field(default_factory=dict)
    answers: Mapping[LedgerContactId, Answer] = field(default_factory=dict)
    people_by_email: Mapping[str, Sequence[Person]] = field(default_factory=dict)
    people_by_name: Mapping[str, Sequence[Person]] = field(default_factory=dict)
    people: Mapping[str, Person] = field(default_factory=dict)
    companies: Mapping[str, Company] = field(default_factory=dict)
    companies_by_key: Mapping[str, Sequence[Company]] = field(default_factory=dict)
    companies_by_number: Mapping[str, Sequence[Company]] = field(default_factory=dict)
    sharing: Mapping[str, Sequence[LedgerContact]] = field(default_factory=dict)
    planned_people: Mapping[str, Sequence[Planned]] = field(default_factory=dict)
    planned_companies: Mapping[str, str] = field(default_factory=dict)


NOT_YET = PersonId("")
"""The id of a person who is planned: nothing can be linked to it."""

STANDING_OF = {
    Action.CREATE: Standing.IN_WORK,
    Action.LINK: Standing.IN_WORK,
    Action.UPDATE: Standing.IN_WORK,
    Action.KEEP: Standing.UNCHANGED,
    Action.LEAVE_OUT: Standing.LEFT_OUT,
    Action.ASK: Standing.NEEDS_YOU,
}
"""Where a decision leads at once; what is still to be written stays in work."""


def plan(batch: Iterable[Undecided], known: Known) -> tuple[Decision, ...]:
    """Decide on a batch, in its order; each decision is known to the next."""
    people = {name: list(planned) for name, planned in known.planned_people.items()}
    companies = dict(known.planned_companies)
    decisions: list[Decision] = []
    for item in batch:
        decision = _decide(item, known, people, companies)
        decisions.append(decision)
        if decision.action is Action.CREATE:
            name = f"{decision.first_name} {decision.last_name}".strip()
            made = Planned(contact_id=item.contact.id, name=name, email=item.contact.email)
            people.setdefault(fold(name), []).append(made)
        if decision.company is not None and decision.company.key:
            companies.setdefault(decision.company.key, decision.company.name)
    return tuple(decisions)


def _decide(
    item: Undecided,
    known: Known,
    planned_people: Mapping[str, Sequence[Planned]],
    planned_companies: Mapping[str, str],
) -> Decision:
    contact = item.contact
    link = known.links.get(contact.id)
    if item.forgotten:
        return Decision(contact_id=contact.id, action=Action.LEAVE_OUT, reasons=(FORGOTTEN,))
    if link is not None:
        follows = link.feeds and not item.reasons
        action = Action.UPDATE if follows else Action.KEEP
        return Decision(contact_id=contact.id, action=action, person_id=link.person_id)
    if item.reasons:
        return Decision(contact_id=contact.id, action=Action.LEAVE_OUT, reasons=item.reasons)
    answer = known.answers.get(contact.id)
    if answer is not None and answer.kind is AnswerKind.LEAVE_OUT:
        reason = Reason(code=LEFT_OUT_BY_PERSON, facts={"by": answer.actor})
        return Decision(contact_id=contact.id, action=Action.LEAVE_OUT, reasons=(reason,))

    companies = KnownCompanies(
        by_key=known.companies_by_key, by_number=known.companies_by_number, planned=planned_companies
    )
    verdict = _who(item, answer, known, planned_people)
    if isinstance(verdict, Cause):
        return Decision(contact_id=contact.id, action=Action.ASK, cause=verdict)
    if isinstance(verdict, Decision):
        return verdict
    company = (
        choose_company(contact, item.keys, companies)
        if answer is None or answer.company_id is None
        else _answered_company(contact, answer.company_id, known)
    )
    if isinstance(verdict, Same):
        return _link(contact, verdict, company)
    if isinstance(company, Cause):
        return Decision(contact_id=contact.id, action=Action.ASK, cause=company)
    return _create(contact, answer, company)


def _who(
    item: Undecided,
    answer: Answer | None,
    known: Known,
    planned_people: Mapping[str, Sequence[Planned]],
) -> Same | Cause | Decision | None:
    contact = item.contact
    if answer is not None and answer.kind is AnswerKind.SAME_AS:
        return _answered(contact, answer, known)
    ours = _marked_by_us(item, known)
    if ours is not None:
        return ours
    if answer is not None:
        return None
    sharing = _still_sharing(item.keys.email, known)
    if len(sharing) > 1:
        return _one_email_on_several(item.keys.email, sharing)
    namesakes = planned_people.get(item.keys.person, ()) if item.keys.person else ()
    verdict = weigh(
        contact,
        item.keys,
        _candidates(known.people_by_email.get(item.keys.email, ()), known),
        [*_candidates(known.people_by_name.get(item.keys.person, ()), known), *map(_to_be, namesakes)],
    )
    if isinstance(verdict, Same) and verdict.person.id == NOT_YET:
        return _planned_namesake(contact, verdict.person)
    return verdict


def _marked_by_us(item: Undecided, known: Known) -> Same | Decision | None:
    """A contact that we made carries the id of its portal party; it never comes back as a new person."""
    contact = item.contact
    person = known.people.get(contact.number)
    if person is not None:
        return Same(person=person, evidence=Reason(code="our-mark", facts={"person_id": person.id}))
    company = known.companies.get(contact.number)
    if company is None:
        return None
    colleagues = [
        person for person in known.people_by_email.get(item.keys.email, ()) if person.company_id == company.id
    ]
    mark = Reason(code="our-mark", facts={"company": company.name, "company_id": company.id})
    if len(colleagues) == 1:
        return Same(person=colleagues[0], evidence=mark)
    choice = CompanyChoice(name=company.name, key="", id=company.id)
    return Decision(contact_id=contact.id, action=Action.LINK, company=choice, evidence=mark, party_only=True)


def _answered(contact: LedgerContact, answer: Answer, known: Known) -> Same | Cause:
    person = known.people.get(answer.person_id or "")
    if person is None:
        facts = {
            "contact": contact.name,
            "person": contact.person_name,
            "contact_id": contact.id,
            "person_id": answer.person_id or "",
        }
        return Cause(code="answer-without-person", key=f"answer:{answer.contact_id}", facts=facts)
    evidence = Reason(code="your-answer", facts={"by": answer.actor, "person": person.name})
    return Same(person=person, evidence=evidence)


def _answered_company(contact: LedgerContact, company_id: CompanyId, known: Known) -> CompanyChoice | Cause:
    company = known.companies.get(company_id)
    if company is not None:
        return CompanyChoice(name=company.name, key="", id=company.id)
    facts = {
        "contact": contact.name,
        "person": contact.person_name,
        "contact_id": contact.id,
        "company_id": company_id,
    }
    return Cause(code="answer-without-company", key=f"answer:{contact.id}", facts=facts)


def _link(contact: LedgerContact, same: Same, company: CompanyChoice | Cause | None) -> Decision:
    """An unclear company is no reason not to link a clear person: it is then left as it is."""
    fills_company = isinstance(company, CompanyChoice) and same.person.company_id is None
    return Decision(
        contact_id=contact.id,
        action=Action.LINK,
        person_id=same.person.id,
        company=company if fills_company and isinstance(company, CompanyChoice) else None,
        evidence=same.evidence,
    )


def _create(contact: LedgerContact, answer: Answer | None, company: CompanyChoice | None) -> Decision:
    named = answer is not None and bool(answer.last_name)
    return Decision(
        contact_id=contact.id,
        action=Action.CREATE,
        first_name=cleaned(answer.first_name if answer and named else contact.first_name),
        last_name=cleaned(answer.last_name if answer and named else contact.last_name),
        company=company,
        evidence=Reason(code="your-answer" if answer else "nobody-like-them"),
    )


def _candidates(people: Sequence[Person], known: Known) -> list[Candidate]:
    return [
        Candidate(person=person, company=known.companies.get(person.company_id or "")) for person in people
    ]


def _still_sharing(email_key: str, known: Known) -> list[LedgerContact]:
    """Eligible contacts with that email, but for those that a person left out."""
    return [
        contact
        for contact in known.sharing.get(email_key, ())
        if (answer := known.answers.get(contact.id)) is None or answer.kind is not AnswerKind.LEAVE_OUT
    ]


def _one_email_on_several(email_key: str, sharing: Sequence[LedgerContact]) -> Cause:
    return Cause(
        code="email-on-several",
        key=f"email-on-several:{email_key}",
        facts={
            "email": sharing[0].email,
            "count": str(len(sharing)),
            "contacts": "; ".join(f"{contact.name} ({contact.person_name})" for contact in sharing),
            "first": sharing[0].name,
            "first_id": sharing[0].id,
        },
    )


def _to_be(planned: Planned) -> Candidate:
    return Candidate(person=Person(id=NOT_YET, first_name=planned.name, email=planned.email))


def _planned_namesake(contact: LedgerContact, planned: Person) -> Cause:
    return Cause(
        code="name-other-email",
        key=f"name-other-email:{contact.id}",
        facts={
            "contact": contact.name,
            "contact_id": contact.id,
            "person": contact.person_name,
            "email": contact.email,
            "other_email": planned.email,
            "other_id": "",
        },
    )


def known_ids(batch: Iterable[Undecided], answers: Mapping[LedgerContactId, Answer]) -> frozenset[str]:
    """Ids of people and companies that a batch may name: our marks, and what people answered."""
    marks = {item.contact.number for item in batch if item.contact.number}
    people = {answer.person_id for answer in answers.values() if answer.person_id}
    companies = {answer.company_id for answer in answers.values() if answer.company_id}
    return frozenset(marks | people | companies)
