"""A Hubflo organization and a Xero organisation that are to be joined."""

from dataclasses import dataclass

from tests.scenarios.hubflo_side import HubfloSide
from tests.scenarios.xero_side import XeroSide


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """What connecting needs to know of both."""

    hubflo: HubfloSide
    xero: XeroSide

    @property
    def api_key(self) -> str:
        """The key of the Hubflo organization, as it is now."""
        return self.hubflo.api_key

    @property
    def client_id(self) -> str:
        """The app at Xero."""
        return self.xero.client_id

    @property
    def tenant_id(self) -> str:
        """The Xero organisation."""
        return self.xero.tenant_id
