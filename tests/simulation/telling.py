"""From a seed to a story. One seed decides everything, and nothing else does.

What must be tried everywhere is not left to chance: the seeds go through the cells of `cells` in turn, so
that any few hundred in a row strike every request with every fault and end at every point.
"""

import random
from functools import cache

from adapters.sandbox.faults import Fault, FaultKind
from tests.simulation.acts import OF_ACCOUNTANT, OF_MONEY, OF_OWNER
from tests.simulation.bringing import SLOW_SECONDS, Needs, of_point, of_request
from tests.simulation.cells import FAULTS, OFTEN, POINTS, RESTS, SELDOM, Cell
from tests.simulation.story import (
    ON,
    TOO_LATE_SECONDS,
    Act,
    Beat,
    Issue,
    Line,
    Numbers,
    Stop,
    Story,
    Trouble,
)

KNOWN = ("amelia@hart.example", "owen@brightwater.example")
NEW = ("ruth@fenwick.example", "imran@halcyon.example")
"""A person and a person of a company whom Xero does not know."""

FAULTS_EACH = 3
_LATE_SECONDS = (3.0, 40.0, 700.0)
_WITHOUT_A_KEY = (r"/Payments$", r"/Invoices$")
_TOO_LATE_IN = 0.3
"""The share of late writes to Xero without a unique key that come later than absence waits for."""
_ON_IN = 0.25
"""The share of stories in which each of the settings is on that usually are off."""
_SHORT_SLEEP, _LONG_SLEEP = 40.0, 1500.0
_ISSUED_WITHIN = 90.0
_OPEN = frozenset({FaultKind.ERROR, FaultKind.UNAVAILABLE, FaultKind.GATEWAY})
_NAMESAKES = {"name": "Ruth Fenwick", "email": "another@fenwick.example"}


def story_of(seed: int) -> Story:
    """At least 6 invoices, 2 new customers, 3 faults, 1 crash, and 1 act of the accountant."""
    dice = random.Random(seed)
    needs = _needs(seed)
    numbers: Numbers = "ledger" if dice.random() < 0.25 or needs.looks_first else "placeholder"
    issues = _issues(dice)
    titles = [issue.title for _, issue in issues]
    beats = [
        *(Beat(at=at, what=issue) for at, issue in issues),
        *_acts(dice, titles[1:], named=needs.named),
        *_money(random.Random(f"money {seed}"), titles),
        *(Beat(at=0.0, what=Trouble(fault=fault)) for fault in _faults(dice, seed)),
        *(Beat(at=0.0, what=what) for what in needs.what),
        *_stops(dice, seed, numbers),
    ]
    return Story(
        seed=seed,
        numbers=numbers,
        on=needs.on | _on(random.Random(f"settings {seed}")),
        switches={
            "idempotency_seconds": dice.choice((0, 360, 86_400)),
            "idempotency_caches_errors": dice.random() < 0.5,
        },
        beats=tuple(sorted(beats, key=lambda beat: beat.at)),
        faults_last=needs.faults_last,
    )


def _needs(seed: int) -> Needs:
    needs = of_point(_seldom(seed))
    for _, _, method, path in _cells(seed):
        needs |= of_request(method, path, seed)
    return needs


def _on(dice: random.Random) -> frozenset[str]:
    return frozenset(name for name in ON if dice.random() < _ON_IN)


def _issues(dice: random.Random) -> list[tuple[float, Issue]]:
    to = [*KNOWN, *NEW, *dice.choices((*KNOWN, *NEW), k=dice.randint(2, 4))]
    dice.shuffle(to)
    issues = []
    for number, email in enumerate(to, 1):
        at = 0.0 if number <= 3 else round(dice.uniform(0.0, _ISSUED_WITHIN), 1)
        lines = tuple(_line(dice) for _ in range(dice.choice((1, 1, 2, 3))))
        nudges = tuple(round(dice.uniform(0.5, 30.0), 1) for _ in range(dice.choice((0, 1, 1, 2))))
        issues.append((at, Issue(title=f"Advice {number}", to=email, lines=lines, nudges=nudges)))
    return issues


def _line(dice: random.Random) -> Line:
    price = f"{dice.randint(1, 300_000) / 100:.2f}"
    rate = dice.choices(("20", "5", "0"), (20, 4, 1))[0]
    return Line(price=price, rate=rate, quantity=dice.choice(("1", "1", "2", "0.5")))


def _acts(dice: random.Random, titles: list[str], *, named: bool) -> list[Beat]:
    """One or two of the accountant, perhaps one of the owner, each to an invoice of its own.

    The owner's is a named write, once the document is there, where its points are to be tried.
    """
    names = dice.sample(OF_ACCOUNTANT, k=dice.choice((1, 1, 2)))
    if named or dice.random() < 0.4:
        names.append("name a number" if named else dice.choice(OF_OWNER))
    about = dice.sample(titles, k=len(names))
    beats = []
    for number, (name, title) in enumerate(zip(names, about, strict=True), 1):
        early = 2 * _ISSUED_WITHIN if named and name == "name a number" else 0.0
        at = round(early + dice.uniform(0.0, 2 * _ISSUED_WITHIN), 1)
        beats += _act(name, title, at, number, dice)
    return beats


