"""`POST /webhooks/hubflo/{hook}`: known, signed, read, recorded, and only then answered."""

import re

from starlette.requests import Request

from domain.errors import Invalid
from domain.nudge import Delivery
from domain.ports.clock import Clock
from domain.ports.hooks import PortalHooks
from domain.ports.intake import KnownHook
from entrypoints.web.answers import Refused
from entrypoints.web.bodies import body_of
from entrypoints.web.posts import Take
from entrypoints.web.recorder import Recorder
from entrypoints.web.remembering import Remembered

SIGNATURE = "x-hubflo-signature"
_PATH = re.compile(r"[A-Za-z0-9_-]{16,64}")


def take_from_hubflo(
    hooks: Remembered[KnownHook], portal_hooks: PortalHooks, recorder: Recorder, clock: Clock
) -> Take:
    """404 for a path that is none of ours; what it is not signed for is neither read nor written."""

    async def take(request: Request) -> str:
        path = request.path_params["hook"]
        known = await hooks.get(path) if _PATH.fullmatch(path) else None
        if known is None:
            raise Refused(404, "unknown-hook")
        body = await body_of(request)
        if not portal_hooks.is_signed(body, request.headers.get(SIGNATURE, ""), known.secret):
            raise Refused(401, "wrong-signature")
        try:
            told = portal_hooks.delivery(body)
        except Invalid:
            raise Refused(400, "unreadable") from None
        delivery = Delivery(
            connection_id=known.connection_id,
            hook=known.hook.path,
            id=told.id,
            at=clock.now(),
            invoice_id=told.invoice_id,
        )
        await recorder.record([delivery])
        return "accepted"

    return take
