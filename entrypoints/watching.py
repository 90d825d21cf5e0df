"""What the engine tells whoever measures it."""

import re
from abc import abstractmethod
from typing import Protocol

from domain.units import Unit

_WORD = re.compile(r"(?<!^)(?=[A-Z])")


class Watch(Protocol):
    """Measures visits of clerks and units of work."""

    @abstractmethod
    def visit(self, connection: str, result: str) -> None:
        """A clerk came to a connection (by name): `worked`, `left` (another one is there) or `failed`."""

    @abstractmethod
    def unit(self, kind: str, seconds: float) -> None:
        """A unit of work ended."""


class NobodyWatches(Watch):
    """Nothing is measured."""

    def visit(self, connection: str, result: str) -> None:
        """Nothing."""

    def unit(self, kind: str, seconds: float) -> None:
        """Nothing."""


def kind_of(unit: Unit) -> str:
    """What kind of unit it is, in words: `read-page`."""
    return _WORD.sub("-", type(unit).__name__).lower()
