"""The half-done database of the third migration is taken over, and its payments are finished, none twice.

And a store of the second schema gets the payments of what was paid before there were any.
"""

import json
import re
import shutil
from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text

from adapters.sandbox.http import Request
from adapters.sandbox.world import World
from adapters.storage.engine import open_engine
from adapters.storage.migrate import upgrade
from adapters.storage.transactions import Transactions
from domain.life import Stage
from domain.payment_life import PaymentStage
from domain.payment_record import PaymentStep
from tests.conftest import Fill
from tests.contracts.storage_fixtures import open_rig
from tests.integration.conftest import empty
from tests.integration.kept import world_0002
from tests.integration.kept import world_0003 as world_of
from tests.integration.kept.on_postgres import moved
from tests.integration.kept.people import connect, switch_on
from tests.integration.test_kept_databases import KEPT, end_state, files, only, taken_over
from tests.support.canon import Canon, differences, twins
from tests.support.clock import ManualClock
from tests.support.house import House, open_house
from tests.support.lives import until_quiet

LEFT = {
    world_of.POSTED: PaymentStage.SETTLED,
    world_of.LOST: PaymentStage.DISPATCHED,
    world_of.WAITS: PaymentStage.WAITS_APPROVAL,
    world_of.HELD: PaymentStage.HELD,
}
"""Where the killed process left each payment."""
PAID = {
    world_of.POSTED: ["540.00"],
    world_of.LOST: ["200.00"],
    world_of.WAITS: ["119.88"],
    world_of.HELD: ["90.00"],
}
"""What Xero has of each invoice in the end."""


def half_done(clock: ManualClock, folder: Path) -> tuple[World, world_of.Ids]:
    """Both sides as the killed process left them: the same consent, invoices, acts and writes, in order."""
    world = World(now=clock.now)
    ids = world_of.seed(world)
    with open_house(folder, world, clock) as house:
        connection = connect(house, ids)
        world_of.issue(world, ids)
        keys = {"hubflo": ids.api_key, "xero": house.container.xero().tokens.token(connection.grant_id)}
    writes = json.loads((KEPT / "0003-writes.json").read_text())
    before = [write for write in writes if datetime.fromisoformat(write["at"]) < world_of.PAID]
    for write in before:
        _write(world, clock, write, keys)
    _advance(clock, world_of.PAID)
    world_of.pay(world, ids)
    for write in writes[len(before) :]:
        _write(world, clock, write, keys)
    _advance(clock, world_of.LEFT)
    return world, ids


def _write(world: World, clock: ManualClock, write: Mapping[str, Any], keys: Mapping[str, str]) -> None:
    _advance(clock, datetime.fromisoformat(write["at"]))
    allowed = {"authorization": f"Bearer {keys[write['side']]}", "accept": "application/json"}
    request = Request(
        method=write["method"],
        path=write["path"],
        query=tuple((name, value) for name, value in write["query"]),
        headers={**write["headers"], **allowed},
        body=write["body"].encode(),
    )
    assert world.answer(write["side"], request).status == 200


def _advance(clock: ManualClock, to: datetime) -> None:
    clock.advance((to - clock.now()).total_seconds())


def stages(house: House) -> dict[str, PaymentStage]:
    """Where the payments of each invoice are, by its title."""
    with house.container.storage().store.reading(only(house).id) as books:
        titles = {record.id: record.invoice.title for record in books.invoices.listing()}
        return {titles[one.invoice_id]: one.stage for one in books.payments.listing()}


def paid(world: World, ids: world_of.Ids) -> dict[str, list[str]]:
    """The payments in Xero, by the title of their invoice."""
    there = world.xero.organisations[ids.tenant_id].invoices
    return {str(one.fields["Reference"]): [f"{each.amount:.2f}" for each in one.payments] for one in there}


def go_on(house: House, world: World, ids: world_of.Ids) -> None:
    """The last invoice is approved, and somebody says where the last payment goes."""
    world_of.approve(world, ids, world_of.WAITS, house.clock.now())
    switch_on(house, only(house), {"payments-paypal": "090"})
    house.clock.advance(3_600)
    until_quiet(house, only(house))
    house.clock.advance(86_400)
    until_quiet(house, only(house))


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory: pytest.TempPathFactory) -> Canon:
    """The same firm from the beginning, by today's code, and by nobody else."""
    clock = ManualClock(world_of.BEGUN)
    world = World(now=clock.now)
    ids = world_of.seed(world)
    with open_house(tmp_path_factory.mktemp("undisturbed"), world, clock) as house:
        connection = connect(house, ids)
        switch_on(house, connection, world_of.SETTINGS)
        world_of.issue(world, ids)
        house.container.switching().go_live(connection.id, actor="person:test")
        house.work(connection)
        house.run_for((world_of.PAID - clock.now()).total_seconds())
        world_of.pay(world, ids)
        house.run_for((world_of.LEFT - clock.now()).total_seconds())
        go_on(house, world, ids)
        assert paid(world, ids) == PAID
        return end_state(house)


