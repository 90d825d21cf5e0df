"""The list of names that may look unused stays honest: each has a reason, and each is still needed."""

import re
import tomllib
from fnmatch import fnmatchcase
from pathlib import Path

from vulture import Vulture

from tests.architecture.source import ROOT

TEXT = (ROOT / "pyproject.toml").read_text("utf-8")
SETTINGS = tomllib.loads(TEXT)["tool"]["vulture"]


def unused_names(folders: list[Path]) -> set[str]:
    """What would be reported if no name were excused."""
    look = Vulture(ignore_names=[], ignore_decorators=SETTINGS["ignore_decorators"])
    look.scavenge([str(folder) for folder in folders])
    return {item.name for item in look.get_unused_code(min_confidence=SETTINGS["min_confidence"])}


def needless(excused: list[str], found: set[str]) -> list[str]:
    """Excuses for names that nobody accuses."""
    return [pattern for pattern in excused if not any(fnmatchcase(name, pattern) for name in found)]


def test_every_excuse_is_still_needed() -> None:
    found = unused_names([ROOT / folder for folder in SETTINGS["paths"]])

    assert needless(SETTINGS["ignore_names"], found) == []


def test_every_excuse_has_its_reason() -> None:
    listed = re.search(r"^ignore_names = \[[^\n]*\n(.*?)^\]", TEXT, re.DOTALL | re.MULTILINE)

    assert listed
    assert [line for line in listed[1].splitlines() if not re.search(r'",\s+# \w+', line)] == []


def test_a_needless_excuse_is_found(tmp_path: Path) -> None:
    (tmp_path / "planted.py").write_text("def dead(): ...\ndef alive(): ...\nalive()\n")

    assert needless(["dead", "alive"], unused_names([tmp_path])) == ["alive"]
