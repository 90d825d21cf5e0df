"""Opens the portal of a connection, or of a key that has none yet."""

from adapters.hubflo.api_key import ApiKey
from adapters.hubflo.line import Line
from adapters.hubflo.metering import Meter, row_of
from adapters.hubflo.portal import HubfloPortal
from adapters.hubflo.settings import ADDRESS, DEFAULTS, HubfloSettings
from adapters.hubflo.transport import Network, Transport
from domain.budget import Budget
from domain.connection import Connection
from domain.ports.budgets import Budgets
from domain.ports.clock import Clock
from domain.ports.portal import Portal, Portals
from domain.ports.registry import Connections
from domain.ports.sending import AlwaysPermitted, Permit


class HubfloPortals(Portals):
    """One HTTP client and one meter for every organization; close it when done."""

    def __init__(
        self,
        *,
        clock: Clock,
        budgets: Budgets,
        connections: Connections,
        address: str = ADDRESS,
        settings: HubfloSettings = DEFAULTS,
        transport: Network | None = None,
    ) -> None:
        """`transport` stands for the network in tests. Raises Invalid (`address-not-safe`)."""
        self._transport = Transport(address=address, settings=settings, clock=clock, transport=transport)
        self._meter = Meter(budgets=budgets, clock=clock, settings=settings)
        self._clock = clock
        self._budgets = budgets
        self._connections = connections
        self._settings = settings
        self._proven: dict[str, str] = {}

    def of(self, connection: Connection, permit: Permit) -> Portal:
        """The portal as that connection sees it, with its key of now. Raises SealBroken."""
        key = ApiKey(self._connections.api_key(connection.id))
        return HubfloPortal(self._line(key, permit, connection.portal_id))

    def with_key(self, api_key: str) -> Portal:
        """The portal behind a key, for reading. Raises Invalid (`api-key-malformed`)."""
        return HubfloPortal(self._line(ApiKey(api_key), AlwaysPermitted(), None), checks_key=True)

    def budget(self, connection: Connection) -> Budget:
        """The calls counted for that connection's organization."""
        return self._budgets.read(row_of(connection.portal_id))

    def close(self) -> None:
        """Close the connections that are kept open."""
        self._transport.close()

    def _line(self, key: ApiKey, permit: Permit, organization_id: str | None) -> Line:
        return Line(
            transport=self._transport,
            meter=self._meter,
            clock=self._clock,
            settings=self._settings,
            key=key,
            permit=permit,
            proven=self._proven,
            organization_id=organization_id,
        )
