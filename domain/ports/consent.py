"""Asking for and giving back the right to speak to the ledger."""

from abc import abstractmethod
from dataclasses import dataclass
from typing import Protocol

from domain.access import App, Tokens
from domain.ids import GrantId
from domain.organisation import Tenant


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsentRequest:
    """Where a person's browser is sent, and what must be kept until it comes back."""

    address: str
    verifier: str

    def __repr__(self) -> str:
        """Without the verifier."""
        return f"ConsentRequest(address={self.address!r})"


class Consent(Protocol):
    """The ledger's authorization. Every call may raise Unavailable or Throttled."""

    @abstractmethod
    def request(self, app: App, *, state: str, verifier: str) -> ConsentRequest:
        """The address that asks a person for consent, with PKCE made from the verifier. No call is made."""

    @abstractmethod
    def redeem(self, app: App, *, code: str, verifier: str, redirect_address: str) -> Tokens:
        """The tokens for a code. Raises NotNow (`consent-late`) if it is used, late or not ours, AccessLost
        (`app-refused`) if the app is refused, ScopeMissing, or Rejected."""

    @abstractmethod
    def own_tokens(self, app: App) -> Tokens:
        """The tokens of a custom connection, by client credentials. Raises as `redeem` does."""

    @abstractmethod
    def tenants(self, access: str, *, event_id: str = "") -> tuple[Tenant, ...]:
        """The organisations that the consent reaches; with `event_id` only those it just added."""

    @abstractmethod
    def disconnect(self, grant_id: GrantId, link_id: str) -> None:
        """Remove that organisation from the consent; already gone is fine."""
