"""The texts of a language: one file beside this one, which a translator can read and write."""

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path

UNKNOWN = "unknown"
"""The text of each section for a code that it does not know."""

_FILE = Path(__file__).with_name("english.toml")


@cache
def _texts() -> Mapping[str, Mapping[str, str]]:
    """Read when the first sentence is asked for: importing reads nothing."""
    return tomllib.loads(_FILE.read_text("utf-8"))


def section(name: str) -> Mapping[str, str]:
    """The texts of one kind, by code."""
    return _texts()[name]


def text(section_name: str, code: str) -> str:
    """The text for a code, or the section's text for codes that it does not know."""
    texts = section(section_name)
    return texts.get(code) or texts.get(UNKNOWN, "")


def forms(noun: str) -> tuple[str, str]:
    """What one of a thing is called, and what several are."""
    one, several = section("nouns")[noun].split(", ")
    return one, several


def month(number: int) -> str:
    """The name of a month, January being 1."""
    return section("time")["months"].split(", ")[number - 1]
