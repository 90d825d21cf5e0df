"""Five hundred stories, each decided by its seed: safe at every moment, and well at the end.

`python -m tests.simulation seed N` tells one of them and plays it again.
"""

import os
import pickle
from collections.abc import Iterator
from pathlib import Path

import pytest

from adapters.sandbox.faults import Fault, FaultKind
from tests.simulation.campaign import Tally, calls_too_many, played
from tests.simulation.play import play
from tests.simulation.stage import Stage
from tests.simulation.story import Act, Beat, Issue, Line, Stop, Story, Trouble
from tests.simulation.telling import NEW, story_of

SEEDS, PARTS = 500, 10
CALLS_OF = range(0, SEEDS, 50)


@pytest.fixture(scope="module")
def stage(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stage]:
    """Where all stories of this module are played."""
    here = Stage(tmp_path_factory.mktemp("stage"))
    yield here
    here.close()


@pytest.fixture(scope="session")
def tallies(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where every process of this run leaves what its seeds came to."""
    mine = tmp_path_factory.getbasetemp()
    folder = (mine.parent if "PYTEST_XDIST_WORKER" in os.environ else mine) / "tallies"
    folder.mkdir(exist_ok=True)
    return folder


@pytest.mark.parametrize("part", range(PARTS))
def test_no_story_ends_wrong(stage: Stage, tallies: Path, part: int) -> None:
    tally = played(stage, range(part, SEEDS, PARTS))

    assert tally.wrong == {}
    assert tally.unknown_points == []
    (tallies / f"{part}.pickle").write_bytes(pickle.dumps(tally))
    done = [pickle.loads(one.read_bytes()) for one in sorted(tallies.glob("*.pickle"))]
    if len(done) == PARTS:  # whichever process plays the last part sees what all of them struck
        assert_all_is_struck(done)


def assert_all_is_struck(tallies: list[Tally]) -> None:
    """Every cell and every point, or the seeds prove less than they say."""
    all_of = Tally()
    for tally in tallies:
        all_of.join(tally)
    assert all_of.missed_faults == []
    assert all_of.missed_points == []


def test_what_lands_late_after_its_number_was_given_away_is_an_alarm(stage: Stage) -> None:
    """It was sent anew at once; the look for a twin must come after all that was given up has landed."""
    late = Fault(kind=FaultKind.LATE, side="xero", method="PUT", path="/Invoices$", seconds=700.0)
    what = (
        Trouble(fault=late),
        Issue(title="Website", to=NEW[0], lines=(Line(price="450.00"),)),
        Act(name="renumber", title="Website", details={"number": "INV-7001"}),
    )
    ending = play(stage, Story(seed=0, beats=tuple(Beat(at=0.0, what=one) for one in what)))

    assert any("document-twin" in wrong for wrong in ending.wrong)


def test_a_story_holds_enough_to_go_wrong() -> None:
    for seed in range(SEEDS):
        what = [beat.what for beat in story_of(seed).beats]
        assert sum(isinstance(one, Issue) for one in what) >= 6
        assert {one.to for one in what if isinstance(one, Issue)} >= {*NEW}
        assert sum(isinstance(one, Trouble) for one in what) >= 3
        assert sum(isinstance(one, Stop) and one.must and not one.sleeps for one in what) >= 1
        assert sum(isinstance(one, Act) for one in what) >= 1


def test_a_seed_tells_and_ends_the_same_story_every_time(stage: Stage) -> None:
    assert story_of(7) == story_of(7)
    one, other = play(stage, story_of(7)), play(stage, story_of(7))

    assert (one.passed, one.struck, one.killed, one.calls) == (
        other.passed,
        other.struck,
        other.killed,
        other.calls,
    )


@pytest.mark.parametrize("seed", CALLS_OF)
def test_faults_cost_a_bounded_number_of_calls(stage: Stage, seed: int) -> None:
    assert calls_too_many(stage, seed) == ""
