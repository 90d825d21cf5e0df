"""What a clerk has before it when it chooses the next unit of work."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from domain.connection import ConnectionState
from domain.dispatch import Act, OpenElement
from domain.ids import LedgerContactId
from domain.invoice import InvoiceId
from domain.invoice_record import Step
from domain.outage import Side
from domain.payment_record import PaymentStep
from domain.request import Request
from domain.scan import Scan, ScanKind
from domain.settings import Rhythm


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """A decided contact that may be acted on, and what acting on it occupies."""

    contact_id: LedgerContactId
    subjects: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class InvoiceLoad:
    """What is to be done for invoices. Lists are bounded.

    `are_sent` is whether this connection sends invoices at all. `agenda` holds for each step the invoices
    whose time has come, `since` for some of them since when the first one waits, `unseen` ids of which
    nothing is known. `nudged` is whether deliveries lie there that nobody took. `changes` are invoices with
    a named write to do. `customers_since` is since when the newest invoice waits for a customer that must
    be created.
    Of the ledger's settings `books_read_at` says when they were read, `books_wanted_at` when somebody
    wanted newer ones, `books_hold` whether something is held by them and `held_read_at` when the parts
    were read that it is held by. `walk_wanted_at` and `documents_wanted_at` are when a nudge asked to look
    again. `hooks_due` is whether a webhook of the portal must be made, removed or looked after. `batch` is
    how many go into one write at most, `fewer_at_once` of which kind fewer do for a while. `payments` holds
    for each step of theirs the invoices whose time has come, `payments_since` since when the first payment
    is ready to be posted and `payments_due_at` until when the first of those waits that are not due yet.
    `relinked_at` is when a rebuild had linked everything again.
    """

    are_sent: bool = False
    agenda: Mapping[Step, tuple[InvoiceId, ...]] = field(default_factory=dict)
    since: Mapping[Step, datetime] = field(default_factory=dict)
    unseen: tuple[InvoiceId, ...] = ()
    next_due_at: datetime | None = None
    nudged: bool = False
    changes: tuple[InvoiceId, ...] = ()
    customers_since: datetime | None = None
    books_read_at: datetime | None = None
    books_wanted_at: datetime | None = None
    books_hold: bool = False
    held_read_at: datetime | None = None
    walk_wanted_at: datetime | None = None
    documents_wanted_at: datetime | None = None
    hooks_due: bool = False
    relinked_at: datetime | None = None
    payments: Mapping[PaymentStep, tuple[InvoiceId, ...]] = field(default_factory=dict)
    payments_due_at: datetime | None = None
    payments_since: datetime | None = None
    batch: int = 50
    fewer_at_once: Mapping[Act, int] = field(default_factory=dict)

    def at_once(self, act: Act) -> int:
        """How many go into one write."""
        return min(self.batch, self.fewer_at_once.get(act, self.batch))


NO_INVOICES = InvoiceLoad()


@dataclass(frozen=True, slots=True, kw_only=True)
class Workload:
    """All that decides what comes next. Lists are bounded: their first few entries are enough.

    `wanted` counts the causes to look whose traces are here: who leaves with it has overlooked none.
    `latest` holds the newest scan of each kind, `finished` the newest finished one. `undecided` is
    counted no further than to one more than few. `to_look_up` are undecided contacts (when they are
    few) that the portal was not asked for lately. `closed` says until when a side is not to be called,
    `outages` which of them the books hold, `spent` until when a day's limit of a side has its reserve left
    alone, `crowded` until when a side has no room for what can wait.
    `busy` are subjects of units in flight.
    """

    state: ConnectionState
    time_zone: str
    rhythm: Rhythm
    wanted: int = 0
    distrusted_at: datetime | None = None
    elements: tuple[OpenElement, ...] = ()
    latest: Mapping[ScanKind, Scan] = field(default_factory=dict)
    finished: Mapping[ScanKind, Scan] = field(default_factory=dict)
    requests: tuple[Request, ...] = ()
    undecided: int = 0
    to_look_up: tuple[LedgerContactId, ...] = ()
    due: tuple[Due, ...] = ()
    next_due_at: datetime | None = None
    closed: Mapping[Side, datetime] = field(default_factory=dict)
    outages: frozenset[Side] = frozenset()
    spent: Mapping[Side, datetime] = field(default_factory=dict)
    crowded: Mapping[Side, datetime] = field(default_factory=dict)
    busy: frozenset[str] = frozenset()
    invoices: InvoiceLoad = NO_INVOICES
