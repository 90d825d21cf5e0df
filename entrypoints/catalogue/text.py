"""How facts are shown: dates spelled out, counts with the right plural, and text from outside as text."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal, InvalidOperation
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from entrypoints.catalogue.language import forms, month, section, text

_JOINERS = "\u200c\u200d"
"""Format characters that letters of some scripts and pictures need; they move no other text."""

_SAFE_IN_QUOTES = frozenset(" .,'’-&@_+()/:#")
_MARKUP = re.compile(r"(\\*)(\[[a-z#/@][^\[]*?\])")
_PERSON_IN_LIST = re.compile(r"(?P<name>.*) <(?P<email>[^>]*)>(?: (?P<company>.*))? \((?P<id>[^()]*)\)")
_MOST_LISTED = 5
_LONGEST_QUOTED = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """For whom a sentence is made: the IANA zone of their books ('' if none is known), and the time now.

    Without a time the sentence is read on any day, and names every day in full.
    """

    zone: str
    now: datetime | None


def reader(zone: str, now: datetime | None = None) -> Reader:
    """Somebody who reads it in that zone, now unless a time is given."""
    return Reader(zone=zone, now=now or datetime.now(UTC))


def visible(raw: str) -> str:
    """Text on one line: what would move the cursor or turn the text is shown as its code."""
    if raw.isascii() and raw.isprintable():
        return raw
    return "".join(_visible(character) for character in raw)


def outside(raw: str) -> str:
    """Text from outside on one line, without the spaces around it."""
    return visible(raw).strip()


def quoted(raw: str) -> str:
    """A name or somebody's words, in quotation marks; of very many words the first."""
    shown = outside(raw)
    return f'"{shown[:_LONGEST_QUOTED]}..."' if len(shown) > _LONGEST_QUOTED else f'"{shown}"'


def for_markup(sentence: str) -> str:
    """A sentence for a printer that reads markup in square brackets: it then shows the sentence as it is."""
    return _MARKUP.sub(lambda found: f"{found[1] * 2}\\{found[2]}", sentence)


def number(value: int) -> str:
    """A whole number, with its thousands apart."""
    return f"{value:,}".replace(",", section("time")["thousands"])


def count(value: int, noun: str) -> str:
    """A number of things: "1 contact", "37 contacts"."""
    one, several = forms(noun)
    return f"{number(value)} {one if value == 1 else several}"


def amount(raw: str) -> str:
    """A figure as people write it: "1,200.00"; places beyond the second only where they say something."""
    try:
        value = Decimal(raw)
    except InvalidOperation:
        return outside(raw)
    if not value.is_finite():
        return outside(raw)
    whole, _, places = f"{abs(value):f}".partition(".")
    thousands = f"{int(whole):,}".replace(",", section("time")["thousands"])
    sign = "-" if value < 0 else ""
    return f"{sign}{thousands}{section('time')['decimal']}{places.rstrip('0').ljust(2, '0')}"


def money(raw: str, currency: str) -> str:
    """An amount with its currency: "1,200.00 GBP"."""
    return text("words", "money").format(amount=amount(raw), currency=outside(currency)).strip()


def spelled_day(raw: str) -> str:
    """A day that is noted in figures, spelled out: "31 March 2026"."""
    try:
        return day(date.fromisoformat(raw))
    except ValueError:
        return outside(raw)


def day(value: date, *, with_year: bool = True) -> str:
    """A day, spelled out: "3 May 2026"."""
    shape = section("time")["day" if with_year else "day-of-this-year"]
    return shape.format(day=value.day, month=month(value.month), year=value.year)


def moment(value: datetime, zone: str) -> str:
    """A day and a time, the same on whatever day it is read: "3 May 2026, 9:14"."""
    there = local(value, zone)
    return section("time")["moment"].format(day=day(there), clock=_clock(there, zone))


def time(value: datetime, to: Reader) -> str:
    """A time as one says it: "9:14 today", else "9:14 on 3 May", with the year if it is another one."""
    there, now = local(value, to.zone), local(to.now, to.zone) if to.now is not None else None
    if now is not None and there.date() == now.date():
        return section("time")["today"].format(clock=_clock(there, to.zone))
    spelled = day(there, with_year=now is None or there.year != now.year)
    return section("time")["on-a-day"].format(clock=_clock(there, to.zone), day=spelled)


def argument(raw: str, otherwise: str) -> str:
    """A word for the command line, quoted, if every shell leaves it alone; else `otherwise`, an id.

    A name from outside may hold what a shell would carry out when a person copies the command.
    """
    for word in (raw.strip(), otherwise.strip()):
        if word and word[0] != "-" and all(c.isalnum() or c in _SAFE_IN_QUOTES for c in word):
            return f'"{word}"' if any(not c.isalnum() and c not in "-_.@" for c in word) else word
    return section("words")["anybody"]


def listed(entries: Sequence[str], *, between: str = ", ") -> str:
    """The first few of a list, and how many more there are."""
    shown = between.join(entries[:_MOST_LISTED])
    more = len(entries) - _MOST_LISTED
    return text("words", "and-more").format(shown=shown, more=number(more)) if more > 0 else shown


def together(parts: Sequence[str]) -> str:
    """Two things as one says them: "2 contacts and 3 invoices"."""
    return text("words", "both").format(one=parts[0], other=parts[1]) if len(parts) == 2 else parts[0]


def person_in_list(entry: str) -> str:
    """`Name <email> Company (id)` without what is not known, names first."""
    found = _PERSON_IN_LIST.fullmatch(entry)
    if found is None:
        return outside(entry)
    known = [outside(found[part] or "") for part in ("name", "email", "company")]
    return f"{', '.join(part for part in known if part not in ('', '-'))} ({outside(found['id'])})"


def _visible(character: str) -> str:
    if character.isspace() and character not in "\x1c\x1d\x1e\x1f\x85\u2028\u2029":
        return " "
    category = unicodedata.category(character)
    if (category[0] == "C" and character not in _JOINERS) or category in ("Zl", "Zp"):
        return character.encode("unicode_escape", "backslashreplace").decode("ascii")
    return character


def _zone(name: str) -> ZoneInfo | None:
    try:
        return ZoneInfo(name) if name else None
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None


def local(value: datetime, zone: str) -> datetime:
    """The same moment in a zone; in UTC where the zone is not known."""
    return value.astimezone(_zone(zone) or UTC)


def _clock(local: datetime, zone: str) -> str:
    """Where the zone is not known the time says so: UTC is never a silent default."""
    clock = f"{local.hour}:{local.minute:02}"
    return clock if _zone(zone) else f"{clock} UTC"
