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
    ("name", "value"),
    [
        ("REDIRECT_PORT", "http"),
        ("REDIRECT_PORT", "80"),
        ("LOG_LEVEL", "loud"),
        ("LEASE_SECONDS", "-1"),
        ("DATA_FOLDER", "~nobody-is-called-so/x"),
        ("CONFIG_FOLDER", "the data folder"),
        ("XERO_CALLS_PER_DAY", "1e9"),
    ],
)
def test_a_setting_in_the_environment_that_cannot_be(
    tmp_path: Path, name: str, value: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
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
        assert (status, f"HUBFLO_XERO_{name}" in told.out + told.err) == (expected, True), (words, told)
        assert "[operator-settings]" in told.out + told.err


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
