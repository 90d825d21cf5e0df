"""A poisoned record never blocks another: one of each kind among a hundred good ones."""

import tomllib
from collections.abc import Mapping
from pathlib import Path

import pytest

import domain.errors
from adapters.xero import envelopes
from domain.errors import Problem
from domain.life import Stage
from domain.payment_life import PaymentStage
from tests.scenarios.tables import words
from tests.scenarios.test_every_hold_is_told import holds_of_invoices
from tests.simulation import poisoned_payments
from tests.simulation.poisoned_payments import GOOD as PAID
from tests.simulation.poisoned_payments import bill, pay, posted, stands
from tests.simulation.poisoned_people import POISONED, add, add_good, standings
from tests.simulation.poisons import POISONS
from tests.simulation.ward import GOOD, SETTINGS, Ward, open_ward

CATALOGUE = Path(domain.errors.__file__).resolve().parents[1] / "entrypoints/catalogue/english.toml"
USUAL_CALLS = 11
"""What the hundred cost by themselves, measured."""
PAYMENT_CALLS = 7
"""What twenty payments cost by themselves, measured."""
PAYMENT_MINUTES = 120
"""Xero has no key for a payment: every time that one is told apart by halves, absence has to last."""
MINUTES = 15
HOUR = 60

OF_ALL = {
    "not-permitted": "holds every invoice of the organisation",
    "document-twin": "takes a request that lands late: `test_windows`",
    "marks-contradict": "takes a rebuild",
    "rounding-unclear": "goes as soon as another invoice shows how the portal rounds",
    "unlinked": "takes a person's command",
}
"""Reasons that no single invoice among good ones can bring about."""
OF_ALL_CONTACTS = {
    "unknown": "stands for a code that a newer version wrote",
    "unexpected": "stands for a defect",
    "answer-without-company": "takes a person's answer",
    "answer-without-person": "takes a person's answer",
    "person-gone": "takes a person's answer",
    "twin": "takes a request that lands late: `test_windows`",
}
OF_SIDES = ("unreachable", "ledger-", "portal-api", "portal-other", "portal-scope", "portal-access")
"""What closes a whole side is nobody's poison."""

BY = {
    "Rejected": "refused as a whole",
    "AlreadyAssigned": "called taken as a whole",
    "OutcomeUnknown": "answered by errors",
    "Unavailable": "an error when read back",
    "NotFound": "invoice-not-shown",
    "Invalid": "document-too-large",
}
"""Which poison brings about an error of ours."""
OF_NO_RECORD = {
    *("NotNow", "Throttled", "LeaseLost", "AccessLost", "ScopeMissing"),
    *("StoreProblem", "StoreAway", "SealBroken", "WrongInstance", "Stopped"),
}


def holds() -> Mapping[str, str]:
    """Every reason to hold something that has a sentence."""
    found: Mapping[str, str] = tomllib.loads(CATALOGUE.read_text("utf-8"))["holds"]
    return found


def test_every_reason_to_hold_an_invoice_is_a_poison() -> None:
    """What holds a payment holds no invoice: each such reason has scenarios of its own."""
    of_invoices = {code for code in holds() if words(code) in holds_of_invoices()}
    codes = {code for code in of_invoices if not code.startswith("payment-")}

    assert codes == {poison.code for poison in POISONS.values() if poison.code} | OF_ALL.keys()


def test_every_reason_to_hold_a_contact_is_a_poison() -> None:
    codes = {code for code in holds() if words(code) not in holds_of_invoices()} | {"unexpected"}
    of_contacts = {code for code in codes if not code.startswith(OF_SIDES)}

    assert of_contacts == {poison.code for poison in POISONED if poison.code} | OF_ALL_CONTACTS.keys()


def test_every_error_of_ours_is_brought_about_by_a_poison_or_by_no_record() -> None:
    problems = {
        name
        for name, kind in vars(domain.errors).items()
        if isinstance(kind, type) and issubclass(kind, Problem) and kind is not Problem
    }

    assert problems == BY.keys() | OF_NO_RECORD
    assert set(BY.values()) <= POISONS.keys()


