"""The words for where things stand, for settings, and for what the doctor found."""

import subprocess
import sys
from pathlib import Path

import pytest

from domain.connection import ConnectionState
from domain.errors import Problem
from domain.links import LinkState
from domain.services.diagnosis import Finding, Verdict
from domain.settings import SETTINGS
from domain.standing import Standing
from entrypoints.catalogue import finding_sentence, link_label, setting_words, standing_label, state_label


def test_where_things_stand() -> None:
    assert standing_label(Standing.NEEDS_YOU) == "needs you"
    assert standing_label(Standing.LINKED) == "joined to a Hubflo contact"
    assert state_label(ConnectionState.PREVIEW) == "in preview"
    assert link_label(LinkState.NOT_ELIGIBLE) == "in Xero, but would not come over today"


def test_what_a_setting_does() -> None:
    assert setting_words("full-scan-at") == (
        "When all contacts of Xero are read again each night, in the time zone of your books."
    )


def test_what_every_setting_does_is_said_in_one_breath() -> None:
    for setting in SETTINGS:
        assert setting_words(setting.name).endswith(".")
        assert len(setting_words(setting.name)) < 160


def test_what_the_doctor_found() -> None:
    store = Finding(code="store", verdict=Verdict.WELL, facts={"schema": "0001"})
    key = Finding(code="portal-key", verdict=Verdict.WRONG, problem=Problem("seal-unreadable"))
    stopped = Finding(code="stopped", verdict=Verdict.WRONG, facts={"since": "2025-05-03T08:14:00+00:00"})

    assert finding_sentence(store) == "The database is there, with schema 0001."
    assert finding_sentence(key).startswith("The key to Hubflo cannot be opened. A stored secret is damaged.")
    assert finding_sentence(stopped).startswith("Everything was stopped at 8:14 UTC on 3 May 2025.")


@pytest.mark.parametrize(
    ("code", "verdict", "facts", "said"),
    [
        ("invoice-conservation", Verdict.WELL, {"seen": "12"}, "All 12 invoices are accounted for."),
        (
            "account-in-use",
            Verdict.WELL,
            {"account": "200 Sales", "setting": "revenue-account"},
            "Your sales account 200 Sales can be used.",
        ),
        (
            "account-in-use",
            Verdict.WRONG,
            {"account": "200 Sales", "setting": "revenue-account", "why": "archived"},
            (
                "Your sales account 200 Sales was archived in Xero. Choose another (`hubflo-xero settings "
                "set revenue-account CODE`) or restore it in Xero (Accounting, Chart of accounts, Archive)."
            ),
        ),
        (
            "account-not-chosen",
            Verdict.NOTE,
            {"setting": "deposit-account"},
            "No deposit account is chosen: the first invoice that needs it is held and asks for it.",
        ),
        (
            "invoice-questions",
            Verdict.NOTE,
            {"count": "1", "invoices": "12"},
            "12 invoices held, 1 question for you: `hubflo-xero invoices list --needs-you`.",
        ),
        (
            "portal-net-total",
            Verdict.NOTE,
            {"reading": "with-tax"},
            "Is Hubflo's net total with or without tax? Settled by an invoice: with tax.",
        ),
        (
            "portal-rounding",
            Verdict.NOTE,
            {"ways": "line-half-up", "count": "1"},
            "How does Hubflo round tax? Settled by your invoices: line by line, half a cent up.",
        ),
        (
            "portal-rounding",
            Verdict.UNSETTLED,
            {"ways": "line-half-up, rate-half-up", "count": "2"},
            (
                "How does Hubflo round tax? Not settled: 2 ways still fit all invoices. What they disagree "
                "on is held."
            ),
        ),
    ],
)
def test_what_the_doctor_found_of_invoices(
    code: str, verdict: Verdict, facts: dict[str, str], said: str
) -> None:
    assert finding_sentence(Finding(code=code, verdict=verdict, facts=facts)) == said


def test_importing_it_is_cheap() -> None:
    """Without any installed package, and without reading a file."""
    code = "import pathlib; pathlib.Path.read_text = None; import entrypoints.catalogue"
    root = Path(__file__).resolve().parents[3]
    run = subprocess.run([sys.executable, "-S", "-c", code], cwd=root, capture_output=True, check=False)

    assert run.returncode == 0, run.stderr.decode()
