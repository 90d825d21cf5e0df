"""Begins a rebuild of books that were lost or are old, tells what it found, and ends it on request."""

from dataclasses import dataclass, replace

from domain.connection import Connection, ConnectionState
from domain.errors import Invalid
from domain.hold import Hold
from domain.ids import ConnectionId
from domain.invoice_record import BEFORE_CREATION, InvoiceRecord, is_of_invoice
from domain.life import IN_LEDGER, Stage
from domain.ports.clock import Clock
from domain.ports.store import Books, Store
from domain.relinking import ALIKE, CONTRADICTION
from domain.request import DRY_RUNS
from domain.services import noted
from domain.services.invoice_steps import every_in
from domain.standing import Standing


@dataclass(frozen=True, slots=True, kw_only=True)
class Rebuilt:
    """What a rebuild came to so far. `is_read`: both sides were read whole and everything is linked again.

    Of invoices `linked` stand in the ledger, `removed` were taken away there, `cancelled` in the portal.
    `contradicting` and `alike` are held, `free` bear no mark and could be sent, `drafts` are not issued.
    Of customers `customers` are linked, and of `doubtful` ones the next invoice asks. `strays` are the first
    documents of ours whose invoice the portal does not have.
    """

    is_read: bool
    seen: int = 0
    linked: int = 0
    removed: int = 0
    cancelled: int = 0
    skipped: int = 0
    drafts: int = 0
    contradicting: tuple[Hold, ...] = ()
    alike: tuple[Hold, ...] = ()
    free: tuple[InvoiceRecord, ...] = ()
    customers: int = 0
    doubtful: int = 0
    strays: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Rebuilding:
    """Between `begin` and `accept` the clerk reads both sides and writes on neither."""

    store: Store
    clock: Clock

    def begin(self, connection_id: ConnectionId, *, actor: str) -> Connection:
        """From now on nothing is written; begun already is fine. Raises Invalid (`state-not-allowed`)."""
        now = self.clock.now()
        with self.store.writing(connection_id) as books:
            before = books.connection
            if before.state is ConnectionState.REBUILDING:
                return before
            rebuilding = replace(before.moved_to(ConnectionState.REBUILDING, now), distrusted_at=now)
            books.save_connection(rebuilding)
            noted.note_rebuild(books, before.state, now)
            for request in books.requests.open():
                if request.kind in DRY_RUNS:
                    books.requests.close(request.id, now)
            books.events.add(at=now, actor=actor, subject="connection", code="rebuild-begun")
            books.nudge()
        return rebuilding

    def accept(self, connection_id: ConnectionId, *, actor: str) -> Connection:
        """The connection is what it was before, and goes on. What was planned is planned anew.

        Raises Invalid (`not-rebuilding`, `rebuild-unread`).
        """
        now = self.clock.now()
        with self.store.writing(connection_id) as books:
            _refuse_unless_read(books)
            accepted = books.connection.moved_to(noted.rebuilt_from(books), now)
            books.save_connection(accepted)
            books.ledger.undecide_standing(Standing.IN_WORK)
            books.events.add(at=now, actor=actor, subject="connection", code="rebuild-accepted")
            books.nudge()
        return accepted

    def told(self, connection_id: ConnectionId) -> Rebuilt:
        """As the books stand now; no call is made."""
        with self.store.reading(connection_id) as books:
            counts = books.invoices.counts()
            held = [hold for hold in books.holds.all() if is_of_invoice(hold.subject)]
            unsent = list(every_in(books, BEFORE_CREATION))
            customers, doubtful = noted.customers_again(books)
            contradicting = tuple(hold for hold in held if hold.cause.code == CONTRADICTION)
            alike = tuple(hold for hold in held if hold.cause.code == ALIKE)
            return Rebuilt(
                is_read=_is_read(books),
                seen=counts.seen,
                linked=counts.of(*IN_LEDGER),
                removed=counts.of(Stage.REMOVED),
                cancelled=counts.of(Stage.CANCELLED),
                skipped=counts.of(Stage.SKIPPED),
                drafts=sum(not record.invoice.is_issued for record in unsent),
                contradicting=contradicting,
                alike=alike,
                free=tuple(record for record in unsent if record.invoice.is_issued),
                customers=customers,
                doubtful=doubtful,
                strays=noted.strays(books),
            )


def _refuse_unless_read(books: Books) -> None:
    if books.connection.state is not ConnectionState.REBUILDING:
        raise Invalid("not-rebuilding", connection=books.connection.name)
    if not _is_read(books):
        raise Invalid("rebuild-unread", connection=books.connection.name)


def _is_read(books: Books) -> bool:
    """Whether a rebuild has linked everything again, and every contact was decided on."""
    return noted.moment(books, noted.RELINKED_AT) is not None and not books.ledger.undecided_count(at_most=1)