def _money(dice: random.Random, titles: list[str]) -> list[Beat]:
    """The first invoice is approved and paid by card, at once or in parts; and another one somehow."""
    beats = [Beat(at=_moment(dice), what=Act(name="approve", title=titles[0]))]
    parts = dice.choice(((None,), (None,), ("0.3", None), ("0.25", "0.25", None), ("0.4", "0.4")))
    at = 0.0
    for part in parts:
        at = round(at + dice.uniform(1.0, 2 * _ISSUED_WITHIN / len(parts)), 1)
        beats.append(Beat(at=at, what=_paid(titles[0], part, "bank_card")))
    if dice.random() < 0.6:
        beats += _somehow(dice, dice.choice(titles[1:]))
    return beats


def _somehow(dice: random.Random, title: str) -> list[Beat]:
    """Three or four things in any order, some of which cannot be done any more by then."""
    beats = []
    for name in dice.choices(OF_MONEY, k=dice.choice((3, 4))):
        part = dice.choice((None, "0.5", "0.3"))
        what = Act(name=name, title=title)
        if name == "pay":
            what = _paid(title, part, dice.choice(("bank_card", "bank_card", "bank_transfer")))
        elif name == "match" and part is not None:
            what = Act(name=name, title=title, details={"part": part})
        beats.append(Beat(at=_moment(dice), what=what))
    return beats


def _paid(title: str, part: str | None, method: str) -> Act:
    details = {"method": method} | ({"part": part} if part is not None else {})
    return Act(name="pay", title=title, details=details)


def _moment(dice: random.Random) -> float:
    return round(dice.uniform(0.0, 3 * _ISSUED_WITHIN), 1)


def _act(name: str, title: str, at: float, number: int, dice: random.Random) -> list[Beat]:
    match name:
        case "archive the account":
            back = at + round(dice.uniform(20.0, 200.0), 1)
            return [Beat(at=at, what=Act(name=name)), Beat(at=back, what=Act(name="restore the account"))]
        case "a namesake in Xero":
            return [Beat(at=at / 4, what=Act(name=name, details=_NAMESAKES))]
        case "another tool's reference":
            return [Beat(at=at / 4, what=Act(name=name, title=title, details={"text": "SAGE-17"}))]
        case "renumber" | "name a number":
            given = {"number": f"{'INV' if name == 'renumber' else 'RET'}-{7000 + number}"}
            return [Beat(at=at, what=Act(name=name, title=title, details=given))]
        case _:
            return [Beat(at=at, what=Act(name=name, title=title))]


def _cells(seed: int) -> list[Cell]:
    numbers = range(seed * FAULTS_EACH, (seed + 1) * FAULTS_EACH)
    return [_shuffled(number // len(FAULTS))[number % len(FAULTS)] for number in numbers]


def _faults(dice: random.Random, seed: int) -> list[Fault]:
    return [_fault(dice, seed, cell) for cell in _cells(seed)]


def _fault(dice: random.Random, seed: int, cell: Cell) -> Fault:
    kind, side, method, path = cell
    spans = {FaultKind.LATE: dice.choice(_LATE_SECONDS), FaultKind.SLOW: SLOW_SECONDS}
    if method == "PUT" and path in _WITHOUT_A_KEY and random.Random(f"late {seed}").random() < _TOO_LATE_IN:
        spans[FaultKind.LATE] = TOO_LATE_SECONDS
    lost = kind in (FaultKind.LOST_BEFORE, FaultKind.LOST_AFTER)
    return Fault(
        kind=kind,
        side=side,
        method=method,
        path=path,
        nth=2 if path in OFTEN and method != "POST" and dice.random() < 0.3 else 1,
        seconds=spans.get(kind, 0.0),
        carried_out=kind in _OPEN and dice.random() < 0.5,
        look=dice.choice(("broken", "timeout")) if lost else None,
    )


def _seldom(seed: int) -> str:
    return SELDOM[seed % len(SELDOM)]


@cache
def _shuffled(time: int) -> list[Cell]:
    """All cells, each time in another order: what meets in one story is never the same twice."""
    cells = [*FAULTS]
    random.Random(f"cells {time}").shuffle(cells)
    return cells


def _stops(dice: random.Random, seed: int, numbers: Numbers) -> list[Beat]:
    """A kill, one more at a point that few stories pass, and sometimes a process that stands still.

    It does so past its lease, while another one works.
    Where Xero makes the numbers nothing but time keeps it from a second document, so nobody sleeps longer
    than absence waits (`docs/reliability.md`, what cannot be excluded).
    """
    point, is_first = POINTS[seed % len(POINTS)], dice.random() < 0.7
    # Few payments are posted in a story: a second one that gets so far is rare.
    killed = Stop(point=point, nth=1 if is_first or point.endswith("/Payments") else 2)
    again = Stop(point=_seldom(seed), must=False)
    stops = [Beat(at=0.0, what=killed), Beat(at=0.0, what=again)]
    if dice.random() < 0.3:
        sleeps = _SHORT_SLEEP if numbers == "ledger" or dice.random() < 0.7 else _LONG_SLEEP
        stops.append(Beat(at=0.0, what=Stop(point=dice.choice(RESTS), nth=1, sleeps=sleeps)))
    return stops
