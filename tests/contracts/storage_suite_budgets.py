"""What every keeper of budgets must do."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

from domain.budget import Budget, Limits, Purpose, Told, Wait
from tests.contracts.storage_fixtures import Rig, StorageSuite

LIMITS = Limits(per_minute=3, per_day=100, at_once=2, day_share=0.2)


class BudgetsSuite(StorageSuite):
    """The shared rows that count calls."""

    def take(self, rig: Rig, call: str, key: str = "app:tenant") -> Wait | None:
        """One call that leaves now."""
        return rig.storage.budgets.take(key, LIMITS, rig.now, purpose=Purpose.WORK, call=call)

    def test_a_row_that_does_not_exist_is_empty(self, rig: Rig) -> None:
        assert rig.storage.budgets.read("app:tenant") == Budget()

    def test_a_call_is_counted_and_lands(self, rig: Rig) -> None:
        assert self.take(rig, "call-1") is None

        second = int(rig.now.timestamp())
        flying = {"call-1": rig.now + timedelta(seconds=120)}
        counted = Budget(recent={second: 1}, day_started_at=rig.now, used_today=1, flying=flying)
        assert rig.storage.budgets.read("app:tenant") == counted

        rig.storage.budgets.landed("app:tenant", Told(day_left=7), call="call-1")
        landed = Budget(recent={second: 1}, day_started_at=rig.now, used_today=1, day_left=7)
        assert rig.storage.budgets.read("app:tenant") == landed

    def test_a_full_budget_waits_and_counts_nothing(self, rig: Rig) -> None:
        assert self.take(rig, "call-1") is None
        assert self.take(rig, "call-2") is None

        waits = self.take(rig, "call-3")
        assert waits is not None
        assert waits.limit == "concurrent"
        assert rig.storage.budgets.read("app:tenant").used_today == 2
        assert self.take(rig, "call-1", key="app:other") is None

    def test_a_block_is_kept(self, rig: Rig) -> None:
        until = rig.now + timedelta(seconds=37, microseconds=5)
        rig.storage.budgets.blocked("app:tenant", until=until, limit="minute")

        assert self.take(rig, "call-1") == Wait(until=until, limit="minute")
        rig.clock.advance(38)
        assert self.take(rig, "call-1") is None

    def test_what_another_process_counted_counts(self, rig: Rig) -> None:
        others = rig.elsewhere().budgets
        assert self.take(rig, "call-1") is None
        assert self.take(rig, "call-2") is None
        others.landed("app:tenant", Told(), call="call-1")
        assert others.take("app:tenant", LIMITS, rig.now, purpose=Purpose.WORK, call="call-3") is None

        waits = self.take(rig, "call-4")
        assert waits is not None
        rig.storage.budgets.landed("app:tenant", Told(day_left=40), call="call-3")
        rig.clock.advance(61)
        assert others.take("app:tenant", LIMITS, rig.now, purpose=Purpose.WORK, call="call-5") is None
        row = rig.storage.budgets.read("app:tenant")
        assert (row.used_today, row.day_left, set(row.flying)) == (4, 38, {"call-2", "call-5"})

    def test_many_at_once_never_take_too_much(self, rig: Rig) -> None:
        with ThreadPoolExecutor(8) as pool:
            waits = list(pool.map(lambda number: self.take(rig, f"call-{number}"), range(16)))

        assert waits.count(None) == 2
        assert rig.storage.budgets.read("app:tenant").used_today == 2
