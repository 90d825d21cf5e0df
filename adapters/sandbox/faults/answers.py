"""The answers of something in between, or of a service that cannot answer as usual."""

import json
import uuid
from datetime import datetime, timedelta

from adapters.sandbox.faults.fault import Fault, FaultKind
from adapters.sandbox.http import Response
from adapters.sandbox.hubflo import too_many_requests

_MINUTE_SECONDS = 30
_DAY_SECONDS = 66_975  # a day limit was seen live with this many seconds left
_PLAIN = {"Content-Type": "text/plain; charset=utf-8"}
_HTML = {"Content-Type": "text/html"}

_FAILURES = {
    FaultKind.ERROR: (500, _PLAIN, "An unhandled error occurred. Contact support if problems persist."),
    FaultKind.UNAVAILABLE: (503, _PLAIN, "The organisation is offline"),
    FaultKind.GATEWAY: (502, _HTML, "<html><head><title>502 Bad Gateway</title></head><body></body></html>"),
}
_REMAINING = {  # minute and day, as the headers of such an answer show them
    FaultKind.LIMIT_MINUTE: ("minute", "0", "4000"),
    FaultKind.LIMIT_DAY: ("day", "60", "0"),
    FaultKind.LIMIT_CONCURRENT: ("concurrent", "55", "4000"),
}


def replaces(fault: Fault) -> bool:
    """Whether the client is answered by this module instead of by the service."""
    return fault.kind in {*_FAILURES, *_REMAINING, FaultKind.LIMIT, FaultKind.EXPIRED_TOKEN}


def answer_of(fault: Fault, now: datetime) -> Response:
    """What the client gets in place of the service's answer."""
    if fault.kind in _FAILURES:
        status, headers, text = _FAILURES[fault.kind]
        return Response(status=status, headers=headers, body=text.encode())
    if fault.kind is FaultKind.LIMIT:
        return too_many_requests()
    if fault.kind is FaultKind.EXPIRED_TOKEN:
        return _expired(now)
    return _limited(fault)


def cut(response: Response) -> Response:
    """Half of a body. What has no body cannot be cut."""
    return Response(
        status=response.status, headers=response.headers, body=response.body[: len(response.body) // 2]
    )


def _limited(fault: Fault) -> Response:
    """Xero's 429: `Retry-After` for minute and day, none for too many at once (Xero: API rate limits)."""
    problem, minute, day = _REMAINING[fault.kind]
    headers = {
        "X-Rate-Limit-Problem": problem,
        "X-MinLimit-Remaining": minute,
        "X-DayLimit-Remaining": day,
        "X-AppMinLimit-Remaining": "9000",
    }
    usual = {FaultKind.LIMIT_MINUTE: _MINUTE_SECONDS, FaultKind.LIMIT_DAY: _DAY_SECONDS}.get(fault.kind)
    if usual is not None:
        headers["Retry-After"] = str(int(fault.seconds) or usual)
    return Response(status=429, headers=headers)


def _expired(now: datetime) -> Response:
    """Xero's 401 for an access token that ended a minute ago."""
    ended = f"{now - timedelta(minutes=1):%m/%d/%Y %H:%M:%S}"
    body: dict[str, object] = {
        "Type": None,
        "Title": "Unauthorized",
        "Status": 401,
        "Detail": f"TokenExpired: token expired at {ended}",
        "Instance": str(uuid.uuid5(uuid.NAMESPACE_URL, now.isoformat())),
        "Extensions": {},
    }
    return Response(
        status=401,
        headers={"Content-Type": "application/json; charset=utf-8"},
        body=json.dumps(body).encode(),
    )
