"""Which contact of the ledger is billed for an invoice of the portal: a link, our mark, evidence, a new one.

The recipient's company is billed if it has one, else the person. A contact stands for one party only.
Whatever nobody can decide by rule is a question, one for all invoices of a party.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from domain.answers import PartyAnswer
from domain.contact import Company, ContactState, LedgerContact, Person
from domain.customer_draft import draft_for, free_mark, free_name, is_mark_of, name_for, name_key
from domain.customer_evidence import SameCustomer, Unclear, evidence, sought, weigh_customers
from domain.drafts import LedgerContactDraft
from domain.hold import Cause
from domain.ids import LedgerContactId
from domain.invoice_causes import About, cause
from domain.links import CustomerLink, Party, party_of
from domain.reasons import Reason
from domain.text import cleaned, fold_number


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipient:
    """Whom the portal's invoice is for, with the company if the portal knows it by more than its name."""

    person: Person
    company: Company | None = None

    @property
    def party(self) -> Party:
        """Who is billed."""
        return party_of(self.person.id, self.billed_company.id if self.billed_company is not None else None)

    @property
    def billed_company(self) -> Company | None:
        """The company, if only by the id and name that the person has of it."""
        if self.company is not None or self.person.company_id is None:
            return self.company
        return Company(id=self.person.company_id, name=self.person.company_name)


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownCustomers:
    """All that the books and the ledger's mirror know of a party.

    `link` is the party's, `linked` its contact (None if the mirror lacks it). `successor` is where the
    merges of that contact lead, or without a link those of the one that is marked. `joined` are contacts
    whose person link is the recipient. `marked` carry the party's mark (`domain.customer_draft.is_mark_of`).
    `like` is every contact, in every state, that has an email, a name or a number in common with the person
    or the company, or the name that a person gave. `taken` are contacts that are some party's customer link.
    `claims` are what the party was billed as before the books were lost, where that is not one contact alone.
    """

    link: CustomerLink | None = None
    linked: LedgerContact | None = None
    successor: LedgerContact | None = None
    joined: tuple[LedgerContact, ...] = ()
    marked: tuple[LedgerContact, ...] = ()
    like: tuple[LedgerContact, ...] = ()
    taken: Mapping[LedgerContactId, Party] = field(default_factory=dict)
    claims: tuple[LedgerContact, ...] = ()
    answer: PartyAnswer | None = None

    @property
    def contacts(self) -> tuple[LedgerContact, ...]:
        """Each of them once, in the order of their ids."""
        single = [contact for contact in (self.linked, self.successor) if contact is not None]
        every = {contact.id: contact for contact in (*self.like, *self.joined, *self.marked, *single)}
        return tuple(every[contact_id] for contact_id in sorted(every))

    @property
    def wants_new(self) -> bool:
        """A person said "new", and no link was made since."""
        return self.answer is not None and (self.link is None or self.answer.at > self.link.made_at)


@dataclass(frozen=True, slots=True, kw_only=True)
class UseContact:
    """That contact is billed. `is_new_link`: the link is to be kept, in place of the party's older one."""

    contact: LedgerContact
    evidence: Reason
    is_new_link: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class CreateContact:
    """A contact is to be created. Drafts of one number are one contact, however many invoices wait for it."""

    draft: LedgerContactDraft


