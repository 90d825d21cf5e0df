"""A payment that is sent again, and lands twice."""

import pytest

from domain.drafts import PaymentDraft
from domain.errors import OutcomeUnknown
from domain.hold import twin_of
from domain.ledger_document import LedgerPayment
from tests.unit.domain.paying import payment
from tests.unit.paying.desk import PaymentDesk
from tests.unit.paying.ledger import Answers
from tests.unit.paying.losing import WAIT
from tests.unit.paying.parting import CARD, go_on, shown, told


def is_alarmed(desk: PaymentDesk) -> bool:
    """Whether two are said to be there."""
    with desk.books() as books:
        return books.holds.of(twin_of(payment().subject)) is not None


def losing(_draft: PaymentDraft) -> Answers:
    """Nothing arrives, and nobody says so."""
    raise OutcomeUnknown


def given_up(desk: PaymentDesk, amount: str, method: str = CARD) -> PaymentDraft:
    """So much was paid in all; the first try of what is open was lost, and is not there."""
    desk.ledger.answers = losing
    with pytest.raises(OutcomeUnknown):
        told(desk, amount, method)
    desk.look()
    desk.look(after_seconds=WAIT)
    return desk.ledger.sent[-1]


def given_up_again(desk: PaymentDesk) -> PaymentDraft:
    """So was its repeat."""
    with pytest.raises(OutcomeUnknown):
        go_on(desk)
    return desk.ledger.sent[-1]


def missed(desk: PaymentDesk, amount: str) -> PaymentDraft:
    """It was lost, is not there, and is repeated."""
    first = given_up(desk, amount)
    desk.ledger.answers = desk.ledger.well
    go_on(desk)
    return first


def lands(desk: PaymentDesk, late: PaymentDraft) -> LedgerPayment:
    """The first try is carried out after all, and seen."""
    made = desk.ledger.take(late)
    see(desk)
    return made


def deleted(desk: PaymentDesk, gone: LedgerPayment) -> None:
    """A person deletes one, which is seen."""
    desk.ledger.delete(gone)
    see(desk)
    desk.look()
    go_on(desk)


def see(desk: PaymentDesk) -> None:
    """The document is read, as it is."""
    assert desk.ledger.document is not None
    shown(desk, desk.ledger.document)
