"""What is most urgent for the invoices of a connection, and when to look again: pure, from state alone."""

from collections.abc import Callable, Iterable
from datetime import datetime

from domain.conditions import is_awake, is_open, may_act, next_night, unfinished
from domain.connection import ConnectionState
from domain.dispatch import Act, ElementState, OpenElement, landed_by, may_land
from domain.gathering import (
    HARDLY_WAITS,
    MANY,
    PAST_A_MINUTE,
    WAITS_FOR_FEW,
    WAITS_FOR_MANY,
    gathers,
)
from domain.invoice import InvoiceId
from domain.invoice_reading import (
    CHANGING,
    CUSTOMERS,
    DECIDING,
    LOOKING,
    NUDGES,
    PROVING,
    SENDING,
    are_stale,
    documents,
    held_due_at,
    keep_hooks,
    knows_ledger,
    open_documents,
    read_books,
    walk,
    walk_on,
)
from domain.invoice_record import Step, subject_of_invoice
from domain.outage import Side
from domain.payment_work import decide_payments, post_payments, record_payment
from domain.scan import INVOICE_WALKS, LEDGER_SCANS, ScanKind
from domain.units import (
    ChangeDocuments,
    CreateCustomers,
    DecideInvoices,
    LinkInvoice,
    LookForDocuments,
    Prove,
    ReadInvoice,
    ReadPage,
    SendDocuments,
    SettleDispatch,
    TakeNudges,
    Unit,
)
from domain.workload import Workload

LEDGER_ACTS = frozenset({Act.CREATE_DOCUMENT, Act.CREATE_CUSTOMER, Act.CHANGE_DOCUMENT, Act.CREATE_PAYMENT})
"""Acts whose outcome is looked for in the ledger, a whole dispatch at a time."""

GATHERED = (Step.CONTACT, Step.SEND, Step.PROVE)
"""Steps of which one call does many at once."""

_AT_ONCE = 50
_LOOKED_AT_ONCE = 100


def settle_dispatch(load: Workload, now: datetime) -> SettleDispatch | None:
    """The first dispatch to the ledger with an element to look for."""
    for found in load.elements:
        element = found.element
        if element.act not in LEDGER_ACTS or element.look_at is None or element.look_at > now:
            continue
        if element.state is ElementState.DISPATCHED:
            continue
        subjects = frozenset(
            one.element.subject for one in load.elements if one.dispatch_id == found.dispatch_id
        )
        if not subjects & load.busy:
            return SettleDispatch(dispatch_id=found.dispatch_id, act=element.act, subjects=subjects)
    return None


def next_invoice_unit(load: Workload, now: datetime) -> Unit | None:
    """The most urgent unit for invoices that may start now, or None."""
    if not (is_awake(load) and load.invoices.are_sent):
        return None
    for choose in _ORDER:
        unit = choose(load, now)
        if unit is not None:
            return unit
    return None


def portal_times(load: Workload) -> list[datetime]:
    """When invoices are due that wait for the portal, or for a call that is not full."""
    invoices = load.invoices
    if not invoices.are_sent:
        return []
    times = [at for at in (invoices.next_due_at, invoices.payments_due_at) if at is not None]
    waits = (HARDLY_WAITS, WAITS_FOR_FEW, WAITS_FOR_MANY, PAST_A_MINUTE)
    begun = [*invoices.since.values()]
    begun += [invoices.payments_since] if invoices.payments_since is not None else []
    return [*times, *(since + wait for since in begun for wait in waits)]


def portal_reading_times(load: Workload) -> list[datetime]:
    """When the portal's invoices are walked through by themselves."""
    if not load.invoices.are_sent:
        return []
    times = [scan.not_before for scan in unfinished(load, INVOICE_WALKS) if scan.not_before is not None]
    last = load.latest.get(ScanKind.PORTAL_ISSUED)
    if load.state is ConnectionState.LIVE and last is not None:
        times.append(last.started_at + load.rhythm.walk_every)
    return times


def ledger_times(load: Workload) -> list[datetime]:
    """When it is looked again whether something that is held may go, or a change that had to wait."""
    if not load.invoices.are_sent:
        return []
    changed = {subject_of_invoice(one) for one in load.invoices.changes}
    landed = [
        landed_by(one, load.rhythm.absence_wait) for one in load.elements if one.element.subject in changed
    ]
    due = held_due_at(load)
    return [*landed, due] if due is not None else landed


def ledger_reading_times(load: Workload) -> list[datetime]:
    """When the ledger's documents are read by themselves."""
    last = load.latest.get(ScanKind.LEDGER_DOCUMENTS)
    if not load.invoices.are_sent or load.state is not ConnectionState.LIVE or last is None:
        return []
    times = [last.started_at + load.rhythm.documents_every]
    open_ones = load.latest.get(ScanKind.LEDGER_OPEN)
    return [*times, next_night(load, open_ones)] if open_ones is not None else times


def _take_nudges(load: Workload, _now: datetime) -> Unit | None:
    return TakeNudges() if load.invoices.nudged and NUDGES not in load.busy else None


def _decide(load: Workload, now: datetime) -> Unit | None:
    if DECIDING in load.busy or are_stale(load, now) or not knows_ledger(load):
        return None
    ids = _free(load, Step.DECIDE, _AT_ONCE)
    return DecideInvoices(ids=ids) if ids else None


