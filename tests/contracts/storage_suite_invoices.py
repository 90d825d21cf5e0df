"""What every keeper of invoices must do: records one by one, and what is asked of all of them."""

from dataclasses import replace
from datetime import timedelta

import pytest

from domain.connection import Connection
from domain.errors import StoreProblem
from domain.invoice import InvoiceId
from domain.invoice_record import InvoiceCounts, InvoiceRecord, Readiness, Step
from domain.ledger_document import DocumentId
from domain.life import Stage
from tests.contracts.storage_bills import NASTY, NOON, invoice, record, whole_record
from tests.contracts.storage_fixtures import Rig, StorageSuite

ONE = InvoiceId("i-1")


def ids(records: tuple[InvoiceRecord, ...]) -> list[str]:
    """Which they are."""
    return [each.id for each in records]


class InvoicesSuite(StorageSuite):
    """Rows of `Invoices`."""

    def put(self, rig: Rig, connection: Connection, *records: InvoiceRecord) -> None:
        """Put them all."""
        with rig.writing(connection) as books:
            for each in records:
                books.invoices.put(each)

    def get(self, rig: Rig, connection: Connection, invoice_id: str = "i-1") -> InvoiceRecord:
        """One that must be there."""
        with rig.reading(connection) as books:
            found = books.invoices.get(InvoiceId(invoice_id))
        assert found is not None
        return found

    @pytest.mark.parametrize("given", [whole_record(), record()], ids=["whole", "bare"])
    def test_what_was_put_comes_back_whole(
        self, rig: Rig, connection: Connection, given: InvoiceRecord
    ) -> None:
        other = rig.connect("other", portal="portal-2")
        self.put(rig, connection, given)

        assert self.get(rig, connection) == given
        with rig.reading(connection) as books:
            assert books.invoices.many([ONE, InvoiceId("i-2")]) == {ONE: given}
            assert books.invoices.get(InvoiceId(NASTY)) is None
        with rig.reading(other) as books:
            assert books.invoices.get(ONE) is None
            assert books.invoices.counts() == InvoiceCounts()

    def test_amounts_keep_their_places(self, rig: Rig, connection: Connection) -> None:
        self.put(rig, connection, whole_record())

        line = self.get(rig, connection).invoice.lines[0]
        told = [str(amount) for amount in (line.quantity, line.rate, line.total_excluding)]
        assert told == ["1E+2", "5.50", "-0.00"]

    def test_the_last_put_counts(self, rig: Rig, connection: Connection) -> None:
        self.put(rig, connection, whole_record(), record(stage=Stage.DUE))

        assert self.get(rig, connection) == record(stage=Stage.DUE)
        with rig.reading(connection) as books:
            assert books.invoices.of_documents([DocumentId("d-1")]) == {}

    def test_a_document_stands_for_one_invoice(self, rig: Rig, connection: Connection) -> None:
        mine = DocumentId("d-1")
        first = record("i-1", Stage.CREATED, document_id=mine)
        self.put(rig, connection, first, record("i-2"), record("i-3"))

        with rig.reading(connection) as books:
            assert books.invoices.of_documents([mine, DocumentId("d-2"), DocumentId("")]) == {mine: first}
        with pytest.raises(StoreProblem, match="document-taken"):
            self.put(rig, connection, record("i-2", Stage.CREATED, document_id=mine))
        self.put(rig, rig.connect("other", portal="portal-2"), first)

    @pytest.mark.parametrize(
        "asked",
        ["i-1", " I-1 ", "D-1", "inv 12", "INV-12", "f/2026/7", "ZOE'S  website", "Zoé's Website"],
    )
    def test_finding_by_ids_numbers_and_title(self, rig: Rig, connection: Connection, asked: str) -> None:
        told = invoice("i-1", title="Zoë's website", number="F-2026-7")
        self.put(
            rig,
            connection,
            record("i-1", Stage.CREATED, invoice=told, number="INV-12", document_id=DocumentId("d-1")),
            record("i-2", invoice=invoice("i-2", title="")),
        )

        with rig.reading(connection) as books:
            assert ids(books.invoices.find(asked)) == ["i-1"]

    def test_finding_nothing_by_nothing(self, rig: Rig, connection: Connection) -> None:
        self.put(rig, connection, record("i-1", invoice=invoice("i-1", title="-")))

        with rig.reading(connection) as books:
            assert [books.invoices.find(asked) for asked in ("", " ", "-", "INV", NASTY)] == [()] * 5

    def test_finding_answers_at_most_fifty(self, rig: Rig, connection: Connection) -> None:
        self.put(rig, connection, *(record(f"i-{n:03}") for n in range(60)))

        with rig.reading(connection) as books:
            assert ids(books.invoices.find("website")) == [f"i-{n:03}" for n in range(50)]

    def test_listing_by_stage_page_by_page(self, rig: Rig, connection: Connection) -> None:
        stages = (Stage.LINKED, Stage.HELD, Stage.SEEN, Stage.HELD, Stage.LINKED)
        self.put(
            rig,
            connection,
            *(record(f"i-{n}", stage, before_hold=Stage.DUE) for n, stage in enumerate(stages)),
        )

        with rig.reading(connection) as books:
            listing = books.invoices.listing
            assert ids(listing()) == ["i-0", "i-1", "i-2", "i-3", "i-4"]
            assert ids(listing(limit=2)) == ["i-0", "i-1"]
            assert ids(listing(limit=2, after=InvoiceId("i-1"))) == ["i-2", "i-3"]
            assert ids(listing(stages=[Stage.HELD, Stage.SEEN])) == ["i-1", "i-2", "i-3"]
            assert ids(listing(stages=[Stage.HELD], after=InvoiceId("i-1"))) == ["i-3"]
            assert listing(stages=[Stage.SKIPPED]) == ()

    def test_counts_are_conserved(self, rig: Rig, connection: Connection) -> None:
        with rig.reading(connection) as books:
            assert books.invoices.counts() == InvoiceCounts()
        self.put(rig, connection, record("i-1"), record("i-2"), record("i-3", Stage.LINKED))

        with rig.reading(connection) as books:
            counts = books.invoices.counts()
        assert counts == InvoiceCounts(seen=3, by_stage={Stage.SEEN: 2, Stage.LINKED: 1})
        assert counts.conserved

    def test_the_payload_lies_beside_the_record(self, rig: Rig, connection: Connection) -> None:
        self.put(rig, connection, whole_record(), record("i-2"))
        self.put(rig, connection, self.get(rig, connection))  # as the clerk does: without the payload

        assert self.get(rig, connection).invoice.raw == ""
        with rig.writing(connection) as books:
            assert books.invoices.raw(ONE) == '{"id": "i-1"}'
            assert books.invoices.raw(InvoiceId("i-2")) == ""
            assert books.invoices.drop_raw(NOON) == 0
            assert books.invoices.drop_raw(NOON + timedelta(seconds=1)) == 1
            assert books.invoices.raw(ONE) == ""
        assert self.get(rig, connection) == whole_record()

    def test_the_newest_payload_is_kept(self, rig: Rig, connection: Connection) -> None:
        for raw, minutes in (("one", 0), ("two", 2), ("late", 1)):
            read_at = NOON + timedelta(minutes=minutes)
            self.put(rig, connection, record(invoice=invoice(raw=raw), read_at=read_at))

        with rig.writing(connection) as books:
            assert books.invoices.raw(ONE) == "two"
            assert books.invoices.drop_raw(NOON + timedelta(minutes=2)) == 0

    def test_looking_anew_at_those_held_or_before_their_creation(
        self, rig: Rig, connection: Connection
    ) -> None:
        later = rig.now + timedelta(hours=1)
        settled = {"readiness": Readiness.SETTLED, "attempts": 4, "not_before": later}
        self.put(
            rig,
            connection,
            record("i-1", Stage.HELD, before_hold=Stage.DUE, **settled),
            record("i-2", Stage.HELD, before_hold=Stage.CREATED, **settled),
            record("i-3", Stage.DUE, readiness=Readiness.UNDECIDED, not_before=later),
            record("i-4", Stage.CREATED, readiness=Readiness.SETTLED),
            record("i-5", Stage.LINKED, readiness=Readiness.SETTLED),
            record("i-6", Stage.SEEN, wants_read=True, readiness=Readiness.SETTLED),
        )

        with rig.writing(connection) as books:
            assert books.invoices.undecide(None, later) == 4

        undecided = {"readiness": Readiness.UNDECIDED, "not_before": None}
        assert self.get(rig, connection, "i-1") == record(
            "i-1", Stage.HELD, before_hold=Stage.DUE, step_since=later, attempts=4, **undecided
        )
        assert self.get(rig, connection, "i-2").step is Step.PROVE
        assert self.get(rig, connection, "i-3") == record("i-3", Stage.DUE, **undecided)
        assert self.get(rig, connection, "i-4").readiness is Readiness.SETTLED
        assert self.get(rig, connection, "i-5").readiness is Readiness.SETTLED
        assert self.get(rig, connection, "i-6") == record("i-6", Stage.SEEN, wants_read=True, **undecided)

    def test_looking_anew_at_some(self, rig: Rig, connection: Connection) -> None:
        for n in (1, 2, 3):
            self.put(rig, connection, record(f"i-{n}", Stage.DUE, readiness=Readiness.READY))

        with rig.writing(connection) as books:
            subjects = ["invoice:i-2", "contact:i-1", "invoice:i-9", f"invoice:{NASTY}"]
            assert books.invoices.undecide(subjects, rig.now) == 1
            assert books.invoices.undecide([], rig.now) == 0
        assert [self.get(rig, connection, f"i-{n}").step for n in (1, 2, 3)] == [
            Step.SEND,
            Step.DECIDE,
            Step.SEND,
        ]

    def test_thousands_at_once(self, rig: Rig, connection: Connection) -> None:
        numbered = [f"i-{n:04}" for n in range(1200)]
        self.put(rig, connection, *(record(each, Stage.DUE, readiness=Readiness.READY) for each in numbered))

        with rig.writing(connection) as books:
            assert len(books.invoices.many(map(InvoiceId, numbered))) == 1200
            assert books.invoices.undecide(None, rig.now) == 1200
            assert books.invoices.undecide([f"invoice:{each}" for each in numbered], rig.now) == 1200
            books.invoices.walked(map(InvoiceId, numbered), 1)
            books.invoices.want_read(map(InvoiceId, numbered), rig.now)
            assert len(books.invoices.agenda(rig.now, 5000)[Step.READ]) == 1200

    def test_a_newer_record_is_not_misread(self, rig: Rig, connection: Connection) -> None:
        self.put(rig, connection, record())
        rig.sql(
            "UPDATE invoice SET record = replace(record, :this, :next)", this='"schema":1', next='"schema":2'
        )

        with pytest.raises(StoreProblem, match="row-newer"):
            self.get(rig, connection)

    def test_a_record_lies_readable_in_its_row(self, rig: Rig, connection: Connection) -> None:
        self.put(rig, connection, replace(whole_record(), invoice=invoice(title=NASTY)))

        (row,) = rig.sql(
            "SELECT stage, before_hold, step, number_key, title_key, currency, net_total, tax_total, dated"
            " FROM invoice"
        )
        assert tuple(row) == (
            "held",
            "proven",
            "read",
            "hf 0123456789ab c",
            "zoe x y 100",
            "EUR",
            "120",
            "20",
            "2026-03-02",
        )
