"""What may go wrong with a write: rows and columns of the tables in `docs/reliability.md`."""

from collections.abc import Iterable
from dataclasses import dataclass

from adapters.hubflo.settings import DEFAULTS as HUBFLO
from adapters.sandbox.faults import Fault, FaultKind, Side
from adapters.xero.settings import XeroSettings
from domain.settings import Rhythm

GIVE_UP = HUBFLO.give_up_seconds
GIVE_UP_XERO = XeroSettings().give_up_seconds
ABSENCE = Rhythm().absence_wait.total_seconds()
COUNTS_FROM = GIVE_UP + ABSENCE
"""Seconds after a write was recorded from which its absence counts."""

CONTACTS, COMPANIES, CONTACT = r"/contacts$", r"/companies$", r"/contacts/[^/]+$"

CHANGE = "/api/v2/contacts/{id}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Write:
    """The `nth` request of that kind in an undisturbed run; `has_key`: its side refuses a second one."""

    name: str
    method: str
    path: str
    nth: int
    shown: str
    creates: bool
    has_key: bool = False
    is_first: bool = True
    side: Side = "hubflo"

    @property
    def can_be_twice(self) -> bool:
        """Whether a second one would stand beside the first."""
        return self.creates and not self.has_key

    @property
    def give_up(self) -> float:
        """Seconds after which no answer to it is waited for any more."""
        return GIVE_UP_XERO if self.side == "xero" else GIVE_UP

    @property
    def counts_from(self) -> float:
        """Seconds after it was recorded from which its absence counts."""
        return self.give_up + ABSENCE

    @property
    def point(self) -> str:
        """The point before its first byte."""
        return f"before sending {self.side} {self.method} {self.shown}"

    def fault(self, kind: FaultKind, *, seconds: float = 0.0, carried_out: bool = False) -> Fault:
        """The fault that strikes it."""
        return Fault(
            kind=kind,
            side=self.side,
            method=self.method,
            path=self.path,
            nth=self.nth,
            seconds=seconds,
            carried_out=carried_out,
        )


WRITES = (
    Write(
        name="create a company", method="POST", path=COMPANIES, nth=1, shown="/api/v2/companies", creates=True
    ),
    Write(
        name="create a person", method="POST", path=CONTACTS, nth=1, shown="/api/v2/contacts", creates=True
    ),
    Write(name="fill a linked person", method="PATCH", path=CONTACT, nth=1, shown=CHANGE, creates=False),
    Write(
        name="bring a change over",
        method="PATCH",
        path=CONTACT,
        nth=3,
        shown=CHANGE,
        creates=False,
        is_first=False,
    ),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Trouble:
    """One way in which a write goes wrong. `is_excluded` is false where an alarm is all that we can do."""

    name: str
    kind: FaultKind
    seconds: float = 0.0
    carried_out: bool = False
    is_excluded: bool = True

    def of(self, write: Write) -> Fault:
        """The fault that does it to that write."""
        return write.fault(self.kind, seconds=self.seconds, carried_out=self.carried_out)

    def leaves_a_twin_of(self, write: Write) -> bool:
        """Whether an alarm is all that we can do about it there."""
        return not self.is_excluded and write.can_be_twice


def troubles(give_up: float, limit: FaultKind, slow: float) -> tuple[Trouble, ...]:
    """All of them, where we give up after so many seconds, and `slow` ones are longer than we wait."""
    counts_from = give_up + ABSENCE
    return (
        Trouble(name="lost on the way there", kind=FaultKind.LOST_BEFORE),
        Trouble(name="connection refused", kind=FaultKind.REFUSED),
        Trouble(name="carried out, answer lost", kind=FaultKind.LOST_AFTER),
        Trouble(name="carried out, answer cut", kind=FaultKind.CUT),
        Trouble(name="500, not carried out", kind=FaultKind.ERROR),
        Trouble(name="500, carried out", kind=FaultKind.ERROR, carried_out=True),
        Trouble(name="429", kind=limit),
        Trouble(name="slow, answered after we stopped waiting", kind=FaultKind.SLOW, seconds=slow),
        Trouble(name="lands late, after the first look", kind=FaultKind.LATE, seconds=5.0),
        Trouble(name="lands late, when we give up", kind=FaultKind.LATE, seconds=give_up),
        Trouble(name="lands late, just before absence counts", kind=FaultKind.LATE, seconds=counts_from - 1),
        Trouble(
            name="lands late, after absence counted",
            kind=FaultKind.LATE,
            seconds=counts_from + 60,
            is_excluded=False,
        ),
    )


def without_answer(every: Iterable[Trouble]) -> list[Trouble]:
    """Those of which a process that dies meanwhile learns nothing."""
    kinds = (FaultKind.LOST_BEFORE, FaultKind.LOST_AFTER, FaultKind.LATE)
    return [trouble for trouble in every if trouble.is_excluded and trouble.kind in kinds]


TROUBLES = troubles(GIVE_UP, FaultKind.LIMIT, slow=40.0)
TROUBLES_OF_XERO = troubles(GIVE_UP_XERO, FaultKind.LIMIT_MINUTE, slow=170.0)
NO_ANSWER = without_answer(TROUBLES)

BILLS, ONE_BILL, NOTICE = r"/Invoices$", r"/invoices/[^/]+$", r"/payment-notice$"

BILLING_WRITES = (
    Write(
        name="create customers",
        method="PUT",
        path=r"/Contacts$",
        nth=1,
        shown="/api.xro/2.0/Contacts",
        creates=True,
        has_key=True,
        side="xero",
    ),
    Write(
        name="create invoices",
        method="PUT",
        path=BILLS,
        nth=1,
        shown="/api.xro/2.0/Invoices",
        creates=True,
        has_key=True,
        side="xero",
    ),
    Write(
        name="create invoices of new customers",
        method="PUT",
        path=BILLS,
        nth=2,
        shown="/api.xro/2.0/Invoices",
        creates=True,
        has_key=True,
        side="xero",
    ),
    Write(
        name="set a number by command",
        method="POST",
        path=BILLS,
        nth=1,
        shown="/api.xro/2.0/Invoices",
        creates=False,
        side="xero",
    ),
    Write(
        name="write the link back",
        method="PATCH",
        path=ONE_BILL,
        nth=2,
        shown="/api/v2/invoices/{id}",
        creates=False,
    ),
    Write(
        name="create payments",
        method="PUT",
        path=r"/Payments$",
        nth=1,
        shown="/api.xro/2.0/Payments",
        creates=True,
        side="xero",
    ),
    Write(
        name="approve for being paid",
        method="POST",
        path=BILLS,
        nth=2,
        shown="/api.xro/2.0/Invoices",
        creates=False,
        side="xero",
    ),
    Write(
        name="remove what was cancelled",
        method="POST",
        path=BILLS,
        nth=3,
        shown="/api.xro/2.0/Invoices",
        creates=False,
        side="xero",
    ),
    Write(
        name="record a payment in Hubflo",
        method="POST",
        path=NOTICE,
        nth=1,
        shown="/api/v2/invoices/{id}/payment-notice",
        creates=True,
    ),
)


def troubles_of(write: Write) -> tuple[Trouble, ...]:
    """What may go wrong with it."""
    return TROUBLES_OF_XERO if write.side == "xero" else TROUBLES
