"""No code without a sentence of its own, no sentence without a code, and no text that cannot be shown."""

import re
from collections.abc import Sequence
from string import Formatter

import pytest

from adapters.xero import limits
from domain.connection import ConnectionState
from domain.decision import Action, AnswerKind
from domain.dispatch import Act
from domain.fields import FIELDS
from domain.links import LinkState
from domain.outage import Side
from domain.scan import LEDGER_SCANS
from domain.settings import SETTINGS
from domain.standing import Standing
from entrypoints.catalogue.language import UNKNOWN, section
from tests.architecture.source import Module, modules
from tests.unit.catalogue import (
    test_events,
    test_holds_of_contacts,
    test_holds_of_sides,
    test_problems_of_answers,
    test_problems_of_connecting,
    test_problems_of_services,
    test_problems_of_the_store,
    test_reasons,
)
from tests.unit.catalogue.codes import code_like_texts, collect, of_the_house

MADE_OF_PARTS = {
    "domain/services/dispatching.py:_settle": {"write-refused", "write-unknown"},
    "domain/services/outages.py:note_outage": set[str](),  # told by `outages`
}
"""Where a code is put together, and what it can become: a place that is not here must be read first."""

SECTIONS_OF_SENTENCES = ("holds", "reasons", "problems")
SECTIONS = (
    *SECTIONS_OF_SENTENCES,
    "hold-labels",
    "reason-labels",
    "evidence",
    "tax-rules",
    "limits",
    "whys",
    "refusals",
    "events",
    "decisions",
    "answers",
    "link-states",
    "link-states-told",
    "acts",
    "scans",
    "fields",
    "standings",
    "states",
    "promises",
    "settings",
    "checks",
    "failed-checks",
    "findings",
)
VERBS = {"", "said", "time", "people", "fields", "actor"}
LEFT_OUT = "domain/eligibility.py"


def outages() -> set[str]:
    """A lost access closes the side whose adapter tells of it; one that the domain names closes either."""
    both = {side.value for side in Side}
    sides = {"adapters/xero": {"ledger"}, "adapters/hubflo": {"portal"}}
    return {
        f"{side}-{code}"
        for code, paths in of_the_house().lost.items()
        for path in paths
        for side in sides.get("/".join(path.split("/")[:2]), both)
    }


def own(name: str) -> set[str]:
    """The codes that a section has words for."""
    return set(section(name)) - {UNKNOWN}


def evidence_and_reasons() -> tuple[set[str], set[str]]:
    """Codes of why two are the same, and of why one is left out."""
    by_path = of_the_house().reasons
    left_out = by_path[LEFT_OUT] | {"left-out-by-you"}
    return set().union(*by_path.values()) - left_out, left_out


def test_every_place_where_a_code_is_made_can_be_read() -> None:
    assert of_the_house().unclear == set(MADE_OF_PARTS)


def test_every_hold_has_a_sentence_and_a_label() -> None:
    causes = of_the_house().causes | outages()

    assert own("holds") == causes
    assert own("hold-labels") == causes


def test_every_reason_has_a_sentence_and_a_label() -> None:
    _, left_out = evidence_and_reasons()

    assert own("reasons") == left_out
    assert own("reason-labels") == left_out


def test_every_evidence_has_words() -> None:
    evidence, _ = evidence_and_reasons()

    assert own("evidence") == evidence


def test_every_problem_has_a_sentence() -> None:
    assert own("problems") == set(of_the_house().problems)


def test_every_event_has_a_line() -> None:
    told = set().union(*MADE_OF_PARTS.values())

    assert own("events") == (of_the_house().events | told) - of_the_house().causes | {"twin"}
    assert of_the_house().events & of_the_house().causes <= own("events") | own("hold-labels")


def test_every_finding_of_the_doctor_has_words() -> None:
    assert own("checks") | own("failed-checks") | own("findings") >= of_the_house().findings


def test_every_way_of_giving_no_answer_has_words() -> None:
    assert own("whys") >= of_the_house().whys


def test_every_limit_has_words() -> None:
    assert own("limits") == of_the_house().limits | set(limits._PREFIXES.values())


