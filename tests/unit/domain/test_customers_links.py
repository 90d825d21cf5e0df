"""A link decides, then our mark; a contact that cannot be billed any more is followed or asked about."""

from dataclasses import replace

import pytest

from domain.contact import ContactState, LedgerContact
from domain.customers import KnownCustomers, Recipient, UseContact
from domain.hold import Cause
from tests.support.clock import NOON
from tests.support.contacts import EMAIL, ledger_contact
from tests.support.invoices import INVOICE
from tests.unit.domain.billing import (
    ALONE,
    ANOTHER,
    EVIDENCE,
    OF_ACME,
    archived,
    asked,
    bill,
    billed,
    linked,
    made,
    merged,
    named,
    new,
)

ELSEWHERE = "other@example.com"
STRANGER = ledger_contact("c-1", person="Bob Jones", name="Globex", email=ELSEWHERE)
SAME = ledger_contact("c-2")
TO = ledger_contact("c-3", person="Eve Miller", name="Initech", email="eve@initech.example")
OURS = replace(STRANGER, number="p-1")
GONE = [
    pytest.param(archived(STRANGER), "archived", True, id="archived"),
    pytest.param(replace(STRANGER, state=ContactState.ERASURE_REQUESTED), "erasure-requested", False),
    pytest.param(replace(STRANGER, state=ContactState.UNKNOWN), "unknown", False),
]


def test_an_invoice_for_nobody_is_a_question_of_its_own() -> None:
    found = bill(None, SAME)

    assert isinstance(found, Cause)
    assert (found.code, found.key) == ("recipient-missing", f"recipient-missing:{INVOICE}")


@pytest.mark.parametrize("answer", [None, new()])
def test_a_link_decides_whatever_the_evidence(answer: None) -> None:
    found = bill(ALONE, SAME, replace(TO, number="p-1"), known=linked(STRANGER), answer=answer)

    assert found == UseContact(contact=STRANGER, evidence=EVIDENCE, is_new_link=False)


def test_the_second_person_of_a_linked_company_is_billed_as_the_company() -> None:
    bob = replace(OF_ACME, person=replace(OF_ACME.person, email="bob@acme.example", first_name="Bob"))
    acme = ledger_contact(name="Acme Ltd")

    assert bill(bob, known=linked(acme, bob)) == UseContact(
        contact=acme, evidence=EVIDENCE, is_new_link=False
    )


def test_a_company_that_is_known_by_id_alone_is_the_party() -> None:
    unread = Recipient(person=OF_ACME.person)

    assert unread.party == OF_ACME.party
    assert made(bill(unread)).name == "Acme Ltd"


def test_a_contact_that_stands_for_somebody_else_is_not_taken_from_them() -> None:
    verdict = bill(OF_ACME, taken=(replace(SAME, name="Acme"),))

    assert made(verdict).name == "Acme Ltd"


def test_a_contact_that_stands_for_the_party_itself_is_free() -> None:
    known = KnownCustomers(taken={SAME.id: ALONE.party})

    assert billed(bill(ALONE, SAME, known=known)) == ("c-2", "email-and-name")


@pytest.mark.parametrize(("gone", "state", "restorable"), GONE)
def test_a_linked_contact_that_is_gone_is_asked_about(
    gone: LedgerContact, state: str, restorable: bool
) -> None:
    found = asked(bill(ALONE, SAME, known=linked(gone)), "contact-archived")

    assert (found.facts["contact"], found.facts["contact_id"]) == ("Globex", "c-1")
    assert (found.facts["state"], "restorable" in found.facts) == (state, restorable)


def test_a_linked_contact_that_nobody_has_seen_is_asked_about() -> None:
    known = replace(linked(STRANGER), linked=None)
    found = asked(bill(ALONE, SAME, known=known), "contact-archived")

    assert (found.facts["contact_id"], found.facts["state"]) == ("c-1", "absent")


def test_a_merged_contact_is_followed() -> None:
    found = bill(ALONE, SAME, known=linked(merged(STRANGER, "c-9"), successor=TO))

    assert billed(found) == ("c-3", "merged-into")
    assert isinstance(found, UseContact)
    assert found.evidence.facts == {
        "contact": "Initech",
        "contact_id": "c-3",
        "from": "Globex",
        "from_id": "c-1",
    }


