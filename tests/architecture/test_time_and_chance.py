"""Time, identity and chance come in as arguments: below the entrypoints only the clock knows the time."""

import ast
from collections.abc import Iterator

import pytest

from tests.architecture.source import Module, modules

# Where they come from, by file and definition; an empty name excuses the whole file.
MAY = [
    ("adapters/clock.py", ""),
    ("adapters/identity.py", ""),
    ("adapters/sandbox/world.py", "wall_clock"),  # what a served sandbox stands in for has a clock
]
OUTSIDE = {
    "datetime.date.today",
    "datetime.datetime.now",
    "datetime.datetime.today",
    "datetime.datetime.utcnow",
    "time.gmtime",
    "time.localtime",
    "time.time",
    "time.time_ns",
    "uuid.uuid1",
    "uuid.uuid4",
}


def _local_names(tree: ast.Module) -> dict[str, str]:
    """What each imported name stands for, in full."""
    names: dict[str, str] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names |= {alias.asname or alias.name.split(".")[0]: alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            names |= {alias.asname or alias.name: f"{node.module}.{alias.name}" for alias in node.names}
    return names


def _in_full(node: ast.expr, names: dict[str, str]) -> str:
    if isinstance(node, ast.Name):
        return names.get(node.id, "")
    if isinstance(node, ast.Attribute):
        owner = _in_full(node.value, names)
        return owner and f"{owner}.{node.attr}"
    return ""


def _excused(module: Module, part: ast.stmt) -> bool:
    return any(module.path == path and name in {"", getattr(part, "name", None)} for path, name in MAY)


def clocks_and_dice(module: Module) -> Iterator[str]:
    """Uses of the clock, of made-up identities and of chance; a generator made from a seed is none."""
    names = _local_names(module.tree)
    for node in [node for part in module.tree.body if not _excused(module, part) for node in ast.walk(part)]:
        if isinstance(node, ast.Name | ast.Attribute):
            name = _in_full(node, names)
            if name in OUTSIDE or (name.startswith("random.") and name != "random.Random"):
                yield module.at(node, f"uses {name}")
        if isinstance(node, ast.Call) and not node.args and _in_full(node.func, names) == "random.Random":
            yield module.at(node, "makes a random generator without a seed")


def test_nothing_below_the_entrypoints_reads_a_clock_or_rolls_dice() -> None:
    assert [found for module in modules("domain", "adapters") for found in clocks_and_dice(module)] == []


@pytest.mark.parametrize(
    "text",
    [
        "from datetime import datetime\nnow = datetime.now(UTC)",
        "import datetime as d\nnow = d.datetime.utcnow()",
        "import datetime\nfactory = datetime.datetime.now",
        "from datetime import date\ntoday = date.today()",
        "import time\ntime.time()",
        "from time import time as t\nt()",
        "import uuid\nuuid.uuid4()",
        "from dataclasses import field\nfrom uuid import uuid4\nfield(default_factory=uuid4)",
        "import random\nrandom.choice([1])",
        "from random import randint\nrandint(1, 6)",
        "import random\nrandom.Random()",
    ],
)
def test_it_is_found_in_every_disguise(text: str) -> None:
    assert list(clocks_and_dice(Module("domain/planted.py", text))) != []


@pytest.mark.parametrize(
    "text",
    [
        "import random\ndice = random.Random(7)",
        "import random\ndef roll(dice: random.Random) -> int: ...",
        "import time\ntime.monotonic()",
        "from datetime import datetime\ndef f(now: datetime) -> datetime: return now",
        "def f(clock): return clock.now()",
    ],
)
def test_what_is_given_may_be_used(text: str) -> None:
    assert list(clocks_and_dice(Module("domain/planted.py", text))) == []


def test_only_the_named_function_is_excused() -> None:
    text = "from datetime import UTC, datetime\n\ndef {}(): return datetime.now(UTC)"

    assert list(clocks_and_dice(Module("adapters/sandbox/world.py", text.format("wall_clock")))) == []
    assert list(clocks_and_dice(Module("adapters/sandbox/world.py", text.format("other")))) != []
    assert list(clocks_and_dice(Module("adapters/sandbox/planted.py", text.format("wall_clock")))) != []