Verdict = UseContact | CreateContact | Cause
"""A contact, a new one, or a question."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Case:
    """One recipient with all that is known, and the invoice that a question speaks of."""

    recipient: Recipient
    known: KnownCustomers
    about: About

    def is_free(self, contact: LedgerContact) -> bool:
        """Whether it stands for nobody else."""
        return self.known.taken.get(contact.id, self.recipient.party) == self.recipient.party

    def taken_by(self, contact: LedgerContact) -> str:
        """The id of the other party that it stands for, '' if there is none."""
        return "" if self.is_free(contact) else self.known.taken[contact.id].id

    def asks(self, code: str, **facts: str) -> Cause:
        """A question, the same for all invoices of the party."""
        party, person, company = self.recipient.party, self.recipient.person, self.recipient.billed_company
        of_party = {
            "customer": name_for(person, company) or person.email,
            "party": party.kind.value,
            "party_id": party.id,
            "person": person.name,
            "person_id": person.id,
            "email": person.email,
            "company": company.name if company is not None else "",
        }
        return cause(self.about, code, shared=f"{party.kind}:{party.id}", **{**of_party, **facts})


def decide_customer(recipient: Recipient | None, known: KnownCustomers, about: About) -> Verdict:
    """The contact that is billed. `about` is the invoice, for the sentence of a question."""
    if recipient is None:
        return cause(about, "recipient-missing")
    case = _Case(recipient=recipient, known=known, about=about)
    for rule in RULES:
        verdict = rule(case)
        if verdict is not None:
            return verdict
    return _create(case)


def is_usable(contact: LedgerContact) -> bool:
    """Only an active contact can stand on a document (Xero: Accounting API, Contacts)."""
    return contact.state is ContactState.ACTIVE and contact.merged_into is None


def _by_link(case: _Case) -> Verdict | None:
    """A link decides, whatever else is known; an unusable one is left only on a person's later word."""
    link, linked = case.known.link, case.known.linked
    if link is None:
        return None
    if linked is not None and is_usable(linked):
        return UseContact(contact=linked, evidence=link.evidence, is_new_link=False)
    if case.known.wants_new:
        return None
    if linked is None:
        return case.asks("contact-archived", contact_id=link.contact_id, state="absent")
    return _followed(case, linked) or _unusable(case, [linked])


def _by_mark(case: _Case) -> Verdict | None:
    """A contact that carries the party's id is one that we made for it."""
    party_id = case.recipient.party.id
    marked = {contact.id: contact for contact in case.known.marked if is_mark_of(contact.number, party_id)}
    ours = [contact for contact in marked.values() if case.is_free(contact)]
    usable = [contact for contact in ours if is_usable(contact)]
    if len(usable) == 1:
        return UseContact(contact=usable[0], evidence=evidence("our-mark", usable[0]), is_new_link=True)
    if usable:
        return _ambiguous(case, usable)
    if not ours or case.known.wants_new:
        return None
    followed = _followed(case, ours[0]) if len(ours) == 1 else None
    return followed or _unusable(case, ours)


def _by_claims(case: _Case) -> Verdict | None:
    """Who was billed as several contacts, or as somebody else's, is asked about before evidence counts."""
    is_unclear = case.known.claims and not case.known.wants_new
    return _ambiguous(case, case.known.claims) if is_unclear else None


def _by_evidence(case: _Case) -> Verdict | None:
    """What contacts have in common with the recipient; those that nobody can bill are only told of."""
    if case.known.wants_new:
        return None
    whom = sought(case.recipient.person, case.recipient.billed_company, case.known.joined)
    free = [contact for contact in case.known.contacts if case.is_free(contact)]
    found = weigh_customers([contact for contact in free if is_usable(contact)], whom)
    if isinstance(found, SameCustomer):
        return UseContact(contact=found.contact, evidence=found.evidence, is_new_link=True)
    if isinstance(found, Unclear):
        return _unclear(case, found.contacts)
    others = [contact for contact in free if not is_usable(contact)]
    would_be = [c for c in others if isinstance(weigh_customers([c], whom), SameCustomer)]
    return _unusable(case, would_be) if would_be else None


RULES: tuple[Callable[[_Case], Verdict | None], ...] = (_by_link, _by_mark, _by_claims, _by_evidence)
"""In order; where none says anything a contact is created."""


def _create(case: _Case) -> CreateContact | Cause:
    person, company = case.recipient.person, case.recipient.billed_company
    said = case.known.answer.name if case.known.answer is not None and case.known.wants_new else ""
    name = cleaned(said) or name_for(person, company)
    if not name:
        emails = [email for email in (person.email, company.email if company is not None else "") if email]
        return case.asks("contact-name-missing", proposed=cleaned(emails[0]) if emails else "")
    holders = [c for c in case.known.contacts if is_usable(c) and name_key(c.name) == name_key(name)]
    if holders:
        return _name_taken(case, name, holders[0])
    number = free_mark(case.recipient.party.id, case.known.marked)
    return CreateContact(draft=draft_for(person, company, name=name, number=number))