def test_only_a_merged_contact_is_followed() -> None:
    asked(bill(ALONE, known=linked(archived(STRANGER), successor=TO)), "contact-archived")


def test_a_merged_contact_is_not_billed_even_if_it_is_called_active() -> None:
    active = replace(STRANGER, merged_into=TO.id)

    assert billed(bill(ALONE, known=linked(active, successor=TO))) == ("c-3", "merged-into")
    asked(bill(ALONE, replace(SAME, merged_into=TO.id)), "contact-merged")


@pytest.mark.parametrize(
    ("successor", "facts"),
    [
        (None, {"into_id": "c-3", "into_state": "absent"}),
        (archived(TO), {"into": "Initech", "into_id": "c-3", "into_state": "archived"}),
        (merged(TO, "c-4"), {"into": "Initech", "into_id": "c-3", "into_state": "archived"}),
    ],
)
def test_a_contact_that_was_merged_into_an_unusable_one_is_asked_about(
    successor: LedgerContact | None, facts: dict[str, str]
) -> None:
    known = linked(merged(STRANGER, "c-3"), successor=successor)
    found = asked(bill(ALONE, SAME, known=known), "contact-merged")

    assert found.facts.items() >= facts.items()
    assert found.facts["contact"] == "Globex"


def test_a_contact_that_was_merged_into_somebody_elses_is_asked_about() -> None:
    known = linked(merged(STRANGER, "c-3"), successor=TO)
    found = asked(bill(ALONE, known=known, taken=(TO,)), "contact-merged")

    assert (found.facts["into"], found.facts["taken_by"]) == ("Initech", ANOTHER.id)


@pytest.mark.parametrize("gone", [archived(STRANGER), merged(STRANGER, "c-3")])
def test_it_is_released_when_somebody_restores_it_or_matches_another(gone: LedgerContact) -> None:
    assert isinstance(bill(ALONE, known=linked(gone)), Cause)
    for known in (linked(STRANGER), linked(TO)):
        assert isinstance(bill(ALONE, gone, known=known), UseContact)


@pytest.mark.parametrize("gone", [archived(STRANGER), merged(STRANGER, "c-3"), None])
def test_a_later_word_leaves_an_unusable_link(gone: LedgerContact | None) -> None:
    known = replace(linked(STRANGER, successor=TO), linked=gone)

    assert made(bill(ALONE, known=known, answer=new())).name == "Jane Smith"


def test_a_word_that_was_said_before_the_link_is_used_up() -> None:
    known = linked(archived(STRANGER))

    asked(bill(ALONE, known=known, answer=new(at=NOON)), "contact-archived")


def test_a_contact_with_our_mark_is_adopted() -> None:
    assert billed(bill(ALONE, OURS)) == ("c-1", "our-mark")
    assert billed(bill(OF_ACME, replace(STRANGER, number="k-1"))) == ("c-1", "our-mark")


@pytest.mark.parametrize("answer", [None, new(), new(name="Jane II")])
def test_our_mark_says_more_than_evidence_and_than_the_word_that_led_to_it(answer: None) -> None:
    assert billed(bill(ALONE, SAME, OURS, answer=answer)) == ("c-1", "our-mark")


def test_the_mark_of_a_later_contact_is_ours_too() -> None:
    assert billed(bill(ALONE, replace(STRANGER, number="p-1-B"))) == ("c-1", "our-mark")


@pytest.mark.parametrize("number", ["p-10", "p-1-1", "p-1-b", "xp-1"])
def test_the_number_of_somebody_else_is_no_mark(number: str) -> None:
    assert made(bill(ALONE, replace(STRANGER, number=number))).number == "p-1"


def test_two_with_our_mark_are_asked_about() -> None:
    found = asked(bill(ALONE, OURS, replace(TO, number="p-1-B")), "contact-ambiguous")

    assert named(found) == "c-1 c-3"


