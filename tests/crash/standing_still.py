"""A clerk that stands still between the check of its lease and the first byte, played in one process.

Another one works meanwhile, as long as that lasts; then the first one sends what it was about to send. No
check can prevent that: what comes of it is a request that lands late.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import partial

from tests.crash.billing_campaign import BillingCampaign
from tests.crash.campaign import CHANGES_NOTHING, AtEach, Campaign, Outcome
from tests.crash.faults import BILLING_WRITES, WRITES, Write
from tests.support.lives import Installation, next_look
from tests.support.points import Points

Disturbed = Callable[[str, AtEach], Outcome]
"""One life that tells of its points, compared with the undisturbed one."""

LEASE_SECONDS = 20.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Stop:
    """How long it stands still. `is_excluded` is false where what a write creates may be there twice then."""

    name: str
    seconds: Callable[[Write], float]
    is_excluded: bool = True


STOPS = (
    Stop(name="past its lease", seconds=lambda write: LEASE_SECONDS + 10),
    Stop(name="until just before absence counts", seconds=lambda write: write.counts_from - 1),
    Stop(
        name="until it was sent again",
        seconds=lambda write: LEASE_SECONDS + write.counts_from + 60,
        is_excluded=False,
    ),
)


def stood(disturbed: Disturbed, here: Installation, write: Write, stop: Stop) -> Outcome:
    """One life with that stop in it, compared with the undisturbed one."""
    met = list[str]()

    def stand_still(_number: int, name: str) -> None:
        if name == write.point:
            met.append(name)
            if len(met) == write.nth:
                others_work(here, stop.seconds(write))

    outcome = disturbed(f"stood still {stop.name}: {write.name}", stand_still)
    assert len(met) >= write.nth, f"{write.name} was never sent"
    return replace(outcome, wrong=tuple(line for line in outcome.wrong if CHANGES_NOTHING not in line))


def others_work(here: Installation, seconds: float) -> None:
    """Another process takes over when the lease has ended, and works for the rest of that time."""
    end = here.clock.now() + timedelta(seconds=seconds)
    with here.process(Points()) as house:
        (connection,) = house.container.storage().connections.all()
        while (left := (end - here.clock.now()).total_seconds()) > 0:
            wait = (next_look(house, connection.id) - here.clock.now()).total_seconds()
            here.clock.advance(min(left, max(0.001, wait)))
            if here.clock.now() < end:
                house.work(connection)


def table(imports: Campaign, bills: BillingCampaign) -> Iterator[tuple[Write, Stop, Outcome]]:
    """Every write and every stop."""
    for stop in STOPS:
        for write in WRITES:
            yield (
                write,
                stop,
                stood(partial(imports.disturbed, write=write), imports.installation, write, stop),
            )
        for write in BILLING_WRITES:
            yield write, stop, stood(bills.disturbed, bills.installation, write, stop)


def wrong_with(write: Write, stop: Stop, outcome: Outcome) -> list[str]:
    """What is not as it is promised."""
    if write.can_be_twice and not stop.is_excluded:
        promised = (len(outcome.twins), outcome.alarms) == (1, 1)
        return [] if promised else [f"{outcome.what}: {outcome.alarms} alarms of {outcome.twins}"]
    return [f"{outcome.what}: {line}" for line in (*outcome.wrong, *outcome.twins)]
