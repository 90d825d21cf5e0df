"""Request bodies: made once, as the exact bytes that are recorded and sent."""

import json
import re
from collections.abc import Mapping

from domain.contact import Address
from domain.dispatch import Envelope
from domain.errors import NotFound

_ID = re.compile(r"[0-9A-Za-z-]{1,64}")


def envelope(method: str, path: str, body: Mapping[str, str | list[str] | None]) -> Envelope:
    """A write with a flat JSON body (Hubflo: API reference, request format)."""
    return Envelope(method=method, path=path, body=json.dumps(body, separators=(",", ":")).encode())


def of_address(address: Address) -> dict[str, str]:
    """An address under Hubflo's names: the street is `address`, the region `state`."""
    return {
        "address": address.street,
        "postal_code": address.postal_code,
        "city": address.city,
        "state": address.region,
        "country": address.country,
    }


def given(body: Mapping[str, str]) -> dict[str, str]:
    """Without what is empty: a creation says nothing about what is not known."""
    return {name: value for name, value in body.items() if value}


def is_id(text: str) -> bool:
    """Whether that can be an id of Hubflo's, and stand in a path."""
    return _ID.fullmatch(text) is not None


def path_of(kind: str, record_id: str) -> str:
    """The address of a record. What cannot be an id of Hubflo's names no record: NotFound, without a call."""
    if not is_id(record_id):
        raise NotFound(path=f"/{kind}", id=record_id)
    return f"/{kind}/{record_id}"
