"""A change by name whose answer was lost is found, and whatever a person did to the document besides."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from domain.answers import NamedKind, NamedWrite
from domain.errors import OutcomeUnknown
from domain.ledger_document import DocumentStatus, LedgerDocument
from domain.life import Stage
from domain.payment_life import PaymentStage
from domain.payment_record import PaymentStep
from domain.services.change_documents import change_documents
from domain.units import ChangeDocuments
from tests.support.invoices import INVOICE
from tests.unit.domain.paying import SENT, kept, payment, there
from tests.unit.paying.desk import PaymentDesk
from tests.unit.paying.parting import open_books, set_routes

AWAITING = there(status=DocumentStatus.AWAITING_APPROVAL)
NUMBERED = replace(AWAITING, number="F-7")


@pytest.fixture
def desk(desk: PaymentDesk) -> PaymentDesk:
    """Paid while it awaits approval, for which the payment waits."""
    open_books(desk)
    desk.put(payment(), record=kept(sent=SENT), document=AWAITING)
    desk.ledger.document = AWAITING
    desk.decide()
    assert desk.payment().stage is PaymentStage.WAITS_APPROVAL
    return desk


def number_asked(desk: PaymentDesk) -> None:
    """A person asks for a number by name."""
    number, by = NamedKind.NUMBER, "person:test"
    write = NamedWrite(
        id="w-1", invoice_id=INVOICE, kind=number, value="F-7", because="", at=desk.now, actor=by
    )
    with desk.books() as books:
        books.named_writes.add(write)


def approval_asked(desk: PaymentDesk) -> None:
    """What is paid is to be approved."""
    set_routes(desk, approve_on_payment="on")
    desk.decide()


def lost(desk: PaymentDesk, stands: LedgerDocument) -> None:
    """The answer to what was asked for is lost, and that stands there by the time it is looked for."""

    def lose(*_what: object, **_more: object) -> None:
        raise OutcomeUnknown

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(desk.ledger, "send_changes", lose)
        with pytest.raises(OutcomeUnknown):
            change_documents(desk.turn(), ChangeDocuments(ids=(INVOICE,)))
    desk.ledger.document = stands
    desk.look()
    assert desk.open() == ()


def told(desk: PaymentDesk) -> list[str]:
    """The story of the invoice."""
    with desk.books() as books:
        return [event.code for event in books.events.of(kept().subject)]


def test_a_payment_that_waits_for_the_approval_of_what_was_voided_is_asked_about(desk: PaymentDesk) -> None:
    number_asked(desk)
    lost(desk, replace(NUMBERED, status=DocumentStatus.VOIDED))
    desk.decide()

    with desk.books() as books:
        record = books.invoices.many([INVOICE])[INVOICE]
    assert (record.stage, record.number) == (Stage.REMOVED, "F-7")
    assert desk.payment().stage is PaymentStage.HELD
    assert {"document-removed", "number-set"} <= {*told(desk)}


def test_what_was_numbered_and_approved_meanwhile_is_paid(desk: PaymentDesk) -> None:
    number_asked(desk)
    lost(desk, replace(NUMBERED, status=DocumentStatus.APPROVED))
    desk.decide()
    assert desk.payment().ready is PaymentStep.POST
    assert "document-approved" in told(desk)
    assert "document-renumbered" not in told(desk)


@pytest.mark.parametrize(
    ("asked", "stands"),
    [(number_asked, NUMBERED), (approval_asked, replace(AWAITING, status=DocumentStatus.APPROVED))],
)
def test_what_was_edited_meanwhile_is_shown_so(
    desk: PaymentDesk, asked: Callable[[PaymentDesk], None], stands: LedgerDocument
) -> None:
    asked(desk)
    (line, *others) = stands.lines
    lost(desk, replace(stands, lines=(replace(line, description="Other"), *others)))
    with desk.books() as books:
        assert books.invoices.many([INVOICE])[INVOICE].edited
    assert "document-approved" not in told(desk)
