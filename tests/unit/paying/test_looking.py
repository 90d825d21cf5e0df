"""A payment that nobody knows of is looked for by its mark: absence must last, and a twin is an alarm."""

from dataclasses import replace
from decimal import Decimal

from domain.dispatch import ElementState
from domain.drafts import PaymentDraft
from domain.hold import Hold
from domain.invoice import InvoiceStatus
from domain.payment_life import PaymentStage
from domain.payment_record import PaymentStep
from domain.services.dispatching import TWIN_AGAIN
from domain.services.payment_steps import stir
from domain.services.read_documents import note_documents
from tests.unit.domain.paying import kept, paid, payment, theirs, there
from tests.unit.paying.desk import PaymentDesk
from tests.unit.paying.ledger import Answers
from tests.unit.paying.losing import WAIT, lost, missed

TWIN = f"twin:{payment().subject}"


def twin(desk: PaymentDesk) -> Hold | None:
    """The alarm that one is there twice."""
    with desk.books() as books:
        return books.holds.of(TWIN)


def read(desk: PaymentDesk) -> None:
    """The document is read with others, and what it shows is decided."""
    assert desk.ledger.document is not None
    with desk.books() as books:
        note_documents(books, [desk.ledger.document], asked_at=desk.now, now=desk.now)
    desk.decide()
    assert desk.payment().step is not PaymentStep.DECIDE


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
    desk.look(after_seconds=WAIT)
    assert (desk.payment().step, desk.tries()) == (PaymentStep.DECIDE, [ElementState.ABSENT])
    desk.decide()
    desk.post()
    assert [one.reference for one in desk.ledger.sent] == [late.reference] * 2
    assert [one.element.state for one in desk.open()] == [ElementState.DONE]

    desk.look(after_seconds=2 * WAIT)
    assert (len(desk.ledger.payments), desk.open()) == (1, ())


def test_what_lands_beside_its_repeat_is_an_alarm_until_one_is_deleted(desk: PaymentDesk) -> None:
    desk.ready()
    lost(desk, lands=False)
    late = desk.ledger.sent[0]
    desk.look()
    desk.look(after_seconds=WAIT)
    desk.decide()
    desk.post()
    desk.ledger.take(late)
    read(desk)

    desk.look(after_seconds=WAIT)
    alarm = twin(desk)
    assert alarm is not None
    assert (alarm.cause.code, alarm.cause.facts["ids"]) == ("payment-twin", "made-0, made-1")
    assert alarm.cause.facts["keep"] == "made-0"
    assert desk.payment().step is PaymentStep.DECIDE, "what is planned rests on the alarm"

    desk.ledger.document = there(desk.ledger.payments[0])
    read(desk)
    desk.look(after_seconds=TWIN_AGAIN.total_seconds())
    assert (twin(desk), desk.open()) == (None, ())
    assert desk.payment().step is PaymentStep.DECIDE


def test_what_lands_before_it_is_posted_anew_is_enough(desk: PaymentDesk) -> None:
    desk.ready()
    lost(desk, lands=False)
    desk.look()
    desk.look(after_seconds=WAIT)
    desk.decide()
    desk.ledger.take(desk.ledger.sent[0])

    desk.post()

    assert (len(desk.ledger.sent), len(desk.ledger.payments)) == (1, 1)
    assert desk.payment().stage is PaymentStage.SETTLED
    assert ([one.id for one in desk.payment().posted], desk.tries()) == (["made-0"], [ElementState.DONE])
    assert "payment-found-again" in [code for code, _ in desk.story()]


def test_what_landed_before_it_is_even_decided_anew_is_ours(desk: PaymentDesk) -> None:
    """A reading showed it meanwhile: should somebody delete it, it is known that it was ours."""
    desk.ready()
    lost(desk, lands=False)
    desk.look()
    desk.look(after_seconds=WAIT)
    desk.ledger.take(desk.ledger.sent[0])
    assert desk.ledger.document is not None
    with desk.books() as books:
        books.documents.put([desk.ledger.document], desk.now)

    desk.decide()

    assert desk.payment().stage is PaymentStage.SETTLED
    assert ([one.id for one in desk.payment().posted], desk.tries()) == (["made-0"], [ElementState.DONE])


def test_a_payment_of_the_same_mark_that_stood_there_before_is_not_taken_for_it(desk: PaymentDesk) -> None:
    """Somebody made ours less, and the rest was released: nothing but what came since is that write's."""
    desk.ready()
    desk.post()
    old = desk.ledger.payments[0]
    desk.ledger.document = there(replace(old, amount=Decimal("20.00")))
    read(desk)
    desk.steering.release(desk.connection.id, kept().id, Decimal(100), actor="person:ada")
    desk.decide()
    lost(desk, lands=False)
    assert desk.ledger.sent[-1].reference == old.reference

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


