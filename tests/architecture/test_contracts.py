"""Each import contract is broken once on purpose: one that checks nothing looks just like one that holds."""

import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from tests.architecture.source import LAYERS, ROOT

# For each contract the files that break it, and what they say.
BREACHES = {
    "The hexagon points inwards": {"domain/services/planted.py": "import adapters.storage"},
    "Inside the domain, services use ports and rules, never the reverse": {
        "domain/services/planted.py": "",
        "domain/ports/planted.py": "import domain.services.planted",
    },
    "No circles between siblings": {
        "entrypoints/planted.py": "import entrypoints.planted_too",
        "entrypoints/planted_too.py": "import entrypoints.planted",
    },
    "Adapters do not know each other": {"adapters/hubflo/planted.py": "import adapters.xero"},
    "The sandbox knows neither the domain nor what it is to test": {
        "adapters/sandbox/planted.py": "import domain.ports",
    },
    "Only the container knows the container library": {
        "entrypoints/planted.py": "def wire():\n    from dependency_injector import providers",
    },
    "Only the container and the sandbox server pick adapters": {
        "entrypoints/planted.py": "from adapters.xero import planted",
        "adapters/xero/planted.py": "",
    },
    "Only the adapters that speak HTTP know httpx": {"adapters/work/planted.py": "import httpx"},
    "Only storage knows the database libraries": {"adapters/work/planted.py": "import sqlalchemy as sa"},
    "Only the engine of many processes knows the queue": {
        "adapters/storage/planted.py": "import procrastinate"
    },
    "Only the vault knows the cryptography library": {
        "adapters/storage/planted.py": "from cryptography.hazmat.primitives.ciphers.aead import AESGCM",
    },
    "pydantic stands only where bytes come in": {"adapters/storage/planted.py": "import pydantic"},
    "Only the adapter of Xero knows msgspec": {"adapters/hubflo/planted.py": "import msgspec"},
    "Serving HTTP belongs to the entrypoints and the sandbox": {
        "adapters/xero/planted.py": "import starlette"
    },
    "Terminal, settings and data directories belong to the entrypoints": {
        "adapters/storage/planted.py": "from platformdirs import user_data_path",
    },
    "What is only for development stays out of the product": {
        "adapters/xero/planted.py": "import xero_python"
    },
}
EXHAUSTIVE = "Inside the domain, services use ports and rules, never the reverse"


def _contracts() -> list[dict[str, object]]:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    found = settings["tool"]["importlinter"]["contracts"]
    assert isinstance(found, list)
    return found


def _broken(checkout: Path) -> str:
    """What the linter says of this tree, on one line; empty if every contract holds."""
    done = subprocess.run(
        [
            sys.executable,
            "-c",
            "from importlinter.cli import lint_imports_command as run; run()",
            "--no-cache",
        ],
        cwd=checkout,
        env={"PYTHONDONTWRITEBYTECODE": "1", "COLUMNS": "400"},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    said = " ".join(done.stdout.split())
    assert "Contracts:" in said, f"the linter did not run: {said} {done.stderr}"
    return "" if done.returncode == 0 else said


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    """The checkout's source with its settings, to be broken."""
    for layer in LAYERS:
        shutil.copytree(ROOT / layer, tmp_path / layer, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    return tmp_path


def test_the_contracts_hold(copied: Path) -> None:
    assert _broken(copied) == ""


def test_every_contract_has_its_breach() -> None:
    assert [contract["name"] for contract in _contracts()] == list(BREACHES)


@pytest.mark.parametrize("name", BREACHES)
def test_a_breach_breaks_the_contract_by_name(copied: Path, name: str) -> None:
    for path, text in BREACHES[name].items():
        (copied / path).write_text(text)

    assert re.search(rf"{re.escape(name)} BROKEN", _broken(copied))


def test_a_new_module_of_the_domain_must_be_given_its_place(copied: Path) -> None:
    (copied / "domain/planted.py").write_text("")

    said = _broken(copied)

    assert f"{EXHAUSTIVE} BROKEN" in said
    assert "domain.planted" in said


def test_a_permission_is_for_a_module_that_exists() -> None:
    given = {
        str(line).split(" -> ")[0].removesuffix(".**")
        for contract in _contracts()
        for line in _as_list(contract.get("ignore_imports", []))
    }

    assert [name for name in sorted(given) if not _exists(name)] == []


def _as_list(found: object) -> list[object]:
    assert isinstance(found, list)
    return found


def _exists(name: str) -> bool:
    path = ROOT / name.replace(".", "/")
    return path.with_suffix(".py").exists() or (path / "__init__.py").exists()
