"""One life for each cell of the windows, and what became of it."""

import re
from collections.abc import Mapping
from dataclasses import replace

from adapters.sandbox.control import perform
from adapters.sandbox.faults import Fault, FaultKind, FaultPlan
from domain.connection import Connection
from domain.request import RequestKind
from tests.crash.campaign import Outcome
from tests.crash.faults import BILLING_WRITES, CONTACTS, Write
from tests.crash.windows import Act, Cell, Clock, Trouble
from tests.support.billing import BillingInstallation, until_read
from tests.support.billing_firm import ISSUED_ON, PART, PAYMENTS, SETTINGS, TAKES_YEARS, AtHand
from tests.support.canon import Canon, differences, twins
from tests.support.house import House
from tests.support.lives import NeverQuiet, Snapshot
from tests.support.points import Points

ALARMS = ('"code": "document-twin"', '"twin:')
NEVER_SECONDS = 1e9
"""It lands when the cell says so."""
A_DAY_SECONDS = 90_000
"""After it, with the night's readings, every life must look the same, whatever its clock did."""

_OF_BILLS = {write.name: write for write in BILLING_WRITES}
DOCUMENTS = _OF_BILLS["create invoices"]
WRITES: Mapping[Act, Write] = {
    Act.INVOICES: DOCUMENTS,
    Act.NUMBERED_BY_XERO: DOCUMENTS,
    Act.CUSTOMERS: _OF_BILLS["create customers"],
    Act.PAYMENTS: _OF_BILLS["create payments"],
    Act.PERSON: Write(
        name="create a person", method="POST", path=CONTACTS, nth=1, shown="/api/v2/contacts", creates=True
    ),
}
LOOKED_AT: Mapping[Act, str] = {act: write.shown for act, write in WRITES.items()} | {
    Act.PAYMENTS: DOCUMENTS.shown
}
"""What is asked for to learn whether a write landed."""
_KNOWN = ("amelia@hart.example", "owen@brightwater.example")
BILLED: Mapping[Act, tuple[str, ...]] = {
    Act.INVOICES: _KNOWN,
    Act.NUMBERED_BY_XERO: _KNOWN,
    Act.CUSTOMERS: ("ruth@fenwick.example", "imran@halcyon.example"),
}


class Windows:
    """The cells of one installation; it is set back before each."""

    def __init__(self, installation: BillingInstallation) -> None:
        """Connected and imported once; switched on once for each way of numbering."""
        self.installation = installation
        begun = self._switched_on(installation.fresh, {})
        ours = self._switched_on(begun, SETTINGS)
        self._ready = dict.fromkeys(Act, ours)
        self._ready[Act.NUMBERED_BY_XERO] = self._switched_on(begun, {**SETTINGS, "numbers": "ledger"})
        self._ready[Act.PAYMENTS] = self._approved(self._switched_on(begun, {**SETTINGS, **PAYMENTS}))
        self._good: dict[Act, Canon] = {}

    def lived(self, cell: Cell) -> Outcome:
        """What became of it."""
        if cell.act not in self._good:
            self._live(cell, None)
            self._good[cell.act] = _end_state(self.installation.canon())
        strikes = _Strikes(self.installation, cell)
        try:
            self._live(cell, strikes)
        except NeverQuiet as problem:
            return Outcome(what=str(cell), wrong=(str(problem),))
        canon, world = _end_state(self.installation.canon()), self.installation.world
        lost = [line for line in canon["invoice"] if '"stage": "linked"' not in line]
        return Outcome(
            what=str(cell),
            wrong=tuple(differences(self._good[cell.act], canon) if cell.is_excluded else lost),
            alarms=sum(any(alarm in line for alarm in ALARMS) for line in canon["hold"]),
            struck=len(world.faults.strikes) + len(world.late),
            twins=tuple(twins(world)),
        )

    def _switched_on(self, before: Snapshot, settings: Mapping[str, str]) -> Snapshot:
        here = self.installation
        here.set_back(before)
        with here.process(Points()) as house:
            connections = house.container.storage().connections
            connection = next(iter(connections.all()), None) or house.connect(here.firm)
            house.container.switching().go_live(connection.id, actor="person:owner")
            until_read(house, connection, None)
            for name, value in settings.items():
                house.container.adjusting().change(connection, name, value, actor="person:owner")
            until_read(house, connection, here.clock.now() if settings else None)
        return here.snapshot(0, "switched on")

    def _approved(self, before: Snapshot) -> Snapshot:
        """Two invoices are in Xero, and the accountant has approved them."""
        here = self.installation
        here.set_back(before)
        with here.process(Points()) as house:
            (connection,) = house.container.storage().connections.all()
            here.clock.advance(1)
            _two_bills(here, _KNOWN)
            until_read(house, connection, here.clock.now())
            people, tenant_id = AtHand(here.world), here.firm.tenant_id
            for document_id in [*people.records("xero")[tenant_id]["invoices"]]:
                people.act("xero.approve_invoice", tenant_id=tenant_id, invoice_id=document_id)
            here.clock.advance(1)
            until_read(house, connection, here.clock.now())
        return here.snapshot(0, "approved")

    def _live(self, cell: Cell, strikes: "_Strikes | None") -> None:
        here = self.installation
        here.set_back(self._ready[cell.act], faults=FaultPlan(*strikes.faults) if strikes else None)
        perform(here.world, "xero.turn_switches", idempotency_seconds=cell.window)
        if strikes and cell.clock is Clock.WRONG:
            here.clock.jump(cell.seconds)
        with here.process(Points(at_each=strikes.at_each) if strikes else Points()) as house:
            (connection,) = house.container.storage().connections.all()
            here.clock.advance(1)  # a clock that stands still would not tell before from after
            match cell.act:
                case Act.PERSON:
                    _a_person(house, here.firm.tenant_id, connection)
                case Act.PAYMENTS:
                    _a_part_of_each(here)
                case _:
                    _two_bills(here, BILLED[cell.act])
            for seconds in (1, A_DAY_SECONDS):
                here.clock.advance(seconds)
                until_read(house, connection, here.clock.now())


