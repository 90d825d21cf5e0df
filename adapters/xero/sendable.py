"""Texts as Xero takes them: what it cannot hold would refuse the element, or the whole request."""

import re

LONGEST_DESCRIPTION = 4_000
LONGEST_TEXT = 255
LONGEST_CODE = 50
LONGEST_STREET = 500

_UNHEARD = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_ANGLES = re.compile(r"[<>]")


def sendable(text: str) -> str:
    """Without characters that XML cannot hold: Xero's own format, whatever is sent to it, is XML."""
    return _UNHEARD.sub("", text)


def named(text: str) -> str:
    """A contact's name: no `<` or `>`, no spaces around it or repeated in it (Xero: Contacts)."""
    return " ".join(_ANGLES.sub(" ", sendable(text)).split())[:LONGEST_TEXT].rstrip()


def described(text: str) -> str:
    """A line's description: at least one character, which is mandatory, and at most 4,000."""
    clean = sendable(text)
    return clean[:LONGEST_DESCRIPTION] if clean.strip() else "-"


def within(text: str, longest: int) -> str:
    """A detail that Xero need not have: whole, or left out."""
    clean = sendable(text).strip()
    return clean if len(clean) <= longest else ""
