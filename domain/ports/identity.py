"""New ids and random secrets, so that tests can own them."""

from abc import abstractmethod
from typing import Protocol


class Identity(Protocol):
    """Where new ids and unguessable texts come from."""

    @abstractmethod
    def new_id(self) -> str:
        """A new id that no other has (UUID text)."""

    @abstractmethod
    def secret(self, bits: int) -> str:
        """An unguessable text of at least that many bits, safe in an address."""
