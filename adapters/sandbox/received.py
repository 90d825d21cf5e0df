"""A request as it came over the wire, whoever brought it, in the form that both stand-ins read."""

from collections.abc import Iterable
from urllib.parse import parse_qsl

from adapters.sandbox.http import Request


def received(
    method: str, path: bytes, query: bytes, headers: Iterable[tuple[bytes, bytes]], body: bytes
) -> Request:
    """Names of headers in lower case, repeated ones joined; `path` stays encoded, as it was sent."""
    joined: dict[str, str] = {}
    for name, value in headers:
        key, text = name.decode("latin-1").lower(), value.decode("latin-1")
        joined[key] = f"{joined[key]}, {text}" if key in joined else text
    pairs = parse_qsl(query.decode("ascii", "replace"), keep_blank_values=True)
    return Request(
        method=method.upper(),
        path=path.decode("ascii", "replace"),
        query=tuple(pairs),
        headers=joined,
        body=body,
    )
