"""Lists that facts hold as one text: documents, invoices, taxes, and what differs between two records."""

import re
from collections.abc import Mapping

from entrypoints.catalogue.language import section, text
from entrypoints.catalogue.text import amount, argument, listed, money, outside, quoted, spelled_day

_BETWEEN_ENTRIES = re.compile(r"(?<=\)); ")
"""Names may hold a semicolon: an entry ends with its id in brackets."""
_DOCUMENT = re.compile(
    r"(?P<number>\S+) (?P<customer>.*?) ?(?P<total>-?[0-9.]+) (?P<currency>[A-Z]{3})"
    r" (?P<day>[0-9-]+) \((?P<id>[^()]*)\)"
)
_INVOICE = re.compile(r"(?P<title>.*?) ?(?P<total>-?[0-9.]+) (?P<currency>[A-Z]{3}) \((?P<id>[^()]*)\)")
_PAYMENT = re.compile(
    r"(?P<amount>-?[0-9.]+) (?P<currency>[A-Z]{3}) (?P<day>[0-9-]+)(?: (?P<whose>ours|theirs))? \([^()]*\)"
)
_TAX = re.compile(r"(?P<name>.*) \((?P<type>[^()]*)\)")
_NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?")
_CURRENCY = re.compile(r"[A-Z]{3}")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_ARROW = " -> "
_FIELDS = "document-fields"
_OF_LINE = re.compile(r"line (?P<number>[0-9]+)(?: (?P<field>.+))?")
_NO_NUMBER = "-"


def documents(raw: str) -> str:
    """Documents of Xero: number, customer, amount and day; the id of one that has no number."""
    return listed([_document(entry) for entry in _entries(raw)], between="; ")


def invoices(raw: str) -> str:
    """Invoices of Hubflo: title, amount, and the id, since titles may be the same."""
    return listed([_invoice(entry) for entry in _entries(raw)], between="; ")


def payments(raw: str) -> str:
    """Payments in Xero: amount, day, and whose each is if that is told."""
    return listed([_payment(entry) for entry in _entries(raw)], between="; ")


def taxes(raw: str) -> str:
    """Sales taxes by the names that Xero shows."""
    found = (_TAX.fullmatch(entry) for entry in _entries(raw))
    names = [quoted(each["name"]) for each in found if each is not None]
    return listed(names) if names else outside(raw)


def first_document(raw: str) -> str:
    """The first of some documents as a word for the command line: its number, else its id."""
    found = _DOCUMENT.fullmatch(_entries(raw)[0])
    if found is None:
        return section("words")["a-number"]
    return argument(_number_of(found), found["id"])


def document_of(raw: str, wanted: str) -> str:
    """What the document with that id is called: its number, else the id."""
    found = (_DOCUMENT.fullmatch(entry) for entry in _entries(raw))
    numbers = [_number_of(each) for each in found if each is not None and each["id"] == wanted]
    return outside(next(iter(numbers), "") or wanted)


def differences(raw: str, how: str) -> str:
    """What differs between two records, in the words `how` ("sent", "billed")."""
    names = "|".join(sorted((re.escape(name) for name in section(_FIELDS)), key=len, reverse=True))
    parted = re.split(rf"(?:^|; )((?:line [0-9]+ )?(?:{names})): ", raw)
    found = zip(parted[1::2], parted[2::2], strict=True)
    pairs = dict(reversed(list(found)))  # what stands first counts: a later one may be text from outside
    return changes(dict(reversed(pairs.items())), how) or outside(raw)


def changes(found: Mapping[str, str], how: str) -> str:
    """The same from names and "one -> other"; what is no such pair is left out."""
    shown = [
        text("words", f"differs-{how}").format(field=_field(name), one=_value(one), other=_value(other))
        for name, both in found.items()
        for one, arrow, other in [both.partition(_ARROW)]
        if arrow
    ]
    return listed(shown, between="; ")


def _entries(raw: str) -> list[str]:
    return _BETWEEN_ENTRIES.split(raw)


def _document(entry: str) -> str:
    found = _DOCUMENT.fullmatch(entry)
    if found is None:
        return outside(entry)
    day = spelled_day(found["day"]) if found["day"] != _NO_NUMBER else ""
    parts = [_number_of(found), found["customer"], money(found["total"], found["currency"]), day]
    told = ", ".join(outside(part) for part in parts if part)
    return told if _number_of(found) else f"{told} ({outside(found['id'])})"


def _invoice(entry: str) -> str:
    found = _INVOICE.fullmatch(entry)
    if found is None:
        return outside(entry)
    total = money(found["total"], found["currency"])
    named = f"{quoted(found['title'])}, {total}" if found["title"] else total
    return f"{named} ({outside(found['id'])})"


def _payment(entry: str) -> str:
    found = _PAYMENT.fullmatch(entry)
    if found is None:
        return outside(entry)
    day = spelled_day(found["day"]) if found["day"] != _NO_NUMBER else section("words")["no-day"]
    whose = f"payment-{found['whose']}" if found["whose"] else "payment"
    return text("words", whose).format(amount=money(found["amount"], found["currency"]), day=day)


def _number_of(document: re.Match[str]) -> str:
    return document["number"] if document["number"] != _NO_NUMBER else ""


def _field(name: str) -> str:
    of_line = _OF_LINE.fullmatch(name)
    if of_line is None:
        return text(_FIELDS, name) or outside(name)
    line = text("words", "line-number").format(number=of_line["number"])
    field = of_line["field"]
    return line if field is None else f"{line}, {text(_FIELDS, field) or outside(field)}"


def _value(raw: str) -> str:
    """A value as people write it: days spelled out, figures with two places, codes of ours in words."""
    if raw == _NO_NUMBER:
        return section("words")["nothing"]
    if _DAY.fullmatch(raw):
        return spelled_day(raw)
    if _NUMBER.fullmatch(raw):
        return amount(raw) if "." in raw else outside(raw)
    if _CURRENCY.fullmatch(raw):
        return raw
    return section("document-values").get(raw) or quoted(raw)
