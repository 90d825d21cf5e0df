"""What every keeper of invoices must say of what is to be done, and of what the walks showed."""

from datetime import datetime, timedelta

from domain.connection import Connection
from domain.invoice import InvoiceId, InvoiceStatus
from domain.invoice_record import InvoiceRecord, Readiness, Step
from domain.life import Stage
from tests.contracts.storage_bills import NOON, invoice, record
from tests.contracts.storage_fixtures import Rig, StorageSuite

OF_EACH_STEP = {
    Step.READ: record("read", Stage.LINKED, wants_read=True),
    Step.DECIDE: record("decide", Stage.SEEN),
    Step.LOOK: record("look", Stage.DUE, readiness=Readiness.LOOK),
    Step.CONTACT: record("contact", Stage.DUE, readiness=Readiness.CONTACT),
    Step.SEND: record("send", Stage.DUE, readiness=Readiness.READY),
    Step.PROVE: record("prove", Stage.CREATED, readiness=Readiness.SETTLED),
    Step.LINK: record("link", Stage.PROVEN, readiness=Readiness.SETTLED),
}


def due(invoice_id: str, seconds: float = 0, not_before: datetime | None = None) -> InvoiceRecord:
    """One that is to be sent, and has been since so many seconds after noon."""
    return record(
        invoice_id,
        Stage.DUE,
        readiness=Readiness.READY,
        step_since=NOON + timedelta(seconds=seconds),
        not_before=not_before,
    )


def issued(invoice_id: str, stage: Stage, status: InvoiceStatus = InvoiceStatus.ISSUED) -> InvoiceRecord:
    """One of which the portal says that."""
    return record(invoice_id, stage, invoice=invoice(invoice_id, status=status))


def ids(*names: str) -> tuple[InvoiceId, ...]:
    """Their ids."""
    return tuple(InvoiceId(name) for name in names)


