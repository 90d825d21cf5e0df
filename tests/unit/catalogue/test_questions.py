"""One cause is one question, however many contacts it holds, and nothing in it is more than text."""

from datetime import UTC, datetime

import pytest

from domain.hold import Cause, Hold, Question, questions
from entrypoints.catalogue import cause_sentence, hold_label, hold_sentence
from tests.unit.catalogue.people import AGENCY, JANE, NOON, XERO, ZONE

SINCE = datetime(2026, 5, 3, 8, 14, tzinfo=UTC)


def held_by(cause: Cause, *subjects: str) -> Question:
    (question,) = questions(Hold(subject=subject, cause=cause, since=SINCE) for subject in subjects)
    return question


def test_a_question_on_one_contact_is_its_sentence() -> None:
    cause = Cause(code="portal-refused", key="k", facts=JANE)

    assert hold_sentence(held_by(cause, "contact:c-1"), ZONE, now=NOON) == cause_sentence(
        cause, ZONE, now=NOON
    )


def test_a_question_on_several_says_on_how_many() -> None:
    facts = {
        "email": "accounts@bright.example",
        "count": "37",
        "first": "Client 1",
        "contacts": "; ".join(f"Client {number} (Tom Reed)" for number in range(1, 38)),
    }
    cause = Cause(code="email-on-several", key="k", facts=facts)
    question = held_by(cause, *(f"contact:c-{number}" for number in range(37)))

    assert hold_sentence(question, ZONE, now=NOON).startswith(
        "1 question, 37 contacts: 37 customers in Xero have the same email, accounts@bright.example: "
        "Client 1 (Tom Reed); Client 2 (Tom Reed); Client 3 (Tom Reed); Client 4 (Tom Reed); "
        "Client 5 (Tom Reed) and 32 more. It may be one person"
    )


def test_what_holds_several_for_one_reason_names_one_of_them() -> None:
    cause = Cause(code="unexpected", key="k", facts={**AGENCY, "problem": "not-found", "service": "hubflo"})

    assert hold_sentence(held_by(cause, "contact:c-1", "contact:c-2"), ZONE, now=NOON) == (
        '1 question, 2 contacts: 2 contacts could not be finished, "Bright Agency Ltd" among them, all for '
        "one reason. What was asked for is not there (any more) in Hubflo. If somebody deleted it, nothing "
        "need be done: we look again by ourselves. All other contacts go on. It is tried again by itself "
        "every night, or at once with `hubflo-xero contacts import`. If it stays, `hubflo-xero doctor` says "
        "what is wrong with this installation. [unexpected: not-found]"
    )


def test_a_closed_side_holds_no_contacts() -> None:
    cause = Cause(code="ledger-reconnect", key="k", facts=XERO)

    assert hold_sentence(held_by(cause, "side:ledger"), ZONE, now=NOON).startswith(
        'Xero has refused us for "Acme'
    )


def test_times_are_those_of_the_books() -> None:
    cause = Cause(code="ledger-reconnect", key="k", facts=XERO)

    assert " since 18:14 today:" in cause_sentence(cause, "Australia/Sydney", now=NOON)
    assert " since 8:14 UTC today:" in cause_sentence(cause, "", now=NOON)
    assert " since 9:14 on 3 May:" in cause_sentence(cause, ZONE, now=datetime(2026, 5, 9, tzinfo=UTC))


def test_a_twin_that_says_which_to_keep() -> None:
    facts = {"name": "Acme Ltd", "ids": "31, 32", "keep": "31"}

    assert "Delete the other one in Hubflo and keep 31, which is joined to Xero." in cause_sentence(
        Cause(code="twin", key="k", facts=facts), ZONE, now=NOON
    )


def test_an_answer_whose_people_are_named() -> None:
    facts = {**AGENCY, "person_id": "1041", "other": "Anna Cole"}

    assert cause_sentence(
        Cause(code="answer-without-person", key="k", facts=facts), ZONE, now=NOON
    ).startswith(
        'You answered for "Bright Agency Ltd" (Tom Reed) from Xero, but the Hubflo contact that you named, '
        "Anna Cole, is not in Hubflo any more."
    )


def test_a_cause_of_a_newer_version_shows_its_code_and_facts() -> None:
    cause = Cause(code="moon-phase", key="k", facts={"phase": "full", "contact": "Acme\x1b[2J"})

    assert hold_label(cause) == "held (moon-phase)"
    assert cause_sentence(cause, ZONE, now=NOON) == (
        "This cannot go on, and this version of hubflo-xero has no words for the reason: "
        'phase "full"; contact "Acme\\x1b[2J". Run `hubflo-xero doctor`, and install the newest version if '
        "it finds nothing. Nothing is lost: it is tried again by itself every night. [moon-phase]"
    )


def test_labels_are_short() -> None:
    assert hold_label(Cause(code="email-other-name", key="k", facts=AGENCY)) == "same email, other name"
    assert hold_label(Cause(code="unreachable", key="k", facts=XERO)) == "Xero cannot be used right now"


@pytest.mark.parametrize("name", ["$(reboot) `reboot` {facts}", "\x1b[2J", "a {0} b {contact.__class__}"])
def test_a_name_from_outside_is_only_ever_text(name: str) -> None:
    facts = {**AGENCY, "contact": name, "other": name, "other_id": "1041"}
    said = cause_sentence(Cause(code="email-other-name", key="k", facts=facts), ZONE, now=NOON)

    assert f"match {AGENCY['contact_id']} --to 1041`" in said
    assert said.isprintable()
    assert "Tom Reed" in said
