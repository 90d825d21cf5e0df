"""What every keeper of payments must do: which are to be done, who is looked at anew, where all stand."""

from datetime import datetime, timedelta

import pytest

from domain.connection import Connection
from domain.errors import StoreProblem
from domain.invoice import InvoiceId
from domain.payment_life import ON_ITS_WAY, PAYMENT_FINAL, PAYMENT_WAITS, PaymentStage
from domain.payment_record import PaymentCounts, PaymentRecord, PaymentStep
from tests.contracts.storage_bills import NASTY, NOON
from tests.contracts.storage_fixtures import Rig, StorageSuite
from tests.contracts.storage_payments import payment, ready, resting, whole_payment

ONE = InvoiceId("i-1")
LATER = NOON + timedelta(minutes=5)


def ids(*names: str) -> tuple[InvoiceId, ...]:
    """Their ids."""
    return tuple(map(InvoiceId, names))


def since(invoice_id: str, seconds: float, not_before: datetime | None = None) -> PaymentRecord:
    """One that is ready to be posted since so many seconds after noon."""
    return ready(invoice_id, step_since=NOON + timedelta(seconds=seconds), not_before=not_before)


class PaymentsSuite(StorageSuite):
    """Rows of `Payments`."""

    def put(self, rig: Rig, connection: Connection, *payments: PaymentRecord) -> None:
        """Put them all."""
        with rig.writing(connection) as books:
            for each in payments:
                books.payments.put(each)

    def get(self, rig: Rig, connection: Connection, invoice_id: str = "i-1") -> PaymentRecord:
        """One that must be there."""
        with rig.reading(connection) as books:
            found = books.payments.get(InvoiceId(invoice_id))
        assert found is not None
        return found

    def agenda(
        self, rig: Rig, connection: Connection, limit: int = 10, at: datetime = NOON
    ) -> dict[PaymentStep, tuple[InvoiceId, ...]]:
        """The steps that have something."""
        with rig.reading(connection) as books:
            agenda = books.payments.agenda(at, limit)
        assert set(agenda) == set(PaymentStep)
        return {step: waiting for step, waiting in agenda.items() if waiting}

    @pytest.mark.parametrize("given", [whole_payment(), payment()], ids=["whole", "bare"])
    def test_what_was_put_comes_back_whole(
        self, rig: Rig, connection: Connection, given: PaymentRecord
    ) -> None:
        other = rig.connect("other", portal="portal-2")
        self.put(rig, connection, given)

        assert self.get(rig, connection) == given
        with rig.reading(connection) as books:
            assert books.payments.many([ONE, InvoiceId("i-2"), InvoiceId(NASTY)]) == {ONE: given}
            assert books.payments.many([]) == {}
            assert books.payments.get(InvoiceId(NASTY)) is None
        with rig.reading(other) as books:
            assert books.payments.get(ONE) is None
            assert books.payments.counts() == PaymentCounts()
            assert books.payments.listing() == ()

    def test_amounts_keep_their_places(self, rig: Rig, connection: Connection) -> None:
        self.put(rig, connection, whole_payment())

        back = self.get(rig, connection)
        assert back.word is not None
        told = [str(one) for one in (back.recorded, back.highest, back.word.amount, back.posted[0].amount)]
        assert told == ["-0.00", "1E+2", "0.10", "400.00"]

    def test_the_last_put_counts_and_its_step_with_it(self, rig: Rig, connection: Connection) -> None:
        self.put(rig, connection, whole_payment(), resting("i-1", PaymentStage.SETTLED))

        assert self.get(rig, connection) == resting("i-1", PaymentStage.SETTLED)
        assert self.agenda(rig, connection) == {}
        self.put(rig, connection, ready("i-1"))
        assert self.agenda(rig, connection) == {PaymentStep.POST: ids("i-1")}

    # --- What is to be done ---

    def test_every_step_has_its_own(self, rig: Rig, connection: Connection) -> None:
        assert self.agenda(rig, connection) == {}
        self.put(
            rig,
            connection,
            payment("decide", PaymentStage.HELD),
            ready("post"),
            ready("record", PaymentStep.RECORD),
            *(payment(f"flying {stage}", stage) for stage in ON_ITS_WAY),
            *(resting(f"resting {stage}", stage) for stage in (*PAYMENT_FINAL, *PAYMENT_WAITS)),
            resting("held", PaymentStage.HELD, ready=PaymentStep.POST),
        )

        assert self.agenda(rig, connection) == {step: ids(step.value) for step in PaymentStep}
        assert self.agenda(rig, rig.connect("other", portal="portal-2")) == {}

    def test_who_has_waited_longest_comes_first(self, rig: Rig, connection: Connection) -> None:
        self.put(rig, connection, since("a", 3), since("d", 1), since("c", 2), since("b", 1))

        assert self.agenda(rig, connection) == {PaymentStep.POST: ids("b", "d", "c", "a")}
        assert self.agenda(rig, connection, limit=2) == {PaymentStep.POST: ids("b", "d")}

    def test_who_must_wait_holds_nobody_up(self, rig: Rig, connection: Connection) -> None:
        self.put(rig, connection, since("a", 0, LATER), since("b", 1), since("c", 2, NOON))

        assert self.agenda(rig, connection, limit=1) == {PaymentStep.POST: ids("b")}
        assert self.agenda(rig, connection) == {PaymentStep.POST: ids("b", "c")}
        assert self.agenda(rig, connection, at=LATER) == {PaymentStep.POST: ids("a", "b", "c")}

    def test_when_the_next_one_is_due(self, rig: Rig, connection: Connection) -> None:
        with rig.reading(connection) as books:
            assert books.payments.next_due_at() is None
        self.put(rig, connection, since("a", 0), resting("settled", PaymentStage.SETTLED, not_before=NOON))
        with rig.reading(connection) as books:
            assert books.payments.next_due_at() is None

        self.put(rig, connection, since("b", 0, LATER + timedelta(minutes=1)), payment("c", not_before=LATER))
        for transaction in (rig.reading, rig.writing):
            with transaction(connection) as books:
                assert books.payments.next_due_at() == LATER

    def test_since_when_the_first_waits_for_a_step(self, rig: Rig, connection: Connection) -> None:
        self.put(rig, connection, since("a", 5), since("b", 2, LATER), payment("c"))

        for transaction in (rig.reading, rig.writing):
            with transaction(connection) as books:
                longest = {step: books.payments.waiting_longest(step) for step in PaymentStep}
            assert longest == {
                PaymentStep.DECIDE: NOON,
                PaymentStep.POST: NOON + timedelta(seconds=2),
                PaymentStep.RECORD: None,
            }

    # --- Who is looked at anew ---

    def test_looking_anew_at_all_that_wait_or_are_held(self, rig: Rig, connection: Connection) -> None:
        given = {stage: resting(stage, stage, attempts=4, not_before=LATER) for stage in PaymentStage}
        other = rig.connect("other", portal="portal-2")
        for each in (connection, other):
            self.put(rig, each, *given.values())

        with rig.writing(connection) as books:
            looked_at = books.payments.look_anew(None, LATER)

        waiting = {*PAYMENT_WAITS, PaymentStage.HELD}
        assert looked_at == len(waiting)
        for stage, before in given.items():
            anew = payment(stage, stage, attempts=4, step_since=LATER)
            assert self.get(rig, connection, stage) == (anew if stage in waiting else before)
            assert self.get(rig, other, stage) == before

    def test_looking_anew_at_those_named_wherever_they_rest_but_never_on_their_way(
        self, rig: Rig, connection: Connection
    ) -> None:
        given = {stage: resting(stage, stage, not_before=LATER) for stage in PaymentStage}
        self.put(rig, connection, *given.values())

        with rig.writing(connection) as books:
            looked_at = books.payments.look_anew([one.subject for one in given.values()], LATER)

        assert looked_at == len(given) - len(ON_ITS_WAY)
        for stage, before in given.items():
            anew = payment(stage, stage, step_since=LATER)
            assert self.get(rig, connection, stage) == (before if stage in ON_ITS_WAY else anew)
        assert set(self.agenda(rig, connection)[PaymentStep.DECIDE]) == set(ids(*{*given} - ON_ITS_WAY))

    def test_looking_anew_at_some_and_only_those(self, rig: Rig, connection: Connection) -> None:
        self.put(rig, connection, *(resting(f"i-{n}", PaymentStage.HELD) for n in (1, 2, 3)))

        with rig.writing(connection) as books:
            subjects = ["payment:i-2", "invoice:i-1", "contact:i-1", "payment:i-9", f"payment:{NASTY}"]
            assert books.payments.look_anew(subjects, LATER) == 1
            assert books.payments.look_anew([], LATER) == 0
        assert self.agenda(rig, connection) == {PaymentStep.DECIDE: ids("i-2")}

    # --- All of them ---

    def test_listing_by_stage_page_by_page(self, rig: Rig, connection: Connection) -> None:
        stages = (
            PaymentStage.SETTLED, PaymentStage.HELD, PaymentStage.DUE, PaymentStage.HELD, PaymentStage.LEFT
        )  # fmt: skip
        self.put(rig, connection, *(payment(f"i-{n}", stage) for n, stage in enumerate(stages)))

        def names(records: tuple[PaymentRecord, ...]) -> list[str]:
            return [one.invoice_id for one in records]

        with rig.reading(connection) as books:
            listing = books.payments.listing
            assert names(listing()) == ["i-0", "i-1", "i-2", "i-3", "i-4"]
            assert names(listing(limit=2)) == ["i-0", "i-1"]
            assert names(listing(limit=2, after=InvoiceId("i-1"))) == ["i-2", "i-3"]
            assert names(listing(stages=[PaymentStage.HELD, PaymentStage.DUE])) == ["i-1", "i-2", "i-3"]
            assert names(listing(stages=[PaymentStage.HELD], after=InvoiceId("i-1"))) == ["i-3"]
            assert listing(stages=[PaymentStage.UNKNOWN]) == ()

    def test_counts_are_conserved(self, rig: Rig, connection: Connection) -> None:
        with rig.reading(connection) as books:
            assert books.payments.counts() == PaymentCounts()
        self.put(rig, connection, payment("i-1"), payment("i-2"), payment("i-3", PaymentStage.HELD))

        with rig.reading(connection) as books:
            counts = books.payments.counts()
        assert counts == PaymentCounts(seen=3, by_stage={PaymentStage.DUE: 2, PaymentStage.HELD: 1})
        assert counts.conserved

    def test_thousands_at_once(self, rig: Rig, connection: Connection) -> None:
        numbered = [f"i-{n:04}" for n in range(1_200)]
        self.put(rig, connection, *(resting(each, PaymentStage.WAITS_BANK) for each in numbered))

        with rig.writing(connection) as books:
            assert len(books.payments.many(map(InvoiceId, numbered))) == 1_200
            assert books.payments.look_anew(None, LATER) == 1_200
            assert books.payments.look_anew([f"payment:{each}" for each in numbered], LATER) == 1_200
            assert len(books.payments.agenda(LATER, 5_000)[PaymentStep.DECIDE]) == 1_200

    def test_a_newer_record_is_not_misread(self, rig: Rig, connection: Connection) -> None:
        self.put(rig, connection, payment())
        rig.sql(
            "UPDATE payment SET record = replace(record, :this, :next)", this='"schema":1', next='"schema":2'
        )

        with pytest.raises(StoreProblem, match="row-newer"):
            self.get(rig, connection)

    def test_a_record_lies_readable_in_its_row(self, rig: Rig, connection: Connection) -> None:
        self.put(rig, connection, whole_payment(), resting("i-2", PaymentStage.LEFT))

        rows = rig.sql("SELECT invoice_id, stage, step FROM payment ORDER BY invoice_id")
        assert [tuple(row) for row in rows] == [("i-1", "held", "decide"), ("i-2", "left", None)]
