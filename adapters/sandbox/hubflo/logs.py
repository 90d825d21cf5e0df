"""What the sandbox remembers for tests: every request, and every change to a record."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

Who = Literal["api", "person", "hubflo"]
"""`hubflo` is what Hubflo does by itself when time passes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestEntry:
    """One request as it was answered; `organization` is None where no key was recognised."""

    at: datetime
    method: str
    path: str
    query: tuple[tuple[str, str], ...]
    organization: str | None
    status: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """Fields that took another value, before and after; a record that a screen made had none before."""

    at: datetime
    organization: str
    kind: str
    id: str
    old: Mapping[str, Any]
    new: Mapping[str, Any]
    who: Who

    @property
    def fields(self) -> tuple[str, ...]:
        """Names of the changed fields, sorted."""
        return tuple(sorted(self.new))
