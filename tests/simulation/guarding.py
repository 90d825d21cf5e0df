"""For each guard a story that goes well with it and goes wrong without it."""

from collections.abc import Mapping
from dataclasses import replace

from dependency_injector import providers

from adapters.sandbox.faults import Fault, FaultKind
from adapters.xero.settings import XeroSettings
from tests.simulation.outcome import Ending
from tests.simulation.play import Weaken
from tests.simulation.story import Act, Beat, Issue, Line, Numbers, Stop, Story, Trouble, What
from tests.simulation.telling import KNOWN
from tests.simulation.weakened import GUARDS as OF_INVOICES
from tests.simulation.weakened_payments import OF_PAYMENTS
from tests.support.house import House

_READ_DOCUMENTS, _AFTER_A_CALL = "answered xero GET /api.xro/2.0/Invoices", "after commit of budgets._change"
_LINK_WRITTEN = "carried out hubflo PATCH /api/v2/invoices/{id}"
GUARDS: Mapping[str, Weaken] = {**OF_INVOICES, **OF_PAYMENTS}
"""What is taken out, by the name of the guard."""
MANY = 64
"""More than Xero takes in a minute."""

_EXPIRES = Fault(kind=FaultKind.EXPIRED_TOKEN, side="xero", method="GET", path="/Invoices$")
_WEBSITE = Issue(title="Website", to=KNOWN[0], lines=(Line(price="450.00"),))


def _fault(kind: FaultKind, seconds: float = 0.0) -> Trouble:
    return Trouble(fault=Fault(kind=kind, side="xero", method="PUT", path="/Invoices$", seconds=seconds))


def _story(*what: What, numbers: Numbers = "placeholder") -> Story:
    """What goes wrong is ready before the invoice is issued. No key hides what is sent twice."""
    ready = [one for one in what if not isinstance(one, Issue)]
    issued = [one for one in what if isinstance(one, Issue)] or [_WEBSITE]
    beats = [Beat(at=0.0, what=one) for one in (*ready, *issued)]
    return Story(seed=0, numbers=numbers, switches={"idempotency_seconds": 0}, beats=tuple(beats))


def _of_payments(kind: FaultKind, seconds: float = 0.0) -> Trouble:
    return Trouble(fault=Fault(kind=kind, side="xero", method="PUT", path="/Payments$", seconds=seconds))


def _paid(*beats: Beat) -> Story:
    """A part of it is paid by card, once it is known that it was approved."""
    part = {"part": "0.3", "method": "bank_card"}
    usual = (
        Beat(at=0.0, what=_WEBSITE),
        Beat(at=0.0, what=Act(name="approve", title="Website")),
        Beat(at=351.0, what=Act(name="pay", title="Website", details=part)),
    )
    in_order = tuple(sorted((*usual, *beats), key=lambda beat: beat.at))
    return Story(seed=0, switches={"idempotency_seconds": 0}, beats=in_order)


STORIES: Mapping[str, Story] = {
    # Killed while nobody knows what became of the request, which lands after the next look.
    "the record before sending": _story(
        _fault(FaultKind.LATE, 60.0), Stop(point="before commit of sending.send_batch"), numbers="ledger"
    ),
    "the look before a repeat": _story(_fault(FaultKind.LOST_AFTER), numbers="ledger"),
    "the wait before absence counts": _story(_fault(FaultKind.LATE, 300.0), numbers="ledger"),
    "the fence": _story(Stop(point="carried out xero PUT /api.xro/2.0/Invoices")),
    # One stands still with what it read in Xero; the other one reads that the document was approved since.
    "the refusal of an older fence": Story(
        seed=0,
        beats=(
            Beat(at=0.0, what=_WEBSITE),
            Beat(at=200.0, what=Stop(point=_AFTER_A_CALL, after=_READ_DOCUMENTS, sleeps=3000.0)),
            Beat(at=1500.0, what=Act(name="approve", title="Website")),
        ),
    ),
    # One stands still before it sends; the other counts the absence meanwhile, and sends.
    "the check before the first byte": _story(
        Stop(point="after commit of send_documents._prepare", sleeps=3000.0), numbers="ledger"
    ),
    "the unique number": _story(_fault(FaultKind.LATE, 300.0)),
    "the budget": _story(*(replace(_WEBSITE, title=f"Part {number}") for number in range(1, MANY + 1))),
    "the release of holds": Story(
        seed=0,
        beats=(
            Beat(at=0.0, what=Act(name="archive the account")),
            Beat(at=0.0, what=_WEBSITE),
            Beat(at=60.0, what=Act(name="restore the account")),
        ),
    ),
    "reading before the link is written": _story(
        Act(name="another tool's reference", title="Website", details={"text": "SAGE-17"})
    ),
    "reading after the link is written": _story(
        Act(name="a reference over ours", title="Website", details={"text": "SAGE-17"}, point=_LINK_WRITTEN)
    ),
    # Matched from the bank in a moment that no list has shown yet.
    "reading the balance before a payment": _paid(
        Beat(at=350.0, what=Act(name="match", title="Website", details={"part": "0.5"})),
    ),
    "the look before a payment is repeated": _paid(
        Beat(at=0.0, what=_of_payments(FaultKind.LOST_AFTER)),
    ),
    # It lands when its repeat is there: two, of which somebody must be told. Its token is fresh until then.
    "the look for twins of a payment": _paid(
        Beat(at=340.0, what=Trouble(fault=_EXPIRES)),
        Beat(at=0.0, what=_of_payments(FaultKind.LATE, 1100.0)),
    ),
    "the wait before the absence of a payment counts": _paid(
        Beat(at=0.0, what=_of_payments(FaultKind.LATE, 300.0)),
    ),
}
"""By the name of the guard."""


def one_document_each(house: House) -> None:
    """A write holds one document, so that some invoices fill Xero's minute."""
    house.container.xero_settings.override(providers.Object(XeroSettings(batch=1)))


EITHER_WAY: Mapping[str, Weaken] = {"the budget": one_document_each}
"""How a story is played with the guard as well."""


def missed(guarded: Ending, bare: Ending) -> tuple[str, ...]:
    """What goes wrong in a story without a guard, and not with it.

    Also what nobody can exclude, if it is only so late for want of the guard.
    """
    if guarded.wrong:
        return ()
    return (*bare.wrong, *(bare.excepted.keys() - guarded.excepted.keys()))


def without(guard: str) -> Weaken:
    """How a story is played without it."""

    def weaken(house: House) -> None:
        if guard in EITHER_WAY:
            EITHER_WAY[guard](house)
        GUARDS[guard](house)

    return weaken
