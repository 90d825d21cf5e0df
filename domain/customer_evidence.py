"""Which ledger contact a recipient of the portal is, if any: evidence in pairs, the company's first.

An equal VAT or company number, or an email together with a name, decides. A name alone, one email absent,
or an email with part of the name decides where nobody else fits. All else, and several that fit equally
well, a person must say.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from domain.companies import is_a_company
from domain.contact import Company, LedgerContact, Person
from domain.customer_draft import name_for, name_key
from domain.ids import LedgerContactId
from domain.keys import CompanyKeys, ContactKeys, keys_of_company, keys_of_contact
from domain.reasons import Reason
from domain.text import fold, fold_email, share_a_word


class Sign(StrEnum):
    """One thing that a contact has in common with the recipient.

    An `email` is the person's or the company's; `any-email` may be that of a further contact person.
    `spelling` is the very name that a contact of ours would get.
    """

    NUMBER = "number"
    EMAIL = "email"
    ANY_EMAIL = "any-email"
    JOINED = "joined"
    COMPANY = "company"
    PERSON = "person"
    NAMED_PERSON = "named-person"
    SPELLING = "spelling"


REACHED = frozenset({Sign.ANY_EMAIL, Sign.JOINED})
"""Signs that the same person is reached: each makes a pair with a name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sought:
    """Whom a contact is looked for, by what is compared; `joined` are contacts joined to the person."""

    person: str
    company: CompanyKeys | None
    emails: frozenset[str]
    name: str
    joined: frozenset[LedgerContactId]


@dataclass(frozen=True, slots=True, kw_only=True)
class SameCustomer:
    """The contact is who is sought, because of `evidence`."""

    contact: LedgerContact
    evidence: Reason


@dataclass(frozen=True, slots=True, kw_only=True)
class Unclear:
    """These may be who is sought, in the order of their ids: a person must say."""

    contacts: tuple[LedgerContact, ...]


