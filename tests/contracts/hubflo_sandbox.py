"""The sandbox's Hubflo with one organization, and our portal of it: with these its exams are taken."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from adapters.hubflo.opening import HubfloPortals
from adapters.hubflo.settings import DEFAULTS
from adapters.sandbox import hubflo
from adapters.sandbox.deliveries import hand_over
from adapters.sandbox.faults import Fault, FaultKind
from adapters.sandbox.hubflo import HubfloState, Switches
from adapters.sandbox.transport import HUBFLO, SandboxTransport
from adapters.sandbox.world import World
from domain.ids import PersonId, PortalOrganizationId
from domain.invoice import InvoiceId
from domain.ports.portal import Portal
from tests.support.budgets import MemoryBudgets
from tests.support.clock import ManualClock
from tests.unit.hubflo_adapter.scene import CONNECTION, Lease, OneKey

TITLE = {"title": "First part", "role": "section"}
ADVICE = {
    "title": "Advice",
    "description": "By the hour",
    "kind": "hour",
    "quantity": "2.5",
    "unit_price_excluding_tax": "33.333333",
    "vat": 20,
}
TRAVEL = {
    "title": "Travel",
    "quantity": 3,
    "unit_price_excluding_tax": "19.99",
    "discount_percentage": "12.5",
    "vat": "5.5",
}
REBATE = {
    "title": "Rebate",
    "kind": "discount",
    "quantity": 1,
    "unit_price_excluding_tax": "10",
    "vat": "8.625",
}
DEPOSIT = {"title": "Deposit", "kind": "deposit", "quantity": 1, "unit_price_excluding_tax": 50, "vat": 20}
SUBTOTAL = {"title": "Subtotal", "kind": "subtotal", "quantity": 1, "vat": 0}
LINES = (TITLE, ADVICE, TRAVEL, SUBTOTAL, REBATE, DEPOSIT)


@dataclass(frozen=True, slots=True)
class Post:
    """A delivery as it reached us."""

    address: str
    headers: Mapping[str, str]
    body: bytes

    @property
    def signature(self) -> str:
        """The header that signs it."""
        return self.headers["X-Hubflo-Signature"]


@dataclass
class Sandbox:
    """A sandbox with one organization of Hubflo, and its portal."""

    world: World
    organization: hubflo.Organization
    portals: HubfloPortals
    clock: ManualClock
    permit: Lease

    @property
    def portal(self) -> Portal:
        portal_id = PortalOrganizationId(self.organization.id)
        return self.portals.of(replace(CONNECTION, portal_id=portal_id), self.permit)

    def types_in(self, **fields: Any) -> PersonId:
        """A colleague makes a contact on Hubflo's own screens."""
        return PersonId(
            hubflo.add_contact(self.world.hubflo, self.organization.id, self.clock.now(), **fields)
        )

    def bills(self, *lines: Mapping[str, Any], issue: bool = True, **fields: Any) -> InvoiceId:
        """A colleague writes an invoice there, and issues it."""
        return InvoiceId(
            hubflo.add_invoice(
                self.world.hubflo,
                self.organization.id,
                self.clock.now(),
                **{"title": "Website", **fields},
                lines=lines,
                issue=issue,
            )
        )

    def on_screen(self, act: Any, invoice_id: str, **more: Any) -> Any:
        """A colleague does something with an invoice there."""
        return act(self.world.hubflo, self.organization.id, invoice_id, self.clock.now(), **more)

    def posts(self, status: int | None = 200) -> list[Post]:
        """Every delivery that goes out now, each answered with that status."""
        arrived: list[Post] = []

        def receive(address: str, headers: Mapping[str, str], body: bytes) -> int | None:
            arrived.append(Post(address, headers, body))
            return status

        hand_over(self.world, receive, "hubflo")
        return arrived

    def strikes(self, kind: FaultKind, **more: Any) -> None:
        """The next requests, or those that are named, meet a fault."""
        self.world.faults.add(Fault(kind=kind, side="hubflo", **more))

    def writes(self) -> list[str]:
        """What was asked for by POST and PATCH."""
        return [entry.method for entry in self.world.hubflo.requests if entry.method != "GET"]

    def contacts(self) -> list[dict[str, Any]]:
        """The contacts as Hubflo keeps them."""
        return list(self.organization.contacts)

    def kept(self, invoice_id: InvoiceId) -> dict[str, Any]:
        """An invoice as Hubflo keeps it."""
        return dict(self.organization.invoices[invoice_id])


def sandbox_with(switches: Switches, **settings: Any) -> Sandbox:
    """One with these switches; `settings` are those of our adapter."""
    clock = ManualClock()
    state = HubfloState(switches=switches)
    organization = hubflo.add_organization(state, name="Client Portal Ltd", now=clock.now())
    world = World(now=clock.now, hubflo_state=state)
    portals = HubfloPortals(
        clock=clock,
        budgets=MemoryBudgets(),
        connections=OneKey(organization.api_key),
        address=f"{HUBFLO}/api/v2",
        settings=replace(DEFAULTS, **settings),
        transport=SandboxTransport(world, sleep=clock.pause),
    )
    return Sandbox(world, organization, portals, clock, Lease())
