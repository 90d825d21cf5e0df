"""Sealing of secrets, bound to the place where they are kept."""

from abc import abstractmethod
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Place:
    """Where a sealed text is kept: it opens nowhere else."""

    table: str
    row: str
    column: str


class Vault(Protocol):
    """Seals and opens short secrets."""

    @abstractmethod
    def seal(self, text: str, place: Place) -> str:
        """The sealed text, printable, with the id of its key in it."""

    @abstractmethod
    def open(self, sealed: str, place: Place) -> str:
        """The text. Raises SealBroken if the key is missing, another one, or the place is not this."""

    @abstractmethod
    def key_id_of(self, sealed: str) -> str:
        """Which key sealed it."""

    @property
    @abstractmethod
    def current_key_id(self) -> str:
        """The key that seals now."""

    @abstractmethod
    def add_key(self) -> str:
        """Make a new key the current one, the old ones kept; answers its id."""

    @abstractmethod
    def drop_keys_but(self, key_id: str) -> None:
        """Remove every other key, once nothing is sealed with them any more."""
