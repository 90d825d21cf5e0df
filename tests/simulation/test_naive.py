"""What our guards are for: the algorithm without them, through the same stories.

`python -m tests.simulation compare` prints both in a table.
"""

from collections.abc import Iterator

import pytest

from tests.simulation.guarding import STORIES
from tests.simulation.naive import NOTHING, compare
from tests.simulation.stage import Stage
from tests.simulation.telling import story_of


@pytest.fixture(scope="module")
def stage(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stage]:
    """Where the stories are played."""
    here = Stage(tmp_path_factory.mktemp("stage"))
    yield here
    here.close()


def test_without_faults_it_does_its_work(stage: Stage) -> None:
    """Else it would prove nothing that it fails with them."""
    assert compare(stage, STORIES["the budget"].undisturbed()) == NOTHING


def test_a_time_out_after_success_is_sent_again(stage: Stage) -> None:
    assert compare(stage, STORIES["the look before a repeat"]).twice == 1


def test_some_seeds_end_with_something_twice(stage: Stage) -> None:
    assert sum((compare(stage, story_of(seed)) for seed in range(20)), NOTHING).twice > 0
