"""Whether this process is up, and whether it may be used. Never whether Xero or Hubflo is up."""

from collections.abc import Callable

from starlette.requests import Request
from starlette.responses import Response

from domain.errors import Problem
from domain.ports.registry import Instance
from entrypoints.web.answers import Endpoint, empty
from entrypoints.web.remembering import Remembered


async def live(_request: Request) -> Response:
    """The process answers."""
    return empty(200)


def readiness_of(instance: Instance) -> Callable[[str], bool]:
    """Whether the database answers and this copy of the store may be used here."""

    def is_ready(_what: str) -> bool:
        try:
            instance.check_place()
        except Problem:
            return False
        return True

    return is_ready


def ready(readiness: Remembered[bool]) -> Endpoint:
    """503 as long as the store cannot be used; asked often, it is looked at once a second."""

    async def endpoint(_request: Request) -> Response:
        return empty(200 if await readiness.get("store") else 503)

    return endpoint
