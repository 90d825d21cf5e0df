"""Stories from seeds, many of them: `python -m tests.simulation`.

    python -m tests.simulation 100000 [FIRST]  so many seeds from FIRST on, one process for each processor
    python -m tests.simulation seed 4711       one seed, told and played; in short, if it ends wrong
    python -m tests.simulation guards 200      each guard taken out: how many of so many seeds notice
    python -m tests.simulation compare 1000    the naive algorithm through the same stories, beside ours

It exits with 1 if a story ended wrong, or a guard can be missed; with 2 if it was asked for something else.
"""

import sys
import time
from collections.abc import Sequence
from functools import partial

from rich.console import Console
from rich.table import Table

from tests.simulation.campaign import Tally, shortest
from tests.simulation.cells import FAULTS, POINTS, SELDOM
from tests.simulation.guarding import GUARDS
from tests.simulation.naive import NOTHING
from tests.simulation.play import play
from tests.simulation.processes import compared, noticed, noticed_in_its_story, pieces, pool, stage, tallied
from tests.simulation.telling import story_of
from tests.simulation.watching import LATE_APPROVAL, LATE_LINK, LATE_REMOVAL, LATE_TWIN
from tests.simulation.watching_money import LATE_BESIDE, LATE_NOTICE, LATE_PAYMENT, SAME_AMOUNT

console = Console(highlight=False, markup=False)
progress = Console(highlight=False, markup=False, stderr=True)


def many(count: int, first: int = 0) -> int:
    """Play them all, and print what they struck."""
    begun, tally = time.monotonic(), Tally()
    with pool() as workers:
        for done in workers.imap_unordered(tallied, pieces(range(first, first + count))):
            tally.join(done)
            for seed, wrong in sorted(done.wrong.items()):
                console.print(f"WRONG: seed {seed}: {wrong}")
            passed = time.monotonic() - begun
            progress.print(f"{tally.seeds} seeds, {len(tally.wrong)} wrong, {passed:.0f} s")
    _show(tally, first, time.monotonic() - begun)
    return int(bool(tally.wrong))


def _show(tally: Tally, first: int, seconds: float) -> None:
    table = Table("what", "count", title="stories from seeds")
    points = len(POINTS) + len(SELDOM)
    for name, value in (
        ("seeds", f"{tally.seeds:,}, from {first} on"),
        ("invoices issued", f"{tally.invoices:,}"),
        ("requests answered", f"{tally.calls:,}"),
        ("faults that struck", f"{tally.struck.total():,}"),
        ("cells of fault and request struck", f"{len(FAULTS) - len(tally.missed_faults)} of {len(FAULTS)}"),
        ("processes killed", f"{tally.killed.total():,}"),
        ("points at which they were killed", f"{points - len(tally.missed_points)} of {points}"),
        ("processes that stood still past their lease", f"{tally.slept.total():,}"),
        ("wrong ends", f"{len(tally.wrong)}"),
        *(
            (f"what nobody can exclude: {name}", f"{tally.excepted[name]}")
            for name in (
                LATE_LINK,
                LATE_TWIN,
                LATE_APPROVAL,
                LATE_REMOVAL,
                LATE_PAYMENT,
                LATE_BESIDE,
                LATE_NOTICE,
                SAME_AMOUNT,
            )
        ),
        *(
            (f"minutes until quiet at most, {what} to wait for", f"{seconds / 60:.1f}")
            for what, seconds in sorted(tally.quiet_after.items())
        ),
        ("calls at most, of every 50th seed, times those without faults", f"{tally.calls_times:.1f}"),
        ("seeds a second", f"{tally.seeds / seconds:.1f}"),
    ):
        table.add_row(name, value)
    console.print(table)
    for unknown in tally.unknown_points:
        console.print(f"passed, and in no list: {unknown}")
    for missed in (*tally.missed_faults, *tally.missed_points):
        console.print(f"never struck: {missed}")


def one(seed: int) -> int:
    """One seed, told; if it ends wrong, the shortest story that still does."""
    with stage() as here:
        ending = play(here, story_of(seed))
        console.print(f"{ending.story}\n\n{ending.told}")
        if ending.wrong:
            again = play(here, shortest(here, seed))
            console.print(f"\nThe same in short:\n{again.story}\n\n{again.told}")
    return int(bool(ending.wrong))


def guards(count: int) -> int:
    """Each guard taken out."""
    table = Table("guard taken out", f"of {count} seeds end wrong", "in its own story", title="guards")
    missed = 0
    with pool() as workers:
        for name in GUARDS:
            found = sum(workers.map(partial(noticed, name), pieces(range(count))))
            wrong = noticed_in_its_story(name)
            missed += not wrong
            table.add_row(name, str(found), wrong or "NOT NOTICED")
    console.print(table)
    return int(bool(missed))


def beside_the_naive(count: int) -> int:
    """The naive algorithm and ours through the same stories."""
    ours, theirs = Tally(), NOTHING
    with pool() as workers:
        for part in workers.imap_unordered(compared, pieces(range(count))):
            theirs += part
        for tally in workers.imap_unordered(tallied, pieces(range(count))):
            ours.join(tally)
    table = Table("", "naive", "ours", title=f"{count:,} stories, {ours.invoices:,} invoices")
    table.add_row("invoices in Xero twice or more", f"{theirs.twice:,}", f"{ours.count('twice in Xero'):,}")
    table.add_row("customers in Xero twice", f"{theirs.contacts_twice:,}", f"{ours.count('contact twice'):,}")
    table.add_row(
        "invoices never in Xero, and nobody told", f"{theirs.never:,}", f"{ours.count('lost', 'left'):,}"
    )
    table.add_row("stories that ended wrong", f"{theirs.stories:,}", f"{len(ours.wrong):,}")
    console.print(table)
    return int(bool(ours.wrong))


def main(words: Sequence[str]) -> int:
    """What is asked for; how to ask, if it cannot be read."""
    what, *numbers = words or ["1000"]
    if not all(number.isdigit() for number in numbers):
        what = "help"
    given = [int(number) for number in numbers if number.isdigit()]
    match what:
        case "seed":
            return one(*given)
        case "guards":
            return guards(*(given or [200]))
        case "compare":
            return beside_the_naive(*(given or [1000]))
        case count if count.isdigit():
            return many(int(count), *given)
        case _:
            console.print(__doc__)
            return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
