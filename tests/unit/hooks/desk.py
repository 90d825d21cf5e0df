"""What a clerk has in hand when it is about hooks, and what lies on both sides after it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from adapters.sandbox.control import perform
from adapters.sandbox.faults import Fault, FaultKind
from adapters.sandbox.hubflo.webhooks.record import Webhook
from adapters.sandbox.seeds import Firm
from domain.connection import Connection
from domain.dispatch import ElementState
from domain.event import Event
from domain.nudge import Hook
from domain.ports.sending import AlwaysPermitted
from domain.services.hooking import subject_of_hook
from domain.services.turn import Turn
from domain.settings import Rhythm
from tests.support.house import House

BASE = "https://books.example/webhooks/hubflo"
EVENT = "issued"


@dataclass(slots=True, kw_only=True)
class Desk:
    """A connected firm."""

    house: House
    firm: Firm
    connection: Connection

    def turn(self) -> Turn:
        """A turn under a lease of its own; the one before it is over."""
        container, wait = self.house.container, timedelta(seconds=60)
        self.house.clock.advance(60)
        lease = container.storage().leases.take(self.connection.id, "test")
        assert lease is not None
        permit = AlwaysPermitted()
        return Turn(
            connection=self.connection,
            fence=lease.fence,
            settings_version=0,
            rhythm=Rhythm(),
            give_up_after=wait,
            ledger_give_up_after=wait,
            store=container.storage().store,
            ledger=container.xero().ledgers.of(self.connection, permit),
            portal=container.portals().of(self.connection, permit),
            clock=self.house.clock,
            identity=container.identity(),
            hook_address=BASE,
        )

    def hooks(self) -> tuple[Hook, ...]:
        """Ours that have not ended."""
        with self.house.container.storage().store.reading(self.connection.id) as books:
            return books.hooks.all()

    def tries(self) -> list[ElementState]:
        """How each request for a hook ended, oldest first."""
        with self.house.container.storage().store.reading(self.connection.id) as books:
            return [one.element.state for one in books.dispatches.of(subject_of_hook(EVENT))]

    def story(self) -> list[Event]:
        """What is told of the hook."""
        with self.house.container.storage().store.reading(self.connection.id) as books:
            return list(books.events.of(subject_of_hook(EVENT)))

    def theirs(self) -> Mapping[str, Webhook]:
        """The portal's, by id."""
        return self.house.world.hubflo.organizations[self.firm.organization_id].webhooks

    def fault(self, kind: FaultKind, path: str = "/webhooks", **more: Any) -> None:
        """Something that goes wrong on the portal's side."""
        self.house.world.faults.add(Fault(kind=kind, side="hubflo", path=path, **more))

    def act(self, name: str, /, **arguments: Any) -> Any:
        """Something that a person does in Hubflo."""
        return perform(
            self.house.world, f"hubflo.{name}", organization_id=self.firm.organization_id, **arguments
        )
