"""The bytes of a delivery and their signature (Xero: webhooks, signature)."""

import base64
import hashlib
import hmac
import json
from collections.abc import Mapping, Sequence
from typing import Any


def body_of(payloads: Sequence[Mapping[str, Any]], first: int, last: int, entropy: str) -> bytes:
    """As a live capture shows it: events without spaces, the rest with some, which only raw bytes keep."""
    events = json.dumps(payloads, separators=(",", ":"), ensure_ascii=False)
    numbers = f'"firstEventSequence": {first},"lastEventSequence": {last}'
    return f'{{"events":{events},{numbers}, "entropy": "{entropy}"}}'.encode()


def signature(key: str, body: bytes) -> str:
    """Base64 of the HMAC-SHA256; the key is used as its text, not decoded first."""
    return base64.b64encode(hmac.new(key.encode(), body, hashlib.sha256).digest()).decode()
