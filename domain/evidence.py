"""Evidence comes in pairs: which person of the portal a ledger contact is, if any.

Email and name agree (the person's or the company's): the same. Equal VAT or company number with the
name: the same. A name alone, one email absent: the same. An email alone, or a name with another
email: a person must say.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from domain.contact import Company, LedgerContact, Person
from domain.hold import Cause
from domain.keys import ContactKeys, keys_of_company
from domain.reasons import Reason
from domain.text import fold, fold_company, fold_email, share_a_word


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A portal person that could be the contact, with its company if it is known."""

    person: Person
    company: Company | None = None

    @property
    def company_key(self) -> str:
        """The folded name of its company."""
        return fold_company(self.company.name if self.company else self.person.company_name)


@dataclass(frozen=True, slots=True, kw_only=True)
class Same:
    """The contact is that person, because of `evidence`."""

    person: Person
    evidence: Reason


Verdict = Same | Cause | None
"""One person, a question, or nobody."""


def weigh(
    contact: LedgerContact,
    keys: ContactKeys,
    by_email: Sequence[Candidate],
    by_name: Sequence[Candidate],
) -> Verdict:
    """Who the contact is among those with its email and those with its person's name."""
    if by_email:
        return _with_email(contact, keys, by_email)
    return _with_name(contact, keys, by_name)


def _with_email(contact: LedgerContact, keys: ContactKeys, candidates: Sequence[Candidate]) -> Verdict:
    tests = (
        ("email-and-name", lambda c: keys.person != "" and fold(c.person.name) == keys.person),
        ("email-and-company", lambda c: keys.company != "" and c.company_key == keys.company),
        ("email-and-number", lambda c: _same_number(keys, c.company)),
        ("email-and-part-of-name", lambda c: len(candidates) == 1 and _shares_name(keys, c)),
    )
    for code, agrees in tests:
        found = [candidate for candidate in candidates if agrees(candidate)]
        if len(found) == 1:
            return Same(person=found[0].person, evidence=_evidence(code, found[0]))
        if found:
            return _ambiguous(contact, found)
    if len(candidates) > 1:
        return _ambiguous(contact, candidates)
    person = candidates[0].person
    return Cause(
        code="email-other-name",
        key=f"email-other-name:{contact.id}",
        facts={
            "contact": contact.name,
            "contact_id": contact.id,
            "person": contact.person_name,
            "email": contact.email,
            "other": person.name,
            "other_id": person.id,
        },
    )


def _with_name(contact: LedgerContact, keys: ContactKeys, candidates: Sequence[Candidate]) -> Verdict:
    by_number = [candidate for candidate in candidates if _same_number(keys, candidate.company)]
    if len(by_number) == 1:
        return Same(person=by_number[0].person, evidence=_evidence("name-and-number", by_number[0]))
    if by_number:
        return _ambiguous(contact, by_number)
    theirs = {fold_email(email) for email in contact.other_emails} - {""}
    by_other_email = [c for c in candidates if fold_email(c.person.email) in theirs]
    if len(by_other_email) == 1:
        return Same(
            person=by_other_email[0].person, evidence=_evidence("name-and-other-email", by_other_email[0])
        )
    if not candidates:
        return None
    if len(candidates) > 1:
        return _ambiguous(contact, candidates)
    person = candidates[0].person
    if not keys.email or not fold_email(person.email):
        return Same(person=person, evidence=_evidence("name-alone", candidates[0]))
    return Cause(
        code="name-other-email",
        key=f"name-other-email:{contact.id}",
        facts={
            "contact": contact.name,
            "contact_id": contact.id,
            "person": contact.person_name,
            "email": contact.email,
            "other_email": person.email,
            "other_id": person.id,
        },
    )


def _shares_name(keys: ContactKeys, candidate: Candidate) -> bool:
    """A word of the person's name, or of the company's: what "shares no word" denies."""
    return share_a_word(keys.person, fold(candidate.person.name)) or share_a_word(
        keys.company, candidate.company_key
    )


def _same_number(keys: ContactKeys, company: Company | None) -> bool:
    if company is None:
        return False
    theirs = keys_of_company(company)
    return (keys.vat != "" and keys.vat == theirs.vat) or (
        keys.registration != "" and keys.registration == theirs.registration
    )


def _ambiguous(contact: LedgerContact, candidates: Sequence[Candidate]) -> Cause:
    listed = "; ".join(
        f"{c.person.name} <{c.person.email or '-'}> {c.person.company_name or '-'} ({c.person.id})"
        for c in candidates
    )
    return Cause(
        code="person-ambiguous",
        key=f"person-ambiguous:{contact.id}",
        facts={
            "contact": contact.name,
            "contact_id": contact.id,
            "person": contact.person_name,
            "email": contact.email,
            "count": str(len(candidates)),
            "candidates": listed,
        },
    )


def _evidence(code: str, candidate: Candidate) -> Reason:
    return Reason(code=code, facts={"person": candidate.person.name, "person_id": candidate.person.id})
