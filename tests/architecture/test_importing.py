"""Importing does nothing: no engine, client, settings or thread exists before somebody asks for it."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.architecture.source import LAYERS, ROOT, imports, modules

PROGRAM = Path(__file__).with_name("import_alone.py")
# Alembic runs this file, inside a context that it makes; nobody imports it.
RUN_BY_ALEMBIC = ("adapters.storage.migrations.env",)


def _importing(checkout: Path, names: list[str], libraries: list[str], folder: Path) -> list[str]:
    done = subprocess.run(
        [sys.executable, "-I", str(PROGRAM), str(checkout), ",".join(libraries), *names],
        env={},
        cwd=folder,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.splitlines()


def test_importing_any_module_does_nothing(tmp_path: Path) -> None:
    ours = modules(*LAYERS)
    libraries = {name for module in ours for _, name in imports(module) if name.split(".")[0] not in LAYERS}

    names = [module.name for module in ours if module.name not in RUN_BY_ALEMBIC]

    assert _importing(ROOT, names, sorted(libraries), tmp_path) == []


@pytest.mark.parametrize(
    ("text", "finding"),
    [
        ("import os\nos.environ['A'] = 'b'", "os.putenv"),
        ("import socket\nsocket.socket()", "socket.__new__"),
        ("import sqlite3\nsqlite3.connect(':memory:')", "sqlite3.connect"),
        ("import threading\nthreading.Thread(target=print).start()", "starts a thread"),
        ("open('here', 'w')", "opens here"),
        ("open('.env')", "opens .env"),
        ("import os\nos.environ['HUBFLO_XERO_DATABASE']", "raises KeyError"),
        ("print('hello')", "says"),
        ("import logging\nlogging.basicConfig()", "configures logging"),
        ("import sys\nsys.exit(0)", "raises SystemExit"),
        ("import os\nos._exit(3)", "ends the process"),
    ],
)
def test_it_is_noticed_when_importing_does_something(tmp_path: Path, text: str, finding: str) -> None:
    (tmp_path / "checkout").mkdir()
    (tmp_path / "checkout/planted.py").write_text(text)

    found = _importing(tmp_path / "checkout", ["planted"], [], tmp_path)

    assert finding in " ".join(found)