def _followed(case: _Case, merged: LedgerContact) -> UseContact | None:
    """Where the merges of a contact lead, if that can be billed and stands for nobody else."""
    successor = case.known.successor
    if merged.merged_into is None or successor is None:
        return None
    if not is_usable(successor) or not case.is_free(successor):
        return None
    facts = {"contact": successor.name, "contact_id": successor.id, "from": merged.name, "from_id": merged.id}
    return UseContact(contact=successor, evidence=Reason(code="merged-into", facts=facts), is_new_link=True)


def _unusable(case: _Case, contacts: Sequence[LedgerContact]) -> Cause:
    """It would be one of these, and no document can name it. What can be restored is named first."""
    ordered = sorted(contacts, key=lambda contact: (contact.merged_into is not None, contact.id))
    contact = ordered[0]
    facts = {
        "contact": contact.name,
        "contact_id": contact.id,
        "other_email": contact.email,
        "count": str(len(ordered)),
        "candidates": _listed(ordered),
    }
    if contact.merged_into is None:
        restorable = "yes" if contact.state is ContactState.ARCHIVED else ""
        return case.asks("contact-archived", state=contact.state.value, restorable=restorable, **facts)
    into = _led_to(case, contact)
    if into is None:
        return case.asks("contact-merged", into_id=contact.merged_into, into_state="absent", **facts)
    return case.asks(
        "contact-merged",
        into=into.name,
        into_id=into.id,
        into_state=into.state.value,
        taken_by=case.taken_by(into),
        **facts,
    )


def _led_to(case: _Case, merged: LedgerContact) -> LedgerContact | None:
    """Where the merges of a contact lead, as far as that is known."""
    if merged.id in {
        contact.id for contact in (case.known.linked, *case.known.marked) if contact is not None
    }:
        return case.known.successor
    return next((contact for contact in case.known.contacts if contact.id == merged.merged_into), None)


def _unclear(case: _Case, contacts: Sequence[LedgerContact]) -> Cause:
    """One namesake alone is told as a name that is taken: a new contact could not have it."""
    name = name_for(case.recipient.person, case.recipient.billed_company)
    if len(contacts) == 1 and name and name_key(contacts[0].name) == name_key(name):
        return _name_taken(case, name, contacts[0])
    return _ambiguous(case, contacts)


def _ambiguous(case: _Case, contacts: Sequence[LedgerContact]) -> Cause:
    ordered = sorted(contacts, key=lambda contact: contact.id)
    return case.asks("contact-ambiguous", count=str(len(ordered)), candidates=_listed(ordered))


def _name_taken(case: _Case, name: str, holder: LedgerContact) -> Cause:
    """`taken_by` is the party that the holder stands for, if another: then it cannot be chosen."""
    company = case.recipient.billed_company
    vat = fold_number(company.vat_number) if company is not None else ""
    differs = vat != "" and fold_number(holder.tax_number) not in ("", vat)
    names = frozenset(name_key(contact.name) for contact in case.known.contacts if is_usable(contact))
    return case.asks(
        "contact-name-taken",
        name=name,
        contact=holder.name,
        contact_id=holder.id,
        other_email=holder.email,
        other_vat=holder.tax_number if differs else "",
        taken_by=case.taken_by(holder),
        proposed=free_name(case.recipient.person, company, names),
    )


def _listed(contacts: Iterable[LedgerContact]) -> str:
    """Contacts as lists of facts hold them: name, email, the person if that is another, id."""
    return "; ".join(
        f"{contact.name} <{contact.email or '-'}>"
        f" {contact.person_name if contact.person_name not in ('', contact.name) else '-'} ({contact.id})"
        for contact in contacts
    )
