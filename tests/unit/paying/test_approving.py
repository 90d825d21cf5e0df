"""What is approved for being paid goes out only if it would still be approved when it does."""

from dataclasses import replace

import pytest

from domain.answers import NamedKind
from domain.drafts import DocumentChange
from domain.errors import OutcomeUnknown
from domain.invoice import InvoiceStatus
from domain.invoice_record import InvoiceRecord
from domain.ledger_document import DocumentStatus
from domain.payment_life import PaymentStage
from domain.services.change_documents import change_documents
from domain.services.payment_steps import stir
from domain.units import ChangeDocuments
from tests.support.invoices import INVOICE
from tests.unit.domain.paying import SENT, kept, paid, payment, there
from tests.unit.paying.desk import PaymentDesk

AWAITING = there(status=DocumentStatus.AWAITING_APPROVAL)
APPROVES = [DocumentChange(document_id=AWAITING.id, approves=True)]


@pytest.fixture
def desk(desk: PaymentDesk) -> PaymentDesk:
    """Paid in full while it awaits approval as we sent it, and set so that it is approved for that."""
    desk.ledger.document = AWAITING
    switch(desk, "on")
    with desk.books() as books:
        books.save_connection(replace(books.connection, time_zone="Europe/Paris"))
    desk.put(payment(), record=kept(sent=SENT), document=AWAITING)
    desk.decide()
    assert asked(desk) == 1
    return desk


def switch(desk: PaymentDesk, to: str) -> None:
    """The setting."""
    with desk.books() as books:
        chosen = {"approve-on-payment": to, "payments-card": "615"}
        books.settings.put(chosen, now=desk.now, actor="person:test")


def asked(desk: PaymentDesk) -> int:
    """How many approvals are asked for, and not done."""
    with desk.books() as books:
        return len([one for one in books.named_writes.open() if one.kind is NamedKind.APPROVAL])


def change(desk: PaymentDesk) -> None:
    """As the clerk does with what is asked for."""
    change_documents(desk.turn(), ChangeDocuments(ids=(INVOICE,)))


def says(desk: PaymentDesk, record: InvoiceRecord) -> None:
    """The portal says something else of it, and it is decided."""
    with desk.books() as books:
        books.invoices.put(record)
        stir(books, record, desk.now)
    desk.decide()


def why_not(desk: PaymentDesk) -> list[str]:
    """What its story tells of approvals that were not done."""
    with desk.books() as books:
        told = [dict(event.facts) for event in books.events.of(kept().subject)]
    return [facts["why"] for facts in told if facts.get("kind") == "approval"]


def test_what_is_paid_in_full_is_approved(desk: PaymentDesk) -> None:
    change(desk)

    assert (desk.ledger.changed, asked(desk), why_not(desk)) == (APPROVES, 0, [])


def test_switched_off_meanwhile_it_is_left_alone(desk: PaymentDesk) -> None:
    switch(desk, "off")

    change(desk)

    assert (desk.ledger.changed, asked(desk), why_not(desk)) == ([], 0, ["not-wanted"])


def test_what_is_asked_about_meanwhile_is_approved_when_that_is_answered(desk: PaymentDesk) -> None:
    says(desk, kept(paid("50", InvoiceStatus.ISSUED), sent=SENT))
    assert desk.payment().stage is PaymentStage.HELD

    change(desk)
    assert (desk.ledger.changed, asked(desk), why_not(desk)) == ([], 0, ["not-wanted"])

    for _ in range(2):
        says(desk, kept(sent=SENT))
        change(desk)
    assert (desk.ledger.changed, asked(desk)) == (APPROVES, 0)


def test_what_a_person_sent_back_is_not_approved_again(desk: PaymentDesk) -> None:
    change(desk)
    desk.ledger.document = AWAITING
    with desk.books() as books:
        books.documents.put([AWAITING], desk.now)

    says(desk, kept(sent=SENT))
    change(desk)

    assert (desk.ledger.changed, asked(desk)) == (APPROVES, 0)


def test_a_lost_approval_of_what_is_not_shown_keeps_no_other_waiting(
    desk: PaymentDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def lose(*_what: object, **_more: object) -> None:
        raise OutcomeUnknown

    monkeypatch.setattr(desk.ledger, "send_changes", lose)
    with pytest.raises(OutcomeUnknown):
        change(desk)
    desk.ledger.refused = {AWAITING.id}

    desk.look()
    change(desk)

    assert (desk.open(), asked(desk), why_not(desk)) == ((), 0, ["refused"])
