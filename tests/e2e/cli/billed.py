"""A desk of the seeded firm whose invoices go to Xero, and what its bookkeeper does there."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from adapters.sandbox.seeds import firm
from adapters.sandbox.seeds.billing import billing
from adapters.sandbox.world import World
from tests.e2e.cli.desk import Answer, Desk, Done
from tests.support.clock import ManualClock

START = "2026-01-01"
SETTINGS = (("revenue-account", "200"), ("start-date", START))


@dataclass(slots=True, kw_only=True)
class Billed:
    """The desk, with the invoices of both sides by their labels."""

    desk: Desk
    portal: Mapping[str, str]
    ledger: Mapping[str, str]

    @classmethod
    def fresh(cls, folder: Path, *, settings: tuple[tuple[str, str], ...] = SETTINGS) -> "Billed":
        """Connected, imported, live; with these settings, the start date last."""
        clock = ManualClock()
        world = World(now=clock.now)
        seeded = firm(world, clock.now())
        bills = billing(world, seeded, clock.now())
        made = cls(
            desk=Desk(folder=folder, clock=clock, world=world, firm=seeded),
            portal=bills.portal,
            ledger=bills.ledger,
        )
        with made.desk.house() as house:
            connection = house.connect(seeded)
            house.work(connection)
            house.container.switching().go_live(connection.id, actor="person:test")
            house.work(connection)
        for name, value in settings:
            done = made.run("settings", "set", name, value)
            assert done.status == 0, done.said
        return made

    def copied(self, folder: Path) -> "Billed":
        """Another one that is as this one is now."""
        return Billed(desk=self.desk.copy(folder), portal=self.portal, ledger=self.ledger)

    def run(self, *words: str, answers: tuple[Answer, ...] = ()) -> Done:
        """`hubflo-xero WORDS`, a moment later."""
        self.desk.clock.advance(5)
        return self.desk.run(*words, answers=answers)

    def story(self, label: str) -> Any:
        """What `invoices show --json` says of an invoice."""
        done = self.run("invoices", "show", self.portal[label], "--json")
        assert done.status == 0, done.said
        return done.data

    def why(self, label: str) -> str:
        """What `invoices why` says of it."""
        return self.run("invoices", "why", self.portal[label]).said

    def in_xero(self, act: str, label: str, **arguments: Any) -> None:
        """Something that the bookkeeper does in Xero with the document of an invoice."""
        self.desk.act(
            f"xero.{act}",
            tenant_id=self.desk.firm.tenant_id,
            invoice_id=self.story(label)["xero_invoice_id"],
            **arguments,
        )

    def later(self, minutes: int = 11) -> None:
        """Time passes, and the clerk looks at both sides."""
        self.desk.clock.advance(minutes * 60)
        with self.desk.house() as house:
            for connection in house.container.storage().connections.all():
                house.work(connection)

    @property
    def creations(self) -> int:
        """How many requests to create invoices reached Xero."""
        return sum(r.startswith("PUT") and "/Invoices" in r for r in self.desk.requests("xero"))
