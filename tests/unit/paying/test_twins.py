"""What came of a payment twice: the alarm lasts as long as two stand there, whichever is deleted."""

from dataclasses import replace
from decimal import Decimal

import pytest

from domain.dispatch import ElementState
from domain.drafts import PaymentDraft
from domain.errors import OutcomeUnknown
from domain.hold import twin_of
from domain.ledger_document import LedgerPayment, PaymentId
from domain.payment_life import PaymentStage
from tests.support.invoices import INVOICE
from tests.unit.domain.paying import payment, there
from tests.unit.paying.desk import PaymentDesk
from tests.unit.paying.ledger import Answers
from tests.unit.paying.losing import WAIT, lost
from tests.unit.paying.parting import (
    CARD,
    TRANSFER,
    go_on,
    joined_to,
    open_books,
    question,
    sent,
    shown,
    told,
)


def is_alarmed(desk: PaymentDesk) -> bool:
    """Whether two are said to be there."""
    with desk.books() as books:
        return books.holds.of(twin_of(payment().subject)) is not None


def missed(desk: PaymentDesk, amount: str) -> PaymentDraft:
    """So much was paid by card in all; the first try was lost, is not there, and is repeated."""

    def lose(_draft: PaymentDraft) -> Answers:
        raise OutcomeUnknown

    desk.ledger.answers = lose
    with pytest.raises(OutcomeUnknown):
        told(desk, amount, CARD)
    desk.ledger.answers = desk.ledger.well
    first = desk.ledger.sent[-1]
    desk.look()
    desk.look(after_seconds=WAIT)
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


@pytest.mark.parametrize("is_seen", [True, False])
def test_which_of_the_two_is_deleted_does_not_matter(desk: PaymentDesk, is_seen: bool) -> None:
    """A part that waits for the bank feed takes neither for itself."""
    open_books(desk)
    told(desk, "60", TRANSFER)
    first = missed(desk, "90")
    repeat = desk.ledger.payments[-1]
    if is_seen:
        lands(desk, first)
        desk.look(after_seconds=2 * WAIT)
        assert is_alarmed(desk)
        go_on(desk)
    else:
        desk.ledger.take(first)

    deleted(desk, repeat)

    assert (sent(desk), question(desk), is_alarmed(desk)) == (["30.00", "30.00"], "", False)
    assert (desk.payment().stage, desk.payment().facts["open"]) == (PaymentStage.WAITS_BANK, "60.00")


def test_a_look_that_finds_one_of_another_part_ends_no_alarm(desk: PaymentDesk) -> None:
    open_books(desk)
    lands(desk, missed(desk, "20"))
    desk.look(after_seconds=2 * WAIT)
    go_on(desk)
    assert is_alarmed(desk)

    missed(desk, "100")
    desk.look(after_seconds=2 * WAIT)

    assert ([f"{one.amount:.2f}" for one in desk.ledger.payments], is_alarmed(desk)) == (
        ["20.00", "20.00", "60.00"],
        True,
    )


def test_what_ends_one_alarm_ends_no_watch_that_is_not_over(desk: PaymentDesk) -> None:
    open_books(desk)
    twin = lands(desk, missed(desk, "20"))
    desk.look(after_seconds=2 * WAIT)
    go_on(desk)
    second = missed(desk, "80")

    deleted(desk, twin)
    assert not is_alarmed(desk)
    lands(desk, second)
    desk.look(after_seconds=2 * WAIT)

    assert is_alarmed(desk)


def test_the_first_try_may_land_on_a_document_that_it_was_joined_to_before(desk: PaymentDesk) -> None:
    open_books(desk)

    def lose(_draft: PaymentDraft) -> Answers:
        raise OutcomeUnknown

    desk.ledger.answers = lose
    with pytest.raises(OutcomeUnknown):
        told(desk, "90", CARD)
    desk.ledger.answers = desk.ledger.well
    desk.look()
    desk.look(after_seconds=WAIT)
    joined_to(desk)
    first, repeat = desk.ledger.sent
    assert first.document_id != repeat.document_id

    (before,) = desk.ledger.also
    late = LedgerPayment(
        id=PaymentId("late"), amount=first.amount, dated=first.dated, reference=first.reference
    )
    desk.ledger.also = (there(late, id=before.id, number=before.number),)
    desk.look(after_seconds=2 * WAIT)
    assert is_alarmed(desk)

    desk.ledger.also = (replace(before),)
    desk.look(after_seconds=25 * 60 * 60)
    assert not is_alarmed(desk)


def test_a_twin_that_was_deleted_as_asked_is_no_outcome_of_a_later_try(desk: PaymentDesk) -> None:
    open_books(desk)
    first = missed(desk, "40")
    repeat = desk.ledger.payments[-1]
    twin = lands(desk, first)
    desk.look(after_seconds=2 * WAIT)
    go_on(desk)
    deleted(desk, twin)
    assert (question(desk), is_alarmed(desk)) == ("", False)
    deleted(desk, repeat)
    assert question(desk) == "payment-removed"
    desk.steering.release(desk.connection.id, INVOICE, Decimal(40), actor="person:ada")
    desk.decide()
    lost(desk, lands=False)

    desk.look()
    desk.look(after_seconds=WAIT)

    assert desk.tries()[-1] is ElementState.ABSENT
