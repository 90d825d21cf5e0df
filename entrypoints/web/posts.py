"""What both webhook endpoints share: measured, and answered by a status alone."""

from collections.abc import Awaitable, Callable
from typing import NewType

import structlog
from starlette.requests import Request
from starlette.responses import Response

from domain.errors import Problem
from entrypoints.web.answers import Endpoint, Refused, empty
from entrypoints.web.meters import Meters

Service = NewType("Service", str)
Take = Callable[[Request], Awaitable[str]]
"""Takes one post and answers what became of it, for the metrics. Raises Refused, or what the store raises."""

HUBFLO = Service("hubflo")
XERO = Service("xero")


def endpoint(service: Service, take: Take, meters: Meters, monotonic: Callable[[], float]) -> Endpoint:
    """200 once it is taken; a Refused's own status; 503 where the store failed, so that it is sent again."""

    async def answer(request: Request) -> Response:
        begun = monotonic()
        status, result = 200, ""
        try:
            result = await take(request)
        except Refused as refused:
            status, result = refused.status, refused.why
        except Problem as problem:
            structlog.get_logger().error("delivery-failed", service=service, code=problem.reason)
            status, result = 503, "store-failed"
        meters.delivery(service, result, monotonic() - begun)
        return empty(status)

    return answer
