"""Where Xero is reached, and the only places where anything of ours is ever sent."""

from dataclasses import dataclass, fields
from ipaddress import ip_address
from urllib.parse import urlsplit

from domain.errors import Invalid


@dataclass(frozen=True, slots=True, kw_only=True)
class Addresses:
    """Xero's three hosts (Xero: OAuth 2.0, standard flow). The defaults are Xero's public ones.

    Plain http is for this machine alone, and for `*.sandbox`, the name of a stand-in in process.
    """

    login: str = "https://login.xero.com"
    identity: str = "https://identity.xero.com"
    api: str = "https://api.xero.com"

    @classmethod
    def at(cls, base: str) -> "Addresses":
        """One address that serves all three, as the sandbox does."""
        return cls(login=base, identity=base, api=base)

    def __post_init__(self) -> None:
        """Raises Invalid (`address-unusable`) for what could carry a token in the open."""
        for field in fields(self):
            address = getattr(self, field.name).rstrip("/")
            if not _is_usable(address):
                raise Invalid("address-unusable", name=field.name, address=address)
            object.__setattr__(self, field.name, address)

    @property
    def is_public(self) -> bool:
        """Whether calls leave this machine, so that its proxy settings count."""
        return self.api.startswith("https://")


def _is_usable(address: str) -> bool:
    try:
        parts = urlsplit(address)
        host = parts.hostname or ""
        plain = bool(host) and not (parts.path or parts.query or parts.fragment or parts.username)
        return plain and (parts.scheme == "https" or (parts.scheme == "http" and _is_near(host)))
    except ValueError:
        return False


def _is_near(host: str) -> bool:
    if host == "localhost" or host.endswith((".localhost", ".sandbox")):
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False
