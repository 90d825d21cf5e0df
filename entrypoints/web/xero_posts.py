"""`POST /webhooks/xero/{app}`: 200 for what is signed with that app's key, 401 for everything else.

That is all that an intent to receive asks for too (Xero: webhooks, intent to receive). An app that we do not
know is answered as one whose key is another: who asks learns nothing of what we have.
"""

from collections.abc import Callable, Sequence
from hashlib import sha256

import structlog
from starlette.requests import Request

from domain.errors import Invalid, NotFound
from domain.ids import AppId, ConnectionId, TenantId
from domain.ledger_document import DocumentId
from domain.nudge import LEDGER_HOOK, Delivery
from domain.ports.clock import Clock
from domain.ports.hooks import LedgerEvent, LedgerHooks
from domain.ports.registry import Apps, Connections
from entrypoints.web.answers import Refused
from entrypoints.web.bodies import body_of
from entrypoints.web.posts import Take
from entrypoints.web.recorder import Recorder
from entrypoints.web.remembering import Remembered

SIGNATURE = "x-xero-signature"
_NOBODYS_KEY = "no key"
_LONGEST_APP = 64
_BETWEEN = "\n"


def take_from_xero(
    keys: Remembered[str],
    tenants: Remembered[Sequence[ConnectionId]],
    ledger_hooks: LedgerHooks,
    recorder: Recorder,
    clock: Clock,
) -> Take:
    """Events of organisations that nobody here is connected to are passed over, as unknown kinds are."""

    async def take(request: Request) -> str:
        body = await body_of(request)
        app = request.path_params["app"]
        key = await keys.get(app) if len(app) <= _LONGEST_APP else None
        is_signed = ledger_hooks.is_signed(body, request.headers.get(SIGNATURE, ""), key or _NOBODYS_KEY)
        if key is None or not is_signed:
            raise Refused(401, "wrong-signature")
        try:
            events = ledger_hooks.events(body)
        except Invalid:
            # Xero switches off who refuses what it signed; what is missed is found by our own looks.
            structlog.get_logger().warning("delivery-unreadable", service="xero")
            return "unreadable"
        deliveries = [
            _delivery(event, connection_id, clock)
            for event in events
            for connection_id in await tenants.get(f"{app}{_BETWEEN}{event.tenant_id}") or ()
        ]
        if deliveries:
            await recorder.record(deliveries)
        return "accepted"

    return take


def key_of_app(apps: Apps) -> Callable[[str], str | None]:
    """The key that signs for an app; None where there is none. Raises SealBroken."""

    def look_up(app: str) -> str | None:
        try:
            return apps.webhook_key(AppId(app)) or None
        except NotFound:
            return None

    return look_up


def connections_of_tenant(connections: Connections) -> Callable[[str], Sequence[ConnectionId] | None]:
    """Who is connected through an app to an organisation; None where nobody is."""

    def look_up(app_and_tenant: str) -> Sequence[ConnectionId] | None:
        app, _, tenant = app_and_tenant.partition(_BETWEEN)
        found = connections.of_tenant(AppId(app), TenantId(tenant))
        return tuple(connection.id for connection in found) or None

    return look_up


def _delivery(event: LedgerEvent, connection_id: ConnectionId, clock: Clock) -> Delivery:
    """Xero gives its events no id: to which record it happened, and when, is one."""
    record_id = event.document_id or event.payment_id or event.contact_id or ""
    parts = (event.tenant_id, record_id, event.at.isoformat())
    # A payment says that some document changed, and not which one: both have the changed ones read.
    changed = event.document_id or (DocumentId(event.payment_id) if event.payment_id else None)
    return Delivery(
        connection_id=connection_id,
        hook=LEDGER_HOOK,
        id=sha256(_BETWEEN.join(parts).encode()).hexdigest(),
        at=clock.now(),
        document_id=changed,
    )