Finding = SameCustomer | Unclear | None
"""One contact, a question, or nobody."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Fit:
    contact: LedgerContact
    keys: ContactKeys
    signs: frozenset[Sign]
    contradicts: bool

    @property
    def is_reached(self) -> bool:
        return bool(self.signs & REACHED)


def sought(person: Person, company: Company | None, joined: Sequence[LedgerContact] = ()) -> Sought:
    """What a recipient is compared by."""
    emails = {fold_email(person.email), fold_email(company.email) if company is not None else ""}
    return Sought(
        person=fold(person.name),
        company=None if company is None else keys_of_company(company),
        emails=frozenset(emails - {""}),
        name=name_key(name_for(person, company)),
        joined=frozenset(contact.id for contact in joined),
    )


def weigh_customers(contacts: Sequence[LedgerContact], whom: Sought) -> Finding:
    """Which of these contacts it is; their order says nothing."""
    ordered = sorted(contacts, key=lambda contact: contact.id)
    fits = [fit for contact in ordered if (fit := _fit(contact, whom)).signs]
    sure = [fit for fit in fits if not fit.contradicts]
    found = _a_person(fits, sure, whom) if whom.company is None else _a_company(fits, sure, whom)
    return found or _by_part_of_name(fits, sure, whom) or _unclear(fits)


def _a_company(fits: Sequence[_Fit], sure: Sequence[_Fit], whom: Sought) -> Finding:
    """Whoever has its number or its name stands before everybody who is known by the person alone."""
    return (
        _one_of([fit for fit in sure if Sign.NUMBER in fit.signs], _number_code)
        or _one_of([fit for fit in sure if Sign.COMPANY in fit.signs and fit.is_reached], _company_code)
        or _by_name_alone(Sign.COMPANY, fits, sure, whom)
        or _by_person(sure)
    )


def _a_person(fits: Sequence[_Fit], sure: Sequence[_Fit], whom: Sought) -> Finding:
    return _by_person(sure) or _by_name_alone(Sign.NAMED_PERSON, fits, sure, whom)


def _by_person(sure: Sequence[_Fit]) -> Finding:
    """A contact that became this person by an earlier decision, else one with an email and the name."""
    return _one_of([fit for fit in sure if Sign.JOINED in fit.signs], _person_code) or _one_of(
        [fit for fit in sure if Sign.PERSON in fit.signs and fit.is_reached], _person_code
    )


def _by_name_alone(name: Sign, fits: Sequence[_Fit], sure: Sequence[_Fit], whom: Sought) -> Finding:
    """Called like who is billed: enough if one email is missing and nobody else has the other."""
    if all(name not in fit.signs for fit in fits):
        return None
    rivals = [fit for fit in fits if name in fit.signs or fit.is_reached]
    if len(rivals) == 1 and rivals[0] in sure and not (whom.emails and rivals[0].keys.email):
        return _same(rivals[0], "name-alone")
    return _unclear(rivals)


def _by_part_of_name(fits: Sequence[_Fit], sure: Sequence[_Fit], whom: Sought) -> Finding:
    """The email with a word of the name, where nobody else fits in any way."""
    if len(fits) == len(sure) == 1 and Sign.EMAIL in fits[0].signs and _shares_name(fits[0].keys, whom):
        return _same(fits[0], "email-and-part-of-name")
    return None


def _fit(contact: LedgerContact, whom: Sought) -> _Fit:
    keys = keys_of_contact(contact)
    signs = _signs_of_reach(contact, keys, whom)
    if whom.company is not None:
        signs |= _signs_of_company(keys, whom.company)
    signs |= _signs_of_person(contact, keys, whom, signs)
    if signs and name_key(contact.name) == whom.name:
        signs |= {Sign.SPELLING}
    theirs = whom.company.vat if whom.company is not None else ""
    contradicts = keys.vat != "" and theirs not in ("", keys.vat)
    return _Fit(contact=contact, keys=keys, signs=frozenset(signs), contradicts=contradicts)


def _signs_of_reach(contact: LedgerContact, keys: ContactKeys, whom: Sought) -> set[Sign]:
    signs = set()
    if keys.email in whom.emails:
        signs |= {Sign.EMAIL, Sign.ANY_EMAIL}
    if any(fold_email(email) in whom.emails for email in contact.other_emails):
        signs |= {Sign.ANY_EMAIL}
    if contact.id in whom.joined:
        signs |= {Sign.JOINED}
    return signs


def _signs_of_company(keys: ContactKeys, company: CompanyKeys) -> set[Sign]:
    signs = set()
    if company.name and keys.company == company.name:
        signs |= {Sign.COMPANY}
    if (keys.vat and keys.vat == company.vat) or (
        keys.registration and keys.registration == company.registration
    ):
        signs |= {Sign.NUMBER}
    return signs


def _signs_of_person(contact: LedgerContact, keys: ContactKeys, whom: Sought, signs: set[Sign]) -> set[Sign]:
    """The person of another company's contact is a namesake of a company's, unless something else agrees."""
    if not whom.person:
        return set()
    if sorted(fold(contact.name).split()) == sorted(whom.person.split()):
        return {Sign.PERSON, Sign.NAMED_PERSON}
    is_namesake = whom.company is not None and not signs and is_a_company(contact, keys)
    return {Sign.PERSON} if keys.person == whom.person and not is_namesake else set()


def _shares_name(keys: ContactKeys, whom: Sought) -> bool:
    """A word of the person's name, or of the one that is billed: what "shares no word" denies."""
    billed = whom.person if whom.company is None else whom.company.name
    return share_a_word(keys.person, whom.person) or share_a_word(keys.company, billed)


def _one_of(fits: Sequence[_Fit], code: Callable[[_Fit], str]) -> Finding:
    """The one of them, or the one that has every sign of all others and more."""
    if not fits:
        return None
    most = max(fits, key=lambda fit: len(fit.signs))
    if all(fit.signs < most.signs for fit in fits if fit is not most):
        return _same(most, code(most))
    return _unclear(fits)


def _number_code(fit: _Fit) -> str:
    if Sign.ANY_EMAIL in fit.signs:
        return "email-and-number"
    return "name-and-number" if fit.signs & {Sign.COMPANY, Sign.PERSON} else "number-alone"


def _company_code(fit: _Fit) -> str:
    if Sign.EMAIL in fit.signs:
        return "email-and-company"
    return "name-and-other-email" if Sign.ANY_EMAIL in fit.signs else "person-joined"


def _person_code(fit: _Fit) -> str:
    if Sign.JOINED in fit.signs:
        return "person-joined"
    return "email-and-name" if Sign.EMAIL in fit.signs else "name-and-other-email"


def _same(fit: _Fit, code: str) -> SameCustomer:
    return SameCustomer(contact=fit.contact, evidence=evidence(code, fit.contact))


def _unclear(fits: Sequence[_Fit]) -> Unclear | None:
    return None if not fits else Unclear(contacts=tuple(fit.contact for fit in fits))


def evidence(code: str, contact: LedgerContact) -> Reason:
    """Why it is that contact."""
    return Reason(code=code, facts={"contact": contact.name, "contact_id": contact.id})
