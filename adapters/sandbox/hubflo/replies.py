"""Answers in Hubflo's shape: flat JSON, three `X-` headers on success, three keys in every error body.

Source: Hubflo, API reference, response headers, response format and errors.
"""

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from decimal import Decimal
from http import HTTPStatus
from typing import Any

from adapters.sandbox.http import Response
from adapters.sandbox.hubflo.state import HubfloState, Organization
from adapters.sandbox.hubflo.switches import Switches

CONTENT_TYPE = "application/json; charset=utf-8"

_TITLES = {422: "Unprocessable Content"}  # the standard library still says "Unprocessable Entity"


class Refusal(Exception):
    """The request is refused with this status and sentence."""

    def __init__(self, status: int, message: str) -> None:
        super().__init__(message)
        self.status = status
        self.message = message


def instant(moment: datetime) -> str:
    """A moment as REST bodies show it: UTC, whole seconds, `Z`."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def rendered(document: object, switches: Switches) -> bytes:
    """A document as compact JSON; decimals as the switch says."""
    as_json = _text if switches.numbers == "string" else _number
    text = json.dumps(document, ensure_ascii=False, separators=(",", ":"), default=as_json)
    return text.encode()


def success(
    state: HubfloState,
    organization: Organization,
    document: object,
    status: int = 200,
    headers: Mapping[str, str] | None = None,
) -> Response:
    """A reply with the headers that every success carries."""
    return Response(
        status=status,
        headers={
            "Content-Type": CONTENT_TYPE,
            "X-Organization-ID": organization.id,
            "X-Rate-Limit": str(state.switches.rate_limit_per_minute),
            "X-Remaining-Requests": str(organization.meter.remaining(state.switches)),
            **(headers or {}),
        },
        body=rendered(document, state.switches),
    )


def no_content(state: HubfloState, organization: Organization) -> Response:
    """204 for what was deleted: the three headers, no body and no type of one."""
    reply = success(state, organization, None)
    headers = {name: value for name, value in reply.headers.items() if name != "Content-Type"}
    return Response(status=204, headers=headers)


def failure(status: int, message: str) -> Response:
    """An error: status, its name, one sentence; no code, no field, no `Retry-After`."""
    title = _TITLES.get(status) or HTTPStatus(status).phrase
    body = json.dumps({"status": status, "title": title, "message": message}, separators=(",", ":"))
    return Response(status=status, headers={"Content-Type": CONTENT_TYPE}, body=body.encode())


def too_many_requests() -> Response:
    """The reply to a call over the limit and to every call of the minute after it."""
    return failure(429, "Rate limit reached. Please wait for a couple of minutes.")


def invalid(*sentences: str) -> Refusal:
    """A validation error: all sentences joined into one text, as Hubflo sends it."""
    return Refusal(422, f"Validation failed: {', '.join(sentences)}")


def missing() -> Refusal:
    """No such record in this organization, or no such address."""
    return Refusal(404, "Resource not found")


def _number(value: Any) -> int | float:
    decimal = _decimal(value)
    return int(decimal) if decimal == decimal.to_integral_value() else float(decimal)


def _text(value: Any) -> str:
    """Without an exponent, however small the number."""
    return f"{_decimal(value):f}"


def _decimal(value: Any) -> Decimal:
    if not isinstance(value, Decimal):
        raise TypeError(f"{type(value).__name__} has no form in JSON")
    return value
