"""What is to be read of both sides for invoices, and whether enough is known to decide: pure, from state."""

from datetime import datetime, timedelta

from domain.conditions import distrusts, is_calm, is_open, next_night, unfinished
from domain.connection import ConnectionState
from domain.invoice_record import Step
from domain.outage import Side
from domain.payment_record import PaymentStep
from domain.scan import INVOICE_WALKS, ScanKind
from domain.units import KeepHooks, ReadBooks, ReadPage, Unit
from domain.workload import Workload

SENDING, CUSTOMERS, CHANGING = "sending", "customers", "changing"
PROVING, DECIDING, LOOKING, RELINKING = "proving", "deciding-invoices", "looking", "relinking"
DECIDING_PAYMENTS, POSTING = "deciding-payments", "posting"
BOOKS, NUDGES, HOOKS = "books", "nudges", "hooks"
"""What units occupy besides their invoices. There is one of each at a time: so batches come by themselves."""

GAP = timedelta(minutes=15)
"""How long nobody may have looked at the portal's invoices before all of them are read again."""


def read_books(load: Workload, now: datetime) -> Unit | None:
    """All of them before something is decided or written; for what is held only the parts that hold it."""
    if BOOKS in load.busy or not is_open(load, Side.LEDGER, now):
        return None
    wanted = any(load.invoices.agenda.get(step) for step in (Step.DECIDE, Step.CONTACT, Step.SEND))
    wanted |= any(load.invoices.payments.get(step) for step in (PaymentStep.DECIDE, PaymentStep.POST))
    if _are_wanted(load) or ((wanted or load.invoices.changes) and are_stale(load, now)):
        return ReadBooks()
    due = held_due_at(load)
    return ReadBooks(only_held=True) if due is not None and due <= now else None


def held_due_at(load: Workload) -> datetime | None:
    """When it is looked again whether what the ledger's settings hold may go."""
    if not load.invoices.books_hold or load.state is not ConnectionState.LIVE:
        return None
    read = [at for at in (load.invoices.held_read_at, load.invoices.books_read_at) if at is not None]
    return max(read) + load.rhythm.books_fresh if read else None


def walk_on(load: Workload, now: datetime) -> Unit | None:
    """The next page of a walk that was begun: what is read of it then goes on together."""
    if not is_calm(load, Side.PORTAL, now):
        return None
    for scan in unfinished(load, INVOICE_WALKS):
        if scan.kind not in load.busy and (scan.not_before is None or scan.not_before <= now):
            return ReadPage(kind=scan.kind, begin=False)
    return None


def walk(load: Workload, now: datetime) -> Unit | None:
    """The list of what is issued and that of what is paid at every interval, all invoices in the night."""
    if not is_calm(load, Side.PORTAL, now):
        return None
    left = {scan.kind for scan in unfinished(load, INVOICE_WALKS)}
    for kind in reversed(INVOICE_WALKS):
        if kind not in load.busy | left and _wants_walk(load, kind, now):
            return ReadPage(kind=kind, begin=True)
    return None


def _wants_walk(load: Workload, kind: ScanKind, now: datetime) -> bool:
    last = load.latest.get(kind)
    if kind is ScanKind.PORTAL_INVOICES:
        return _wants_all(load, now)
    if last is None:
        return True
    if load.state is not ConnectionState.LIVE:
        return False
    wanted = load.invoices.walk_wanted_at
    return last.started_at + load.rhythm.walk_every <= now or (
        wanted is not None and wanted > last.started_at
    )


def _wants_all(load: Workload, now: datetime) -> bool:
    """Nightly, and after nobody looked for a while: what was cancelled meanwhile is in no other list."""
    last, issued = load.latest.get(ScanKind.PORTAL_INVOICES), load.finished.get(ScanKind.PORTAL_ISSUED)
    if load.state is not ConnectionState.LIVE or issued is None:
        return False
    if last is None or next_night(load, last) <= now:
        return True
    return issued.started_at + GAP < now and last.started_at < issued.started_at + GAP


def documents(load: Workload, now: datetime) -> Unit | None:
    """What changed among the ledger's documents: at every interval, and when a nudge says so."""
    kind = ScanKind.LEDGER_DOCUMENTS
    if kind in load.busy or not is_calm(load, Side.LEDGER, now):
        return None
    last = load.latest.get(kind)
    if last is not None and last.finished_at is None:
        due = last.not_before is None or last.not_before <= now
        return ReadPage(kind=kind, begin=False) if due else None
    if last is None or distrusts(load, kind):
        return ReadPage(kind=kind, begin=True)
    if load.state is not ConnectionState.LIVE:
        return None
    wanted = load.invoices.documents_wanted_at
    due = last.started_at + load.rhythm.documents_every <= now
    return ReadPage(kind=kind, begin=True) if due or (wanted and wanted > last.started_at) else None


def open_documents(load: Workload, now: datetime) -> Unit | None:
    """Nightly those of ours that are not at their end: what changed unnoticed shows here."""
    kind = ScanKind.LEDGER_OPEN
    if kind in load.busy or load.state is not ConnectionState.LIVE or not is_calm(load, Side.LEDGER, now):
        return None
    last = load.latest.get(kind)
    if last is not None and last.finished_at is None:
        due = last.not_before is None or last.not_before <= now
        return ReadPage(kind=kind, begin=False) if due else None
    if last is None:
        return ReadPage(kind=kind, begin=True) if knows_ledger(load) else None
    return ReadPage(kind=kind, begin=True) if next_night(load, last) <= now else None


def keep_hooks(load: Workload, now: datetime) -> Unit | None:
    """They only make things faster, so everything else comes first."""
    if not load.invoices.hooks_due or HOOKS in load.busy or load.state is not ConnectionState.LIVE:
        return None
    return KeepHooks() if is_calm(load, Side.PORTAL, now) else None


def are_stale(load: Workload, now: datetime) -> bool:
    """Whether the ledger's settings must be read before anything rests on them."""
    read = load.invoices.books_read_at
    return read is None or read + load.rhythm.books_fresh <= now or _are_wanted(load)


def _are_wanted(load: Workload) -> bool:
    """Whether the ledger refused something since its settings were read: they may say why."""
    read, wanted = load.invoices.books_read_at, load.invoices.books_wanted_at
    return wanted is not None and (read is None or wanted > read)


def knows_ledger(load: Workload) -> bool:
    """Whether contacts and documents of the ledger were read whole once: evidence is looked for there."""
    return ScanKind.LEDGER_ALL in load.finished and ScanKind.LEDGER_DOCUMENTS in load.finished