def part(desk: PaymentDesk, so_far: str) -> None:
    """The portal says that so much came in by now, and it is decided."""
    with desk.books() as books:
        books.invoices.put(kept(paid(so_far, InvoiceStatus.ISSUED)))
        stir(books, kept(), desk.now)
    desk.decide()


def test_what_was_lost_once_stands_for_no_later_payment(desk: PaymentDesk) -> None:
    """Its repeat is there; a second part that is lost too, and lands late, is another payment."""
    desk.ready(kept(paid("40", InvoiceStatus.ISSUED)))
    missed(desk)
    desk.post()
    part(desk, "80")
    lost(desk, lands=False)

    desk.look()
    assert desk.payment().stage is PaymentStage.UNKNOWN
    desk.ledger.take(desk.ledger.sent[-1])
    desk.look(after_seconds=300)
    desk.decide()

    assert [one.amount for one in desk.ledger.payments] == [Decimal("40.00")] * 2
    assert (desk.payment().stage, desk.payment().step) == (PaymentStage.SETTLED, None)
    assert [one.id for one in desk.payment().posted] == ["made-0", "made-1"]


def test_an_ordinary_payment_after_a_repeat_is_no_twin_of_it(desk: PaymentDesk) -> None:
    desk.ready(kept(paid("40", InvoiceStatus.ISSUED)))
    missed(desk)
    desk.post()
    part(desk, "100")
    desk.post()

    for _ in range(3):
        desk.look(after_seconds=WAIT)

    assert [one.amount for one in desk.ledger.payments] == [Decimal("40.00"), Decimal("60.00")]
    assert (twin(desk), desk.open()) == (None, ())


def test_what_landed_before_the_next_was_planned_is_no_twin_of_that(desk: PaymentDesk) -> None:
    """Nothing was sent again: its balance was counted, and what was posted then is the rest."""
    desk.ready(kept(paid("40", InvoiceStatus.ISSUED)))
    desk.ledger.take(missed(desk))
    desk.post()
    part(desk, "100")
    desk.post()

    desk.look(after_seconds=2 * WAIT)

    assert [one.amount for one in desk.ledger.payments] == [Decimal("40.00"), Decimal("60.00")]
    assert (twin(desk), desk.open()) == (None, ())


def test_a_lost_try_of_another_amount_says_nothing_of_the_next(desk: PaymentDesk) -> None:
    """More came in before it was sent again, and only then the first landed: what is missing is the rest."""
    desk.ready(kept(paid("40", InvoiceStatus.ISSUED)))
    first = missed(desk)
    part(desk, "100")
    lost(desk, lands=False)
    desk.ledger.take(first)

    desk.look()
    assert desk.payment().stage is PaymentStage.UNKNOWN
    desk.look(after_seconds=WAIT)
    desk.decide()
    desk.post()
    desk.decide()

    assert [one.amount for one in desk.ledger.payments] == [Decimal("40.00"), Decimal("60.00")]
    assert desk.payment().stage is PaymentStage.SETTLED
    desk.look(after_seconds=2 * WAIT)
    assert (twin(desk), desk.open()) == (None, ())


def test_a_lost_try_of_another_amount_that_lands_beside_what_came_after_it_is_an_alarm(
    desk: PaymentDesk,
) -> None:
    desk.ready(kept(paid("40", InvoiceStatus.ISSUED)))
    first = missed(desk)
    part(desk, "100")
    desk.post()
    desk.ledger.take(first)

    desk.look(after_seconds=2 * WAIT)

    alarm = twin(desk)
    assert alarm is not None
    assert alarm.cause.facts["ids"] == "made-0, made-1"


def test_a_later_payment_with_the_same_mark_is_no_twin(desk: PaymentDesk) -> None:
    """The mark tells what is counted after it, and a payment of somebody else was taken away between."""
    desk.ready()
    desk.ledger.document = there(theirs("40"))
    with desk.books() as books:
        books.documents.put([desk.ledger.document], desk.now)
    desk.steering.release(desk.connection.id, kept().id, Decimal(30), actor="person:ada")
    desk.decide()
    missed(desk)
    desk.post()
    ours = desk.ledger.payments[-1]
    desk.ledger.document = there(ours)
    with desk.books() as books:
        books.documents.put([desk.ledger.document], desk.now)
    desk.steering.release(desk.connection.id, kept().id, Decimal(40), actor="person:ada")
    desk.decide()
    desk.post()
    assert len({one.reference for one in desk.ledger.payments}) == 1

    desk.look(after_seconds=2 * WAIT)

    assert (twin(desk), desk.open()) == (None, ())
