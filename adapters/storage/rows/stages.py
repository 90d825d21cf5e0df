"""The stage of a mirrored contact: its standing, with in-work split in two.

So one index finds the next contacts to decide and the next ones to act on, in the order of their ids.
"""

from collections.abc import Iterable

from domain.standing import Standing

UNDECIDED = "undecided"
DECIDED = "decided"
LEFT_OUT = Standing.LEFT_OUT.value


def stage_of(standing: Standing) -> str:
    """The stage of a contact that has a decision."""
    return DECIDED if standing is Standing.IN_WORK else standing.value


def standing_of(stage: str) -> Standing:
    """The standing."""
    return Standing.IN_WORK if stage in (UNDECIDED, DECIDED) else Standing(stage)


def stages_of(standings: Iterable[Standing]) -> list[str]:
    """All stages of these standings."""
    stages = {stage_of(standing) for standing in standings}
    return sorted(stages | {UNDECIDED} if DECIDED in stages else stages)
