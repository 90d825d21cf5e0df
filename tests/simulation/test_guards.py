"""Every guard is needed: its own story ends well with it, and wrong without it.

`python -m tests.simulation guards` takes each out of many seeds besides.
"""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from tests.simulation.guarding import EITHER_WAY, GUARDS, STORIES, missed, without
from tests.simulation.play import play
from tests.simulation.shortening import shortened
from tests.simulation.stage import Stage
from tests.simulation.story import Story
from tests.simulation.telling import story_of
from tests.simulation.watching_money import LATE_PAYMENT

FOUND = {
    "the record before sending": "twice in Xero",
    "the look before a repeat": "twice in Xero",
    "the wait before absence counts": "twice in Xero",
    "the fence": "left in work",
    "the refusal of an older fence": "broke",
    "the check before the first byte": "twice in Xero",
    "the unique number": "twice in Xero",
    "the budget": "429 from Xero",
    "the release of holds": "held for no reason",
    "reading before the link is written": "changed in Hubflo",
    "reading after the link is written": "called linked, and Hubflo says SAGE-17",
    "reading the balance before a payment": "counts on",
    "the look before a payment is repeated": "not quiet until",
    "the look for twins of a payment": "twins True, alarm False",
    "the wait before the absence of a payment counts": LATE_PAYMENT,
}
"""What is found without it."""


@pytest.fixture(scope="module")
def stage(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stage]:
    """Where the stories are played."""
    here = Stage(tmp_path_factory.mktemp("stage"))
    yield here
    here.close()


@pytest.mark.parametrize("guard", GUARDS)
def test_without_it_its_story_ends_wrong(stage: Stage, guard: str) -> None:
    story = STORIES[guard]
    guarded = play(stage, story, EITHER_WAY.get(guard, lambda house: None))
    bare = play(stage, story, without(guard))

    assert guarded.wrong == ()
    found = missed(guarded, bare)
    assert any(FOUND[guard] in wrong for wrong in found), found


def test_a_wrong_end_is_told_in_a_story_that_holds_nothing_else(stage: Stage) -> None:
    """Of all that happens besides nothing is left, and it still reproduces."""
    guard = "the wait before absence counts"

    def is_wrong(story: Story) -> bool:
        return any("twice in Xero" in wrong for wrong in play(stage, story, without(guard)).wrong)

    its_own = STORIES[guard]
    story = replace(its_own, beats=(*its_own.beats, *story_of(7).beats))
    assert is_wrong(story)

    short = shortened(story, is_wrong)

    assert is_wrong(short)
    assert len(short.beats) <= len(its_own.beats) < len(story.beats)
