"""Notices of payments to the portal: what it is told of, and an answer that is lost."""

from dataclasses import replace
from decimal import Decimal

import pytest

from domain.errors import OutcomeUnknown
from domain.invoice import InvoiceStatus
from domain.payment_life import PaymentStage
from domain.payment_record import PaymentStep
from domain.services.record_payment import record_payment
from domain.services.settle import settle
from domain.settings import Rhythm
from domain.units import RecordPayment, Settle
from tests.support.invoices import INVOICE
from tests.unit.domain.paying import kept, paid, payment, theirs, there
from tests.unit.paying.desk import PaymentDesk

UNPAID = kept(paid("0", InvoiceStatus.ISSUED, paid_at=None))
MATCHED = there(theirs("70", "p-1"), theirs("50", "p-2"))
WAIT = Rhythm().absence_wait.total_seconds() + 60
"""So many seconds later an absence counts."""


def to_be_told(desk: PaymentDesk) -> PaymentDesk:
    """Paid in the ledger by somebody two days ago, and set so that the portal is told."""
    with desk.books() as books:
        books.settings.put({"payments-from-ledger": "on"}, now=desk.now, actor="person:test")
        books.save_connection(replace(books.connection, time_zone="Europe/Paris"))
    desk.put(payment(), record=UNPAID, document=MATCHED)
    desk.ledger.document = MATCHED
    desk.decide()
    desk.rig.clock.advance(2 * 86_400)
    return desk


def record(desk: PaymentDesk) -> None:
    """As the clerk does with what is ready."""
    record_payment(desk.turn(), RecordPayment(invoice_id=INVOICE))


def look(desk: PaymentDesk, after_seconds: float = 0.0) -> None:
    """As the clerk does with what nobody knows of, and with what may be there twice."""
    desk.rig.clock.advance(after_seconds)
    turn = desk.turn()
    for one in desk.open():
        settle(
            turn, Settle(dispatch_id=one.dispatch_id, number=one.element.number, subject=payment().subject)
        )


def lost_notice(desk: PaymentDesk, *, lands: bool) -> None:
    """Recorded, and the answer is lost."""

    def lose(amount: Decimal) -> None:
        if lands:
            desk.portal.take(amount)
        raise OutcomeUnknown

    desk.portal.answers = lose
    with pytest.raises(OutcomeUnknown):
        record(desk)
    desk.portal.answers = desk.portal.take
    assert (desk.payment().stage, desk.payment().step) == (PaymentStage.UNKNOWN, None)


def notice_given_up(desk: PaymentDesk) -> None:
    """One leaves, is lost, and is not there for long enough: it is due again."""
    lost_notice(desk, lands=False)
    look(desk)
    look(desk, after_seconds=WAIT)
    desk.decide()
    assert desk.payment().step is PaymentStep.RECORD


def paid_there(desk: PaymentDesk) -> Decimal:
    """What the portal says."""
    assert desk.portal.invoice is not None
    return desk.portal.invoice.paid_amount
