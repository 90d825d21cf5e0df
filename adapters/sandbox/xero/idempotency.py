"""The memory behind `Idempotency-Key` (Xero: idempotent requests): a key sent twice gets the first answer.

Undocumented are the body of a refusal (here the gateway's shape) and two requests at the same moment.
"""

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta

from adapters.sandbox.http import Request, Response
from adapters.sandbox.xero.switches import Switches

LONGEST_KEY = 128

Store = dict[tuple[str, str], "Remembered"]


@dataclass(frozen=True, slots=True)
class Remembered:
    """The first request with a key, by its fingerprint, and what it was answered."""

    fingerprint: str
    at: datetime
    response: Response


@dataclass(frozen=True, slots=True)
class KeyRefused(Exception):
    """The key cannot be used: `detail` is Xero's sentence."""

    detail: str


def key_of(request: Request) -> str | None:
    """The key that counts: a GET ignores it, and the DELETE operations take none."""
    return request.header("idempotency-key") if request.method in ("POST", "PUT", "PATCH") else None


def recall(
    store: Store, switches: Switches, client_id: str, key: str, request: Request, now: datetime
) -> Response | None:
    """The remembered answer of this very request, or None if the key is new or forgotten."""
    if len(key) > LONGEST_KEY:
        raise KeyRefused(f"Idempotency Key: the key must not be longer than {LONGEST_KEY} characters.")
    first = store.get((client_id, key))
    if first is None or now - first.at >= timedelta(seconds=switches.idempotency_seconds):
        store.pop((client_id, key), None)
        return None
    if first.fingerprint != _fingerprint(request):
        raise KeyRefused(f"Idempotency Key: {key} is used with a different request.")
    return first.response


def remember(
    store: Store,
    switches: Switches,
    client_id: str,
    key: str,
    request: Request,
    response: Response,
    now: datetime,
) -> None:
    if response.status < 400 or switches.idempotency_caches_errors:
        store[client_id, key] = Remembered(_fingerprint(request), now, response)


def _fingerprint(request: Request) -> str:
    """Method, address and body. The organisation is a header and not part of it, so a key must name it."""
    text = f"{request.method}\n{request.path}\n{request.query!r}\n".encode()
    return hashlib.sha256(text + request.body).hexdigest()
