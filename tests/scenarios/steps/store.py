"""The store: backed up, lost, restored, copied, its keys."""

import shutil
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from pytest_bdd import given, then, when

from domain.connection import Connection
from domain.errors import Problem
from tests.scenarios.calls import Calls
from tests.scenarios.office import A_MOMENT_SECONDS, refusal_of
from tests.scenarios.terminal import Terminal
from tests.support.house import House, open_house

BACKUP = "backup.gz"


@pytest.fixture
def others() -> Iterator[ExitStack]:
    """Further houses of the scenario; they are closed at its end."""
    with ExitStack() as stack:
        yield stack


@given("I back up")
def _(house: House, tmp_path: Path) -> None:
    house.container.storage().instance.backup(str(tmp_path / BACKUP), house.clock.now())


@when("I try to back up into the same file", target_fixture="problem")
def _(house: House, tmp_path: Path) -> Problem:
    instance = house.container.storage().instance
    return refusal_of(lambda: instance.backup(str(tmp_path / BACKUP), house.clock.now()))


@when("I try to restore the backup into the store in use", target_fixture="problem")
def _(house: House, tmp_path: Path) -> Problem:
    instance = house.container.storage().instance
    return refusal_of(lambda: instance.restore(str(tmp_path / BACKUP), house.clock.now()))


@when("the store is lost, and I restore the backup", target_fixture="house")
def _(house: House, others: ExitStack, tmp_path: Path) -> House:
    house.clock.advance(A_MOMENT_SECONDS)
    shutil.copytree(tmp_path / "config", tmp_path / "new" / "config")
    new = others.enter_context(open_house(tmp_path / "new", house.world, house.clock, seed=3))
    new.container.storage().instance.restore(str(tmp_path / BACKUP), house.clock.now())
    return new


@when("the store is copied to another place", target_fixture="copy")
def _(house: House, others: ExitStack, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Terminal:
    house.container.storage().instance.check_place()
    for folder in ("config", "data"):
        shutil.copytree(tmp_path / folder, tmp_path / "copy" / folder)
    copied = others.enter_context(open_house(tmp_path / "copy", house.world, house.clock, seed=4))
    return Terminal.over(copied, monkeypatch)


@when("I take the copy over, and it runs", target_fixture="calls")
def _(house: House, connection: Connection, copy: Terminal) -> Calls:
    calls = Calls.since_now(house.world)
    house.clock.advance(A_MOMENT_SECONDS)
    copy.house.container.storage().instance.take_over(house.clock.now())
    copy.house.run_for(60)
    return calls


@when("the key file is lost")
def _(house: House) -> None:
    house.container.settings().key_file.unlink()


@then("there is no key file")
def _(house: House) -> None:
    assert not house.container.settings().key_file.exists()


@then("both sides were read whole before the first write")
def _(calls: Calls) -> None:
    assert calls.whole_lists_before_first_write() == {"/api/v2/contacts", "/api/v2/companies"}
    assert "/api.xro/2.0/Contacts" in [call.path for call in calls.to_xero()]
