"""What is said of a rebuild, word for word."""

from datetime import UTC, datetime

import pytest

from domain.errors import Problem
from domain.event import SYSTEM, Event
from domain.hold import Cause
from entrypoints.catalogue import (
    cause_sentence,
    event_line,
    hold_label,
    not_found_again,
    problem_sentence,
    rebuild_words,
)
from entrypoints.catalogue.language import section
from tests.unit.catalogue.people import NOON, WEBSITE, ZONE

HOLDS = [
    (
        "marks-contradict",
        {
            **WEBSITE,
            "why": "several",
            "count": "2",
            "documents": (
                "HX-0F6A3C1D2E41-A Acme Ltd 1200.00 GBP 2026-03-31 (d-7); INV-0815 Acme Ltd "
                "1200.00 GBP 2026-04-01 (d-8)"
            ),
        },
        (
            '"Website, March" (Acme Ltd, 1,200.00 GBP, 31 March 2026) was sent before, and what both '
            "sides say of it contradicts itself: Xero has several that we made for it, and none of them"
            " was deleted. Xero has HX-0F6A3C1D2E41-A, Acme Ltd, 1,200.00 GBP, 31 March 2026; INV-0815,"
            " Acme Ltd, 1,200.00 GBP, 1 April 2026. If it is one of Xero's, say which: `hubflo-xero "
            'invoices link "Website, March" --to NUMBER`. None of them: `hubflo-xero invoices release '
            '"Website, March" --because "why"`; it is then sent, with the next placeholder. Nothing is '
            "sent until you answer. [marks-contradict]"
        ),
    ),
    (
        "marks-contradict",
        {
            **WEBSITE,
            "why": "elsewhere",
            "documents": "HX-0F6A3C1D2E41-A Acme Ltd 1200.00 GBP 2026-03-31 (d-7)",
            "reference": "d-9",
        },
        (
            '"Website, March" (Acme Ltd, 1,200.00 GBP, 31 March 2026) was sent before, and what both '
            "sides say of it contradicts itself: Hubflo names another one than Xero's that bears our "
            "mark. Xero has HX-0F6A3C1D2E41-A, Acme Ltd, 1,200.00 GBP, 31 March 2026. Its accounting "
            'reference in Hubflo is "d-9". If it is one of Xero\'s, say which: `hubflo-xero invoices '
            'link "Website, March" --to NUMBER`. None of them: `hubflo-xero invoices release "Website, '
            'March" --because "why"`; it is then sent, with the next placeholder. Nothing is sent until'
            " you answer. [marks-contradict]"
        ),
    ),
    (
        "marks-contradict",
        {
            **WEBSITE,
            "why": "other-invoice",
            "documents": "HX-0F6A3C1D2E41-A Acme Ltd 1200.00 GBP 2026-03-31 (d-7)",
        },
        (
            '"Website, March" (Acme Ltd, 1,200.00 GBP, 31 March 2026) was sent before, and what both '
            "sides say of it contradicts itself: what it would be is another invoice of Hubflo already."
            " Xero has HX-0F6A3C1D2E41-A, Acme Ltd, 1,200.00 GBP, 31 March 2026. If it is one of "
            'Xero\'s, say which: `hubflo-xero invoices link "Website, March" --to NUMBER`. None of them:'
            ' `hubflo-xero invoices release "Website, March" --because "why"`; it is then sent, with '
            "the next placeholder. Nothing is sent until you answer. [marks-contradict]"
        ),
    ),
    (
        "marks-contradict",
        {
            **WEBSITE,
            "why": "absent",
            "documents": "HX-0F6A3C1D2E41-A Acme Ltd 1200.00 GBP 2026-03-31 (d-7)",
            "reference": "0a1b2c3d-1111-4222-8333-944455556666",
        },
        (
            '"Website, March" (Acme Ltd, 1,200.00 GBP, 31 March 2026) was sent before, and what both '
            "sides say of it contradicts itself: Hubflo names one that your organisation in Xero does "
            "not have. Xero has HX-0F6A3C1D2E41-A, Acme Ltd, 1,200.00 GBP, 31 March 2026. Its "
            'accounting reference in Hubflo is "0a1b2c3d-1111-4222-8333-944455556666". If it is one of '
            'Xero\'s, say which: `hubflo-xero invoices link "Website, March" --to NUMBER`. None of them:'
            ' `hubflo-xero invoices release "Website, March" --because "why"`; it is then sent, with '
            "the next placeholder. Nothing is sent until you answer. [marks-contradict]"
        ),
    ),
    (
        "marks-contradict",
        {
            **WEBSITE,
            "why": "differs",
            "documents": "INV-0815 Acme Ltd 90.00 GBP 2026-04-01 (d-8)",
            "reference": "d-8",
        },
        (
            '"Website, March" (Acme Ltd, 1,200.00 GBP, 31 March 2026) was sent before, and what both '
            "sides say of it contradicts itself: Hubflo names one that is not made by us, and has "
            "another total or currency. Xero has INV-0815, Acme Ltd, 90.00 GBP, 1 April 2026. Its "
            'accounting reference in Hubflo is "d-8". If it is one of Xero\'s, say which: `hubflo-xero '
            'invoices link "Website, March" --to NUMBER`. None of them: `hubflo-xero invoices release '
            '"Website, March" --because "why"`; it is then sent, with the next placeholder. Nothing is '
            "sent until you answer. [marks-contradict]"
        ),
    ),
]
EVENTS = [
    (
        "rebuild-begun",
        {},
        ("A rebuild was begun: both sides are read whole, and nothing is written until it is accepted."),
    ),
    ("rebuild-accepted", {}, "The rebuild was accepted: the connection goes on."),
    (
        "document-linked-again",
        {"document_id": "d-7", "number": "INV-0815"},
        "Linked again with INV-0815 in Xero, by the marks that both sides bear.",
    ),
    (
        "document-linked-again",
        {"document_id": "d-7"},
        "Linked again with its document in Xero, by the marks that both sides bear.",
    ),
]
PROBLEMS = [
    (
        "rebuilding-first",
        {"connection": "default"},
        (
            'The connection "default" is rebuilding, and nothing is written before you have seen what '
            "was found. `hubflo-xero rebuild` shows the list, `hubflo-xero rebuild --accept` ends it. "
            "[rebuilding-first]"
        ),
    ),
    (
        "not-rebuilding",
        {"connection": "default"},
        (
            'The connection "default" is not rebuilding, so there is no list to accept. After the store'
            " was lost or an old one restored, `hubflo-xero rebuild` makes one. [not-rebuilding]"
        ),
    ),
    (
        "rebuild-unread",
        {"connection": "default"},
        (
            'The list of "default" is not complete: Hubflo and Xero were not read to the end yet. '
            "`hubflo-xero rebuild` goes on where it was, and so does `hubflo-xero run`. "
            "[rebuild-unread]"
        ),
    ),
]


