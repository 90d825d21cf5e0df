"""The API key: the one secret that Hubflo knows, kept out of every text."""

import hashlib
import re

from domain.errors import Invalid

_FITS_A_HEADER = re.compile(r"[\x21-\x7e]+")


class ApiKey:
    """A key that shows itself only as a header; an organization has one (Hubflo: API reference)."""

    __slots__ = ("_text", "digest")

    def __init__(self, text: str) -> None:
        """Spaces around it come from copying. Raises Invalid (`api-key-malformed`)."""
        stripped = text.strip()
        if not _FITS_A_HEADER.fullmatch(stripped):
            raise Invalid("api-key-malformed")
        self._text = stripped
        self.digest = hashlib.sha256(stripped.encode()).hexdigest()

    def __repr__(self) -> str:
        """Without the key; enough of its hash to tell two apart."""
        return f"ApiKey({self.digest[:8]})"

    def authorization(self) -> str:
        """The value of the `Authorization` header."""
        return f"Bearer {self._text}"

    def taken_out_of(self, text: str) -> str:
        """A text from outside, in case it repeats the key."""
        return text.replace(self._text, "[key]")
