"""What every store must tell those who only read: the same as those who ask for each thing by itself."""

from collections.abc import Callable
from datetime import timedelta

from domain.connection import Connection
from domain.dispatch import Dispatch
from domain.ids import DispatchId
from domain.invoice import InvoiceId
from domain.invoice_record import Step
from domain.payment_record import PaymentStep
from domain.ports.store import Books
from domain.request import RequestKind
from domain.standing import Standing
from tests.contracts.storage_bills import NOON
from tests.contracts.storage_fixtures import Rig, StorageSuite
from tests.contracts.storage_payments import payment, ready
from tests.contracts.storage_suite_agenda import OF_EACH_STEP, due
from tests.contracts.storage_suite_dispatches import element
from tests.contracts.storage_suite_intake import delivery, hook
from tests.contracts.storage_suite_ledger_mirror import creating, sighting
from tests.contracts.storage_suite_records import ASK
from tests.contracts.storage_suite_said import write

LATER = NOON + timedelta(hours=1)


def all_that_is_there(books: Books) -> dict[str, object]:
    """What a clerk asks at every step, and others besides."""
    return {
        "elements": books.dispatches.open(),
        "requests": books.requests.open(),
        "undecided": (books.ledger.undecided_count(), books.ledger.undecided_count(at_most=1)),
        "first undecided": books.ledger.undecided(5),
        "decided": books.ledger.due(5, NOON),
        "decided, due at": books.ledger.next_due_at(),
        "agenda": books.invoices.agenda(NOON, 5),
        "due at": books.invoices.next_due_at(),
        "oldest": [books.invoices.waiting_longest(step) for step in Step],
        "newest": [books.invoices.waiting_since(step) for step in Step],
        "payments": books.payments.agenda(NOON, 5),
        "payments, due at": books.payments.next_due_at(),
        "oldest payments": [books.payments.waiting_longest(step) for step in PaymentStep],
        "unseen": (books.invoices.unseen(5), books.invoices.unseen_since(InvoiceId("unseen"))),
        "nudges": books.nudges.open(5),
        "writes": books.named_writes.open(),
        "holds": (books.holds.all(), books.holds.of("invoice:1"), books.holds.by_subject(["invoice:1"])),
        "coded": (books.holds.with_codes([ASK.code]), books.holds.has_code([ASK.code])),
        "hooks": books.hooks.all(),
    }


def dispatch(books: Books) -> None:
    """A write that is on its way."""
    sent = Dispatch(
        id=DispatchId("d-1"),
        at=NOON,
        method="POST",
        path="/contacts",
        body_hash="00ff",
        give_up_at=LATER,
        fence=1,
        settings_version=0,
        elements=(element(),),
    )
    books.dispatches.add(sent)


def decide(books: Books) -> None:
    """A contact that is decided, and waits."""
    books.ledger.put_page([sighting("c-1")], 1)
    made = creating("c-1")
    books.ledger.decide([made], {made.contact_id: Standing.IN_WORK}, 1)
    books.ledger.postpone(made.contact_id, LATER)


def bill(books: Books) -> None:
    """An invoice at each step, and some that wait."""
    for each in (*OF_EACH_STEP.values(), due("older", -60), due("newer", 60, not_before=LATER)):
        books.invoices.put(each)


def pay(books: Books) -> None:
    """A payment at each step, and one that waits."""
    for each in (payment("p-1"), ready("p-2"), ready("p-3", PaymentStep.RECORD)):
        books.payments.put(each)
    books.payments.put(ready("p-4", not_before=LATER))


PUT: tuple[Callable[[Books], object], ...] = (
    dispatch,
    decide,
    bill,
    pay,
    lambda books: books.requests.add(RequestKind.IMPORT, now=NOON, actor="ann"),
    lambda books: books.ledger.put_page([sighting("c-2")], 1),
    lambda books: books.invoices.want_read([InvoiceId("unseen")], NOON),
    lambda books: books.named_writes.add(write("w-1")),
    lambda books: books.holds.put("invoice:1", ASK, NOON),
    lambda books: books.hooks.add(hook()),
)


class GlanceSuite(StorageSuite):
    """A transaction that only reads, beside one that may write."""

    def check(self, rig: Rig, connection: Connection) -> dict[str, object]:
        """What there is, told the same both ways."""
        with rig.reading(connection) as books:
            read = all_that_is_there(books)
        with rig.writing(connection) as books:
            assert read == all_that_is_there(books)
        return read

    def test_who_only_reads_is_told_all_that_there_is(self, rig: Rig, connection: Connection) -> None:
        told = self.check(rig, connection)
        for put in PUT:
            with rig.writing(connection) as books:
                put(books)
            before, told = told, self.check(rig, connection)
            assert told != before

        rig.storage.intake.record([delivery(connection, "n-1")])
        assert self.check(rig, connection) != told