def test_the_work_of_0003_is_finished(tmp_path: Path, undisturbed: Canon, database_url: str) -> None:
    clock = ManualClock(world_of.BEGUN)
    world, ids = half_done(clock, tmp_path / "before")
    assert paid(world, ids) == {**PAID, world_of.WAITS: [], world_of.HELD: []}
    with taken_over(tmp_path / "here", world, clock, ids, "0003", database_url) as house:
        assert stages(house) == LEFT
        until_quiet(house, only(house))
        assert stages(house) == {**LEFT, world_of.LOST: PaymentStage.SETTLED}

        go_on(house, world, ids)

        assert paid(world, ids) == PAID
        assert stages(house) == dict.fromkeys(PAID, PaymentStage.SETTLED)
        assert twins(world) == []
        assert differences(as_kept_then(undisturbed), as_kept_then(end_state(house))) == []


def as_kept_then(canon: Canon) -> Canon:
    """Without what a settled payment of 0003 has none of: it is written when something changes."""
    later = re.compile(r'"(agreed|rises|document_id|rise)": ("[^"]*"|null|\[[^\]]*\])(, )?')
    return {
        part: [later.sub("", line) for line in lines] if part == "payment" else lines
        for part, lines in canon.items()
    }


def test_what_was_settled_then_had_agreed_on_what_was_paid(tmp_path: Path, database_url: str) -> None:
    clock = ManualClock(world_of.BEGUN)
    world, ids = half_done(clock, tmp_path / "before")
    with taken_over(tmp_path / "here", world, clock, ids, "0003", database_url) as house:
        with house.container.storage().store.reading(only(house).id) as books:
            settled = [one for one in books.payments.listing() if one.stage is PaymentStage.SETTLED]

        assert settled
        assert [one.agreed for one in settled] == [one.highest for one in settled]
        assert all(one.agreed > 0 for one in settled)


# --- What was paid before there were payments ---

PAID_BEFORE = {
    world_0002.NOT_PROVEN: Stage.CREATED,
    world_0002.LOST: Stage.LINKED,
    world_0002.WAITS: Stage.SKIPPED,
}
"""Invoices that Hubflo calls paid, and where each is then; the fourth is not paid."""


@pytest.fixture(params=["sqlite", "postgresql"])
def second_schema(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of a store of the second schema, in which some invoices are paid."""
    kept = files("0002")[0]
    if request.param == "sqlite":
        shutil.copyfile(kept, tmp_path / "store.db")
        url = f"sqlite:///{tmp_path / 'store.db'}"
    else:
        template: Callable[[Fill], str] = request.getfixturevalue("postgres_template")
        url = template(empty)
        moved(kept, "0002", url)
    engine = open_engine(url)
    with Transactions(engine).writing() as transaction:
        for title, stage in PAID_BEFORE.items():
            transaction.execute(
                text(
                    "UPDATE invoice SET status = 'paid', stage = :stage, record = replace(record,"
                    ' \'"status":"issued"\', \'"status":"paid"\') WHERE record LIKE :titled'
                ),
                {"stage": stage.value, "titled": f'%"title":"{title}"%'},
            )
    engine.dispose()
    return url


def test_what_was_paid_before_is_looked_at_once(second_schema: str, tmp_path: Path) -> None:
    upgrade(second_schema)
    shutil.copyfile(files("0002")[1], tmp_path / "key")
    (tmp_path / "key").chmod(0o600)
    rig = open_rig(second_schema, tmp_path)
    (connection,) = rig.storage.connections.all()

    with rig.reading(connection) as books:
        records = {record.id: record for record in books.invoices.listing()}
        payments = books.payments.listing()
        agenda = books.payments.agenda(world_0002.LEFT, 10)
    rig.engine.dispose()

    assert {records[one.invoice_id].invoice.title for one in payments} == {
        world_0002.NOT_PROVEN,
        world_0002.LOST,
    }
    assert set(agenda[PaymentStep.DECIDE]) == {one.invoice_id for one in payments}
    for one in payments:
        assert (one.stage, one.step, one.posted) == (PaymentStage.DUE, PaymentStep.DECIDE, ())
        assert one.since == one.step_since == records[one.invoice_id].step_since
