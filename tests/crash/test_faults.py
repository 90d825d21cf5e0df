"""Every way in which a write can go wrong, at every kind of write, alone and with a kill."""

from dataclasses import replace

import pytest

from adapters.sandbox.faults import FaultKind
from tests.crash.campaign import Campaign
from tests.crash.faults import COUNTS_FROM, NO_ANSWER, TROUBLES, WRITES, Trouble, Write

CREATIONS = [write for write in WRITES if write.creates]


@pytest.mark.parametrize("trouble", TROUBLES, ids=lambda trouble: trouble.name)
def test_a_write_that_goes_wrong(campaign: Campaign, trouble: Trouble) -> None:
    for write in WRITES:
        what = f"{trouble.name}: {write.name}"
        outcome = campaign.troubled(what, [trouble.of(write)], only_first=write.is_first)

        assert outcome.struck == 1
        if not trouble.leaves_a_twin_of(write):
            assert (outcome.what, outcome.wrong, outcome.twins) == (outcome.what, (), ())
        else:
            assert (outcome.what, len(outcome.twins), outcome.alarms) == (outcome.what, 1, 1)


@pytest.mark.parametrize("trouble", NO_ANSWER, ids=lambda trouble: trouble.name)
def test_a_write_that_goes_wrong_while_we_die(campaign: Campaign, trouble: Trouble) -> None:
    """Killed with the request on its way: nobody notes that its answer did not come."""
    for write in WRITES[:3]:
        kill_at = campaign.number_of(write.point, write.nth) + 1
        what = f"killed during {write.name}: {trouble.name}"
        outcome = campaign.troubled(what, [trouble.of(write)], kills=[kill_at], only_first=write.is_first)

        assert (outcome.what, outcome.wrong, outcome.twins) == (what, (), ())


@pytest.mark.parametrize("write", CREATIONS, ids=lambda write: write.name)
@pytest.mark.parametrize("kind", [FaultKind.LOST_AFTER, FaultKind.CUT], ids=str)
def test_a_twin_is_an_alarm_also_if_the_answer_of_the_repeat_was_lost(
    campaign: Campaign, write: Write, kind: FaultKind
) -> None:
    """Late beyond every wait, and the repeat itself is found by looking: the alarm must fire all the same."""
    repeat = replace(write, nth=campaign.points.count(write.point) + 1)
    late = write.fault(FaultKind.LATE, seconds=COUNTS_FROM + 60)
    outcome = campaign.troubled(
        f"{write.name}: late, then {kind}", [late, repeat.fault(kind)], only_first=True
    )

    assert (outcome.struck, len(outcome.twins), outcome.alarms) == (2, 1, 1)


@pytest.mark.parametrize("write", CREATIONS, ids=lambda write: write.name)
def test_what_lands_between_settled_absence_and_repeat_is_found_before_the_repeat(
    campaign: Campaign, write: Write
) -> None:
    """Killed in between, so that time passes: the look before the repeat finds what was given up."""
    late = write.fault(FaultKind.LATE, seconds=COUNTS_FROM + 10)
    passed = campaign.passed_with([late])
    repeat = max(number for number, name in enumerate(passed, 1) if name == write.point)
    settled = max(
        number for number, name in enumerate(passed[:repeat], 1) if name.startswith("after commit of settle.")
    )
    outcome = campaign.troubled(f"{write.name}: lands in between", [late], kills=[settled], only_first=True)

    assert (outcome.wrong, outcome.twins) == ((), ())
