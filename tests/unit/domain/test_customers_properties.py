"""Whatever a small ledger holds: one verdict, for one party, that can be acted on."""

import re
from dataclasses import replace
from random import Random
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from domain.contact import ContactState, LedgerContact
from domain.customer_draft import name_key
from domain.customers import CreateContact, KnownCustomers, Recipient, UseContact, decide_customer, is_usable
from domain.hold import Cause
from domain.ids import LedgerContactId
from domain.text import fold_company
from tests.support.contacts import ledger_contact, portal_company, portal_person
from tests.unit.domain.billing import ABOUT, ANOTHER, at, linked, living_in, merged, new
from tests.unit.domain.properties import tried
from tests.unit.domain.worlds import facets

PEOPLE = ["Jane Smith", "jane smith", "Jane Miller", "Bob Jones", "Smith", ""]
NAMES = ["Jane Smith", "JANE SMITH", "Acme Ltd", "ACME", "Acme", "Globex Inc", "Jane Smith (Leeds)", ""]
EMAILS = ["jane@x.example", "JANE@x.example", "info@acme.example", "bob@x.example", ""]
OTHERS = [(), (), (), ("jane@x.example",), ("bob@x.example",)]
NUMBERS = ["", "", "", "", "GB1", "GB2"]
MARKS = ["", "", "", "", "", "", "", "p-1", "k-1", "k-1-B", "x"]
STATES = ["active"] * 6 + ["archived", "merged", "erased"]
FREE = [True, True, True, True, False]
ANSWERS = [None, None, None, "", "Jane Smith (Leeds)", "Acme"]


def _contact(number: int, *facts: Any) -> LedgerContact:
    person, name, email, others, vat, mark, state = facts
    contact = ledger_contact(
        f"c-{number}", person=person, name=name, email=email, other_emails=others, vat=vat, number=mark
    )
    if state == "merged":
        return merged(contact, f"c-{number + 1}")
    if state == "active":
        return contact
    gone = ContactState.ARCHIVED if state == "archived" else ContactState.ERASURE_REQUESTED
    return replace(contact, state=gone)


def _recipient(facts: tuple[Any, ...]) -> Recipient:
    person, email, company, vat, city = facts
    jane = portal_person("p-1", name=person, email=email)
    if not company:
        return living_in(city, Recipient(person=jane))
    return living_in(city, at(portal_company("k-1", name=company, vat=vat), jane))


def _known(
    recipient: Recipient, contacts: list[tuple[Any, ...]], answer: str | None, is_linked: bool
) -> KnownCustomers:
    every = tuple(_contact(number, *facts[:-2]) for number, facts in enumerate(contacts))
    taken = {c.id: ANOTHER for c, (*_, free, _) in zip(every, contacts, strict=True) if not free}
    joined = tuple(c for c, (*_, apart) in zip(every, contacts, strict=True) if not apart)
    known = KnownCustomers()
    if is_linked and every and every[0].id not in taken:
        known = linked(every[0], recipient, successor=every[-1])
    return replace(
        known,
        like=every,
        joined=joined,
        marked=tuple(c for c in every if c.number.startswith(recipient.party.id)),
        taken=taken,
        answer=new(recipient, answer) if answer is not None else None,
    )


recipients = facets(PEOPLE, EMAILS, ["", "Acme Ltd", "Globex"], ["", "GB1"], ["", "Leeds"]).map(_recipient)
contact_facts = facets(PEOPLE, NAMES, EMAILS, OTHERS, NUMBERS, MARKS, STATES, FREE, FREE)
cases = st.builds(
    lambda recipient, contacts, answer, is_linked: (
        recipient,
        _known(recipient, contacts, answer, is_linked),
    ),
    recipients,
    st.lists(contact_facts, max_size=4),
    st.sampled_from(ANSWERS),
    st.sampled_from([False, False, False, True]),
)
Case = tuple[Recipient, KnownCustomers]


@tried
@given(cases, st.randoms(use_true_random=False))
def test_the_order_of_contacts_says_nothing(case: Case, chance: Random) -> None:
    recipient, known = case

    def shuffled(contacts: tuple[LedgerContact, ...]) -> tuple[LedgerContact, ...]:
        return tuple(chance.sample(contacts, len(contacts)))

    other = replace(
        known,
        like=shuffled(known.like),
        joined=shuffled(known.joined),
        marked=shuffled(known.marked),
    )

    assert decide_customer(recipient, known, ABOUT) == decide_customer(recipient, other, ABOUT)


@tried
@given(cases)
def test_nobody_is_billed_as_a_contact_that_cannot_be_or_is_somebody_else(case: Case) -> None:
    recipient, known = case
    verdict = decide_customer(recipient, known, ABOUT)

    if isinstance(verdict, UseContact):
        assert is_usable(verdict.contact)
        assert verdict.contact.id not in known.taken


@tried
@given(cases)
def test_nobody_is_created_under_a_name_or_a_number_that_is_there(case: Case) -> None:
    recipient, known = case
    verdict = decide_customer(recipient, known, ABOUT)

    if isinstance(verdict, CreateContact):
        assert verdict.draft.name
        assert name_key(verdict.draft.name) not in {name_key(c.name) for c in known.contacts if is_usable(c)}
        assert verdict.draft.number not in {contact.number for contact in known.contacts}
        assert verdict.draft.number.startswith(recipient.party.id)


