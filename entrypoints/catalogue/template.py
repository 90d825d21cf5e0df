"""Makes a sentence from a text of the language file and the facts that it names."""

import re
from collections.abc import Callable, Mapping
from datetime import datetime

from entrypoints.catalogue.language import section, text
from entrypoints.catalogue.text import (
    Reader,
    argument,
    count,
    listed,
    outside,
    person_in_list,
    quoted,
    time,
)

_CONDITION = re.compile(r"(?P<word>if|no) (?P<fact>[a-z_]+): ")
ALL_FACTS = "facts"
"""The name by which a text asks for every fact there is."""


def render(section_name: str, code: str, facts: Mapping[str, str], to: Reader) -> str:
    """The text for a code on one line, with its facts in it; a condition's line only where it holds."""
    shown = _Shown(facts, to)
    lines = (_kept(line.strip(), facts) for line in text(section_name, code).splitlines())
    return "".join(_joined(line.format_map(shown)) for line in lines if line).strip()


def _joined(line: str) -> str:
    """A line that begins with a sign goes on the one before it."""
    return line if line[0] in ".,;:" else f" {line}"


def _kept(line: str, facts: Mapping[str, str]) -> str:
    condition = _CONDITION.match(line)
    if condition is None:
        return line
    holds = _is_known(condition["fact"], facts) == (condition["word"] == "if")
    return line[condition.end() :] if holds else ""


def _is_known(fact: str, facts: Mapping[str, str]) -> bool:
    return any(facts.values()) if fact == ALL_FACTS else bool(facts.get(fact, "").strip())


class _Shown(dict[str, "_Fact"]):
    """The facts as a text asks for them; one that nobody gave is shown as not known."""

    def __init__(self, facts: Mapping[str, str], to: Reader) -> None:
        super().__init__()
        self._facts = facts
        self._to = to

    def __missing__(self, name: str) -> "_Fact":
        return _Fact(name, self._facts, self._to)


class _Fact:
    """One fact; what stands behind the colon says how it is shown: `{since:time}`, `{count:contact}`."""

    def __init__(self, name: str, facts: Mapping[str, str], to: Reader) -> None:
        self._raw = _every(facts) if name == ALL_FACTS else facts.get(name, "").strip()
        self._facts = facts
        self._to = to

    def __format__(self, how: str) -> str:
        verb, _, rest = how.partition(" ")
        if verb in _VERBS_WITH_A_WORD:
            return _VERBS_WITH_A_WORD[verb](self, rest)
        if not self._raw:
            return section("words")["not-known"]
        return _VERBS[verb](self) if verb in _VERBS else self._counted(verb)

    def plain(self) -> str:
        """As it is, on one line."""
        return outside(self._raw)

    def said(self) -> str:
        """Somebody's words, quoted; the full stop behind the quotation is ours."""
        return quoted(self._raw.removesuffix("."))

    def time(self) -> str:
        """A time in the reader's zone."""
        try:
            return time(datetime.fromisoformat(self._raw), self._to)
        except ValueError:
            return outside(self._raw)

    def people(self) -> str:
        """A list of people, companies or contacts with their ids."""
        return listed([person_in_list(entry) for entry in self._raw.split("; ")], between="; ")

    def fields(self) -> str:
        """Names of fields as the user knows them."""
        return listed([_word("fields", field) for field in self._raw.split(", ")])

    def actor(self) -> str:
        """Somebody by name: a person is noted with what kind of actor they are in front."""
        return outside(self._raw.removeprefix("person:"))

    def who(self, person: str) -> str:
        """A contact of Xero: its name, and its person's if that is another."""
        behind = self._facts.get(person, "").strip()
        if not self._raw or self._raw.casefold() == behind.casefold():
            return outside(behind) or section("words")["not-known"]
        return f"{quoted(self._raw)} ({outside(behind)})" if behind else quoted(self._raw)

    def arg(self, otherwise: str) -> str:
        """A word for the command line, or the fact `otherwise` where a shell might misread it."""
        return argument(self._raw, self._facts.get(otherwise, ""))

    def word(self, section_name: str) -> str:
        """A code in the words of another section, made from the same facts."""
        if self._raw not in section(section_name):
            return _word(section_name, self._raw)
        return render(section_name, self._raw, self._facts, self._to)

    def _counted(self, noun: str) -> str:
        return count(int(self._raw), noun) if self._raw.isdecimal() else f"{outside(self._raw)} {noun}"


_VERBS: Mapping[str, Callable[[_Fact], str]] = {
    "": _Fact.plain,
    "said": _Fact.said,
    "time": _Fact.time,
    "people": _Fact.people,
    "fields": _Fact.fields,
    "actor": _Fact.actor,
}
_VERBS_WITH_A_WORD: Mapping[str, Callable[[_Fact, str], str]] = {
    "who": _Fact.who,
    "arg": _Fact.arg,
    "in": _Fact.word,
}


def _word(section_name: str, raw: str) -> str:
    return text(section_name, raw) or outside(raw) or section("words")["not-known"]


def _every(facts: Mapping[str, str]) -> str:
    return "; ".join(f"{name} {quoted(value)}" for name, value in facts.items() if value)
