"""Every pair of states: killed in one, and then in each that the next life passes. It takes an hour or two.

Each first state that is done is a line of a file, and another start goes on from there. The states are
taken in an order that is the same each time and has no order: whatever is done so far is a fair sample.
"""

import json
import random
import tempfile
import time
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict, dataclass
from functools import partial
from multiprocessing import get_context
from pathlib import Path

from tests.crash.billing_campaign import BillingCampaign
from tests.crash.campaign import ONLY_COUNTS, Campaign
from tests.support.billing import BillingInstallation
from tests.support.lives import Installation


@dataclass(frozen=True, slots=True, kw_only=True)
class First:
    """A first state that is done: how many second ones there were, and what ended otherwise."""

    number: int
    pairs: int
    wrong: Sequence[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """How far it is."""

    states: int
    firsts: Sequence[First]
    seconds: float

    @property
    def pairs(self) -> int:
        """Pairs that were played, also by earlier starts."""
        return sum(first.pairs for first in self.firsts)

    @property
    def wrong(self) -> list[str]:
        """What ended otherwise."""
        return [line for first in self.firsts for line in first.wrong]


def every_pair(of: str, log: Path, minutes: float, processes: int) -> Done:
    """Go on with the states that `log` does not hold, for so long, in so many processes."""
    begun = time.monotonic()
    known = {first.number for first in _done_in(log)}
    play = partial(_played, of, log, known, begun + 60 * minutes, processes)
    with ProcessPoolExecutor(processes, mp_context=get_context("spawn")) as pool:
        states = list(pool.map(play, range(processes)))
    return Done(states=states[0], firsts=_done_in(log), seconds=time.monotonic() - begun)


def _played(of: str, log: Path, known: set[int], until: float, processes: int, mine: int) -> int:
    """One process's share of them; answers how many first states there are."""
    with tempfile.TemporaryDirectory() as scratch:
        campaign = _campaign(of, Path(scratch))
        states = [dead for dead in campaign.dead if ONLY_COUNTS not in dead.point]
        random.Random(7).shuffle(states)
        for first in states[mine::processes]:
            if time.monotonic() > until:
                break
            if first.number not in known:
                ended = list(campaign.killed_again(first))
                wrong = [f"{one.what}: {[*one.wrong, *one.twins]}" for one in ended if one.wrong or one.twins]
                _note(log, First(number=first.number, pairs=len(ended), wrong=wrong))
        campaign.installation.close()
    return len(states)


def _campaign(of: str, folder: Path) -> Campaign | BillingCampaign:
    match of:
        case "import":
            return Campaign(Installation(folder))
        case "invoices":
            return BillingCampaign(BillingInstallation(folder))
    raise ValueError(f"{of} is neither `import` nor `invoices`")


def _note(log: Path, first: First) -> None:
    with log.open("a") as lines:  # one write of one line: several processes may append
        lines.write(json.dumps(asdict(first)) + "\n")


def _done_in(log: Path) -> list[First]:
    lines = log.read_text().splitlines() if log.exists() else []
    return [First(**json.loads(line)) for line in lines]