@pytest.mark.parametrize(
    ("name", "values"),
    [
        ("standings", {standing.value for standing in Standing}),
        ("states", {state.value for state in ConnectionState}),
        ("link-states", {state.value for state in LinkState}),
        ("link-states-told", {state.value for state in LinkState}),
        ("acts", {act.value for act in Act}),
        ("decisions", {Action.CREATE.value, Action.LINK.value}),
        ("answers", {kind.value for kind in AnswerKind}),
        ("scans", {kind.value for kind in LEDGER_SCANS}),
        ("fields", set(FIELDS)),
        ("settings", {setting.name for setting in SETTINGS}),
    ],
)
def test_every_value_has_words(name: str, values: set[str]) -> None:
    assert own(name) == values


def test_no_code_of_the_domain_slips_through() -> None:
    found = of_the_house()
    known = found.causes | found.events | set(found.problems) | found.findings
    known |= own("tax-rules") | set().union(*found.reasons.values()) | {setting.name for setting in SETTINGS}
    slipped = {text for module in modules("domain") for text in code_like_texts(module)} - known

    assert slipped == set()


def test_every_sentence_has_an_example_word_for_word() -> None:
    shown: dict[str, list[Sequence[object]]] = {
        "holds": [*test_holds_of_contacts.SAMPLES, *test_holds_of_sides.SAMPLES],
        "reasons": [*test_reasons.SAMPLES],
        "evidence": [*test_reasons.EVIDENCE],
        "events": [*test_events.SAMPLES],
        "problems": [
            *test_problems_of_answers.SAMPLES,
            *test_problems_of_connecting.SAMPLES,
            *test_problems_of_services.SAMPLES,
            *test_problems_of_the_store.SAMPLES,
        ],
    }
    missing = {name: own(name) - {sample[0] for sample in samples} for name, samples in shown.items()}

    assert not any(missing.values()), missing


@pytest.mark.parametrize("name", SECTIONS)
def test_every_text_can_be_shown(name: str) -> None:
    wrong = [
        f"{code}: {{{fact}:{how}}}"
        for code, text in section(name).items()
        for _, fact, how, _ in Formatter().parse(text)
        if fact is not None and not can_show(how or "")
    ]

    assert wrong == []


def can_show(how: str) -> bool:
    verb, _, rest = how.partition(" ")
    if verb == "in":
        return rest in section("services") or rest in (*SECTIONS, "services")
    return bool(rest) if verb in ("who", "arg") else verb in VERBS or verb in section("nouns")


@pytest.mark.parametrize("name", SECTIONS_OF_SENTENCES)
def test_no_sentence_speaks_as_machines_do(name: str) -> None:
    texts = {code: text.replace("`hubflo-xero status`", "") for code, text in section(name).items()}

    assert [code for code, text in texts.items() if re.search(r"\b[345]\d\d\b|HTTP|error|null", text)] == []


def test_a_code_is_followed_through_branches_tables_and_callers() -> None:
    text = """
FALLBACK = "by-constant"

class Refused(Problem):
    code = "refused-class"

def ask(lost):
    code = "by-branch" if lost else FALLBACK
    return Cause(code=code, key="k")

MANY = ("by-member", "by-member-too")

def go_through():
    for code in MANY:
        yield Finding(code=code)

def weigh():
    tests = (("by-table", 1), ("by-table-too", 2))
    for code, agrees in tests:
        evidence(code, agrees)

def evidence(code, agrees):
    return Reason(code=code)

def tell(books, code):
    books.events.add(subject="s", code=code)

def act(books, state):
    tell(books, "by-caller")
    tell(books, code="by-keyword")
    raise Refused("refused-by-hand", who="x")

def unclear(state):
    return Cause(code=f"made-{state}", key="k")

def promise():
    '''Raises Invalid (`promised-in-words`).'''
"""
    found = collect(
        (Module("domain/planted.py", text), Module("domain/base.py", "class Problem: code = 'problem'\n"))
    )

    assert found.causes == {"by-branch", "by-constant"}
    assert found.reasons["domain/planted.py"] == {"by-table", "by-table-too"}
    assert found.findings == {"by-member", "by-member-too"}
    assert found.events == {"by-caller", "by-keyword"}
    assert set(found.problems) == {"problem", "refused-class", "refused-by-hand", "promised-in-words"}
    assert found.unclear == {"domain/planted.py:unclear"}
