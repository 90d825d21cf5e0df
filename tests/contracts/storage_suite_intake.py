"""What every door for webhooks must do: hooks, deliveries as they come, and what is to be looked after."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from threading import Barrier
from typing import Any

import pytest

from domain.connection import Connection
from domain.errors import SealBroken, StoreProblem
from domain.ids import ConnectionId
from domain.invoice import InvoiceId
from domain.ledger_document import DocumentId
from domain.nudge import Delivery, Hook, HookState, Nudge
from domain.ports.intake import KnownHook
from tests.contracts.storage_bills import NASTY, NOON
from tests.contracts.storage_fixtures import Rig, StorageSuite


def delivery(connection: Connection, name: str, **said: Any) -> Delivery:
    """A delivery to one hook."""
    return Delivery(connection_id=connection.id, **{"hook": "h-1", "id": name, "at": NOON, **said})


def hook(path: str = "h-1", *, seconds: int = 0, **said: Any) -> Hook:
    """A hook that the portal is about to be asked for."""
    usual: dict[str, Any] = {
        "event": "invoice_issued",
        "address": f"https://ours.example/webhooks/{path}",
        "state": HookState.ASKED,
        "made_at": NOON + timedelta(seconds=seconds),
    }
    return Hook(path=path, **{**usual, **said})


class IntakeSuite(StorageSuite):
    """The one door, and `Nudges` behind it."""

    def nudges(self, rig: Rig, connection: Connection) -> tuple[Nudge, ...]:
        """All that are open."""
        with rig.reading(connection) as books:
            return books.nudges.open(10_000)

    def test_a_delivery_becomes_a_nudge(self, rig: Rig, connection: Connection) -> None:
        portal = delivery(connection, "1", invoice_id=InvoiceId("i-1"))
        ledger = delivery(connection, "1", hook="h-2", document_id=DocumentId("d-1"))

        assert rig.storage.intake.record([ledger, portal]) == 2
        assert self.nudges(rig, connection) == (
            Nudge(seq=1, hook="h-1", at=NOON, invoice_id=InvoiceId("i-1")),
            Nudge(seq=2, hook="h-2", at=NOON, document_id=DocumentId("d-1")),
        )

    def test_a_delivery_counts_once(self, rig: Rig, connection: Connection) -> None:
        first, second = delivery(connection, "1"), delivery(connection, "2")

        assert rig.storage.intake.record([first, replace(first, at=NOON + timedelta(seconds=1))]) == 1
        assert rig.storage.intake.record([first, second, first]) == 1
        assert rig.storage.intake.record([first]) == rig.storage.intake.record([]) == 0
        assert [each.at for each in self.nudges(rig, connection)] == [NOON, NOON]

    def test_something_new_is_a_cause_to_look(self, rig: Rig, connection: Connection) -> None:
        other, idle = rig.connect("other", portal="portal-2"), rig.connect("idle", portal="portal-3")
        everybody = (connection, other, idle)
        before = {each.id: rig.wanted(each) for each in everybody}

        def raised() -> list[int]:
            return [rig.wanted(each) - before[each.id] for each in everybody]

        many = [delivery(each, str(n)) for n in range(5) for each in (other, connection)]
        assert rig.storage.intake.record(many) == 10
        assert raised() == [1, 1, 0]
        assert rig.storage.intake.record([*many, delivery(other, "new")]) == 1
        assert raised() == [1, 2, 0]
        assert len(self.nudges(rig, connection)) == 5
        assert len(self.nudges(rig, other)) == 6

    def test_the_same_id_at_two_hooks_or_connections_is_two(self, rig: Rig, connection: Connection) -> None:
        other = rig.connect("other", portal="portal-2")
        three = [delivery(connection, "1"), delivery(connection, "1", hook="h-2"), delivery(other, "1")]

        assert rig.storage.intake.record(three) == 3

    def test_nudges_are_looked_after_oldest_first(self, rig: Rig, connection: Connection) -> None:
        rig.storage.intake.record([delivery(connection, str(n)) for n in range(4)])
        rig.storage.intake.record([delivery(connection, "0"), delivery(connection, "4")])

        with rig.writing(connection) as books:
            seqs = [each.seq for each in books.nudges.open(10)]
            assert len(seqs) == 5
            assert seqs == sorted(seqs)
            assert [each.seq for each in books.nudges.open(2)] == seqs[:2]
            books.nudges.close([seqs[0], seqs[2], 999], rig.now)
            books.nudges.close([], rig.now)
            assert [each.seq for each in books.nudges.open(10)] == [seqs[1], *seqs[3:]]
        with rig.writing(rig.connect("other", portal="portal-2")) as books:
            books.nudges.close(seqs, rig.now)
        assert [each.seq for each in self.nudges(rig, connection)] == [seqs[1], *seqs[3:]]

    def test_what_has_come_is_known_until_it_is_tidied(self, rig: Rig, connection: Connection) -> None:
        rig.storage.intake.record([delivery(connection, name) for name in ("1", "2", "3")])
        with rig.writing(connection) as books:
            one, two, _ = books.nudges.open(3)
            books.nudges.close([one.seq], rig.now)
            books.nudges.close([two.seq, one.seq], rig.now + timedelta(days=1))

            assert books.nudges.known("h-1", ["1", "3", "4", NASTY]) == {"1", "3"}
            assert books.nudges.known("h-2", ["1"]) == books.nudges.known("h-1", []) == frozenset()
            assert books.nudges.tidy(rig.now) == 0
            assert books.nudges.tidy(rig.now + timedelta(hours=1)) == 1
            assert books.nudges.known("h-1", ["1", "2", "3"]) == {"2", "3"}

    def test_an_id_that_databases_refuse_is_recorded_once(self, rig: Rig, connection: Connection) -> None:
        assert rig.storage.intake.record([delivery(connection, NASTY)]) == 1
        assert rig.storage.intake.record([delivery(connection, NASTY)]) == 0

    def test_of_many_that_come_at_once_each_counts_once(self, rig: Rig, connection: Connection) -> None:
        """Four at a time record groups that overlap, while a clerk writes the same books."""
        other = rig.connect("other", portal="portal-2")
        begin = Barrier(5)

        def record(worker: int) -> int:
            begin.wait(timeout=30)
            new = 0
            for turn in range(12):
                names = [f"{turn}-{n}" for n in range(8)] + [f"own-{worker}-{turn}"]
                order = names if worker % 2 else names[::-1]
                group = [delivery(each, name) for name in order for each in (connection, other)]
                new += rig.storage.intake.record(group)
            return new

        def look_after() -> int:
            begin.wait(timeout=30)
            closed = 0
            for _ in range(12):
                with rig.writing(connection) as books:
                    seqs = [each.seq for each in books.nudges.open(20)]
                    books.nudges.close(seqs, rig.now)
                    closed += len(seqs)
            return closed

        with ThreadPoolExecutor(5) as pool:
            recorders = [pool.submit(record, worker) for worker in range(4)]
            closed = pool.submit(look_after).result(timeout=120)
            new = sum(each.result(timeout=120) for each in recorders)

        distinct = 12 * 8 + 4 * 12
        assert new == 2 * distinct
        assert len(self.nudges(rig, connection)) == distinct - closed
        assert len({each.seq for each in self.nudges(rig, other)}) == distinct


class HooksSuite(StorageSuite):
    """Rows of `Hooks`, and how a delivery finds one."""

    def test_a_hook_lives_once_the_portal_made_it(self, rig: Rig, connection: Connection) -> None:
        with rig.writing(connection) as books:
            books.hooks.add(hook("h-2", seconds=1))
            books.hooks.add(hook("h-1"))
            assert books.hooks.all() == (hook("h-1"), hook("h-2", seconds=1))
        assert rig.storage.intake.hook("h-1") is None

        with rig.writing(connection) as books:
            books.hooks.made("h-1", "remote-1", "hook-secret")
        live = hook(state=HookState.LIVE, remote_id="remote-1")
        assert rig.storage.intake.hook("h-1") == KnownHook(
            connection_id=connection.id, hook=live, secret="hook-secret"
        )
        assert rig.storage.intake.hook("h-3") is None
        assert rig.storage.intake.hook(NASTY) is None
        with rig.reading(connection) as books:
            assert books.hooks.all() == (live, hook("h-2", seconds=1))

    def test_an_ended_hook_takes_nothing(self, rig: Rig, connection: Connection) -> None:
        with rig.writing(connection) as books:
            books.hooks.add(hook())
            books.hooks.made("h-1", "remote-1", "hook-secret")
            books.hooks.checked("h-1", rig.now)
            (checked,) = books.hooks.all()
            books.hooks.move("h-1", HookState.LOST)
            (lost,) = books.hooks.all()
            books.hooks.move("h-1", HookState.ENDED)
            assert books.hooks.all() == ()

        assert checked.checked_at == rig.now
        assert lost.state is HookState.LOST
        assert rig.storage.intake.hook("h-1") is None

    def test_a_hook_that_was_never_noted(self, rig: Rig, connection: Connection) -> None:
        with rig.writing(connection) as books:
            books.hooks.add(hook())
        other = rig.connect("other", portal="portal-2")
        with pytest.raises(StoreProblem, match="hook-unknown"), rig.writing(other) as books:
            books.hooks.made("h-1", "remote-1", "hook-secret")

    def test_a_path_belongs_to_one_connection(self, rig: Rig, connection: Connection) -> None:
        with rig.writing(connection) as books:
            books.hooks.add(hook())
        other = rig.connect("other", portal="portal-2")
        with pytest.raises(StoreProblem, match="store-refused"), rig.writing(other) as books:
            books.hooks.add(hook())

    def test_a_secret_opens_at_its_own_hook_only(self, rig: Rig, connection: Connection) -> None:
        with rig.writing(connection) as books:
            for path in ("h-1", "h-2"):
                books.hooks.add(hook(path))
                books.hooks.made(path, path, f"secret of {path}")
        rig.sql("UPDATE hook SET secret_sealed = (SELECT max(secret_sealed) FROM hook)")

        opened = 0
        for path in ("h-1", "h-2"):
            try:
                found = rig.storage.intake.hook(path)
            except SealBroken:
                continue
            assert found is not None
            assert found.secret == f"secret of {path}"
            opened += 1
        assert opened == 1

    def test_nothing_shows_the_secret(self) -> None:
        known = KnownHook(connection_id=ConnectionId("c"), hook=hook("0123456789"), secret="hook-secret")

        assert "hook-secret" not in repr(known)
        assert "0123456789" not in repr(known)
