"""What is set wrongly, and what `--help` loads."""

import subprocess
import sys
from pathlib import Path

import pytest

from entrypoints.cli.root import run

HEAVY = (
    "sqlalchemy",
    "httpx",
    "pydantic",
    "rich",
    "alembic",
    "cryptography",
    "dependency_injector",
    "uvicorn",
)


@pytest.mark.parametrize(
    ("name", "value", "allowed"),
    [
        ("REDIRECT_PORT", "http", "1024-65535"),
        ("REDIRECT_PORT", "80", "1024-65535"),
        ("HTTP_PORT", "abc", "0-65535"),
        ("LOG_LEVEL", "loud", "debug | info | warning | error"),
        ("LEASE_SECONDS", "-1", "2 or more"),
        ("TICK_SECONDS", "0", "more than 0"),
        ("DATA_FOLDER", "~nobody-is-called-so/x", "a folder, and ~ for yours"),
        ("CONFIG_FOLDER", "the data folder", "a folder outside of HUBFLO_XERO_DATA_FOLDER"),
        ("PUBLIC_URL", "http://jo:hunter2@books.example", "https://..."),
        ("XERO_CALLS_PER_DAY", "1e9", "100-5000"),
    ],
)
def test_a_setting_in_the_environment_that_cannot_be(
    tmp_path: Path,
    name: str,
    value: str,
    allowed: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("HUBFLO_XERO_DATA_FOLDER", str(tmp_path))
    monkeypatch.setenv("HUBFLO_XERO_CONFIG_FOLDER", str(tmp_path.with_name("keys")))
    monkeypatch.setenv(f"HUBFLO_XERO_{name}", str(tmp_path) if value == "the data folder" else value)

    for words, expected in (
        ("status", 2),
        ("connect", 2),
        ("sandbox", 2),
        ("doctor", 4),
        ("status --check", 4),
    ):
        status = run(words.split())
        told = capsys.readouterr()
        said = " ".join((told.out + told.err).split())
        assert (status, f"HUBFLO_XERO_{name} ({allowed})" in said) == (expected, True), (words, told)
        assert "[operator-settings]" in said
        assert "hunter2" not in said


def test_help_imports_nothing_heavy() -> None:
    code = (
        "import sys; from entrypoints.cli.root import run; run(['--help']);"
        f"print([name for name in {HEAVY!r} if name in sys.modules])"
    )
    for words in ("['--help']", "['contacts', '--help']", "['no-such']"):
        done = subprocess.run(
            (sys.executable, "-c", code.replace("['--help']", words)),
            capture_output=True,
            text=True,
            check=True,
        )
        assert done.stdout.splitlines()[-1] == "[]", words
