"""What is given and cannot be used: a sentence, the documented status, JSON where it was asked for."""

import sqlite3
from contextlib import closing

import pytest

from entrypoints.cli.root import COMMANDS
from tests.e2e.cli.desk import Desk


def test_errors_are_json_where_data_was_asked_for(live: Desk) -> None:
    live.run("stop", "--all")
    for words, status, code in [
        ("contacts why nobody --json", 2, "who-unknown"),
        ("contacts list --json --connection x", 2, "connection-unknown"),
        ("contacts list --json --limit zero", 2, "usage"),
        ("contacts list --json --no-such-option", 2, "usage"),
        ("contacts import --json", 2, "all-stopped"),
        ("invoices show nobody --json", 2, "invoice-unknown"),
        ("invoices list --json --limit 0", 2, "usage"),
        ("status --json --connection x --check", 2, "connection-unknown"),
    ]:
        done = live.run(*words.split())
        assert (done.status, done.out, done.error["error"]) == (status, "", code), words
        assert done.error["sentence"]


def test_data_is_json_and_nothing_else(live: Desk) -> None:
    for words in (
        *(
            "status",
            "contacts list",
            "contacts import",
            "contacts import --dry-run",
            "settings show",
            "invoices list",
            "doctor",
        ),
        "contacts why Amelia\u00a0Hart".replace("\u00a0", " "),
    ):
        parts = words.split(" ", 2)
        done = live.run(*parts, "--json") if "why" in words else live.run(*words.split(), "--json")
        assert done.data is not None, words


@pytest.mark.parametrize(
    "words", ["", "no-such-command", "contacts", "contacts no-such", "status --no-such", "keys"]
)
def test_what_is_not_understood_is_status_2(desk: Desk, words: str) -> None:
    done = desk.run(*words.split())

    assert done.status == 2
    assert "Traceback" not in done.err


@pytest.mark.parametrize("amount", ["abc", "-5", "1.005"])
def test_an_amount_that_is_none_is_told_before_anything_is_looked_up(desk: Desk, amount: str) -> None:
    done = desk.run("payments", "release", "INV-1", "--amount", amount)

    assert (done.status, done.said.endswith("[payment-amount]")) == (2, True), done.said


@pytest.mark.parametrize(
    ("setting", "value", "code"),
    [
        ("start-date", "2026-13-01", "setting-value"),
        ("contacts-every-minutes", "often", "setting-value"),
        ("start-dat", "2026-01-01", "setting-unknown"),
    ],
)
def test_a_value_that_is_none_is_told_before_anything_is_looked_up(
    desk: Desk, setting: str, value: str, code: str
) -> None:
    done = desk.run("settings", "set", setting, value)

    assert (done.status, done.said.endswith(f"[{code}]")) == (2, True), done.said


def test_today_is_a_start_date_wherever_the_books_are(desk: Desk) -> None:
    done = desk.run("settings", "set", "start-date", "Today")

    assert done.said.endswith("[no-connection]"), done.said


def test_to_run_without_listening_and_without_working_is_refused(desk: Desk) -> None:
    done = desk.run("run", "--no-http", "--no-work")

    assert done.status == 2
    assert "--no-http and --no-work leave nothing to do" in done.err


@pytest.mark.parametrize(
    "words", ["contacts why \udcff", "status --connection \udcfe", "contacts list \udc80"]
)
def test_bytes_that_are_no_letters(live: Desk, words: str) -> None:
    done = live.run(*words.split())

    assert (done.status, "[letters-unreadable]" in done.err) == (2, True), done.said


@pytest.mark.parametrize("name", ["", " ", "x" * 100_000, "\x1b[31m", "default; rm", "DEFAULT"])
def test_an_unknown_connection(live: Desk, name: str) -> None:
    done = live.run("status", "--connection", name)

    assert (done.status, "[connection-unknown]" in done.err) == (2, True), done.said[:300]
    assert "\x1b" not in done.err
    assert len(done.err) < 1000


def test_a_database_that_somebody_else_holds(live: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("adapters.storage.engine.PATIENCE_SECONDS", 0.05)
    with closing(sqlite3.connect(live.folder / "data" / "hubflo-xero.db")) as other:
        other.execute("BEGIN EXCLUSIVE")
        done = live.run("contacts", "import")
        other.rollback()

    assert (done.status, "[store-failed]" in done.err) == (1, True)
    assert live.run("contacts", "import").status == 0


@pytest.mark.parametrize("command", sorted(COMMANDS))
def test_every_command_has_help_that_fits_and_says_what_it_does(desk: Desk, command: str) -> None:
    done = desk.run(command, "--help")
    lines = done.out.splitlines()

    assert done.status == 0
    assert max(map(len, lines)) <= 100
    assert not [line for line in lines if line.rstrip().endswith("hubflo-")]
    assert "TEXT" not in done.out
    assert "RANGE" not in done.out
    assert lines[2].strip().endswith((".", ":")) or lines[3].strip()
