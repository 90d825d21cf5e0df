"""Payments whose answer is lost, and what is known of them after a while."""

import pytest

from domain.drafts import PaymentDraft
from domain.errors import OutcomeUnknown
from domain.payment_life import PaymentStage
from domain.payment_record import PaymentStep
from domain.settings import Rhythm
from tests.unit.paying.desk import PaymentDesk
from tests.unit.paying.ledger import Answers

WAIT = Rhythm().absence_wait.total_seconds() + 60
"""So many seconds later an absence counts."""


def lost(desk: PaymentDesk, *, lands: bool) -> None:
    """Posted, and the answer is lost."""

    def lose(draft: PaymentDraft) -> Answers:
        if lands:
            desk.ledger.take(draft)
        raise OutcomeUnknown

    desk.ledger.answers = lose
    with pytest.raises(OutcomeUnknown):
        desk.post()
    desk.ledger.answers = desk.ledger.well
    assert (desk.payment().stage, desk.payment().step) == (PaymentStage.UNKNOWN, None)


def missed(desk: PaymentDesk) -> PaymentDraft:
    """Posted, lost, and not there for long enough."""
    lost(desk, lands=False)
    desk.look()
    desk.look(after_seconds=WAIT)
    assert desk.payment().step is PaymentStep.DECIDE
    desk.decide()
    return desk.ledger.sent[-1]
