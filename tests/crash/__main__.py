"""The long run, and the tables of `docs/reliability.md`: `python -m tests.crash`.

    python -m tests.crash                    all that follows, with the numbers given as defaults
    python -m tests.crash points             every point, played in one process
    python -m tests.crash pairs 400 7        so many pairs of points, from a seed
    python -m tests.crash faults             every fault at every kind of write, alone and with a kill
    python -m tests.crash billing 60 7       the same of invoices: points, pairs from a seed, and faults
    python -m tests.crash every-pair invoices FILE 25 2
                                             every pair of states (or of `import`), for so many minutes in
                                             so many processes; FILE holds what is done, and is gone on with
    python -m tests.crash still              a clerk stands still between its check and the first byte
    python -m tests.crash windows            what is lost or late, by Xero's memory of keys and our clock
    python -m tests.crash rebuild            the store lost or put back, and killed while it is rebuilt
    python -m tests.crash nudges 100         so many lives with a bad postman between both services and us

With real processes, on SQLite or with `postgresql` (and the queue of many workers):

    python -m tests.crash processes 60       killed at so many points (0: at each)
    python -m tests.crash twice 20 7         killed at a point, and the next life at another one; from a seed
    python -m tests.crash stopped 20         stopped past the lease at so many points (0: at each), and woken
    python -m tests.crash billing-processes 0 postgresql
                                             the same of invoices; billing-twice, billing-stopped

It exits with 1 if a run ended otherwise than the undisturbed one, and says which.
"""

import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path

from entrypoints.logs import set_up_logs
from tests.crash import standing_still
from tests.crash.billing_campaign import BillingCampaign
from tests.crash.campaign import Campaign, Outcome
from tests.crash.every_pair import every_pair
from tests.crash.faults import (
    BILLING_WRITES,
    NO_ANSWER,
    TROUBLES,
    TROUBLES_OF_XERO,
    WRITES,
    Trouble,
    Write,
    troubles_of,
    without_answer,
)
from tests.crash.nudged import Nudged
from tests.crash.postman import BAD, LOSES_ALL
from tests.crash.real_tables import Kind, killed, killed_twice, kind_of, stopped
from tests.crash.rebuild_campaign import RebuildCampaign
from tests.crash.windows import MATRIX, table
from tests.crash.windows_lived import Windows
from tests.support.billing import BillingInstallation
from tests.support.lives import Installation
from tests.support.rebuilds import RebuiltInstallation

REAL: Mapping[str, Callable[..., int]] = {"processes": killed, "twice": killed_twice, "stopped": stopped}


