"""The sandbox's request logs from some moment on: what left us, and what it did."""

from dataclasses import dataclass
from typing import Any

from adapters.sandbox.world import World

_READS = {"GET", "HEAD"}
_NO_RECORDS = ("/connect/", "/pings", "/connections")
"""Consent, tokens and the check of a key: they change no record of a business."""

_LISTS = {"/api/v2/contacts", "/api/v2/companies"}


@dataclass(frozen=True, slots=True)
class Calls:
    """Whatever either side was asked since."""

    world: World
    xero_from: int
    hubflo_from: int

    @classmethod
    def since_now(cls, world: World) -> "Calls":
        """From this moment on."""
        return cls(world, len(world.xero.calls), len(world.hubflo.requests))

    def to_xero(self) -> list[Any]:
        """Calls that Xero counts: those for an organisation."""
        return [call for call in self.world.xero.calls[self.xero_from :] if call.tenant_id is not None]

    def to_hubflo(self) -> list[Any]:
        """All calls."""
        return list(self.world.hubflo.requests[self.hubflo_from :])

    def everything(self) -> list[Any]:
        """All calls to both, those for consent and tokens too."""
        return [*self.world.xero.calls[self.xero_from :], *self.to_hubflo()]

    def writes(self) -> list[str]:
        """What may have changed a record on either side, as "POST /api/v2/contacts"."""
        return [
            f"{call.method} {call.path}"
            for call in self.everything()
            if call.method not in _READS and not any(part in call.path for part in _NO_RECORDS)
        ]

    def whole_lists_before_first_write(self) -> set[str]:
        """Lists of Hubflo that were read without a filter before anything was written there."""
        asked = self.to_hubflo()
        writes = [place for place, call in enumerate(asked) if call.method not in _READS]
        before = asked[: min([*writes, len(asked)])]
        lists = [
            call for call in before if call.path in _LISTS and not {"email", "name"} & dict(call.query).keys()
        ]
        return {call.path for call in lists}
