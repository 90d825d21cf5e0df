"""`make demo` does what it says, on a machine that has nothing but this checkout."""

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from entrypoints import demo
from tests.e2e.processes import clean_environment

CLAIMS = (
    "Every contact seen in Xero is accounted for",
    "Nothing is left in work",
    "Everybody who came over is in Hubflo, once",
    "Everybody who was left out has a reason",
    "Nothing was written in Xero",
    "The second import wrote nothing",
)


def test_the_demo_proves_what_it_claims(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "entrypoints.demo"],
        cwd=tmp_path,
        env=clean_environment(tmp_path),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=150,
        check=False,
    )

    assert done.returncode == 0, done.stdout + done.stderr
    for claim in CLAIMS:
        assert f"  yes  {claim}\n" in done.stdout
    assert "Traceback" not in done.stderr
    assert "Hartley & Moss" in done.stdout
    assert list(tmp_path.rglob("*.db")) == []  # it lives in a temporary folder, and takes it away


def _facts(**changed: Any) -> dict[str, Any]:
    """Of one contact that came over."""
    standings = dict.fromkeys(("linked", "updated", "unchanged", "left-out", "needs-you", "in-work"), 0)
    facts: dict[str, Any] = {
        "listed": [{"email": "Ada@example.com", "standing": "created", "reasons": []}],
        "status": {"contacts": {"seen": 1, "created": 1, **standings}},
        "hubflo_records": {"o": {"contacts": {"c": {"email": "ada@example.com"}}}},
        "hubflo_requests": [],
        "xero_requests": [{"method": "POST", "path": "/connect/token"}],
        "xero_changes": [],
    }
    return facts | changed


_TWICE = {"o": {"contacts": {"c": {"email": "ada@example.com"}, "d": {"email": "ADA@example.com"}}}}
_LEFT_OUT = [{"email": "", "standing": "left-out", "reasons": []}]
_WRITE = [{"method": "PUT", "path": "/api.xro/2.0/Contacts"}]


def test_the_demo_ends_well_only_if_all_of_it_holds(capsys: pytest.CaptureFixture[str]) -> None:
    assert demo._proof(_facts(), _facts()) == 0
    assert "NO" not in capsys.readouterr().out


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ({}, {"status": {"contacts": {**_facts()["status"]["contacts"], "seen": 2}}}),
        ({}, {"status": {"contacts": {**_facts()["status"]["contacts"], "created": 0, "in-work": 1}}}),
        ({"hubflo_records": _TWICE}, {}),
        ({}, {"listed": [*_facts()["listed"], *_LEFT_OUT]}),
        ({}, {"xero_requests": _WRITE}),
        ({}, {"hubflo_requests": [{"method": "POST", "path": "/api/v2/contacts"}]}),
    ],
    ids=["somebody is lost", "work is left", "somebody twice", "no reason", "a write", "a second write"],
)
def test_the_demo_fails_if_a_claim_does_not_hold(
    before: dict[str, Any], after: dict[str, Any], capsys: pytest.CaptureFixture[str]
) -> None:
    assert demo._proof(_facts(**before), _facts(**after)) == 1
    assert "NO" in capsys.readouterr().out
