"""Five hundred stories, each decided by its seed: safe at every moment, and well at the end.

`python -m tests.simulation seed N` tells one of them and plays it again.
"""

import os
import pickle
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from adapters.sandbox.faults import Fault, FaultKind
from domain.life import Stage as Where
from tests.simulation.acts import OF_ACCOUNTANT
from tests.simulation.campaign import Tally, calls_too_many, played
from tests.simulation.play import play
from tests.simulation.stage import Stage
from tests.simulation.story import Act, Beat, Issue, Line, Stop, Story, Trouble, What
from tests.simulation.telling import NEW, story_of
from tests.simulation.watching import GONE, LATE_TWIN, Watch

SEEDS, PARTS = 500, 25
CALLS_OF = range(0, SEEDS, 50)
WEBSITE = Issue(title="Website", to=NEW[0], lines=(Line(price="450.00"),))


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
    begun = tallies / f"{part}.{os.getpid()}"  # nobody reads what is half written
    begun.write_bytes(pickle.dumps(tally))
    begun.rename(tallies / f"{part}.pickle")
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


def told(*what: What) -> Story:
    """A story of its own: all of that as soon as it can be."""
    return Story(seed=0, beats=tuple(Beat(at=0.0, what=one) for one in what))


def late(seconds: float) -> Trouble:
    """The first creation of documents lands so many seconds after it was given up."""
    return Trouble(
        fault=Fault(kind=FaultKind.LATE, side="xero", method="PUT", path="/Invoices$", seconds=seconds)
    )


def test_what_lands_late_after_a_person_gave_its_number_away_is_an_alarm(stage: Stage) -> None:
    """It was sent anew at once; the look for a twin must come after all that was given up has landed."""
    renumber = Act(name="renumber", title="Website", details={"number": "INV-7001"})
    ending = play(stage, told(late(700.0), WEBSITE, renumber))

    assert ending.wrong == ()
    assert ending.excepted == {LATE_TWIN: 1}


def test_a_number_that_we_set_is_not_given_away_while_a_twin_may_land(stage: Stage) -> None:
    """What lands late is refused as long as the placeholder is taken; then the client's number is set."""
    number = Act(name="name a number", title="Website", details={"number": "INV-7001"})
    issued = told(late(700.0), WEBSITE)
    ending = play(stage, replace(issued, beats=(*issued.beats, Beat(at=300.0, what=number))))

    assert ending.wrong == ()
    assert ending.excepted == {}
    assert [one.number for one in stage.documents() if one.status not in GONE] == ["INV-7001"]


def test_what_landed_late_and_was_voided_before_the_next_try_is_an_answer(stage: Stage) -> None:
    """It was held for its account meanwhile; its number is no other document's."""
    slow = Fault(kind=FaultKind.SLOW, side="xero", method="PUT", path="/Invoices$", seconds=400.0)
    issued = told(Trouble(fault=slow), WEBSITE, Act(name="void", title="Website"))
    archive = Beat(at=30.0, what=Act(name="archive the account"))
    restore = Beat(at=100.0, what=Act(name="restore the account"))
    ending = play(stage, replace(issued, beats=(*issued.beats, archive, restore)))

    assert ending.wrong == ()
    (document,) = stage.documents()
    with stage.books() as books:
        (record,) = (one for one in books.invoices.listing(limit=9) if one.invoice.title == "Website")
    assert (document.status, record.stage) == ("VOIDED", Where.REMOVED)


def test_what_is_cancelled_while_its_reference_is_asked_about_is_told(stage: Stage) -> None:
    """The question about the reference waits for nobody any more."""
    other = Act(name="another tool's reference", title="Website", details={"text": "SAGE-18"})
    cancel = Act(name="cancel in Hubflo", title="Website")
    issued = told(other, WEBSITE)
    ending = play(stage, replace(issued, beats=(*issued.beats, Beat(at=160.0, what=cancel))))

    assert ending.wrong == ()


def test_a_document_that_is_not_what_was_billed_is_wrong(stage: Stage) -> None:
    """Who watches the cents sees one."""
    assert play(stage, told(WEBSITE)).wrong == ()
    watch = Watch(stage.world, stage.firm)
    for lines in stage.world.hubflo.organizations[stage.firm.organization_id].lines.values():
        lines[0] = replace(lines[0], unit_price_excluding_tax=Decimal("450.01"))
    watch.look()

    assert watch.found == ["Website: 540.00 in Xero, 540.01 in Hubflo"]


def test_a_story_holds_enough_to_go_wrong() -> None:
    for seed in range(SEEDS):
        what = [beat.what for beat in story_of(seed).beats]
        assert sum(isinstance(one, Issue) for one in what) >= 6
        assert {one.to for one in what if isinstance(one, Issue)} >= {*NEW}
        assert sum(isinstance(one, Trouble) for one in what) >= 3
        assert sum(isinstance(one, Stop) and one.must and not one.sleeps for one in what) >= 1
        assert sum(isinstance(one, Act) and _is_of_accountant(one) for one in what) >= 1


def _is_of_accountant(act: Act) -> bool:
    """Of his own: that the first invoice is approved and paid happens in every story."""
    return act.name in OF_ACCOUNTANT and act.title != "Advice 1"


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
