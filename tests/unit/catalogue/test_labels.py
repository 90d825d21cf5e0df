"""The words for where things stand, for settings, and for what the doctor found."""

import subprocess
import sys
from pathlib import Path

from domain.connection import ConnectionState
from domain.errors import Problem
from domain.links import LinkState
from domain.services.examining import Finding, Verdict
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


def test_what_the_doctor_found() -> None:
    store = Finding(code="store", verdict=Verdict.WELL, facts={"schema": "0001"})
    key = Finding(code="portal-key", verdict=Verdict.WRONG, problem=Problem("seal-unreadable"))
    stopped = Finding(code="stopped", verdict=Verdict.WRONG, facts={"since": "2025-05-03T08:14:00+00:00"})

    assert finding_sentence(store) == "The database is there, with schema 0001."
    assert finding_sentence(key).startswith("The key to Hubflo cannot be opened. A stored secret is damaged.")
    assert finding_sentence(stopped).startswith("Everything was stopped at 8:14 UTC on 3 May 2025.")


def test_importing_it_is_cheap() -> None:
    """Without any installed package, and without reading a file."""
    code = "import pathlib; pathlib.Path.read_text = None; import entrypoints.catalogue"
    root = Path(__file__).resolve().parents[3]
    run = subprocess.run([sys.executable, "-S", "-c", code], cwd=root, capture_output=True, check=False)

    assert run.returncode == 0, run.stderr.decode()