def say(line: str = "") -> None:
    """One line, at once."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def points(campaign: Campaign | BillingCampaign) -> int:
    """Every point that leaves something else than the one before it, and what kind of step it belongs to."""
    kinds, wrong = Counter[str](), 0
    for dead in campaign.dead:
        kinds[kind_of(dead.point)] += 1
        wrong += _told(campaign.killed_at(dead))
    say(f"points passed by the undisturbed run: {len(campaign.points)}")
    say(f"different states that a kill can leave: {len(campaign.dead)} {dict(kinds)}; wrong ends: {wrong}")
    return wrong


def pairs(campaign: Campaign | BillingCampaign, count: int, seed: int) -> int:
    """Pairs of points."""
    wrong = sum(_told(outcome) for outcome in campaign.pairs(seed, count))
    say(f"pairs of points: {count} from seed {seed}; wrong ends: {wrong}")
    return wrong


def faults(campaign: Campaign) -> int:
    """The table of faults by writes."""
    wrong = 0
    say(f"| what happens to the request | {' | '.join(write.name for write in WRITES)} |")
    say("|---|" + "---|" * len(WRITES))
    for trouble in TROUBLES:
        cells: list[str] = []
        for write in WRITES:
            what = f"{trouble.name}: {write.name}"
            outcome = campaign.troubled(what, [trouble.of(write)], only_first=write.is_first)
            cells.append(_cell(outcome))
            wrong += not _is_expected(outcome, trouble, write)
        say(f"| {trouble.name} | {' | '.join(cells)} |")
    for trouble in NO_ANSWER:
        for write in WRITES:
            kill_at = campaign.number_of(write.point, write.nth) + 1
            what = f"killed during {write.name}: {trouble.name}"
            killed = campaign.troubled(what, [trouble.of(write)], [kill_at], only_first=write.is_first)
            wrong += _told(killed)
    say(f"with a kill while the request is on its way: {len(NO_ANSWER) * len(WRITES)} runs; wrong: {wrong}")
    return wrong


def billing_faults(campaign: BillingCampaign) -> int:
    """The table of faults by the writes of invoices and their payments."""
    wrong = 0
    say(f"| what happens to the request | {' | '.join(write.name for write in BILLING_WRITES)} |")
    say("|---|" + "---|" * len(BILLING_WRITES))
    for nth, trouble in enumerate(TROUBLES_OF_XERO):
        cells: list[str] = []
        for write in BILLING_WRITES:
            its = troubles_of(write)[nth]
            outcome = campaign.troubled(f"{its.name}: {write.name}", [its.of(write)])
            cells.append(_cell(outcome) if outcome.struck else "never struck")
            wrong += not _is_expected(outcome, its, write) or not outcome.struck
        say(f"| {trouble.name} | {' | '.join(cells)} |")
    runs = 0
    for write in BILLING_WRITES:
        kill_at = campaign.number_of(write.point, write.nth) + 1
        for its in without_answer(troubles_of(write)):
            what = f"killed during {write.name}: {its.name}"
            wrong += _told(campaign.troubled(what, [its.of(write)], [kill_at]))
            runs += 1
    say(f"with a kill while the request is on its way: {runs} runs; wrong: {wrong}")
    return wrong


def _told(outcome: Outcome) -> int:
    if outcome.wrong or outcome.twins:
        say(f"WRONG: {outcome.what}: {[*outcome.wrong, *outcome.twins]}")
    return bool(outcome.wrong or outcome.twins)


def _cell(outcome: Outcome) -> str:
    if outcome.alarms:
        return f"{len(outcome.twins)} twin, {outcome.alarms} alarm"
    return "same end state" if not (outcome.wrong or outcome.twins) else "WRONG"


def _is_expected(outcome: Outcome, trouble: Trouble, write: Write) -> bool:
    if trouble.leaves_a_twin_of(write):
        return (len(outcome.twins), outcome.alarms) == (1, 1)
    return not _told(outcome)


def billing(count: int, seed: int) -> int:
    """All that is played in one process of a firm that sends invoices."""
    with tempfile.TemporaryDirectory() as scratch:
        campaign = BillingCampaign(BillingInstallation(Path(scratch)))
        wrong = points(campaign) + pairs(campaign, count, seed) + billing_faults(campaign)
        campaign.installation.close()
    return wrong


def windows() -> int:
    """The whole matrix of windows."""
    with tempfile.TemporaryDirectory() as scratch:
        installation = BillingInstallation(Path(scratch))
        here = Windows(installation)
        lived = {cell: here.lived(cell) for cell in MATRIX}
        installation.close()
    for line in table(lived):
        say(line)
    wrong = [outcome for cell, outcome in lived.items() if not cell.is_met_by(outcome)]
    for outcome in wrong:
        say(f"WRONG: {outcome}")
    say(f"windows: {len(lived)} lives; wrong: {len(wrong)}")
    return len(wrong)


def nudges(count: int) -> int:
    """So many seeds, and nothing delivered at all."""
    set_up_logs("warning")
    done, wrong = Counter[str](), 0
    with tempfile.TemporaryDirectory() as scratch:
        here = Nudged(Path(scratch))
        for habits, seed in [(LOSES_ALL, 0), *((BAD, seed) for seed in range(count))]:
            wrong += _told(here.lived(habits, seed))
            done.update(here.told)
        here.close()
    say(f"nudges: {count + 1} lives, deliveries {dict(done)}; wrong ends: {wrong}")
    return wrong


def rebuild() -> int:
    """A life of invoices whose store is lost, or older than both sides."""
    with tempfile.TemporaryDirectory() as scratch:
        campaign = RebuildCampaign(RebuiltInstallation(Path(scratch)))
        old = [_told(outcome) for outcome in campaign.old_stores()]
        lost = _told(campaign.rebuilt(campaign.lost))
        killed = [_told(campaign.killed_at(state)) for state in campaign.states(campaign.lost)]
        campaign.installation.close()
    say(f"rebuilt from nothing: wrong ends: {lost}")
    say(f"rebuilt from an old store: {len(old)}; wrong ends: {sum(old)}")
    say(f"killed while it was rebuilt from nothing, and after: {len(killed)}; wrong ends: {sum(killed)}")
    return lost + sum(old) + sum(killed)


def of_import(what: str, given: Sequence[int]) -> int:
    """All that is played in one process of a small firm whose contacts come over."""
    if what not in ("everything", "points", "pairs", "faults"):
        return 0
    wrong = 0
    with tempfile.TemporaryDirectory() as scratch:
        campaign = Campaign(Installation(Path(scratch)))
        if what in ("everything", "points"):
            wrong += points(campaign)
        if what in ("everything", "pairs"):
            wrong += pairs(campaign, *(given or [100, 7]))
        if what in ("everything", "faults"):
            wrong += faults(campaign)
        campaign.installation.close()
    return wrong


def still() -> int:
    """Every kind of write that is sent late by whoever stood still."""
    runs, alarms, wrong = 0, 0, 0
    with tempfile.TemporaryDirectory() as one, tempfile.TemporaryDirectory() as other:
        imports, bills = Campaign(Installation(Path(one))), BillingCampaign(BillingInstallation(Path(other)))
        for write, stop, outcome in standing_still.table(imports, bills):
            runs, alarms = runs + 1, alarms + outcome.alarms
            for line in standing_still.wrong_with(write, stop, outcome):
                wrong += 1
                say(f"WRONG: {line}")
        imports.installation.close()
        bills.installation.close()
    say(f"stood still between check and first byte: {runs}; twins, each with an alarm: {alarms}")
    say(f"wrong ends: {wrong}")
    return wrong


def pairs_of_states(of: str, log: str, minutes: str = "600", processes: str = "1") -> int:
    """Every pair of states, as far as it comes."""
    done = every_pair(of, Path(log), float(minutes), int(processes))
    for line in done.wrong:
        say(f"WRONG: {line}")
    say(f"{of}: {len(done.firsts)} of {done.states} first states are done, {done.pairs} pairs")
    say(f"wrong ends: {len(done.wrong)}; this time {done.seconds:.0f} s")
    return len(done.wrong)


def with_real_processes(what: str, numbers: Sequence[int], *, on_postgresql: bool) -> int:
    """Their lines, if they are asked for."""
    wrong = 0
    for name, run in REAL.items():
        if what in ("everything", name):
            wrong += run(Kind(on_postgresql=on_postgresql), say, *numbers)
        if what in ("everything", f"billing-{name}"):
            wrong += run(Kind(bills=True, on_postgresql=on_postgresql), say, *numbers)
    return wrong


def main(words: Iterable[str]) -> int:
    """What is asked for, or everything."""
    what, *more = [*words] or ["everything"]
    if what == "every-pair":
        return int(bool(pairs_of_states(*more)))
    given = [int(number) for number in more if number.isdigit()]
    wrong = of_import(what, given)
    if what in ("everything", "rebuild"):
        wrong += rebuild()
    if what in ("everything", "billing"):
        wrong += billing(*(given or [60, 7]))
    wrong += with_real_processes(what, given, on_postgresql="postgresql" in more)
    if what in ("everything", "still"):
        wrong += still()
    if what in ("everything", "windows"):
        wrong += windows()
    if what in ("everything", "nudges"):
        wrong += nudges(*(given or [100]))
    return int(bool(wrong))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
