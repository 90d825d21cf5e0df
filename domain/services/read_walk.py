"""Walks over the portal's lists of invoices, and has read anew what a list shows to be new or changed."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from domain.budget import Purpose
from domain.connection import ConnectionState
from domain.errors import Invalid
from domain.event import SYSTEM
from domain.invoice import GONE, InvoiceId, InvoiceStatus, PortalInvoice
from domain.invoice_record import BEFORE_CREATION, InvoiceRecord, Readiness
from domain.invoice_settings import InvoiceSettings, invoice_settings_of
from domain.life import Stage
from domain.numbering import dated
from domain.ports.portal import InvoiceList
from domain.ports.store import Books
from domain.scan import Scan, ScanKind
from domain.services.by_night import try_again_by_night
from domain.services.invoice_steps import tell
from domain.services.turn import Turn
from domain.units import ReadPage

_LISTS = {
    ScanKind.PORTAL_ISSUED: InvoiceList.ISSUED,
    ScanKind.PORTAL_PAID: InvoiceList.PAID,
    ScanKind.PORTAL_INVOICES: InvoiceList.ALL,
}
_WATCHED = frozenset(Stage) - {Stage.SKIPPED, Stage.CANCELLED}
"""What is called issued until no walk shows it: not what is left out, or was told to be cancelled."""
_MOST_MISSED = 1_000
_NAMELESS = "nameless-invoices"
_REMEMBERED = timedelta(days=30)
"""How long a delivery that was looked after is known again: much longer than either side repeats one."""


def read_walk(turn: Turn, unit: ReadPage) -> None:
    """Read the walk's next page. That a walk does not show an invoice says nothing: it is read by its id."""
    with turn.writing() as books:
        if unit.begin:
            scan = books.scans.start(unit.kind, now=turn.clock.now())
        else:
            scan = books.scans.latest()[unit.kind]
    page = turn.portal.invoices_page(scan.next_page, of=_LISTS[unit.kind], purpose=Purpose.BACKGROUND)
    now = turn.clock.now()
    with turn.writing() as books:
        news = _take(books, page.invoices, scan, now, ask_again_before=now - turn.rhythm.absence_wait)
        # Of what is paid only the newest is of interest: the rest was seen before, or by the nightly walk.
        is_last = page.is_last or (unit.kind is ScanKind.PORTAL_PAID and not news)
        scan = replace(
            scan,
            next_page=scan.next_page + 1,
            as_of=scan.as_of or page.as_of,
            read=scan.read + len(page.invoices),
            expected=page.total,
            finished_at=now if is_last else None,
            not_before=None,
        )
        books.scans.save(scan)
        _tell_nameless(books, page.nameless, now)
        if is_last and unit.kind is ScanKind.PORTAL_INVOICES:
            try_again_by_night(books, now)
            books.nudges.tidy(now - _REMEMBERED)
        if is_last and unit.kind is ScanKind.PORTAL_ISSUED:
            missed = books.invoices.not_walked(scan.number, _WATCHED, _MOST_MISSED)
            _believe_gone(books, missed)
            books.invoices.want_read(missed, now)


def _tell_nameless(books: Books, count: int, now: datetime) -> None:
    """Rows without an id that can be read are lost to us: told whenever there are others than before."""
    if count and books.findings.noted(_NAMELESS) != str(count):
        books.findings.note(_NAMELESS, str(count))
        facts = {"count": str(count)}
        books.events.add(at=now, actor=SYSTEM, subject="connection", code="invoices-nameless", facts=facts)


def _take(
    books: Books, heads: Sequence[PortalInvoice], scan: Scan, now: datetime, *, ask_again_before: datetime
) -> int:
    """Note what the page shows; answers how many of them are new or changed.

    What is new is kept as the list shows it: should it never be shown by its id, it is not lost.
    """
    known = books.invoices.many(head.id for head in heads)
    books.invoices.walked([head.id for head in heads], scan.number)
    settings = invoice_settings_of(*books.settings.current())
    is_rebuilding = books.connection.state is ConnectionState.REBUILDING
    news = 0
    for head in heads:
        record = known.get(head.id)
        if record is None:
            news += 1
            record = _seen(books, head, now)
            # What will be skipped is not read: nobody needs what stands in its lines.
            books.invoices.put(record if _is_older(books, settings, head) else record.to_be_read())
        elif _is_hidden(record, head):
            hidden = replace(record, invoice=head.hidden(), readiness=Readiness.UNDECIDED, step_since=now)
            books.invoices.put(hidden)
        elif _differs(record.invoice, head):
            news += 1
            if is_rebuilding:  # nothing is read by its id then, and what it names is what it is linked by
                books.invoices.put(replace(record, invoice=head).to_be_read())
            else:
                books.invoices.want_read([head.id], now)
        elif record.invoice.is_hidden and record.read_at <= ask_again_before:
            books.invoices.want_read([head.id], now)
    return news


def _seen(books: Books, head: PortalInvoice, now: datetime) -> InvoiceRecord:
    record = InvoiceRecord(invoice=head, stage=Stage.SEEN, seen_at=now, read_at=now, step_since=now)
    tell(books, record, "invoice-seen", {"title": head.title, "status": head.status}, now)
    books.invoices.forget_unseen(head.id)
    return record


def _is_hidden(record: InvoiceRecord, head: PortalInvoice) -> bool:
    """Whether it was not there by its id, and a list shows it all the same."""
    is_gone = record.place in BEFORE_CREATION and record.invoice.status_word == GONE
    return is_gone and head.is_issued and not record.wants_read


def _believe_gone(books: Books, missed: Iterable[InvoiceId]) -> None:
    """What was hidden is in no list any more either: if it is not there by its id now, it is gone."""
    for record in books.invoices.many(missed).values():
        if record.invoice.is_hidden:
            books.invoices.put(replace(record, invoice=replace(record.invoice, unreadable=())))


def _is_older(books: Books, settings: InvoiceSettings, head: PortalInvoice) -> bool:
    if settings.start is None or not head.is_issued:
        return False
    try:
        day = dated(head, books.connection.time_zone)
    except Invalid:
        return False
    return day is not None and day < settings.start


def _differs(known: PortalInvoice, head: PortalInvoice) -> bool:
    """Whether anything that a list shows is other than when the invoice was last read.

    What cannot be read may stand in the lines, which no list shows; then the status is not known either.
    """
    return _as_listed(known) != _as_listed(head)


def _as_listed(invoice: PortalInvoice) -> PortalInvoice:
    return replace(invoice, lines=(), raw="", unreadable=(), status=InvoiceStatus.UNKNOWN)
