"""What is asked immediately before the first byte of a request leaves."""

from abc import abstractmethod
from typing import Protocol


class Permit(Protocol):
    """A clerk's right to send, as long as its lease lives."""

    @abstractmethod
    def check(self) -> None:
        """Raises LeaseLost if the lease has ended, by the monotonic clock of this process."""


class AlwaysPermitted(Permit):
    """The permit of calls that belong to no clerk: setting up, checking, disconnecting."""

    def check(self) -> None:
        """Never refuses."""