def test_our_mark_on_a_contact_that_stands_for_somebody_else_is_not_ours_any_more() -> None:
    known = KnownCustomers(taken={OURS.id: ANOTHER})

    assert billed(bill(ALONE, OURS, SAME, known=known)) == ("c-2", "email-and-name")
    assert made(bill(ALONE, OURS, known=known)).number == "p-1-B"


@pytest.mark.parametrize(("gone", "state", "restorable"), GONE)
def test_our_mark_on_a_contact_that_is_gone_is_asked_about(
    gone: LedgerContact, state: str, restorable: bool
) -> None:
    found = asked(bill(ALONE, SAME, replace(gone, number="p-1")), "contact-archived")

    assert (found.facts["contact_id"], found.facts["state"]) == ("c-1", state)
    assert ("restorable" in found.facts) == restorable


def test_our_mark_on_a_merged_contact_is_followed() -> None:
    gone = merged(OURS, "c-3")

    assert billed(bill(ALONE, gone, known=KnownCustomers(successor=TO))) == ("c-3", "merged-into")
    asked(bill(ALONE, gone, known=KnownCustomers(successor=archived(TO))), "contact-merged")
    asked(bill(ALONE, gone), "contact-merged")


def test_of_several_that_are_gone_the_one_that_can_be_restored_is_named() -> None:
    gone = merged(replace(TO, number="p-1-B"), "c-9")
    found = asked(
        bill(ALONE, archived(replace(OURS, id=gone.id)), replace(gone, id=OURS.id)), "contact-archived"
    )

    assert (found.facts["contact"], found.facts["count"], named(found)) == ("Globex", "2", "c-3 c-1")


def test_a_number_that_an_unusable_contact_keeps_is_not_used_again() -> None:
    gone = archived(OURS)

    assert made(bill(ALONE, gone, answer=new())).number == "p-1-B"
    second = archived(replace(TO, number="p-1-B"))
    assert made(bill(ALONE, gone, second, answer=new())).number == "p-1-BB"


def test_an_archived_contact_that_would_have_been_the_one_is_named() -> None:
    found = asked(bill(ALONE, archived(SAME), STRANGER), "contact-archived")

    assert (found.facts["contact_id"], found.facts["other_email"]) == ("c-2", EMAIL)
    assert made(bill(ALONE, archived(SAME), answer=new())).name == "Jane Smith"


def test_a_merged_contact_that_would_have_been_the_one_is_named_with_where_it_went() -> None:
    found = asked(bill(ALONE, merged(SAME, "c-3"), TO), "contact-merged")

    assert (found.facts["contact"], found.facts["into"], found.facts["into_id"]) == (
        "Jane Smith",
        "Initech",
        "c-3",
    )


def test_an_archived_contact_that_would_have_been_a_question_is_none() -> None:
    namesake = archived(ledger_contact(email=ELSEWHERE))

    assert made(bill(ALONE, namesake)).name == "Jane Smith"


def test_an_archived_contact_stands_in_nobodys_way() -> None:
    assert billed(bill(ALONE, archived(replace(SAME, id=STRANGER.id)), SAME)) == ("c-2", "email-and-name")


@pytest.mark.parametrize(("recipient", "name"), [(ALONE, "Globex"), (OF_ACME, "Acme"), (OF_ACME, "Globex")])
def test_a_contact_that_is_the_person_already_is_it(recipient: Recipient, name: str) -> None:
    joined = ledger_contact(person="Bob Jones", name=name, email=ELSEWHERE)

    assert billed(bill(recipient, joined=(joined,))) == ("c-1", "person-joined")


def test_of_several_that_are_the_person_the_one_of_the_name_is_it() -> None:
    first, second = ledger_contact("c-1", name="Globex"), ledger_contact("c-2")

    assert billed(bill(ALONE, joined=(first, second))) == ("c-2", "person-joined")


def test_several_that_are_the_person_are_asked_about() -> None:
    first, second = ledger_contact("c-1", name="Globex"), ledger_contact("c-2", name="Initech")

    assert named(asked(bill(ALONE, joined=(first, second)), "contact-ambiguous")) == "c-1 c-2"
