"""What an access token says of itself (Xero: OAuth 2.0, token types).

It is read, not verified: it came from Xero itself, and Xero verifies it whenever it is shown.
"""

import binascii
import json
from base64 import urlsafe_b64decode
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Claims:
    """The consent that an access token came from, and its scopes; empty where the token says nothing."""

    event_id: str = ""
    scopes: frozenset[str] = frozenset()


def claims_of(access: str) -> Claims:
    """The claims of a JWT; of any other token none."""
    parts = access.split(".")
    if len(parts) != 3:
        return Claims()
    try:
        claims = json.loads(urlsafe_b64decode(parts[1] + "=" * (-len(parts[1]) % 4)))
    except (binascii.Error, ValueError):
        return Claims()
    if not isinstance(claims, dict):
        return Claims()
    scopes = claims.get("scope")
    return Claims(
        event_id=str(claims.get("authentication_event_id") or ""),
        scopes=frozenset(str(scope) for scope in scopes) if isinstance(scopes, list) else frozenset(),
    )
