"""A document that the ledger does not show says nothing of its payments, and keeps no other waiting."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

from domain.dispatch import Act, ElementState, Envelope
from domain.invoice import InvoiceId
from domain.invoice_record import InvoiceRecord
from domain.ledger_document import DocumentId, LedgerPayment, PaymentId
from domain.money import ZERO
from domain.payment_life import PaymentStage
from domain.payment_record import PaymentStep, subject_of_payment
from domain.services.sending import Entry, record_batch
from domain.services.settle_ledger import settle_ledger
from domain.settings import Rhythm
from domain.units import SettleDispatch
from tests.unit.domain.paying import APPROVED, PAID_ON, kept, paid, payment
from tests.unit.paying.desk import PaymentDesk
from tests.unit.paying.losing import WAIT, lost, missed


def look_at_all(desk: PaymentDesk) -> None:
    """As the clerk does with a whole dispatch."""
    turn, found = desk.turn(), desk.open()
    settle_ledger(
        turn, SettleDispatch(dispatch_id=found[0].dispatch_id, act=Act.CREATE_PAYMENT, subjects=frozenset())
    )


def second(desk: PaymentDesk) -> InvoiceRecord:
    """Another invoice, whose payment goes out with the first one's; nobody knows what became of either."""
    invoice = replace(paid(), id=InvoiceId("1a2b3c4d-0000-4000-8000-00000000000b"))
    document = replace(APPROVED, id=DocumentId("second"), number="HF-2")
    record = kept(invoice, document_id=document.id)
    lost(desk, lands=False)
    (first,) = desk.open()
    mark = "second mark"
    facts = {**first.element.facts, "document_id": document.id, "reference": mark}
    turn = desk.turn()
    with desk.books() as books:
        books.invoices.put(record)
        books.documents.put([document], desk.now)
        books.payments.put(replace(payment(stage=PaymentStage.UNKNOWN, is_open=False), invoice_id=record.id))
        books.dispatches.settle(first.dispatch_id, 1, ElementState.NOT_SENT)
        entries = [Entry(subject=payment().subject, facts=first.element.facts)]
        entries.append(Entry(subject=subject_of_payment(record.id), facts=facts))
        envelope = Envelope(method="PUT", path="/Payments", body=b"both")
        both = record_batch(turn, books, Act.CREATE_PAYMENT, entries, envelope)
        for number in (1, 2):
            books.dispatches.settle(both.id, number, ElementState.UNKNOWN, look_at=desk.now)
    made = LedgerPayment(id=PaymentId("made-b"), amount=Decimal(120), dated=PAID_ON, reference=mark)
    desk.ledger.also = (replace(document, payments=(made,), amount_paid=Decimal(120), amount_due=ZERO),)
    return record


def test_a_document_that_is_not_shown_keeps_no_other_from_being_looked_for(desk: PaymentDesk) -> None:
    desk.ready()
    record = second(desk)
    desk.ledger.refused = {APPROVED.id}

    look_at_all(desk)

    with desk.books() as books:
        other = books.payments.get(record.id)
    assert other is not None
    assert [one.id for one in other.posted] == ["made-b"]
    assert desk.payment().stage is PaymentStage.UNKNOWN


def pauses_of(desk: PaymentDesk, looks: int) -> list[timedelta]:
    """How long is waited after each look, each made as soon as it is due."""
    pauses = []
    for _ in range(looks):
        (one,) = desk.open()
        assert one.element.look_at is not None
        desk.look(after_seconds=(one.element.look_at - desk.now).total_seconds())
        (one,) = desk.open()
        assert one.element.look_at is not None
        pauses.append(one.element.look_at - desk.now)
    return pauses


def test_what_is_not_shown_is_looked_at_ever_more_rarely_and_a_person_is_told(desk: PaymentDesk) -> None:
    """That its document is not shown says nothing of the payment: it is never taken to be absent."""
    desk.ready()
    lost(desk, lands=False)
    desk.ledger.refused = {APPROVED.id}

    pauses = pauses_of(desk, 30)

    assert (pauses[0], pauses[-1], max(pauses)) == (
        Rhythm().settle_pause,
        timedelta(hours=1),
        timedelta(hours=1),
    )
    held = desk.held()
    assert held is not None
    assert (held.cause.code, held.cause.facts["problem"]) == ("payment-unexpected", "document-not-shown")
    assert (desk.payment().stage, desk.tries()) == (PaymentStage.UNKNOWN, [ElementState.UNKNOWN])

    desk.ledger.refused = set()
    desk.ledger.take(desk.ledger.sent[0])
    desk.look(after_seconds=3_600)
    desk.decide()
    assert (desk.payment().stage, desk.held()) == (PaymentStage.SETTLED, None)


def test_where_it_is_shown_again_and_was_not_posted_it_is_posted_anew(desk: PaymentDesk) -> None:
    desk.ready()
    lost(desk, lands=False)
    desk.ledger.document = None
    desk.look(after_seconds=WAIT)
    assert desk.held() is None
    desk.look(after_seconds=WAIT)
    assert desk.held() is not None

    desk.ledger.document = APPROVED
    desk.look()
    assert (desk.held(), desk.tries()) == (None, [ElementState.ABSENT])
    desk.decide()
    desk.post()

    assert len(desk.ledger.payments) == 1


def test_a_twin_is_looked_for_ever_more_rarely_while_its_document_is_not_shown(desk: PaymentDesk) -> None:
    desk.ready()
    missed(desk)
    desk.post()
    desk.ledger.refused = {APPROVED.id}

    pauses = pauses_of(desk, 10)

    assert (pauses[0], pauses[-1]) == (Rhythm().settle_pause, timedelta(hours=1))
    assert desk.payment().step is PaymentStep.DECIDE
