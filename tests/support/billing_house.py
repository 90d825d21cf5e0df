"""A house that bills, over the in-process sandbox: live, switched on, and watched for going in circles."""

from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from adapters.sandbox.control import perform
from adapters.sandbox.faults import FaultPlan
from adapters.sandbox.observe import records
from adapters.sandbox.seeds import Firm
from adapters.sandbox.world import World
from domain.connection import Connection
from domain.hold import Cause
from domain.invoice import InvoiceId
from domain.invoice_record import InvoiceRecord
from domain.units import Unit
from tests.support.billing_firm import ISSUED_ON, SETTINGS, billing_firm
from tests.support.clock import ManualClock
from tests.support.house import House, open_house

ACTOR = "person:test"
KNOWN, NEW = "amelia@hart.example", "ruth@fenwick.example"
"""Whom Xero knows, and whom it does not."""
_SAME_MOST = 3


class WentInCirclesError(AssertionError):
    """The same unit was given out again and again at one instant: nothing that it did changed what is due."""


@dataclass(kw_only=True)
class Watch:
    """Counts units. One clock instant is no time for the same unit more than a few times in a row."""

    clock: ManualClock
    units: Counter[str] = field(default_factory=Counter)
    _last: tuple[datetime, Unit] | None = None
    _times: int = 0

    def __call__(self, unit: Unit) -> None:
        """One unit ended."""
        self.units[type(unit).__name__] += 1
        this = (self.clock.now(), unit)
        self._times = self._times + 1 if this == self._last else 1
        self._last = this
        if self._times > _SAME_MOST:
            raise WentInCirclesError(unit)


@dataclass(frozen=True, slots=True, kw_only=True)
class BillingHouse:
    """What people do on both sides and at the terminal, and what came of it."""

    house: House
    firm: Firm
    connection: Connection

    def issue(self, title: str, *, to: str = KNOWN, price: str = "100.00") -> InvoiceId:
        """Somebody issues an invoice of one line in Hubflo."""
        shown = self.records("hubflo")[self.firm.organization_id]["contacts"]
        (recipient_id,) = [one for one, contact in shown.items() if contact["email"] == to]
        line = {"title": "Advice", "quantity": "1", "unit_price_excluding_tax": price, "vat": "20"}
        made = perform(
            self.house.world,
            "hubflo.add_invoice",
            organization_id=self.firm.organization_id,
            title=title,
            recipient_id=recipient_id,
            custom_issued_at=ISSUED_ON,
            payment_deadline_days=3650,
            lines=[line],
            issue=True,
        )
        return InvoiceId(str(made))

    def in_hubflo(self, name: str, **arguments: Any) -> None:
        """An act on Hubflo's screens."""
        perform(self.house.world, f"hubflo.{name}", organization_id=self.firm.organization_id, **arguments)

    def in_xero(self, name: str, **arguments: Any) -> None:
        """An act on Xero's screens."""
        perform(self.house.world, f"xero.{name}", tenant_id=self.firm.tenant_id, **arguments)

    def turn_xero(self, **positions: Any) -> None:
        """Xero behaves otherwise from now on."""
        perform(self.house.world, "xero.turn_switches", **positions)

    def run_for(self, seconds: float, *, tick_seconds: float = 5.0) -> Watch:
        """Time passes as in `hubflo-xero run`; answers what was done."""
        clock, watch = self.house.clock, Watch(clock=self.house.clock)
        leases, clerk = self.house.container.storage().leases, self.house.container.clerk()
        end = clock.monotonic() + seconds
        while (left := end - clock.monotonic()) > 0:
            clock.advance(min(tick_seconds, left))
            for connection_id in leases.to_wake(clock.now()):
                clerk.visit(connection_id, after_unit=watch)
        return watch

    def records(self, side: str) -> dict[str, Any]:
        """All records of a side."""
        shown: dict[str, Any] = records(self.house.world, "xero" if side == "xero" else "hubflo")
        return shown

    def documents(self) -> dict[str, dict[str, Any]]:
        """Every invoice in Xero, by id."""
        shown: dict[str, dict[str, Any]] = self.records("xero")[self.firm.tenant_id]["invoices"]
        return shown

    def record(self, invoice_id: InvoiceId) -> InvoiceRecord:
        """What we keep of an invoice."""
        with self.house.container.storage().store.reading(self.connection.id) as books:
            found = books.invoices.get(invoice_id)
        assert found is not None, "never seen"
        return found

    def cause(self, invoice_id: InvoiceId) -> Cause | None:
        """Why it is held."""
        with self.house.container.storage().store.reading(self.connection.id) as books:
            held = books.holds.of(f"invoice:{invoice_id}")
        return held.cause if held is not None else None

    def xero_calls(self) -> int:
        """Calls that Xero counted so far."""
        return sum(call.tenant_id is not None for call in self.house.world.xero.calls)


@contextmanager
def billing_house(
    folder: Path, *, faults: FaultPlan | None = None, settings: Mapping[str, str] = SETTINGS
) -> Iterator[BillingHouse]:
    """Connected, imported, live and switched on, with nothing issued yet. `faults` strike from then on."""
    clock = ManualClock()
    world = World(now=clock.now)
    with open_house(folder, world, clock) as house:
        firm = billing_firm(world, clock.now())
        connection = house.connect(firm)
        house.work(connection)
        house.container.switching().go_live(connection.id, actor=ACTOR)
        house.work(connection)
        for name, value in settings.items():
            house.container.adjusting().change(connection, name, value, actor=ACTOR)
        house.work(connection)
        world.faults = faults or world.faults
        yield BillingHouse(house=house, firm=firm, connection=connection)