def test_poisoned_invoices_block_no_other(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Within minutes, and for at most three more calls a poison; each is held by its own reason."""
    monkeypatch.setattr(envelopes, "LARGEST_BYTES", 400_000)  # so much less to be carried about
    with open_ward(tmp_path, SETTINGS) as ward:
        for poison in POISONS.values():
            poison.people(ward)
        ward.connect()
        for poison in POISONS.values():
            poison.earlier(ward)
        ward.house.run_for(300, tick_seconds=15)
        for poison in POISONS.values():
            poison.changes(ward)
        ward.house.run_for(3_900)  # contacts are read by the hour
        for poison in POISONS.values():
            poison.issue(ward)
        good, before = ward.issue_good(), ward.calls()

        for _ in range(MINUTES):
            ward.house.run_for(60, tick_seconds=5)
            if ward.all_linked(good):
                break

        stages = ward.stages()
        assert [title for title in good if stages[title][0] != Stage.LINKED] == []
        assert ward.calls() - before <= USUAL_CALLS + 3 * len(POISONS)
        assert [call.path for call in ward.house.world.xero.calls if call.status == 429] == []
        assert unheld_within_the_hour(ward) == set()
        live = [row["invoice"] for row in ward.documents.ours() if row["status"] == "awaiting approval"]
        assert sorted(live) == sorted({*live})
        assert {title for title, poison in POISONS.items() if not poison.code} & {*live} == set()


def unheld_within_the_hour(ward: Ward) -> set[str]:
    """Poisoned ones that were not held by their own reason at any time."""
    left = {title for title, poison in POISONS.items() if poison.code}
    for _ in range(HOUR):
        held = {(title.partition(" INV-")[0], code) for title, code in ward.ever_held()}
        left -= {title for title in left if (title, POISONS[title].code) in held}
        if not left:
            break
        ward.house.run_for(60)
    return left


def test_poisoned_payments_block_no_other(tmp_path: Path) -> None:
    """Each good one is posted once; what could not be one of them is told apart by halves, with its waits."""
    with open_ward(tmp_path, {**SETTINGS, **poisoned_payments.SETTINGS}) as ward:
        ward.connect()
        bill(ward)
        before = ward.calls()
        for title, poison in poisoned_payments.POISONED.items():
            poison.meddle(ward, ward.documents.id_of(title))
        pay(ward)

        for _ in range(PAYMENT_MINUTES // 4):
            ward.house.run_for(240, tick_seconds=120)
            if all(stands(ward)[title][0] is PaymentStage.SETTLED for title in PAID):
                break

        stand = stands(ward)
        assert {stand[title] for title in PAID} == {(PaymentStage.SETTLED, "")}
        assert {title: count for title, count in posted(ward).items() if count} == dict.fromkeys(PAID, 1)
        codes = {title: stand[title][1] for title in poisoned_payments.POISONED}
        assert codes == {title: poison.code for title, poison in poisoned_payments.POISONED.items()}
        assert ward.calls() - before <= PAYMENT_CALLS + 45 * len(poisoned_payments.POISONED)
        assert [call.path for call in ward.house.world.xero.calls if call.status == 429] == []


def test_poisoned_contacts_block_no_other(tmp_path: Path) -> None:
    with open_ward(tmp_path, {}) as ward:
        for poison in POISONED:
            add(ward, poison)
        good = add_good(ward)

        stand = standings(ward, 30)

    assert len(good) == GOOD
    assert {stand[name][0] for name in good} == {"created"}
    for poison in POISONED:
        wanted = ("needs you", poison.code) if poison.code else ("in work", "")
        assert {stand[row["name"]][: 1 + bool(poison.code)] for row in poison.xero} == {
            wanted[: 1 + bool(poison.code)]
        }
