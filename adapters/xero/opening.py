"""Opens Xero: what the container builds, and the ledgers of connections."""

from dataclasses import dataclass, field

from adapters.xero.addresses import Addresses
from adapters.xero.consent import XeroConsent
from adapters.xero.deep_links import page_address
from adapters.xero.ledger import XeroLedger
from adapters.xero.limits import budget_key, limits
from adapters.xero.line import Line
from adapters.xero.settings import XeroSettings
from adapters.xero.tenant_line import TenantLine
from adapters.xero.token_endpoint import TokenEndpoint
from adapters.xero.tokens import GrantTokens
from adapters.xero.transport import Transport, Wire
from domain.budget import Budget
from domain.connection import Connection
from domain.ids import AppId, GrantId, TenantId
from domain.ledger_document import LedgerDocument
from domain.ports.budgets import Budgets
from domain.ports.clock import Clock
from domain.ports.consent import Consent
from domain.ports.identity import Identity
from domain.ports.ledger import AccessTokens, Ledger, Ledgers
from domain.ports.registry import Apps, Grants
from domain.ports.sending import AlwaysPermitted, Permit


class XeroLedgers(Ledgers):
    """One line to Xero for all connections. Safe for threads."""

    def __init__(
        self,
        *,
        line: Line,
        tokens: AccessTokens,
        budgets: Budgets,
        apps: Apps,
        clock: Clock,
        settings: XeroSettings,
    ) -> None:
        """Budgets are rows that every process shares."""
        self._line = line
        self._tokens = tokens
        self._budgets = budgets
        self._apps = apps
        self._clock = clock
        self._limits = limits(
            calls_per_minute=settings.calls_per_minute, calls_per_day=settings.calls_per_day
        )
        self._batch = settings.batch

    def of(self, connection: Connection, permit: Permit) -> Ledger:
        """The ledger as that connection's clerk sees it."""
        return self._open(connection.app_id, connection.grant_id, connection.tenant_id, permit)

    def at(self, app_id: AppId, grant_id: GrantId, tenant_id: TenantId) -> Ledger:
        """The ledger of an organisation that is being connected."""
        return self._open(app_id, grant_id, tenant_id, AlwaysPermitted())

    def budget(self, connection: Connection) -> Budget:
        """The row of that connection's app and organisation."""
        client_id = self._apps.get(connection.app_id).client_id
        return self._budgets.read(budget_key(client_id, connection.tenant_id))

    def document_address(self, short_code: str, document: LedgerDocument) -> str:
        """Xero's deep link."""
        return page_address(short_code, document)

    def _open(self, app_id: AppId, grant_id: GrantId, tenant_id: TenantId, permit: Permit) -> Ledger:
        return XeroLedger(
            batch=self._batch,
            tenant=TenantLine(
                client_id=self._apps.get(app_id).client_id,
                grant_id=grant_id,
                tenant_id=tenant_id,
                permit=permit,
                line=self._line,
                tokens=self._tokens,
                budgets=self._budgets,
                limits=self._limits,
                clock=self._clock,
            ),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Xero:
    """Everything of Xero that the domain asks for, over one transport."""

    tokens: AccessTokens
    consent: Consent
    ledgers: Ledgers
    transport: Transport = field(repr=False)

    def close(self) -> None:
        """Close every connection."""
        self.transport.close()


def open_xero(
    *,
    addresses: Addresses,
    settings: XeroSettings,
    clock: Clock,
    identity: Identity,
    budgets: Budgets,
    grants: Grants,
    apps: Apps,
    wire: Wire | None = None,
) -> Xero:
    """Wire it up. `wire` stands for the network where there is none."""
    transport = Transport(addresses=addresses, settings=settings, clock=clock, wire=wire)
    line = Line(transport=transport, clock=clock, identity=identity, settings=settings)
    endpoint = TokenEndpoint(line=line, apps=apps, clock=clock)
    tokens = GrantTokens(
        endpoint=endpoint, grants=grants, apps=apps, clock=clock, identity=identity, settings=settings
    )
    return Xero(
        tokens=tokens,
        consent=XeroConsent(addresses=addresses, endpoint=endpoint, tokens=tokens, line=line),
        ledgers=XeroLedgers(
            line=line, tokens=tokens, budgets=budgets, apps=apps, clock=clock, settings=settings
        ),
        transport=transport,
    )