def _send(load: Workload, now: datetime) -> Unit | None:
    if SENDING in load.busy or not _may_write(load, now):
        return None
    most = load.invoices.at_once(Act.CREATE_DOCUMENT)
    ids = _free(load, Step.SEND, most)
    waits = len(ids) < most and _gathers(load, now, Step.SEND, Step.READ, Step.DECIDE)
    return SendDocuments(ids=ids) if ids and not waits else None


def _create(load: Workload, now: datetime) -> Unit | None:
    """Customers are created after the ledger's changes were read once more: it may have them by now."""
    most = min(_AT_ONCE, load.invoices.at_once(Act.CREATE_CUSTOMER))
    ids = _free(load, Step.CONTACT, most)
    if not ids or CUSTOMERS in load.busy or not _may_write(load, now):
        return None
    if len(ids) < most and _gathers(load, now, Step.CONTACT, Step.READ, Step.DECIDE):
        return None
    wanted = load.invoices.customers_since
    starts = [scan.started_at for kind in LEDGER_SCANS if (scan := load.finished.get(kind))]
    if wanted is not None and max(starts) >= wanted:
        return CreateCustomers(ids=ids)
    return _pull(load)


def _pull(load: Workload) -> Unit | None:
    """The ledger's changes, page by page, ahead of everything that can wait."""
    if any(kind in load.busy for kind in LEDGER_SCANS):
        return None
    left = unfinished(load, LEDGER_SCANS)
    if left:
        return ReadPage(kind=left[0].kind, begin=False, urgent=True)
    return ReadPage(kind=ScanKind.LEDGER_CHANGES, begin=True, urgent=True)


def _change(load: Workload, now: datetime) -> Unit | None:
    if CHANGING in load.busy or not _may_write(load, now):
        return None
    # Nothing is sent for a document beside what is not settled, or while a twin of it may still land: what
    # could land late is refused as long as the number that it carries is not given away.
    wait = load.rhythm.absence_wait
    open_subjects = {one.element.subject for one in load.elements if may_land(one, now, wait)}
    free = _not_busy(load, load.invoices.changes)
    ids = tuple(one for one in free if subject_of_invoice(one) not in open_subjects)
    ids = ids[: load.invoices.at_once(Act.CHANGE_DOCUMENT)]
    return ChangeDocuments(ids=ids) if ids else None


def prove(load: Workload, now: datetime) -> Unit | None:
    """Read back what was created, many at once."""
    if PROVING in load.busy or not is_open(load, Side.LEDGER, now):
        return None
    ids = _free(load, Step.PROVE, _LOOKED_AT_ONCE)
    waits = len(ids) < _LOOKED_AT_ONCE and _gathers(load, now, Step.PROVE, *_BEFORE_PROOF)
    return Prove(ids=ids) if ids and not waits else None


def _link(load: Workload, now: datetime) -> Unit | None:
    if not (is_open(load, Side.PORTAL, now) and may_act(load)):
        return None
    ids = _free(load, Step.LINK, 1)
    return LinkInvoice(invoice_id=ids[0]) if ids else None


def _read(load: Workload, now: datetime) -> Unit | None:
    if not is_open(load, Side.PORTAL, now):
        return None
    ids = _free(load, Step.READ, 1) or _not_busy(load, load.invoices.unseen)
    return ReadInvoice(invoice_id=ids[0]) if ids else None


def look(load: Workload, now: datetime) -> Unit | None:
    """Ask the ledger for the documents that the portal names."""
    if LOOKING in load.busy or not is_open(load, Side.LEDGER, now):
        return None
    ids = _free(load, Step.LOOK, _LOOKED_AT_ONCE)
    return LookForDocuments(ids=ids) if ids else None


_BEFORE_PROOF = (Step.READ, Step.DECIDE, Step.CONTACT, Step.SEND)

_ORDER: tuple[Callable[[Workload, datetime], Unit | None], ...] = (
    _take_nudges,
    read_books,
    _decide,
    _send,
    _create,
    _change,
    decide_payments,
    post_payments,
    record_payment,
    prove,
    _link,
    walk_on,
    _read,
    look,
    documents,
    walk,
    open_documents,
    keep_hooks,
)
"""The nearer to a write that a client waits for, the sooner."""


def _may_write(load: Workload, now: datetime) -> bool:
    fresh = not are_stale(load, now)
    return is_open(load, Side.LEDGER, now) and may_act(load) and fresh and knows_ledger(load)


def _gathers(load: Workload, now: datetime, step: Step, *before: Step) -> bool:
    """Whether others will soon be at that step too, and its first has not waited for them long enough.

    A few hardly wait for a few: who issues one invoice after the other wants each at once, and the last
    of a thousand need not go one by one.
    """
    coming = sum(len(load.invoices.agenda.get(one, ())) for one in before) + len(load.invoices.unseen)
    here = len(load.invoices.agenda.get(step, ()))
    if step is Step.PROVE and coming >= MANY:
        since = load.invoices.since.get(step)
        return since is not None and now < since + PAST_A_MINUTE
    if not is_open(load, Side.PORTAL, now):
        return False
    return gathers(now, coming, here=here, since=load.invoices.since.get(step))


def _free(load: Workload, step: Step, most: int) -> tuple[InvoiceId, ...]:
    return _not_busy(load, load.invoices.agenda.get(step, ()))[:most]


def _not_busy(load: Workload, ids: Iterable[InvoiceId]) -> tuple[InvoiceId, ...]:
    return tuple(one for one in ids if subject_of_invoice(one) not in load.busy)


def is_for_portal(found: OpenElement) -> bool:
    """Whether an element is looked for in the portal, one at a time."""
    return found.element.act not in LEDGER_ACTS
