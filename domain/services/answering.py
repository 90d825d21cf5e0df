"""Takes a person's answers: who a contact is, that it is new, or that it stays out."""

from collections.abc import Sequence
from dataclasses import dataclass

from domain.contact import Company, Person
from domain.decision import Answer, AnswerKind
from domain.errors import Invalid
from domain.ids import ConnectionId
from domain.ports.clock import Clock
from domain.ports.mirror import Kept
from domain.ports.store import Books, Store
from domain.text import cleaned, fold_company


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What a person said of one contact: link it `to` somebody, `new`, or out.

    A new one may be given a `name` and a `company` that the portal has. `line` is where it was said.
    """

    kind: AnswerKind
    to: str = ""
    name: str = ""
    company: str = ""
    line: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Answering:
    """Answers win over all evidence and are kept. A contact that is linked already is not moved."""

    store: Store
    clock: Clock

    def answer(self, connection_id: ConnectionId, who: str, said: Said, *, actor: str) -> Kept:
        """Note an answer for one contact. Raises Invalid if `who` or `to` is nobody, or several."""
        with self.store.writing(connection_id) as books:
            kept = one_contact(books, who)
            self._note(books, kept, said, actor)
            books.nudge()
        return kept

    def answer_all(
        self, connection_id: ConnectionId, answers: Sequence[tuple[str, Said]], *, actor: str
    ) -> int:
        """Note many answers, all or none. Raises Invalid with the line of the first that cannot be."""
        with self.store.writing(connection_id) as books:
            for who, said in answers:
                try:
                    self._note(books, one_contact(books, who), said, actor)
                except Invalid as problem:
                    raise Invalid(problem.reason, **{**problem.facts, "row": str(said.line)}) from problem
            books.nudge()
        return len(answers)

    def _note(self, books: Books, kept: Kept, said: Said, actor: str) -> None:
        contact_id = kept.contact.id
        if kept.forgotten:
            raise Invalid("contact-forgotten", who=contact_id)
        self._unlink_if_gone(books, kept)
        link = books.links.person_link(contact_id)
        if link is not None:
            linked = books.portal.person(link.person_id)
            to = linked.name if linked is not None else link.person_id
            raise Invalid("contact-linked", who=kept.contact.name, to=to)
        first, last = _split(said.name) if said.name else ("", "")
        now = self.clock.now()
        person = one_person(books, said.to) if said.kind is AnswerKind.SAME_AS else None
        company = one_company(books, said.company) if said.company else None
        answer = Answer(
            contact_id=contact_id,
            kind=said.kind,
            person_id=person.id if person is not None else None,
            company_id=company.id if company is not None else None,
            first_name=first,
            last_name=last,
            at=now,
            actor=actor,
        )
        books.answers.put(answer)
        facts = {
            "answer": said.kind.value,
            "to": answer.person_id or "",
            "person": person.name if person is not None else "",
            "name": said.name,
            "company": company.name if company is not None else "",
        }
        books.events.add(at=now, actor=actor, subject=f"contact:{contact_id}", code="answered", facts=facts)
        books.ledger.undecide([contact_id])
        for mate in books.ledger.eligible_by_email([kept.keys.email]).get(kept.keys.email, ()):
            if books.holds.of(f"contact:{mate.contact.id}") is not None:
                books.ledger.undecide([mate.contact.id])

    def _unlink_if_gone(self, books: Books, kept: Kept) -> None:
        """A link to somebody who is gone from the portal is the one that an answer may replace."""
        hold = books.holds.of(f"contact:{kept.contact.id}")
        if hold is not None and hold.cause.code == "person-gone":
            books.links.remove_person(kept.contact.id)


def one_contact(books: Books, who: str) -> Kept:
    """The one ledger contact of that name, email or id. Raises Invalid (`who-unknown`, `who-several`)."""
    found = books.ledger.find(who)
    if not found:
        raise Invalid("who-unknown", who=who)
    if len(found) > 1:
        listed = "; ".join(f"{k.contact.name} <{k.contact.email or '-'}> ({k.contact.id})" for k in found)
        raise Invalid("who-several", who=who, count=str(len(found)), found=listed)
    return found[0]


def one_person(books: Books, who: str) -> Person:
    """The one portal person called so. Raises Invalid (`person-unknown`, `person-several`)."""
    found = books.portal.find_people(who)
    if not found:
        raise Invalid("person-unknown", who=who)
    if len(found) > 1:
        listed = "; ".join(f"{p.name} <{p.email or '-'}> ({p.id})" for p in found)
        raise Invalid("person-several", who=who, count=str(len(found)), found=listed)
    return found[0]


def one_company(books: Books, who: str) -> Company:
    """The one portal company called so. Raises Invalid (`company-unknown`, `company-several`)."""
    by_id = books.portal.companies_by_id([who])
    key = fold_company(who)
    found = list(by_id.values()) or list(books.portal.companies_by_key([key]).get(key, ()))
    exact = [company for company in found if company.name == who]
    if not found:
        raise Invalid("company-unknown", who=who)
    if len(found) > 1 and len(exact) != 1:
        listed = "; ".join(f"{company.name} ({company.id})" for company in found)
        raise Invalid("company-several", who=who, count=str(len(found)), found=listed)
    return (exact or found)[0]


def _split(name: str) -> tuple[str, str]:
    """First and last name of a person: what stands behind the last space is the last name."""
    first, space, last = cleaned(name).rpartition(" ")
    if not space:
        raise Invalid("name-needs-two", name=name)
    return first, last