class _Strikes:
    """Lets the write meet its trouble, and the clock err, at the points where the cell says so."""

    def __init__(self, installation: BillingInstallation, cell: Cell) -> None:
        self._here, self._cell = installation, cell
        self._write = WRITES[cell.act]
        self._tries = 0
        self._looks = 0
        self._has_jumped = cell.clock is Clock.WRONG

    @property
    def faults(self) -> tuple[Fault, ...]:
        write = self._write
        match self._cell.trouble:
            case Trouble.LOST:
                return (write.fault(FaultKind.LOST_AFTER),)
            case Trouble.ERROR | Trouble.ERROR_DONE as error:
                fault = write.fault(FaultKind.ERROR, carried_out=error is Trouble.ERROR_DONE)
                return (replace(fault, remembered=write.side == "xero"),)
            case _:
                return (write.fault(FaultKind.LATE, seconds=NEVER_SECONDS),)

    def at_each(self, _number: int, point: str) -> None:
        world, write = self._here.world, self._write
        name = f"{write.side} {write.method} {write.shown}"
        self._tries += point == f"before sending {name}"
        if not world.faults.strikes:
            return
        if not self._has_jumped:
            self._has_jumped = True
            move = self._here.clock.jump if self._cell.clock is Clock.SET else self._here.clock.sleep
            move(self._cell.seconds)
        self._looks += point.startswith(f"answered {write.side} GET {LOOKED_AT[self._cell.act]}")
        lands = {
            Trouble.LATE_AFTER_LOOK: self._looks > 0,
            Trouble.LATE_BEFORE_REPEAT: self._tries > 1,
            Trouble.LATE_AFTER_REPEAT: self._tries > 1 and point == f"answered {name}",
        }
        if lands.get(self._cell.trouble):
            world.hurry()


def _end_state(canon: Canon) -> Canon:
    """Without how we came to know: from the answer, by a look, or because the repeat was refused."""
    told = ("story", "writes done")
    evidence = re.compile(r'"evidence": {"code": "(created-by-us|our-mark)", "facts": {[^}]*}')
    return {
        part: [evidence.sub('"evidence": {"code": "ours"', line) for line in lines]
        for part, lines in canon.items()
        if part not in told
    }


def _two_bills(here: BillingInstallation, emails: tuple[str, ...]) -> None:
    """Somebody issues them in Hubflo."""
    people, organization_id = AtHand(here.world), here.firm.organization_id
    contacts = people.records("hubflo")[organization_id]["contacts"]
    ids = {contact["email"]: contact_id for contact_id, contact in contacts.items()}
    for email in emails:
        line = {"title": "Advice", "quantity": "1", "unit_price_excluding_tax": "450.00", "vat": "20"}
        people.act(
            "hubflo.add_invoice",
            organization_id=organization_id,
            title=f"Advice for {email}",
            recipient_id=ids[email],
            custom_issued_at=ISSUED_ON,
            payment_deadline_days=TAKES_YEARS,
            lines=[line],
            issue=True,
        )


def _a_part_of_each(here: BillingInstallation) -> None:
    """Every client pays a part by card."""
    people, organization_id = AtHand(here.world), here.firm.organization_id
    for invoice_id in [*people.records("hubflo")[organization_id]["invoices"]]:
        people.act(
            "hubflo.pay_invoice",
            organization_id=organization_id,
            invoice_id=invoice_id,
            amount=PART,
            method="bank_card",
        )


def _a_person(house: House, tenant_id: str, connection: Connection) -> None:
    """The accountant adds a customer in Xero, and somebody imports."""
    perform(
        house.world,
        "xero.add_contact",
        tenant_id=tenant_id,
        Name="Nadia Kerr",
        FirstName="Nadia",
        LastName="Kerr",
        EmailAddress="nadia@kerr.example",
        IsCustomer=True,
    )
    house.container.importing().ask(connection.id, RequestKind.IMPORT, actor="person:owner")