@tried
@given(cases)
def test_an_active_link_decides(case: Case) -> None:
    recipient, known = case
    contact = ledger_contact("c-linked", person="Zoe Ng", email="zoe@ng.example")
    joined = linked(contact, recipient)
    there = replace(known, link=joined.link, linked=contact)

    verdict = decide_customer(recipient, there, ABOUT)

    assert isinstance(verdict, UseContact)
    assert (verdict.contact, verdict.is_new_link) == (contact, False)


@tried
@given(cases)
def test_every_question_is_one_of_the_party_and_names_a_way_out(case: Case) -> None:
    recipient, known = case
    verdict = decide_customer(recipient, known, ABOUT)

    if isinstance(verdict, Cause):
        assert verdict.key == f"{verdict.code}:{recipient.party.kind}:{recipient.party.id}"
        assert all(verdict.facts.values())
        proposed = verdict.facts.get("proposed", "")
        assert not re.search(r"[-\s]\d+\W*$", proposed)
        told = replace(known, answer=new(recipient, proposed or "Somebody Else"))
        with_our_mark = [contact for contact in known.marked if is_usable(contact)]
        assert len(with_our_mark) > 1 or not isinstance(decide_customer(recipient, told, ABOUT), Cause)


@tried
@given(cases, st.integers(0, 3))
def test_a_match_ends_every_question(case: Case, which: int) -> None:
    recipient, known = case
    usable = [c for c in known.contacts if is_usable(c) and c.id not in known.taken]

    if usable:
        contact = usable[which % len(usable)]
        joined = replace(known, link=linked(contact, recipient).link, linked=contact, answer=None)
        verdict = decide_customer(recipient, joined, ABOUT)
        assert isinstance(verdict, UseContact)
        assert verdict.contact == contact


@tried
@given(cases)
def test_who_was_created_is_found_again_by_our_mark(case: Case) -> None:
    recipient, known = case
    verdict = decide_customer(recipient, known, ABOUT)

    if isinstance(verdict, CreateContact):
        draft = verdict.draft
        contact = LedgerContact(id=LedgerContactId("made"), name=draft.name, number=draft.number)
        again = replace(known, like=(*known.like, contact), marked=(*known.marked, contact))
        found = decide_customer(recipient, again, ABOUT)
        assert isinstance(found, UseContact)
        assert (found.contact, found.evidence.code) == (contact, "our-mark")


@tried
@given(cases, st.sampled_from(["email", "other", "name", "person", "vat", "joined", "mark"]))
def test_more_evidence_for_who_is_billed_never_leads_to_another(case: Case, kind: str) -> None:
    recipient, known = case
    before = decide_customer(recipient, known, ABOUT)

    if isinstance(before, UseContact):
        more = _with_more(before.contact, recipient, kind)
        after = decide_customer(recipient, _replaced(known, more, kind), ABOUT)
        assert isinstance(after, UseContact), after
        assert after.contact.id == before.contact.id


def _with_more(contact: LedgerContact, recipient: Recipient, kind: str) -> LedgerContact:
    person, company = recipient.person, recipient.company
    changes: dict[str, dict[str, Any]] = {
        "email": {"email": person.email or contact.email},
        "other": {"other_emails": (*contact.other_emails, person.email)},
        "name": {"name": company.name if company is not None else person.name or contact.name},
        "person": {"first_name": person.first_name, "last_name": person.last_name},
        "vat": {"tax_number": company.vat_number if company is not None else contact.tax_number},
        "mark": {"number": recipient.party.id},
    }
    return replace(contact, **changes.get(kind, {}))


def _replaced(known: KnownCustomers, more: LedgerContact, kind: str) -> KnownCustomers:
    def changed(contacts: tuple[LedgerContact, ...]) -> tuple[LedgerContact, ...]:
        return tuple(more if contact.id == more.id else contact for contact in contacts)

    return replace(
        known,
        like=changed(known.like),
        joined=(*changed(known.joined), more) if kind == "joined" else changed(known.joined),
        marked=(*changed(known.marked), more) if kind == "mark" else changed(known.marked),
        linked=more if known.linked is not None and known.linked.id == more.id else known.linked,
        successor=more if known.successor is not None and known.successor.id == more.id else known.successor,
    )


@tried
@given(cases, st.integers(0, 3))
def test_who_has_nothing_in_common_changes_nothing(case: Case, at: int) -> None:
    recipient, known = case
    stranger = ledger_contact("c-0-0", person="Ada Frost", name="Kestrel", email="ada@frost.example")

    more = replace(known, like=(*known.like[:at], stranger, *known.like[at:]))

    assert decide_customer(recipient, more, ABOUT) == decide_customer(recipient, known, ABOUT)


@tried
@given(st.text(max_size=12), st.sampled_from([str.upper, str.title, str.swapcase, lambda text: f" {text} "]))
def test_names_that_are_one_to_the_ledger_are_looked_up_by_one_key(text: str, change: Any) -> None:
    other = change(text)

    if name_key(other) == name_key(text) and name_key(text):
        assert fold_company(other) == fold_company(text)
