"""What every copy of the ledger's documents must do."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from domain.connection import Connection
from domain.ids import LedgerContactId
from domain.ledger_document import DocumentId, DocumentKind, DocumentStatus, LedgerDocument
from tests.contracts.storage_bills import NASTY, document, record, whole_document
from tests.contracts.storage_fixtures import Rig, StorageSuite

ONE = DocumentId("d-1")


class DocumentsSuite(StorageSuite):
    """Rows of `Documents`."""

    def put(self, rig: Rig, connection: Connection, *documents: LedgerDocument, minutes: int = 0) -> None:
        """Put them as seen so many minutes from now."""
        with rig.writing(connection) as books:
            books.documents.put(documents, rig.now + timedelta(minutes=minutes))

    def like(self, rig: Rig, connection: Connection, **changes: Any) -> list[str]:
        """Which are like the usual document, but for what is said."""
        asked: dict[str, Any] = {
            "contact_id": LedgerContactId("c-1"),
            "total": Decimal(120),
            "currency": "EUR",
            "earliest": date(2026, 2, 23),
            "latest": date(2026, 3, 9),
            **changes,
        }
        with rig.reading(connection) as books:
            return [found.id for found in books.documents.like(asked.pop("contact_id"), **asked)]

    def test_what_was_put_comes_back_whole(self, rig: Rig, connection: Connection) -> None:
        bare = document("d-2", number="", dated=None, due=None, kind=DocumentKind.CREDIT_NOTE)
        self.put(rig, connection, whole_document(), bare)

        with rig.reading(connection) as books:
            asked = [ONE, DocumentId("d-2"), DocumentId("d-3"), DocumentId(NASTY)]
            assert books.documents.by_id(asked) == {ONE: whole_document(), DocumentId("d-2"): bare}
        with rig.reading(rig.connect("other", portal="portal-2")) as books:
            assert books.documents.by_id([ONE]) == {}

    def test_all_of_them_come_in_pages(self, rig: Rig, connection: Connection) -> None:
        self.put(rig, connection, *(document(f"d-{number}") for number in (3, 1, 2)))

        with rig.reading(connection) as books:
            first = books.documents.listing(limit=2)
            assert [one.id for one in first] == ["d-1", "d-2"]
            assert [one.id for one in books.documents.listing(limit=2, after=first[-1].id)] == ["d-3"]
        with rig.reading(rig.connect("other", portal="portal-2")) as books:
            assert books.documents.listing(limit=2) == ()

    def test_what_was_read_earlier_undoes_nothing(self, rig: Rig, connection: Connection) -> None:
        approved = document(status=DocumentStatus.APPROVED)
        self.put(rig, connection, approved, minutes=1)
        self.put(rig, connection, document(), minutes=0)
        self.put(rig, connection)

        with rig.reading(connection) as books:
            assert books.documents.by_id([ONE]) == {ONE: approved}
        self.put(rig, connection, document(), minutes=1)
        with rig.reading(connection) as books:
            assert books.documents.by_id([ONE]) == {ONE: document()}

    @pytest.mark.parametrize(
        ("asked", "found"),
        [
            ("d-1", ["d-1"]),
            (" D-1 ", ["d-1"]),
            ("inv-7", ["d-1", "d-2"]),
            ("INV-7 ", ["d-1", "d-2"]),
            ("INV 7", []),
            ("", []),
            (NASTY, []),
        ],
    )
    def test_finding_by_id_and_number(
        self, rig: Rig, connection: Connection, asked: str, found: list[str]
    ) -> None:
        self.put(
            rig,
            connection,
            document("d-2", number="inv-7"),
            document("d-1", number="INV-7", status=DocumentStatus.DELETED),
            document("d-3", number=""),
        )

        with rig.reading(connection) as books:
            assert [each.id for each in books.documents.find(asked)] == found

    def test_finding_answers_at_most_fifty(self, rig: Rig, connection: Connection) -> None:
        self.put(rig, connection, *(document(f"d-{n:03}") for n in range(60)))

        with rig.reading(connection) as books:
            assert [each.id for each in books.documents.find("inv-1")] == [f"d-{n:03}" for n in range(50)]

    def test_documents_that_may_be_the_same(self, rig: Rig, connection: Connection) -> None:
        self.put(
            rig,
            connection,
            document("d-9", total=Decimal("120.0000")),
            document("d-2", total=Decimal("1.2E+2"), status=DocumentStatus.PAID),
            document("voided", status=DocumentStatus.VOIDED),
            document("deleted", status=DocumentStatus.DELETED),
            document("note", kind=DocumentKind.CREDIT_NOTE),
            document("cent", total=Decimal("120.01")),
            document("theirs", contact_id=LedgerContactId("c-2")),
            document("money", currency="GBP"),
            document("undated", dated=None),
        )

        assert self.like(rig, connection) == ["d-2", "d-9"]
        assert self.like(rig, connection, total=Decimal("120.010")) == ["cent"]
        assert self.like(rig, connection, contact_id=LedgerContactId("c-2")) == ["theirs"]
        assert self.like(rig, connection, contact_id=None) == ["d-2", "d-9", "theirs"]
        assert self.like(rig, connection, currency="GBP") == ["money"]
        assert self.like(rig, rig.connect("other", portal="portal-2")) == []

    @pytest.mark.parametrize(
        ("earliest", "latest", "found"),
        [
            (date(2026, 3, 2), date(2026, 3, 2), ["d-1"]),
            (date(2026, 2, 23), date(2026, 3, 1), []),
            (date(2026, 3, 3), date(2026, 3, 9), []),
        ],
    )
    def test_within_these_days(
        self, rig: Rig, connection: Connection, earliest: date, latest: date, found: list[str]
    ) -> None:
        self.put(rig, connection, document())

        assert self.like(rig, connection, earliest=earliest, latest=latest) == found

    def test_zero_is_zero(self, rig: Rig, connection: Connection) -> None:
        self.put(rig, connection, document(total=Decimal("-0.00")))

        assert self.like(rig, connection, total=Decimal(0)) == ["d-1"]

    def test_the_payload_lies_beside_the_document(self, rig: Rig, connection: Connection) -> None:
        self.put(rig, connection, whole_document(), document("d-2"))
        self.put(rig, connection, replace(whole_document(), raw=""), minutes=1)

        with rig.writing(connection) as books:
            assert books.documents.by_id([ONE])[ONE].raw == ""
            assert books.documents.raw(ONE) == '{"InvoiceID": "d-1"}'
            assert books.documents.raw(DocumentId("d-2")) == ""
            assert books.invoices.drop_raw(rig.now + timedelta(days=1)) == 0
            assert books.documents.drop_raw(rig.now) == 0
            assert books.documents.drop_raw(rig.now + timedelta(seconds=1)) == 1
            assert books.documents.raw(ONE) == ""

    def test_open_ones_of_ours_those_read_longest_ago_first(self, rig: Rig, connection: Connection) -> None:
        open_statuses = {
            DocumentStatus.DRAFT,
            DocumentStatus.AWAITING_APPROVAL,
            DocumentStatus.APPROVED,
            DocumentStatus.UNKNOWN,
        }
        for minute, status in enumerate(reversed(DocumentStatus)):
            self.put(rig, connection, document(f"ours-{status}", status=status), minutes=minute)
        self.put(rig, connection, document("theirs"), document("ours-late"), minutes=30)
        with rig.writing(connection) as books:
            for name in ("late", *DocumentStatus):
                books.invoices.put(record(f"i-{name}", document_id=DocumentId(f"ours-{name}")))
        other = rig.connect("other", portal="portal-2")
        self.put(rig, other, document("ours-draft"))

        before = rig.now + timedelta(minutes=30)
        with rig.reading(connection) as books:
            found = books.documents.open_of_ours(seen_before=before, limit=50)
            assert books.documents.open_of_ours(seen_before=before, limit=2) == found[:2]
        wanted = [f"ours-{status}" for status in reversed(DocumentStatus) if status in open_statuses]
        assert [each.id for each in found] == wanted
        with rig.reading(other) as books:
            assert books.documents.open_of_ours(seen_before=before, limit=50) == ()
