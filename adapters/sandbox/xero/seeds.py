"""Ids, tokens and codes without randomness: each follows from the seed, its purpose and a counter."""

import hashlib
import uuid
from dataclasses import dataclass, field

NIL = "00000000-0000-0000-0000-000000000000"
"""The id that Xero shows in an error for a record it did not create."""


@dataclass(slots=True)
class Seeds:
    """One counter a purpose, so that more requests do not change the ids of contacts."""

    seed: int
    counters: dict[str, int] = field(default_factory=dict)

    def guid(self, purpose: str) -> str:
        return str(uuid.UUID(bytes=self._next(purpose)[:16], version=4))

    def text(self, purpose: str, length: int, alphabet: str = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789") -> str:
        """A readable secret of `length` characters."""
        digest = self._next(purpose)
        while len(digest) < length:
            digest += hashlib.sha256(digest).digest()
        return "".join(alphabet[byte % len(alphabet)] for byte in digest[:length])

    def _next(self, purpose: str) -> bytes:
        number = self.counters.get(purpose, 0) + 1
        self.counters[purpose] = number
        return hashlib.sha256(f"{self.seed}:{purpose}:{number}".encode()).digest()
