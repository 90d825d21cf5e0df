"""Answers of a status and nothing else: whoever has to be told more reads our log."""

from collections.abc import Awaitable, Callable

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

Endpoint = Callable[[Request], Awaitable[Response]]


class Refused(Exception):
    """A delivery that is not taken, with the status it is answered by; `why` is counted and logged."""

    def __init__(self, status: int, why: str) -> None:
        super().__init__(why)
        self.status = status
        self.why = why


def empty(status: int) -> Response:
    """No body, no cookie: an answer to Xero may have neither (Xero: webhooks, configuring your server)."""
    return Response(status_code=status)


async def refuse(_request: Request, problem: Exception) -> Response:
    """A path or method that there is not: the status, and which methods there are."""
    if not isinstance(problem, HTTPException):
        return empty(500)
    return Response(status_code=problem.status_code, headers=problem.headers)
