"""After a restore both sides are read before anything is written, and never wait for what can wait."""

from datetime import timedelta
from pathlib import Path

from adapters.storage.distrust import distrust
from adapters.xero.limits import budget_key, limits
from domain.budget import Purpose, Told
from domain.life import Stage
from tests.support.billing_house import BillingHouse, billing_house

A_WHILE = 900.0
A_DAY = 1_000


def use_up_what_can_wait(here: BillingHouse) -> None:
    """Of the day's calls to Xero those are gone that we may make by ourselves."""
    budgets, now = here.house.container.storage().budgets, here.house.clock.now()
    key = budget_key(here.firm.client_id, here.connection.tenant_id)
    shares = limits(calls_per_minute=60, calls_per_day=A_DAY)
    for number in range(A_DAY):
        at = now - timedelta(hours=1) + timedelta(seconds=3 * number)
        if budgets.take(key, shares, at, purpose=Purpose.BACKGROUND, call=f"c-{number}") is not None:
            break
        budgets.landed(key, Told(), call=f"c-{number}")
    wait = budgets.take(key, shares, now, purpose=Purpose.BACKGROUND, call="one more")
    assert wait is not None
    assert wait.limit == "background"


def test_what_writes_wait_for_is_read_on_a_day_that_has_no_share_left(tmp_path: Path) -> None:
    with billing_house(tmp_path) as here:
        issued = here.issue("Website")
        use_up_what_can_wait(here)
        with here.house.container.storage().store._transactions.writing() as transaction:
            distrust(transaction, here.house.clock.now())

        here.run_for(A_WHILE)

        assert here.record(issued).stage is Stage.LINKED


def test_what_can_wait_on_such_a_day_keeps_nothing_from_being_read(tmp_path: Path) -> None:
    with billing_house(tmp_path) as here:
        here.issue("Older")
        here.run_for(A_WHILE)
        here.house.clock.advance(26 * 60 * 60)
        issued = here.issue("Website")
        use_up_what_can_wait(here)
        with here.house.container.storage().store._transactions.writing() as transaction:
            distrust(transaction, here.house.clock.now())

        here.run_for(A_WHILE)

        assert here.record(issued).stage is Stage.LINKED