class AgendaSuite(StorageSuite):
    """The part of `Invoices` that says which."""

    def put(self, rig: Rig, connection: Connection, *records: InvoiceRecord) -> None:
        """Put them all."""
        with rig.writing(connection) as books:
            for each in records:
                books.invoices.put(each)

    def agenda(
        self, rig: Rig, connection: Connection, limit: int = 10, at: datetime = NOON
    ) -> dict[Step, tuple[InvoiceId, ...]]:
        """The steps that have something."""
        with rig.reading(connection) as books:
            agenda = books.invoices.agenda(at, limit)
        assert set(agenda) == set(Step)
        return {step: waiting for step, waiting in agenda.items() if waiting}

    def test_every_step_has_its_own(self, rig: Rig, connection: Connection) -> None:
        assert self.agenda(rig, connection) == {}
        nothing = record("settled", Stage.HELD, before_hold=Stage.DUE, readiness=Readiness.SETTLED)
        self.put(rig, connection, *OF_EACH_STEP.values(), nothing, record("linked", Stage.LINKED))

        assert self.agenda(rig, connection) == {step: ids(step.value) for step in Step}
        assert self.agenda(rig, rig.connect("other", portal="portal-2")) == {}

    def test_who_has_waited_longest_comes_first(self, rig: Rig, connection: Connection) -> None:
        self.put(rig, connection, due("a", 3), due("d", 1), due("c", 2), due("b", 1))

        assert self.agenda(rig, connection) == {Step.SEND: ids("b", "d", "c", "a")}
        assert self.agenda(rig, connection, limit=2) == {Step.SEND: ids("b", "d")}

    def test_who_must_wait_holds_nobody_up(self, rig: Rig, connection: Connection) -> None:
        later = NOON + timedelta(minutes=5)
        self.put(rig, connection, due("a", 0, later), due("b", 1), due("c", 2, NOON))

        assert self.agenda(rig, connection, limit=1) == {Step.SEND: ids("b")}
        assert self.agenda(rig, connection) == {Step.SEND: ids("b", "c")}
        assert self.agenda(rig, connection, at=later) == {Step.SEND: ids("a", "b", "c")}

    def test_when_the_next_one_is_due(self, rig: Rig, connection: Connection) -> None:
        with rig.reading(connection) as books:
            assert books.invoices.next_due_at() is None
        self.put(rig, connection, due("a"), record("linked", Stage.LINKED, not_before=NOON))
        with rig.reading(connection) as books:
            assert books.invoices.next_due_at() is None

        first, second = NOON + timedelta(minutes=5), NOON + timedelta(minutes=6)
        self.put(rig, connection, due("b", 0, second), due("c", 0, first))
        with rig.reading(connection) as books:
            assert books.invoices.next_due_at() == first

    def test_since_when_the_newest_waits(self, rig: Rig, connection: Connection) -> None:
        later = NOON + timedelta(hours=1)
        self.put(rig, connection, due("a", 1), due("b", 9, later), due("c", 2))

        with rig.reading(connection) as books:
            assert books.invoices.waiting_since(Step.SEND) == NOON + timedelta(seconds=9)
            assert books.invoices.waiting_since(Step.READ) is None

    def test_what_is_to_be_read_again(self, rig: Rig, connection: Connection) -> None:
        later = NOON + timedelta(minutes=1)
        backing_off = record("b", Stage.LINKED, wants_read=True, not_before=later)
        self.put(rig, connection, due("a", 0, later), backing_off)

        with rig.writing(connection) as books:
            books.invoices.want_read(ids("a", "b", "new"), later)
            books.invoices.want_read([], later)
            asked, still = books.invoices.get(InvoiceId("a")), books.invoices.get(InvoiceId("b"))

        ready = record("a", Stage.DUE, readiness=Readiness.READY, step_since=later)
        assert asked == ready.to_be_read()
        assert still == backing_off.to_be_read()
        assert self.agenda(rig, connection, at=NOON) == {Step.READ: ids("a")}

    def test_ids_of_which_nothing_is_known(self, rig: Rig, connection: Connection) -> None:
        other = rig.connect("other", portal="portal-2")
        with rig.writing(connection) as books:
            books.invoices.want_read(ids("c", "b", "b"), NOON)
            books.invoices.want_read(ids("a", "c"), NOON + timedelta(seconds=1))

            assert books.invoices.unseen(10) == ids("b", "a", "c")
            assert books.invoices.unseen(2) == ids("b", "a")
            since = books.invoices.unseen_since
            assert (since(InvoiceId("b")), since(InvoiceId("never"))) == (NOON, None)
            assert since(InvoiceId("c")) == NOON + timedelta(seconds=1)
            books.invoices.forget_unseen(InvoiceId("b"))
            books.invoices.forget_unseen(InvoiceId("never"))
            assert books.invoices.unseen(10) == ids("a", "c")
            assert books.invoices.counts().seen == 0
        with rig.reading(other) as books:
            assert books.invoices.unseen(10) == ()

    def test_what_a_walk_did_not_show(self, rig: Rig, connection: Connection) -> None:
        linked = [issued(f"i-{n}", Stage.LINKED) for n in range(5)]
        self.put(
            rig,
            connection,
            *linked,
            issued("late", Stage.LINKED, InvoiceStatus.OVERDUE),
            issued("held", Stage.HELD),
            issued("paid", Stage.LINKED, InvoiceStatus.PAID),
            issued("draft", Stage.SEEN, InvoiceStatus.DRAFT),
        )
        with rig.writing(connection) as books:
            books.invoices.walked(ids("i-0", "i-1", "i-2", "unknown"), 6)
            books.invoices.walked(ids("i-1"), 7)
            books.invoices.walked(ids("i-2", "i-2"), 8)
            books.invoices.walked(ids("i-1"), 6)  # an older walk that ends later takes nothing back
            books.invoices.walked([], 9)

        with rig.reading(connection) as books:
            missing = books.invoices.not_walked
            assert missing(7, [Stage.LINKED], 10) == ids("i-0", "i-3", "i-4", "late")
            assert missing(7, [Stage.LINKED, Stage.HELD, Stage.SEEN], 3) == ids("held", "i-0", "i-3")
            assert missing(7, [Stage.SKIPPED], 10) == missing(7, [], 10) == ()

    def test_an_invoice_is_known_to_a_walk_before_it_is_read(self, rig: Rig, connection: Connection) -> None:
        with rig.writing(connection) as books:
            books.invoices.walked(ids("i-1"), 3)
            books.invoices.put(issued("i-1", Stage.SEEN))

            assert books.invoices.not_walked(3, [Stage.SEEN], 10) == ()
            assert books.invoices.not_walked(4, [Stage.SEEN], 10) == ids("i-1")
