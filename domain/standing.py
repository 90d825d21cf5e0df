"""Where each ledger contact stands in the import, and the sum that must always come out."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Standing(StrEnum):
    """What became of a contact. `created`, `linked` and `updated` speak of the run that did it."""

    IN_WORK = "in-work"
    CREATED = "created"
    LINKED = "linked"
    UPDATED = "updated"
    UNCHANGED = "unchanged"
    LEFT_OUT = "left-out"
    NEEDS_YOU = "needs-you"


SETTLED = frozenset({Standing.CREATED, Standing.LINKED, Standing.UPDATED, Standing.UNCHANGED})
"""Standings of contacts that are in the portal."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """How many contacts stand where. `left_out_by` counts each reason; one contact may have several.

    `seen` is how many rows there are, and not the sum of the others. Whom no row is kept of: `Events.lost`.
    """

    seen: int = 0
    by_standing: Mapping[Standing, int] = field(default_factory=dict)
    left_out_by: Mapping[str, int] = field(default_factory=dict)

    def of(self, standing: Standing) -> int:
        """How many stand there."""
        return self.by_standing.get(standing, 0)

    @property
    def conserved(self) -> bool:
        """Whether seen = created + linked + updated + unchanged + left out + needs you + in work."""
        return self.seen == sum(self.of(standing) for standing in Standing)
