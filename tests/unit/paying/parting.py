"""What came in in parts, step by step on the desk, which goes on after each until nothing is left to do."""

from dataclasses import replace
from decimal import Decimal

from domain.invoice import InvoiceStatus
from domain.ledger_document import DocumentId, LedgerDocument
from domain.life import Stage
from domain.payment_record import PaymentStep
from domain.services.payment_steps import begin_anew, stir
from domain.services.read_documents import note_documents
from tests.support.invoices import INVOICE
from tests.unit.domain.paying import APPROVED, PAID_AT, kept, paid
from tests.unit.paying.desk import PaymentDesk

CARD, TRANSFER, PAYPAL = "bank_card", "bank_transfer", "paypal"
LATER = PAID_AT.replace(day=4)
MOST_STEPS = 12


def open_books(desk: PaymentDesk, **routes: str) -> None:
    """Cards go to the clearing account, transfers are left to the bank feed, and as `routes` say."""
    set_routes(desk, payments_card="615", **routes)
    with desk.books() as books:
        books.save_connection(replace(books.connection, time_zone="Europe/Paris"))
    desk.put(record=kept(paid("0", InvoiceStatus.ISSUED)))


def set_routes(desk: PaymentDesk, **routes: str) -> None:
    """A person sets them, and all is decided anew."""
    named = {name.replace("_", "-"): route for name, route in routes.items()}
    with desk.books() as books:
        _, values = books.settings.current()
        books.settings.put({**values, **named}, now=desk.now, actor="person:test")
        books.payments.look_anew(None, desk.now)


def told(desk: PaymentDesk, amount: str, method: str) -> None:
    """The portal says so, and what follows is done."""
    read(desk, amount, method)
    go_on(desk)


def read(desk: PaymentDesk, amount: str, method: str, status: InvoiceStatus = InvoiceStatus.ISSUED) -> None:
    """The portal says so, and nothing is decided yet."""
    with desk.books() as books:
        record = books.invoices.get(INVOICE)
        assert record is not None
        day = PAID_AT if method == TRANSFER else LATER
        record = replace(record, invoice=paid(amount, status, payment_method=method, paid_at=day))
        books.invoices.put(record)
        stir(books, record, desk.now)


def read_meanwhile(desk: PaymentDesk) -> None:
    """Another unit reads the document as it stands there."""
    assert desk.ledger.document is not None
    with desk.books() as books:
        note_documents(books, [desk.ledger.document], asked_at=desk.now, now=desk.now)


def shown(desk: PaymentDesk, document: LedgerDocument) -> None:
    """The ledger shows that, and what follows is done."""
    desk.ledger.document = document
    with desk.books() as books:
        note_documents(books, [document], asked_at=desk.now, now=desk.now)
        books.payments.look_anew(None, desk.now)
    go_on(desk)


def joined_to(desk: PaymentDesk, *, anew: bool = False) -> None:
    """The invoice gets another document: by a person's link, or since it is sent anew."""
    other = replace(APPROVED, id=DocumentId("d-other"), number="X-2")
    before = desk.ledger.document
    with desk.books() as books:
        if anew:
            begin_anew(books, INVOICE)
        record = books.invoices.get(INVOICE)
        assert record is not None
        books.documents.put([other], desk.now)
        record = replace(record, document_id=other.id, stage=Stage.LINKED)
        books.invoices.put(record)
        stir(books, record, desk.now)
    assert before is not None
    desk.ledger.document, desk.ledger.also = other, (before,)
    go_on(desk)


def go_on(desk: PaymentDesk) -> None:
    """Until nothing is left to do."""
    for _ in range(MOST_STEPS):
        with desk.books() as books:
            known = books.payments.get(INVOICE)
        step = known.step if known is not None else None
        if step is None or step is PaymentStep.RECORD:
            return
        getattr(desk, step.value)()
    raise AssertionError("it does not end")


def answered_otherwise(desk: PaymentDesk) -> None:
    """120 is sent, and the ledger answers that it has 100."""
    desk.ready()
    desk.ledger.answers = lambda draft: desk.ledger.well(replace(draft, amount=Decimal("100.00")))
    desk.post()
    desk.ledger.answers = desk.ledger.well
    assert question(desk) == "payment-answered-otherwise"


def released(desk: PaymentDesk, amount: str) -> None:
    """A person says how much, and what follows is done."""
    desk.steering.release(desk.connection.id, INVOICE, Decimal(amount), actor="person:ada")
    go_on(desk)


def sent(desk: PaymentDesk) -> list[str]:
    """What was posted so far."""
    return [f"{one.amount:.2f}" for one in desk.ledger.sent]


def approvals(desk: PaymentDesk) -> int:
    """How many were asked for by themselves."""
    with desk.books() as books:
        return len(books.named_writes.open())


def question(desk: PaymentDesk) -> str:
    """What is asked, '' if nothing is."""
    held = desk.held()
    return held.cause.code if held is not None else ""
