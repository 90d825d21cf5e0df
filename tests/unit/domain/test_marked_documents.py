"""Our copy of the ledger's documents, asked for what bears a mark and for what could be taken for it."""

from dataclasses import replace
from datetime import date, timedelta

from domain.invoice import InvoiceId
from domain.ledger_document import DocumentId, DocumentKind, DocumentStatus, LedgerDocument
from domain.marked_documents import MarkedDocuments
from domain.numbering import placeholder
from tests.support.invoices import INVOICE
from tests.unit.domain.invoicing import DAY, document_of, issued, sent_of

OURS = document_of(sent_of())
TYPED = replace(OURS, id=DocumentId("typed"), number="INV-0042", reference="by hand")
ANOTHERS = InvoiceId("11111111-2222-4333-8444-555555555555")


def filled(*documents: LedgerDocument, zone: str = "Europe/Paris") -> MarkedDocuments:
    """With these, and told of the usual invoice."""
    every = MarkedDocuments(time_zone=zone)
    for document in documents:
        every.add(document)
    every.tell_of(issued())
    return every


def ids(documents: tuple[LedgerDocument, ...]) -> list[str]:
    """Which they are."""
    return [document.id for document in documents]


def test_it_answers_with_what_bears_the_mark_in_every_status() -> None:
    gone = replace(OURS, id=DocumentId("gone"), status=DocumentStatus.DELETED)
    linked = replace(TYPED, id=DocumentId("linked"), address=f"https://hubflo.example/{INVOICE}")
    anothers = replace(OURS, id=DocumentId("another"), number=placeholder(ANOTHERS, 0))

    assert ids(filled(OURS, gone, linked, TYPED, anothers).of(issued())) == [OURS.id, "gone", "linked"]


def test_only_what_stands_there_unmarked_with_its_total_on_a_near_day_is_alike() -> None:
    others = (
        OURS,
        replace(TYPED, id=DocumentId("linked"), address=f"https://hubflo.example/{INVOICE}"),
        replace(TYPED, id=DocumentId("void"), status=DocumentStatus.VOIDED),
        replace(TYPED, id=DocumentId("euros"), currency="GBP"),
        replace(TYPED, id=DocumentId("late"), dated=DAY + timedelta(days=8)),
        replace(TYPED, id=DocumentId("note"), kind=DocumentKind.CREDIT_NOTE),
    )
    net = replace(TYPED, id=DocumentId("net"), total=issued().net_total)

    assert sorted(ids(filled(*others, TYPED, net).alike(issued(), date.min))) == ["net", "typed"]


def test_what_was_issued_before_our_first_day_was_never_ours_to_send() -> None:
    every = filled(OURS, TYPED)

    assert every.first_day == OURS.dated == DAY
    assert ids(every.alike(issued(), every.first_day)) == ["typed"]
    assert every.alike(issued(), DAY + timedelta(days=1)) == ()
    assert filled(TYPED).first_day is None
    assert filled(TYPED).alike(issued(), None) == ()


def test_without_a_zone_no_day_is_near() -> None:
    assert filled(TYPED, zone="nowhere").alike(issued(), date.min) == ()


def test_a_stray_is_ours_and_its_invoice_is_nowhere() -> None:
    stray = replace(OURS, id=DocumentId("stray"), number=placeholder(ANOTHERS, 0))

    assert ids(filled(stray, OURS, TYPED).strays) == ["stray"]
