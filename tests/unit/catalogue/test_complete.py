"""No code without a sentence of its own, and no sentence without a code."""

from collections.abc import Sequence

from adapters.xero import limits
from domain.outage import Side
from domain.settings import SETTINGS
from tests.architecture.source import modules
from tests.unit.catalogue import (
    test_events,
    test_events_of_hooks,
    test_events_of_invoices,
    test_events_of_payments,
    test_holds_of_contacts,
    test_holds_of_customers,
    test_holds_of_documents,
    test_holds_of_invoices,
    test_holds_of_links,
    test_holds_of_payments,
    test_holds_of_posting,
    test_holds_of_sides,
    test_holds_of_totals,
    test_problems_of_answers,
    test_problems_of_connecting,
    test_problems_of_invoices,
    test_problems_of_notices,
    test_problems_of_payments,
    test_problems_of_services,
    test_problems_of_taxes,
    test_problems_of_the_store,
    test_problems_of_webhooks,
    test_proposing,
    test_reasons,
    test_rebuilds,
)
from tests.unit.catalogue.codes import code_like_texts, of_the_house, own

MADE_OF_PARTS = {
    "domain/services/dispatching.py:_settle": {"write-refused", "write-unknown"},
    "domain/services/outages.py:note_outage": set[str](),  # told by `outages`
}
"""Where a code is put together, and what it can become: a place that is not here must be read first."""

NOT_TOLD = {
    "domain/invoice_answers.py": {"bill-to", "client-number", "send-anyway", "unlinked-from"},
    "domain/invoice_reading.py": {"deciding-invoices", "deciding-payments"},
    "domain/services/decide_payments.py": {"refused-as"},
    "domain/services/notifying.py": {"notify-all-well-at", "notify-failed-at", "notify-failing"},
    "domain/services/read_walk.py": {"nameless-invoices"},
    "domain/settings.py": {"bank-feed"},
}
"""Names by which the house keeps something: they look like codes, and nobody is ever told them."""
NOTED = "domain/services/noted.py"
"""Where every name is one of a note of ours."""

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


def test_no_code_of_the_domain_slips_through() -> None:
    found = of_the_house()
    known = found.causes | found.events | set(found.problems) | found.findings
    known |= set().union(*found.reasons.values()) | {setting.name for setting in SETTINGS}
    told = (
        "tax-rules",
        "skips",
        "words-of-release",
        "account-troubles",
        "document-statuses",
        "whys",
        "payment-reasons",
        "why-not-changed",
    )
    known |= set().union(*(own(name) for name in told))
    slipped = {
        text
        for module in modules("domain")
        if module.path != NOTED
        for text in set(code_like_texts(module)) - NOT_TOLD.get(module.path, set())
    } - known

    assert slipped == set()


def test_every_sentence_has_an_example_word_for_word() -> None:
    shown: dict[str, list[Sequence[object]]] = {
        "holds": [
            *test_holds_of_contacts.SAMPLES,
            *test_holds_of_sides.SAMPLES,
            *test_holds_of_invoices.SAMPLES,
            *test_holds_of_customers.SAMPLES,
            *test_holds_of_documents.SAMPLES,
            *test_holds_of_links.SAMPLES,
            *test_holds_of_payments.SAMPLES,
            *test_holds_of_posting.SAMPLES,
            *test_holds_of_totals.SAMPLES,
            *test_rebuilds.HOLDS,
        ],
        "reasons": [*test_reasons.SAMPLES],
        "evidence": [*test_reasons.EVIDENCE],
        "events": [
            *test_events.SAMPLES,
            *test_events_of_hooks.SAMPLES,
            *test_events_of_invoices.SAMPLES,
            *test_events_of_payments.SAMPLES,
            *test_rebuilds.EVENTS,
        ],
        "problems": [
            *test_problems_of_answers.SAMPLES,
            *test_problems_of_connecting.SAMPLES,
            *test_problems_of_invoices.SAMPLES,
            *test_problems_of_notices.SAMPLES,
            *test_problems_of_payments.SAMPLES,
            *test_problems_of_taxes.SAMPLES,
            *test_problems_of_services.SAMPLES,
            *test_problems_of_the_store.SAMPLES,
            *test_problems_of_webhooks.SAMPLES,
            *test_proposing.SAMPLES,
            *test_rebuilds.PROBLEMS,
        ],
    }
    missing = {name: own(name) - {sample[0] for sample in samples} for name, samples in shown.items()}

    assert not any(missing.values()), missing