@pytest.mark.parametrize(("code", "facts", "sentence"), HOLDS)
def test_the_question(code: str, facts: dict[str, str], sentence: str) -> None:
    cause = Cause(code=code, key="k", facts=facts)

    assert cause_sentence(cause, ZONE, now=NOON) == sentence
    assert hold_label(cause) == "its marks contradict one another"


@pytest.mark.parametrize(("code", "facts", "told"), EVENTS)
def test_the_line(code: str, facts: dict[str, str], told: str) -> None:
    at = datetime(2026, 5, 3, 10, 30, tzinfo=UTC)
    event = Event(seq=1, at=at, actor=SYSTEM, subject="connection", code=code, facts=facts)

    assert event_line(event, "Europe/London") == f"3 May 2026, 11:30: {told}"


@pytest.mark.parametrize(("code", "facts", "sentence"), PROBLEMS)
def test_the_problem(code: str, facts: dict[str, str], sentence: str) -> None:
    assert problem_sentence(Problem(code, **facts)) == sentence


def test_every_word_of_a_rebuild_is_a_sentence() -> None:
    said = [rebuild_words(code, {"count": "2"}) for code in section("rebuild") if code != "unknown"]

    assert all(len(sentence) > 20 for sentence in [*said, *not_found_again()])
    assert rebuild_words("doubtful", {"count": "1"}).startswith("1 customer could not be told")
