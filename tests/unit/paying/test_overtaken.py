"""A page that was asked for before a payment of ours was answered may lack it: that takes nothing back.

Several units are on their way at once, so it may be noted after the payment. And it may be newer than our
copy in everything else: the answer to a payment does not tell when its document changed.
"""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest

from domain.drafts import PaymentDraft
from domain.ledger_document import LedgerDocument, LedgerPayment, PaymentId, PaymentReceipt
from domain.payment_life import PaymentStage
from domain.payment_record import PaymentStep
from domain.scan import ScanKind
from domain.services.post_payments import post_payments
from domain.services.read_documents import note_documents, read_documents
from domain.units import PostPayments, ReadPage
from tests.support.clock import NOON
from tests.support.invoices import INVOICE
from tests.unit.domain.paying import APPROVED, kept
from tests.unit.paying.desk import PaymentDesk
from tests.unit.paying.ledger import Answers
from tests.unit.paying.parting import question

READ = replace(APPROVED, updated_at=NOON)
EDITED = replace(READ, reference="as a person has it", updated_at=NOON + timedelta(seconds=1))


@pytest.fixture
def desk(desk: PaymentDesk) -> PaymentDesk:
    """It can be posted, and was read a while ago."""
    desk.ready()
    desk.ledger.document = READ
    desk.rig.clock.advance(600)
    return desk


def page_read(desk: PaymentDesk) -> None:
    """What changed is read, and what is ready is posted while the page is on its way; then it is decided."""
    turn = desk.turn()

    def post() -> None:
        desk.rig.clock.advance(1)
        if desk.payment().step is PaymentStep.POST:
            post_payments(turn, PostPayments(ids=(INVOICE,)))

    desk.ledger.meanwhile = post
    read_documents(turn, ReadPage(kind=ScanKind.LEDGER_DOCUMENTS, begin=True))
    desk.decide()


def copy_of(desk: PaymentDesk) -> LedgerDocument:
    """As the books have it."""
    with desk.books() as books:
        return books.documents.by_id([APPROVED.id])[APPROVED.id]


def as_it_is(desk: PaymentDesk) -> LedgerDocument:
    """The document as it stands in the ledger, changed by what we posted and by a person."""
    assert desk.ledger.document is not None
    return replace(desk.ledger.document, reference=EDITED.reference, updated_at=NOON + timedelta(seconds=2))


@pytest.mark.parametrize("is_told", [True, False])
def test_a_page_that_is_newer_than_our_copy_and_older_than_our_payment_takes_it_not_back(
    desk: PaymentDesk, is_told: bool
) -> None:
    """A person edits the document after we read it, and the page is made up before our payment is taken."""

    def edited_first(draft: PaymentDraft) -> Answers:
        desk.ledger.page = (EDITED,)
        ((invoice_id, receipt),) = desk.ledger.well(draft).items()
        assert isinstance(receipt, PaymentReceipt)
        return {invoice_id: receipt if is_told else replace(receipt, amount_due=None, amount_paid=None)}

    desk.ledger.answers = edited_first
    page_read(desk)

    assert [one.id for one in copy_of(desk).payments] == ["made-0"]
    assert (question(desk), desk.payment().stage) == ("", PaymentStage.SETTLED)
    assert "held" not in [code for code, _ in desk.story()]

    desk.ledger.page = (as_it_is(desk),)
    page_read(desk)
    assert copy_of(desk) == as_it_is(desk)
    assert (question(desk), desk.payment().stage) == ("", PaymentStage.SETTLED)


def test_a_page_that_was_asked_for_before_and_shows_it_is_news(desk: PaymentDesk) -> None:
    def seen_too(draft: PaymentDraft) -> Answers:
        answers = desk.ledger.well(draft)
        desk.ledger.page = (as_it_is(desk),)
        return answers

    desk.ledger.answers = seen_too
    page_read(desk)

    assert copy_of(desk) == as_it_is(desk)


def test_what_is_asked_for_after_the_answer_shows_what_was_deleted(desk: PaymentDesk) -> None:
    desk.post()

    desk.ledger.page = (EDITED,)
    page_read(desk)

    assert question(desk) == "payment-removed"


def test_by_a_clock_that_is_set_right_since_nothing_is_older(desk: PaymentDesk) -> None:
    """It was 25 hours ahead when ours was answered: what a person deletes an hour later is seen."""
    desk.post()
    desk.decide()
    copy = copy_of(desk)
    assert copy.answered_at is not None
    with desk.books() as books:
        ahead = replace(copy, answered_at=copy.answered_at + timedelta(hours=25))
        books.documents.put([ahead], desk.now)
    desk.ledger.page = (replace(EDITED, updated_at=NOON + timedelta(hours=1)),)
    desk.rig.clock.advance(3600)

    page_read(desk)

    assert question(desk) == "payment-removed"


def test_an_answer_that_is_older_than_the_page_takes_nothing_back(desk: PaymentDesk) -> None:
    """Somebody has entered more by then, and the page showed it before our answer was there."""

    def overtaken(draft: PaymentDraft) -> Answers:
        answer = desk.ledger.well(draft)
        ours = as_it_is(desk)
        theirs = LedgerPayment(id=PaymentId("theirs"), amount=Decimal(5), dated=None, reference="")
        page = replace(
            ours,
            payments=(*ours.payments, theirs),
            amount_paid=ours.amount_paid + 5,
            amount_due=ours.amount_due - 5,
            updated_at=NOON + timedelta(seconds=5),
        )
        desk.ledger.document = page
        with desk.rig.writing(desk.connection) as books:
            note_documents(books, [page], asked_at=desk.now, now=desk.now)
        return answer

    desk.ledger.answers = overtaken
    desk.post()

    assert copy_of(desk).counted == as_it_is(desk).counted
    with desk.books() as books:
        told = [event.code for event in books.events.of(kept().subject)]
    assert "document-counts-less" not in told
