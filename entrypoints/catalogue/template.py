"""Makes a sentence from a text of the language file and the facts that it names."""

import re
from collections.abc import Callable, Mapping
from datetime import datetime

from entrypoints.catalogue import lists
from entrypoints.catalogue.language import section, text
from entrypoints.catalogue.text import (
    Reader,
    argument,
    count,
    day,
    listed,
    local,
    money,
    outside,
    person_in_list,
    quoted,
    spelled_day,
    time,
)

_CONDITION = re.compile(r"(?P<word>if|no|one|many) (?P<fact>[a-z_]+): ")
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
    rest = line[condition.end() :]
    return _kept(rest, facts) if _holds(condition["word"], condition["fact"], facts) else ""


def _holds(word: str, fact: str, facts: Mapping[str, str]) -> bool:
    if word in ("if", "no"):
        return _is_known(fact, facts) == (word == "if")
    counted = facts.get(fact, "").strip()
    return counted.isdecimal() and (int(counted) > 1) == (word == "many")


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
        self._is_all = name == ALL_FACTS
        self._raw = _every(facts) if self._is_all else facts.get(name, "").strip()
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
        return quoted(self._raw.removesuffix(".").replace(".; ", ". "))

    def time(self) -> str:
        """A time in the reader's zone."""
        try:
            return time(datetime.fromisoformat(self._raw), self._to)
        except ValueError:
            return outside(self._raw)

    def people(self) -> str:
        """A list of people, companies or contacts with their ids."""
        return listed([person_in_list(entry) for entry in self._raw.split("; ")], between="; ")

    def money(self) -> str:
        """An amount, in the currency that the facts name."""
        return money(self._raw, self._facts.get("currency", ""))

    def day(self) -> str:
        """A day, spelled out."""
        return spelled_day(self._raw)

    def date(self) -> str:
        """The day of a time, in the reader's zone, spelled out."""
        try:
            return day(local(datetime.fromisoformat(self._raw), self._to.zone))
        except ValueError:
            return outside(self._raw)

    def documents(self) -> str:
        """A list of documents in Xero."""
        return lists.documents(self._raw)

    def invoices(self) -> str:
        """A list of invoices in Hubflo."""
        return lists.invoices(self._raw)

    def taxes(self) -> str:
        """A list of sales taxes."""
        return lists.taxes(self._raw)

    def payments(self) -> str:
        """A list of payments in Xero."""
        return lists.payments(self._raw)

    def accounts(self) -> str:
        """A list of accounts, each with its code."""
        return listed([outside(entry) for entry in self._raw.split("; ")], between="; ")

    def number(self) -> str:
        """The first of a list of documents, as a word for the command line."""
        return lists.first_document(self._raw)

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

    def titled(self, otherwise: str) -> str:
        """An invoice by its title, else its id; in brackets its customer, amount and day, as far as known."""
        dated = self._facts.get("dated", "").strip()
        return self._called(otherwise, spelled_day(dated) if dated else "")

    def called(self, otherwise: str) -> str:
        """The same without the day, where `dated` is another thing's."""
        return self._called(otherwise, "")

    def _called(self, otherwise: str, dated: str) -> str:
        title = self._raw or self._facts.get(otherwise, "").strip()
        known = {name: self._facts.get(name, "").strip() for name in ("customer", "total", "currency")}
        total = money(known["total"], known["currency"]) if known["total"] and known["currency"] else ""
        behind = ", ".join(part for part in (outside(known["customer"]), total, dated) if part)
        named = quoted(title) if title else section("words")["an-invoice"]
        return f"{named} ({behind})" if behind else named

    def among(self, documents: str) -> str:
        """A document by its number, which a list of documents tells."""
        return lists.document_of(self._facts.get(documents, ""), self._raw)

    def differs(self, how: str) -> str:
        """What differs between two records; of every fact there is, what was changed."""
        if self._is_all:
            return lists.changes(self._facts, how)
        return lists.differences(self._raw, how)

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
    "money": _Fact.money,
    "day": _Fact.day,
    "date": _Fact.date,
    "documents": _Fact.documents,
    "invoices": _Fact.invoices,
    "taxes": _Fact.taxes,
    "payments": _Fact.payments,
    "accounts": _Fact.accounts,
    "number": _Fact.number,
}
_VERBS_WITH_A_WORD: Mapping[str, Callable[[_Fact, str], str]] = {
    "who": _Fact.who,
    "arg": _Fact.arg,
    "titled": _Fact.titled,
    "called": _Fact.called,
    "among": _Fact.among,
    "differs": _Fact.differs,
    "in": _Fact.word,
}


def _word(section_name: str, raw: str) -> str:
    return text(section_name, raw) or outside(raw) or section("words")["not-known"]


def _every(facts: Mapping[str, str]) -> str:
    return "; ".join(f"{name} {quoted(value)}" for name, value in facts.items() if value)
