"""Folding and cleaning of names: what counts as the same, and what the other side accepts."""

import re
import unicodedata
from functools import lru_cache

_UNDECOMPOSED = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "æ": "ae", "œ": "oe", "þ": "th", "ı": "i"}
)
_LAST_LATIN = "\u024f"  # of Latin Extended-B: what comes after may be a mark of the letter before it
_LATIN = re.compile(rf"[\0-{_LAST_LATIN}]*")
_APOSTROPHE = re.compile(r"['’‘ʼʻ`´]")
_PART_OF_LETTER = frozenset({0, 7, 8, 9, *range(84, 133)})
"""Combining classes of marks without which another letter is read: vowel signs of Indic and Thai scripts,
the voicing of kana. Every other mark is an accent."""
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

FORMS_IN_FRONT = frozenset(["sarl", "sas", "sasu", "eurl", "sci", "snc"])
"""Forms that are also written first ("SARL Dupont"). Two letters in front are initials: "AB Plumbing"."""

FILLERS = frozenset(
    [
        "the",
        "and",
        "of",
        "for",
        "an",
        "de",
        "del",
        "della",
        "di",
        "da",
        "do",
        "dos",
        "das",
        "la",
        "le",
        "les",
        "du",
        "des",
        "et",
        "el",
        "los",
        "las",
        "der",
        "die",
        "und",
        "van",
        "von",
    ]
)
"""Words that half of all names have: sharing one of them says nothing."""


def fold(text: str) -> str:
    """Case, accents, punctuation and spaces folded: what is the same to a person is the same here."""
    return " ".join(_words(text))


def _words(text: str) -> list[str]:
    if text.isascii() and text.replace(" ", "").isalnum():  # most names: plain words
        return text.lower().split()
    folded = text.translate(_LATIN_LETTERS) if _LATIN.fullmatch(text) else _folded(text)
    return folded.split()


def _folded(text: str) -> str:
    # Decomposed on both sides of the folding of case: either may bring forth what the other undoes.
    joined = _APOSTROPHE.sub("", text)
    decomposed = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", joined).casefold())
    return "".join(map(_plain, decomposed.translate(_UNDECOMPOSED)))


class _Letters(dict[int, str]):
    """What each letter is folded to where none depends on the letters beside it, found out when it is met."""

    def __missing__(self, code: int) -> str:
        self[code] = folded = _folded(chr(code))
        return folded


_LATIN_LETTERS = _Letters()


@lru_cache(maxsize=1024)  # the letters of one country's names
def _plain(character: str) -> str:
    """One decomposed character without its accents; what is neither letter nor number parts words."""
    category = unicodedata.category(character)
    if category in ("Mn", "Mc"):
        is_selector = "\ufe00" <= character <= "\ufe0f"
        return character if unicodedata.combining(character) in _PART_OF_LETTER and not is_selector else ""
    if category == "Cf" or _APOSTROPHE.match(character):
        return ""
    return character if character.isalnum() else " "


def fold_company(text: str) -> str:
    """Like `fold`, with legal forms at the end, and those written in front, folded away too.

    A name that is nothing but legal forms keeps one: "Company" is somebody's name. A name without letters
    and digits is compared as it is written: a company that exists has a key by which it is found again.
    """
    may_be_dotted = "." in text or "/" in text
    joined = _DOTTED.sub(lambda found: re.sub(r"[./]", "", found[0]), text) if may_be_dotted else text
    kept = _words(joined)
    while len(kept) > 1 and kept[-1] in LEGAL_FORMS:
        kept = kept[:-1]
    while len(kept) > 1 and kept[0] in FORMS_IN_FRONT:
        kept = kept[1:]
    return " ".join(kept) or cleaned(text).casefold()


def fold_email(text: str) -> str:
    """Addresses are compared without case; nothing else about them is guessed."""
    return text.strip().casefold()


def fold_number(text: str) -> str:
    """VAT and company numbers are compared by their letters and digits alone.

    Without a digit other than 0 it is no number: "n/a", "none" and "000" say the same of everybody.
    """
    if not text:
        return ""
    number = re.sub(r"[^0-9A-Z]", "", text.upper())
    return number if re.search(r"[1-9]", number) else ""


def share_a_word(one: str, other: str) -> bool:
    """Whether two folded names have a word of two letters or more in common; fillers do not count."""
    words = {word for word in one.split() if len(word) > 1 and word not in FILLERS}
    return any(word in words for word in other.split())


def cleaned(text: str, limit: int = 255) -> str:
    """A name that both sides accept: no angle brackets or control characters, single spaces, cut at `limit`.

    What is taken out parts words, so that a name and what is written of it fold to the same key.

    Xero refuses `<`, `>`, leading, trailing and repeated spaces, and more than 255 characters
    (Xero: Accounting API, Contacts).
    """
    printable = "".join(" " if c in "<>" or unicodedata.category(c) == "Cc" else c for c in text)
    return _SPACES.sub(" ", printable).strip()[:limit].rstrip()
