"""The repository as others find it: nothing of the machine that it was written on, and a tidy top level."""

import re
from collections.abc import Iterator

import pytest

from tests.architecture.source import ROOT

TOP = {"adapters", "docs", "domain", "entrypoints", "features", "tests"} | {
    "CHANGELOG.md",
    "LICENSE",
    "Makefile",
    "README.md",
    "pyproject.toml",
}
MADE_BY_TOOLS = {"__pycache__", "build", "dist", "htmlcov", "mutants"}
OURS_THOUGH_DOTTED = {".ci", ".gitignore", ".github", ".pre-commit-config.yaml", ".editorconfig"}

# Written in pieces, so that this file does not find itself.
FINDINGS = {
    "a path of one machine": re.compile(r"(?<![\w.)/-])/(?:" + "work|root|" + r"(?:home|Users)/\w+)/"),
    "the address of a package index": re.compile(
        "|".join(
            ["pypi" + r"\.org", "pythonhosted" + r"\.org", "npmjs" + r"\.(?:org|com)", "index" + r"[-_]url"]
        )
    ),
}
BESIDE = re.compile(r"(?<![\w-])" + "shared" + "/")
MAY_LOOK_BESIDE = "tests/contracts/"


def texts() -> Iterator[tuple[str, str]]:
    """Path and content of every text file of the project."""
    for top in sorted(ROOT.iterdir()):
        if top.name.startswith(".") and top.name not in OURS_THOUGH_DOTTED:
            continue
        for path in sorted(top.rglob("*")) if top.is_dir() else [top]:
            relative = path.relative_to(ROOT)
            if path.is_file() and not MADE_BY_TOOLS & set(relative.parts):
                try:
                    yield relative.as_posix(), path.read_text("utf-8")
                except UnicodeDecodeError:
                    continue


def out_of_place(path: str, text: str) -> Iterator[str]:
    """Lines that mean something on one machine only, or name what is not in the repository."""
    for number, line in enumerate(text.splitlines(), 1):
        for what, pattern in FINDINGS.items():
            if pattern.search(line):
                yield f"{path}:{number}: holds {what}"
        if BESIDE.search(line) and not path.startswith(MAY_LOOK_BESIDE):
            yield f"{path}:{number}: names a folder beside the checkout"


def test_no_file_names_a_machine_an_index_or_the_neighbourhood() -> None:
    read = list(texts())

    assert "pyproject.toml" in {path for path, _ in read}
    assert [finding for path, text in read for finding in out_of_place(path, text)] == []


def test_the_top_level_holds_what_it_may() -> None:
    found = {path.name for path in ROOT.iterdir() if not path.name.startswith(".")}

    assert sorted(found - TOP - MADE_BY_TOOLS) == []


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("see " + "/work" + "/main/domain", 1),
        ('path = "' + "/ho" + 'me/ada/books"', 1),
        ("adapters" + "/work" + "/engine.py", 0),
        ("https://" + "pypi" + ".org/simple", 1),
        ("pip install --index" + "-url x", 1),
        ("../shared" + "/contracts", 1),
        ("a shared folder", 0),
    ],
)
def test_what_is_out_of_place_is_found(text: str, count: int) -> None:
    assert len(list(out_of_place("docs/planted.md", text))) == count


def test_only_the_contract_tests_look_beside_the_checkout() -> None:
    assert list(out_of_place("tests/contracts/test_planted.py", "shared" + "/contracts")) == []
