"""Comparing without case and accents, as Xero documents it for Name and EmailAddress."""

import unicodedata


def fold(text: str) -> str:
    if not text.isascii():
        text = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return text.casefold()
