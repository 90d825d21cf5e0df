"""A desk where nothing is connected yet, and one with a live connection: copies of two that are made once."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from adapters.sandbox.seeds import billing, firm
from adapters.sandbox.world import World
from tests.e2e.cli import paying
from tests.e2e.cli.billed import Billed
from tests.e2e.cli.desk import Desk
from tests.e2e.cli.processes import COMMAND, sandbox_process
from tests.e2e.cli.terminal import session
from tests.support.clock import ManualClock


@pytest.fixture(scope="session")
def empty_desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """A store with its tables, and nothing in them."""
    made = Desk.fresh(tmp_path_factory.mktemp("empty"))
    assert made.run("status").status == 0
    return made


@pytest.fixture(scope="session")
def live_desk(empty_desk: Desk, tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """Connected and imported a minute ago. For tests that change nothing."""
    made = empty_desk.copy(tmp_path_factory.mktemp("live"))
    done = made.connect("--yes")
    assert done.status == 0, done.said
    made.clock.advance(60)
    return made


@pytest.fixture(scope="session")
def billed_desk(tmp_path_factory: pytest.TempPathFactory) -> Billed:
    """The seeded firm, live, whose invoices since January went to Xero. For tests that change nothing."""
    return Billed.fresh(tmp_path_factory.mktemp("billed"))


@pytest.fixture
def billed(billed_desk: Billed, tmp_path: Path) -> Billed:
    """The same, to be changed."""
    return billed_desk.copied(tmp_path / "billed")


@pytest.fixture(scope="session")
def paying_desk(billed_desk: Billed, tmp_path_factory: pytest.TempPathFactory) -> Billed:
    """The same with three invoices paid by card. For tests that change nothing."""
    made = billed_desk.copied(tmp_path_factory.mktemp("paying") / "desk")
    paying.begin(made)
    return made


@pytest.fixture(name="paying")
def another_paying_desk(paying_desk: Billed, tmp_path: Path) -> Billed:
    """The same, to be changed."""
    return paying_desk.copied(tmp_path / "paying")


@pytest.fixture
def desk(empty_desk: Desk, tmp_path: Path) -> Desk:
    """Nothing is connected yet."""
    return empty_desk.copy(tmp_path / "desk")


@pytest.fixture
def live(live_desk: Desk, tmp_path: Path) -> Desk:
    """Connected and imported a minute ago."""
    return live_desk.copy(tmp_path / "desk")


@pytest.fixture(scope="session")
def unconnected_desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """The seeded firm, which has billed for years; nothing is connected."""
    clock = ManualClock()
    world = World(now=clock.now)
    seeded = firm(world, clock.now())
    billing(world, seeded, clock.now())
    made = Desk(folder=tmp_path_factory.mktemp("unconnected"), clock=clock, world=world, firm=seeded)
    assert made.run("status").status == 0
    return made


@pytest.fixture
def unconnected(unconnected_desk: Desk, tmp_path: Path) -> Desk:
    """A copy of it."""
    return unconnected_desk.copy(tmp_path / "desk")


@pytest.fixture(scope="session")
def sandbox(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:
    """The sandbox as a process; the environment that it prints, with folders and a browser of our own."""
    with sandbox_process(tmp_path_factory.mktemp("store")) as environment:
        yield environment


@pytest.fixture(scope="session")
def connected(sandbox: dict[str, str]) -> dict[str, str]:
    """Connected once, in a terminal of 80 columns, by the browser."""
    done = session(
        (*COMMAND, "connect"),
        sandbox,
        [
            ("Is this the organisation", "\r"),
            ("own connection to Xero switched off", "y\r"),
            ("Its code", "\r"),
            ("Its code", "\r"),
            ("contacts (alone) or no", "\r"),
        ],
    )
    assert done.status == 0, done.text
    wide = [line for line in done.lines if len(line) > 80 and "`" not in line]
    assert wide == []
    for part in (
        "Your browser opens Xero now.",
        "Reading contacts from Xero",
        "61/61",
        "Bringing contacts over",
    ):
        assert part in done.text
    assert "0/100" not in done.text
    assert "61 contacts seen in Xero" in done.text
    return sandbox
