"""Stands in for a person at the demo: opens the sandbox's consent page and presses Allow."""

import html
import re
import sys
from urllib.parse import urlencode, urlsplit
from urllib.request import urlopen

_FIELD = re.compile(r'<input type="hidden" name="([^"]*)" value="([^"]*)"')
_TENANT = re.compile(r'name="tenant_id" value="([^"]*)"')


def allow(address: str, *, organisation: int = 0) -> int:
    """Press Allow for one of the organisations and follow the way back; answers the last page's status."""
    with urlopen(address, timeout=30) as answer:  # noqa: S310  # the demo's own sandbox on loopback
        page = answer.read().decode()
    form = {html.unescape(name): html.unescape(value) for name, value in _FIELD.findall(page)}
    tenants = [html.unescape(tenant) for tenant in _TENANT.findall(page)]
    parts = urlsplit(address)
    target = f"{parts.scheme}://{parts.netloc}/identity/connect/consent"
    sent = urlencode({**form, "tenant_id": tenants[organisation], "decision": "allow"}).encode()
    with urlopen(target, data=sent, timeout=30) as answer:  # noqa: S310  # the same
        return int(answer.status)


if __name__ == "__main__":
    sys.exit(0 if allow(sys.argv[1]) == 200 else 1)
