"""Loads the state from which the next unit of work follows."""

from collections.abc import Mapping
from datetime import datetime

from domain.connection import ConnectionState
from domain.decision import Action
from domain.hold import Hold
from domain.ids import ConnectionId, LedgerContactId
from domain.invoice import InvoiceId
from domain.invoice_causes import PART_OF
from domain.invoice_record import Step
from domain.invoice_settings import invoice_settings_of
from domain.invoice_work import GATHERED
from domain.outage import Side, closed_until, subject_of
from domain.payment_record import PaymentStep
from domain.ports.ledger import LedgerTraits
from domain.ports.mirror import Kept
from domain.ports.store import Books
from domain.scan import PORTAL_SCANS, Scan, ScanKind
from domain.services import noted
from domain.services.keeping_hooks import due_hook
from domain.settings import Rhythm
from domain.workload import NO_INVOICES, Due, InvoiceLoad, Workload

_LOOK_AHEAD = 16
_AGENDA = 100


def load(
    books: Books,
    rhythm: Rhythm,
    now: datetime,
    *,
    busy: frozenset[str] = frozenset(),
    throttled: Mapping[Side, datetime] | None = None,
    spent: Mapping[Side, datetime] | None = None,
    crowded: Mapping[Side, datetime] | None = None,
    most: int = LedgerTraits().batch,
    hook_address: str = "",
) -> Workload:
    """The workload of the books' connection. `throttled` are sides that said when to come again,
    `spent` those that said so of all but unknown outcomes, `crowded` those that said so only of what can
    wait.

    `most` is how many documents one write to the ledger may hold, `hook_address` where webhooks post to.
    """
    connection = books.connection
    outages = _outages(books)
    undecided = books.ledger.undecided_count(at_most=rhythm.few + 1)
    finished = books.scans.latest_finished()
    return Workload(
        state=connection.state,
        time_zone=connection.time_zone,
        rhythm=rhythm,
        wanted=books.wanted,
        distrusted_at=connection.distrusted_at,
        elements=books.dispatches.open(),
        latest=books.scans.latest(),
        finished=finished,
        requests=books.requests.open(),
        undecided=undecided,
        to_look_up=_to_look_up(books, rhythm, finished, undecided, now),
        due=tuple(due_of(kept) for kept in books.ledger.due(_LOOK_AHEAD, now)),
        next_due_at=books.ledger.next_due_at(),
        closed=_closed(connection.id, outages, throttled or {}),
        spent=spent or {},
        crowded=crowded or {},
        outages=frozenset(outages),
        busy=busy,
        invoices=_invoices(books, now, most, hook_address),
    )


def _invoices(books: Books, now: datetime, most: int, hook_address: str) -> InvoiceLoad:
    """What is to be done for invoices; nothing is asked where none are sent."""
    if books.connection.state is ConnectionState.REBUILDING:
        return _rebuilt(books, now)
    if not invoice_settings_of(*books.settings.current()).are_sent:
        return NO_INVOICES
    changes = _changes(books)
    agenda = books.invoices.agenda(now, _AGENDA)
    since = {step: books.invoices.waiting_longest(step) for step in GATHERED if agenda.get(step)}
    return InvoiceLoad(
        are_sent=True,
        agenda=agenda,
        since={step: at for step, at in since.items() if at is not None},
        unseen=books.invoices.unseen(_LOOK_AHEAD),
        next_due_at=books.invoices.next_due_at(),
        nudged=bool(books.nudges.open(1)),
        changes=changes,
        customers_since=books.invoices.waiting_since(Step.CONTACT),
        books_read_at=noted.moment(books, noted.BOOKS_READ_AT),
        books_wanted_at=noted.moment(books, noted.BOOKS_WANTED_AT),
        books_hold=books.holds.has_code(PART_OF),
        held_read_at=noted.moment(books, noted.HELD_READ_AT),
        walk_wanted_at=noted.moment(books, noted.WALK_WANTED_AT),
        documents_wanted_at=noted.moment(books, noted.DOCUMENTS_WANTED_AT),
        hooks_due=due_hook(books, hook_address, now) is not None,
        payments=books.payments.agenda(now, _AGENDA),
        payments_due_at=books.payments.next_due_at(),
        payments_since=books.payments.waiting_longest(PaymentStep.POST),
        batch=most,
        fewer_at_once=noted.fewer_at_once(books),
    )


def _rebuilt(books: Books, now: datetime) -> InvoiceLoad:
    """Nothing is decided or sent, whatever is due otherwise: what is there already is looked for."""
    agenda = books.invoices.agenda(now, _AGENDA)
    return InvoiceLoad(
        agenda={step: agenda[step] for step in (Step.LOOK, Step.PROVE) if step in agenda},
        relinked_at=noted.moment(books, noted.RELINKED_AT),
    )


def _changes(books: Books) -> tuple[InvoiceId, ...]:
    """Invoices with a named write to do. Who is not proven yet waits: only what was can be untouched."""
    asked = tuple(dict.fromkeys(write.invoice_id for write in books.named_writes.open()))[:_AGENDA]
    records = books.invoices.many(asked)
    return tuple(one for one in asked if one not in records or records[one].step is not Step.PROVE)


def due_of(kept: Kept) -> Due:
    """What acting on a contact occupies: itself, its person, and its company, made already or not."""
    subjects = {f"contact:{kept.contact.id}"}
    decision = kept.decision
    if decision is not None and decision.company is not None:
        subjects.add(f"company:{decision.company.key or decision.company.id}")
    if decision is not None and decision.action is not Action.CREATE and decision.person_id:
        subjects.add(f"person:{decision.person_id}")
    return Due(contact_id=kept.contact.id, subjects=frozenset(subjects))


def _to_look_up(
    books: Books, rhythm: Rhythm, finished: Mapping[ScanKind, Scan], undecided: int, now: datetime
) -> tuple[LedgerContactId, ...]:
    """Undecided contacts to ask the portal about one by one: if few, and no fresh reading covers them."""
    if not 0 < undecided <= rhythm.few:
        return ()
    fresh_from = now - rhythm.portal_fresh
    scans = [finished.get(kind) for kind in PORTAL_SCANS]
    if all(scan is not None and scan.started_at >= fresh_from for scan in scans):
        return ()
    return tuple(
        kept.contact.id
        for kept in books.ledger.undecided(rhythm.few)
        if not kept.reasons and (kept.looked_up_at is None or kept.looked_up_at < fresh_from)
    )


def _outages(books: Books) -> dict[Side, Hold]:
    holds = books.holds.by_subject(subject_of(side) for side in Side)
    return {side: hold for side in Side if (hold := holds.get(subject_of(side))) is not None}


def _closed(
    connection_id: ConnectionId, outages: Mapping[Side, Hold], throttled: Mapping[Side, datetime]
) -> dict[Side, datetime]:
    closed = dict(throttled)
    for side, hold in outages.items():
        closed[side] = max(closed_until(hold, connection_id), closed.get(side, hold.since))
    return closed
