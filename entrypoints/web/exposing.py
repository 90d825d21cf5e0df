"""The metrics as Prometheus reads them."""

from collections.abc import Callable

import structlog
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, generate_latest
from starlette.requests import Request
from starlette.responses import Response

from domain.errors import Problem
from entrypoints.web.answers import Endpoint, empty
from entrypoints.web.remembering import Remembered


def exposition(registry: CollectorRegistry) -> Callable[[str], bytes]:
    """Everything that is registered, as text. Raises what a collector raises."""
    return lambda _what: generate_latest(registry)


def metrics(text: Remembered[bytes]) -> Endpoint:
    """The text, read anew once a second at most; 503 as long as the store cannot be read."""

    async def answer(_request: Request) -> Response:
        try:
            read = await text.get("metrics")
        except Problem as problem:
            structlog.get_logger().error("metrics-failed", code=problem.reason)
            return empty(503)
        return Response(read, headers={"Content-Type": CONTENT_TYPE_LATEST})

    return answer
