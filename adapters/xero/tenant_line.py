"""The calls to one organisation: by its grant, under its tenant id, on its budget."""

from collections.abc import Mapping
from datetime import datetime

from adapters.xero.bearer import ask_with
from adapters.xero.counting import Counted
from adapters.xero.exchange import Answer, Host, Kind, Outgoing
from adapters.xero.idempotency import idempotency_key
from adapters.xero.limits import budget_key
from adapters.xero.line import Line
from domain.budget import Limits, Purpose
from domain.dispatch import Envelope
from domain.ids import DispatchId, GrantId, TenantId
from domain.ports.budgets import Budgets
from domain.ports.clock import Clock
from domain.ports.ledger import AccessTokens
from domain.ports.sending import Permit

_BASE = "/api.xro/2.0"


class TenantLine:
    """Makes and sends requests for one organisation, as long as the permit lasts."""

    def __init__(
        self,
        *,
        client_id: str,
        grant_id: GrantId,
        tenant_id: TenantId,
        permit: Permit,
        line: Line,
        tokens: AccessTokens,
        budgets: Budgets,
        limits: Limits,
        clock: Clock,
    ) -> None:
        """The client id and the tenant id name the budget."""
        self.tenant_id = tenant_id
        self._key = budget_key(client_id, tenant_id)
        self._grant_id = grant_id
        self._permit = permit
        self._line = line
        self._tokens = tokens
        self._budgets = budgets
        self._limits = limits
        self._clock = clock

    def reading(
        self,
        path: str,
        *,
        query: Mapping[str, str] | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> Outgoing:
        """A request that reads."""
        return Outgoing(
            host=Host.API,
            method="GET",
            path=_BASE + path,
            kind=Kind.READ,
            query=query or {},
            headers={**(headers or {}), "Xero-Tenant-Id": self.tenant_id},
        )

    def writing(self, envelope: Envelope, dispatch_id: DispatchId) -> Outgoing:
        """A request that writes what was recorded, byte for byte, under the key of its dispatch."""
        return Outgoing(
            host=Host.API,
            method=envelope.method,
            path=_BASE + envelope.path,
            kind=Kind.WRITE,
            headers={
                "Content-Type": "application/json",
                "Idempotency-Key": idempotency_key(self.tenant_id, dispatch_id),
                "Xero-Tenant-Id": self.tenant_id,
            },
            body=envelope.body,
            is_batch=True,
        )

    def now(self) -> datetime:
        """The time of our own clock."""
        return self._clock.now()

    def ask(self, outgoing: Outgoing, purpose: Purpose) -> Answer:
        """A good answer, or one of our errors."""
        counter = Counted(
            budgets=self._budgets, key=self._key, limits=self._limits, purpose=purpose, clock=self._clock
        )
        return ask_with(
            self._tokens, self._grant_id, self._line, outgoing, permit=self._permit, counter=counter
        )
