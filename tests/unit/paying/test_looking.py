"""A payment that nobody knows of is looked for by its mark: absence must last, and a twin is an alarm."""

from dataclasses import replace
from decimal import Decimal

import pytest

from domain.budget import Purpose
from domain.dispatch import ElementState
from domain.drafts import PaymentDraft
from domain.errors import OutcomeUnknown
from domain.payment_life import PaymentStage
from domain.payment_record import PaymentStep
from domain.services.dispatching import TWIN_AGAIN
from domain.services.payment_steps import stir
from domain.settings import Rhythm
from tests.unit.domain.paying import CLEARING, PAID_ON, kept, payment, there
from tests.unit.paying.desk import PaymentDesk
from tests.unit.paying.ledger import Answers


def test_what_was_posted_is_noted_and_settles_it(desk: PaymentDesk) -> None:
    desk.ready()

    desk.post()
    (posted,) = desk.payment().posted
    desk.decide()

    assert (posted.id, posted.amount, posted.dated, posted.account) == (
        "made-0",
        Decimal("120.00"),
        PAID_ON,
        CLEARING.name,
    )
    assert (desk.payment().stage, desk.tries()) == (PaymentStage.SETTLED, [ElementState.DONE])
    assert [code for code, _ in desk.story()] == ["payment-sent", "payment-posted", "payment-settled"]
    assert desk.ledger.purposes == [Purpose.VITAL]
    assert desk.open() == ()


TWIN = f"twin:{payment().subject}"


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


def test_what_landed_is_found_by_its_mark_and_nothing_is_posted_again(desk: PaymentDesk) -> None:
    desk.ready()
    lost(desk, lands=True)

    desk.look()
    desk.decide()

    assert (len(desk.ledger.sent), desk.tries()) == (1, [ElementState.DONE])
    assert [one.id for one in desk.payment().posted] == ["made-0"]
    assert desk.payment().stage is PaymentStage.SETTLED
    assert "payment-found-again" in [code for code, _ in desk.story()]


def test_absence_must_last_before_it_is_posted_anew_and_a_twin_is_looked_for(desk: PaymentDesk) -> None:
    desk.ready()
    lost(desk, lands=False)
    late = desk.ledger.sent[0]

    desk.look()
    assert desk.payment().stage is PaymentStage.UNKNOWN
    desk.look(after_seconds=Rhythm().absence_wait.total_seconds() + 60)
    assert (desk.payment().step, desk.tries()) == (PaymentStep.DECIDE, [ElementState.ABSENT])
    desk.decide()
    desk.post()
    assert [one.reference for one in desk.ledger.sent] == [late.reference] * 2
    assert [one.element.state for one in desk.open()] == [ElementState.DONE]

    desk.look(after_seconds=Rhythm().absence_wait.total_seconds() + 60)
    assert (len(desk.ledger.payments), desk.open()) == (1, ())


def test_what_lands_beside_its_repeat_is_an_alarm_until_one_is_deleted(desk: PaymentDesk) -> None:
    wait = Rhythm().absence_wait.total_seconds() + 60
    desk.ready()
    lost(desk, lands=False)
    late = desk.ledger.sent[0]
    desk.look()
    desk.look(after_seconds=wait)
    desk.decide()
    desk.post()
    desk.ledger.take(late)

    desk.look(after_seconds=wait)
    with desk.books() as books:
        twin = books.holds.of(TWIN)
    assert twin is not None
    assert (twin.cause.code, twin.cause.facts["ids"]) == ("payment-twin", "made-0, made-1")
    assert twin.cause.facts["keep"] == "made-0"

    desk.ledger.document = there(desk.ledger.payments[0])
    desk.look(after_seconds=TWIN_AGAIN.total_seconds())
    with desk.books() as books:
        assert books.holds.of(TWIN) is None
    assert desk.open() == ()


def test_what_lands_before_it_is_posted_anew_is_enough(desk: PaymentDesk) -> None:
    desk.ready()
    lost(desk, lands=False)
    desk.look()
    desk.look(after_seconds=Rhythm().absence_wait.total_seconds() + 60)
    desk.decide()
    desk.ledger.take(desk.ledger.sent[0])

    desk.post()

    assert (len(desk.ledger.sent), len(desk.ledger.payments)) == (1, 1)
    assert desk.payment().stage is PaymentStage.SETTLED


def test_a_payment_of_the_same_mark_that_stood_there_before_is_not_taken_for_it(desk: PaymentDesk) -> None:
    """Ours was deleted and released anew: nothing but what came since is that write's."""
    desk.ready()
    desk.post()
    old = desk.ledger.payments[0]
    desk.ledger.document = there(replace(old, amount=Decimal("20.00")))
    with desk.books() as books:
        books.documents.put([desk.ledger.document], desk.now)
        stir(books, kept(), desk.now)
    desk.decide()
    lost(desk, lands=False)

    desk.look()

    assert desk.payment().stage is PaymentStage.UNKNOWN


def test_an_element_that_the_answer_does_not_speak_of_is_looked_for(desk: PaymentDesk) -> None:
    def silent(draft: PaymentDraft) -> Answers:
        desk.ledger.take(draft)
        return {}

    desk.ready()
    desk.ledger.answers = silent
    desk.post()
    assert (desk.payment().stage, desk.tries()) == (PaymentStage.UNKNOWN, [ElementState.UNKNOWN])

    desk.look()
    assert [one.id for one in desk.payment().posted] == ["made-0"]
