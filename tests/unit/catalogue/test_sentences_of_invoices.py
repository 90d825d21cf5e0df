"""What holds for every sentence about a held invoice, whatever its cause."""

import re
import shlex

import pytest

from domain.hold import Cause, Hold, Waits, questions, waits_for
from entrypoints.catalogue import cause_sentence, hold_label, hold_sentence
from tests.unit.catalogue import (
    test_holds_of_customers,
    test_holds_of_documents,
    test_holds_of_invoices,
    test_holds_of_links,
    test_holds_of_totals,
)
from tests.unit.catalogue.people import INVOICE_ID, NOON, WEBSITE, ZONE

SAMPLES = [
    *test_holds_of_invoices.SAMPLES,
    *test_holds_of_totals.SAMPLES,
    *test_holds_of_customers.SAMPLES,
    *test_holds_of_documents.SAMPLES,
    *test_holds_of_links.SAMPLES,
]
_COMMAND = re.compile(r"`([^`]+)`")
_COMMANDS = re.compile(r"hubflo-xero (invoices|contacts|settings|connect|doctor)\b")
_ISO_DAY = re.compile(r"\b\d{4}-\d{2}-\d{2}\b")


def several(code: str, facts: dict[str, str], *subjects: str) -> str:
    cause = Cause(code=code, key="k", facts=facts)
    (question,) = questions(Hold(subject=subject, cause=cause, since=NOON) for subject in subjects)
    return hold_sentence(question, ZONE, now=NOON)


@pytest.mark.parametrize(("code", "facts", "sentence"), SAMPLES)
def test_it_needs_a_person_and_is_made_for_one(code: str, facts: dict[str, str], sentence: str) -> None:
    assert waits_for(Cause(code=code, key="k", facts=facts)) is Waits.PERSON
    assert sentence.endswith((f"[{code}]", f"[{code}: {facts.get('problem')}]"))
    assert not re.search(r"[{}]|\(not known\)|  | [.,;:]|\.\.", sentence.replace(" ...", ""))
    assert not _ISO_DAY.search(sentence)
    assert not re.search(r"\d{4,}\.\d\d\b", sentence), "thousands are apart"
    assert hold_label(Cause(code=code, key="k", facts=facts)) not in ("", f"held ({code})")


@pytest.mark.parametrize(("code", "facts", "sentence"), SAMPLES)
def test_its_commands_can_be_copied(code: str, facts: dict[str, str], sentence: str) -> None:
    commands = _COMMAND.findall(sentence)

    assert sentence.count("`") == 2 * len(commands)
    for command in commands:
        assert _COMMANDS.match(command) or command.startswith("--")
        assert shlex.split(command)
        assert not re.search(r"[$!;&|<>\\]", command)


@pytest.mark.parametrize(("code", "facts", "sentence"), SAMPLES)
def test_a_title_that_a_shell_would_carry_out_gives_way_to_the_id(
    code: str, facts: dict[str, str], sentence: str
) -> None:
    cause = Cause(code=code, key="k", facts={**facts, "invoice": "$(reboot) {facts}\x1b[2J"})
    said = cause_sentence(cause, ZONE, now=NOON)

    assert said.isprintable()
    assert not any("reboot" in command for command in _COMMAND.findall(said))
    if facts["invoice"] in " ".join(_COMMAND.findall(sentence)):
        assert INVOICE_ID in said


def test_an_invoice_without_a_title_is_called_by_its_id() -> None:
    facts = {"invoice_id": INVOICE_ID, "customer": "Acme Ltd", "locked_to": "2026-03-31"}

    assert cause_sentence(Cause(code="period-locked", key="k", facts=facts), ZONE, now=NOON).startswith(
        f'"{INVOICE_ID}" (Acme Ltd) is held.'
    )
    assert cause_sentence(Cause(code="period-locked", key="k"), ZONE, now=NOON).startswith(
        "an invoice is held."
    )


def test_a_question_counts_its_invoices_and_tells_of_the_oldest() -> None:
    facts = {**WEBSITE, "locked_to": "2026-03-31"}
    said = several("period-locked", facts, *(f"invoice:i-{number}" for number in range(1_200)))

    assert said.startswith('1 question, 1,200 invoices: "Website, March" (Acme Ltd, 1,200.00 GBP, ')
    assert said.endswith(
        "Once the lock date is earlier, all 1,200 invoices go by themselves within 10 minutes. "
        "[period-locked]"
    )


def test_what_one_answer_does_for_the_others() -> None:
    facts = {**WEBSITE, "rate": "0", "count": "2", "offered": "A (X); B (Y)", "kind": "item", "place": "home"}
    tax = [
        several("tax-choice-needed", facts, *(f"invoice:i-{n}" for n in range(many))) for many in (1, 2, 7)
    ]
    cents = {**WEBSITE, "document_total": "10.01", "ledger_total": "10.00", "moving_would_fit": "yes"}

    assert "It goes at once. [tax" in tax[0]
    assert 'It goes at once, and with "always" so does 1 other. [tax' in tax[1]
    assert 'It goes at once, and with "always" so do 6 others. [tax' in tax[2]
    assert "Once allowed, it and 1 like it go at once. [totals" in several(
        "totals-differ", cents, "invoice:i-1", "invoice:i-2"
    )


def test_a_question_on_contacts_and_invoices_counts_both() -> None:
    facts = {**WEBSITE, "problem": "not-found", "service": "hubflo"}
    said = several("unexpected", facts, "contact:c-1", "invoice:i-1", "contact:c-2")

    assert said.startswith(
        "1 question, 2 contacts and 1 invoice: 2 contacts and 1 invoice could not be finished, "
        '"Website, March" (Acme Ltd, 1,200.00 GBP, 31 March 2026) among them, all for one reason.'
    )


def test_a_cure_is_told_for_every_trouble_of_an_account() -> None:
    facts = {**WEBSITE, "account": "200 Sales", "setting": "revenue-account", "why": "moon-phase"}
    said = cause_sentence(Cause(code="account-unusable", key="k", facts=facts), ZONE, now=NOON)

    assert "Your sales account 200 Sales cannot be used. Choose another: `hubflo-xero settings set" in said
