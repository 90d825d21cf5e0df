"""The HTTP app: webhooks come in here, and whoever watches over this process asks here."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from anyio import CapacityLimiter
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.routing import Route

from domain.ports.clock import Clock
from entrypoints.container import Container
from entrypoints.web.access import AccessLog
from entrypoints.web.addresses import HUBFLO_PATH, XERO_PATH
from entrypoints.web.answers import refuse
from entrypoints.web.exposing import exposition, metrics
from entrypoints.web.gauges import StoreGauges
from entrypoints.web.health import live, readiness_of, ready
from entrypoints.web.hubflo_posts import take_from_hubflo
from entrypoints.web.meters import Meters
from entrypoints.web.posts import HUBFLO, XERO, endpoint
from entrypoints.web.recorder import Recorder
from entrypoints.web.remembering import AT_ONCE, Remembered
from entrypoints.web.xero_posts import connections_of_tenant, key_of_app, take_from_xero

Found = TypeVar("Found")

LIVE, READY, METRICS = "/live", "/ready", "/metrics"
_KEPT_SECONDS = 2.0
"""How long a hook that was removed, or a key that was replaced, may still count."""
_MEASURED_SECONDS = 1.0


@dataclass(frozen=True, slots=True)
class _Memory:
    """Makes what remembers look-ups; all of them together use a few threads."""

    clock: Clock
    limiter: CapacityLimiter

    def of(self, look_up: Callable[[str], Found | None], seconds: float = _KEPT_SECONDS) -> Remembered[Found]:
        return Remembered(look_up, seconds=seconds, monotonic=self.clock.monotonic, limiter=self.limiter)


def http_api(container: Container, recorder: Recorder, meters: Meters) -> Starlette:
    """Every route. It opens and closes nothing itself: recorder and container outlive it."""
    storage, clock = container.storage(), container.clock()
    memory = _Memory(clock, CapacityLimiter(AT_ONCE))
    gauges = StoreGauges(storage.store, storage.connections, container.xero().ledgers, clock)
    meters.registry.register(gauges)
    from_hubflo = take_from_hubflo(memory.of(storage.intake.hook), container.portal_hooks(), recorder, clock)
    from_xero = take_from_xero(
        memory.of(key_of_app(storage.apps)),
        memory.of(connections_of_tenant(storage.connections)),
        container.ledger_hooks(),
        recorder,
        clock,
    )
    is_ready = memory.of(readiness_of(storage.instance), _MEASURED_SECONDS)
    measured = memory.of(exposition(meters.registry), _MEASURED_SECONDS)
    posts, gets = ["POST"], ["GET"]
    app = Starlette(
        routes=[
            Route(
                f"{HUBFLO_PATH}/{{hook}}",
                endpoint(HUBFLO, from_hubflo, meters, clock.monotonic),
                methods=posts,
            ),
            Route(f"{XERO_PATH}/{{app}}", endpoint(XERO, from_xero, meters, clock.monotonic), methods=posts),
            Route(LIVE, live, methods=gets),
            Route(READY, ready(is_ready), methods=gets),
            Route(METRICS, metrics(measured), methods=gets),
        ],
        middleware=[
            Middleware(AccessLog, monotonic=clock.monotonic, quiet=frozenset({LIVE, READY, METRICS}))
        ],
        exception_handlers={HTTPException: refuse, Exception: refuse},
    )
    app.router.redirect_slashes = False
    return app
