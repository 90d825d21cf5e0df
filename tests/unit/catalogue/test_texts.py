"""Every text of the language file can be shown, and reads as people speak."""

import re
import tomllib
from pathlib import Path
from string import Formatter

import pytest

from entrypoints.catalogue import language
from entrypoints.catalogue.language import section

TEXTS = tomllib.loads(Path(language.__file__).with_name("english.toml").read_text("utf-8"))
SECTIONS_OF_SENTENCES = ("holds", "reasons", "problems")
VERBS = {
    "",
    "said",
    "time",
    "people",
    "fields",
    "actor",
    "money",
    "day",
    "date",
    "documents",
    "invoices",
    "taxes",
    "payments",
    "accounts",
    "number",
}


@pytest.mark.parametrize("name", TEXTS)
def test_every_text_can_be_shown(name: str) -> None:
    wrong = [
        f"{code}: {{{fact}:{how}}}"
        for code, text in TEXTS[name].items()
        for _, fact, how, _ in Formatter().parse(text)
        if fact is not None and not can_show(how or "")
    ]

    assert wrong == []


def can_show(how: str) -> bool:
    verb, _, rest = how.partition(" ")
    if verb == "in":
        return rest in TEXTS
    if verb == "differs":
        return f"differs-{rest}" in section("words")
    with_a_fact = ("who", "arg", "titled", "called", "among")
    return bool(rest) if verb in with_a_fact else verb in VERBS or verb in section("nouns")


@pytest.mark.parametrize("name", SECTIONS_OF_SENTENCES)
def test_no_sentence_speaks_as_machines_do(name: str) -> None:
    texts = {code: text.replace("`hubflo-xero status`", "") for code, text in section(name).items()}

    assert [code for code, text in texts.items() if re.search(r"\b[345]\d\d\b|HTTP|error|null", text)] == []
