"""Folding and cleaning of names: what counts as the same, and what the other side accepts."""

import re
import unicodedata

_UNDECOMPOSED = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "æ": "ae", "œ": "oe", "þ": "th", "ı": "i"})
_NOT_WORD = re.compile(r"[^\w]+|_+")
_APOSTROPHE = re.compile(r"['’`´]")
_SPACES = re.compile(r"\s+")
_DOTTED = re.compile(r"\b(?:\w\.){2,}|\b\w/\w\b")

LEGAL_FORMS = frozenset(
    [
        "ltd",
        "limited",
        "llp",
        "llc",
        "inc",
        "incorporated",
        "corp",
        "corporation",
        "co",
        "company",
        "plc",
        "pty",
        "sarl",
        "sas",
        "sasu",
        "eurl",
        "sa",
        "sci",
        "snc",
        "gmbh",
        "ug",
        "ag",
        "kg",
        "ohg",
        "bv",
        "nv",
        "srl",
        "spa",
        "sl",
        "ab",
        "as",
        "aps",
        "oy",
        "oyj",
    ]
)
"""Words that say what kind of company it is, folded away for evidence only (never in a name we write)."""


def fold(text: str) -> str:
    """Case, accents, punctuation and spaces folded: what is the same to a person is the same here."""
    if text.isascii():
        plain = text.lower()
    else:
        decomposed = unicodedata.normalize("NFKD", text.casefold())
        plain = "".join(c for c in decomposed if not unicodedata.combining(c)).translate(_UNDECOMPOSED)
    return _NOT_WORD.sub(" ", _APOSTROPHE.sub("", plain)).strip()


def fold_company(text: str) -> str:
    """Like `fold`, with legal forms at the end (or a form alone in front) folded away too.

    A name that is nothing but legal forms keeps them: "Company" is somebody's name.
    """
    words = fold(_DOTTED.sub(lambda found: re.sub(r"[./]", "", found[0]), text)).split()
    kept = words
    while len(kept) > 1 and kept[-1] in LEGAL_FORMS:
        kept = kept[:-1]
    if len(kept) > 1 and kept[0] in LEGAL_FORMS:
        kept = kept[1:]
    return " ".join(kept)


def fold_email(text: str) -> str:
    """Addresses are compared without case; nothing else about them is guessed."""
    return text.strip().casefold()


def fold_number(text: str) -> str:
    """VAT and company numbers are compared by their letters and digits alone."""
    return re.sub(r"[^0-9A-Z]", "", text.upper())


def share_a_word(one: str, other: str) -> bool:
    """Whether two folded names have a word of two letters or more in common."""
    words = {word for word in one.split() if len(word) > 1}
    return any(word in words for word in other.split())


def cleaned(text: str, limit: int = 255) -> str:
    """A name that both sides accept: no angle brackets or control characters, single spaces, cut at `limit`.

    Xero refuses `<`, `>`, leading, trailing and repeated spaces, and more than 255 characters
    (Xero: Accounting API, Contacts).
    """
    printable = "".join(" " if unicodedata.category(c) == "Cc" else c for c in text)
    without = printable.replace("<", "").replace(">", "")
    return _SPACES.sub(" ", without).strip()[:limit].rstrip()
