"""What was paid in the ledger alone is recorded in the portal once: there the same notice twice adds up."""

from contextlib import nullcontext, suppress
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from itertools import count
from typing import Any

import pytest

from domain.dispatch import ElementState
from domain.drafts import PaymentDraft
from domain.errors import LeaseLost, OutcomeUnknown, Problem, Rejected, Unavailable
from domain.invoice import InvoiceStatus
from domain.numbering import day_in
from domain.payment_life import PaymentStage
from domain.payment_record import PaymentStep
from domain.services.payment_steps import stir
from domain.services.read_documents import note_documents
from tests.support.invoices import INVOICE
from tests.unit.domain.paying import APPROVED, PAID_ON, kept, paid, theirs, there
from tests.unit.paying.desk import PaymentDesk
from tests.unit.paying.ledger import Answers
from tests.unit.paying.noticing import MATCHED, WAIT, look, lost_notice, paid_there, record, to_be_told
from tests.unit.paying.parting import CARD, go_on, open_books, question, read_meanwhile, released, shown, told


@pytest.fixture
def desk(desk: PaymentDesk) -> PaymentDesk:
    """Paid in the ledger by somebody, and set so that the portal is told."""
    return to_be_told(desk)


def test_what_was_recorded_is_noted_and_the_invoice_is_read_again(desk: PaymentDesk) -> None:
    assert desk.payment().step is PaymentStep.RECORD

    record(desk)

    assert desk.portal.sent == [(Decimal("120.00"), datetime(2026, 3, 3, 11, tzinfo=UTC))]
    assert (desk.payment().recorded, desk.tries()) == (Decimal("120.00"), [ElementState.DONE])
    assert desk.open() == ()
    with desk.books() as books:
        kept_record = books.invoices.get(INVOICE)
    assert kept_record is not None
    assert kept_record.wants_read
    not_before = desk.payment().not_before
    assert not_before is not None
    assert not_before > desk.now - timedelta(minutes=1)


def test_it_is_recorded_once_even_if_it_is_decided_before_the_invoice_was_read(desk: PaymentDesk) -> None:
    for _ in range(3):
        record(desk)
        desk.decide()

    assert len(desk.portal.sent) == 1
    assert paid_there(desk) == Decimal("120.00")


@pytest.mark.parametrize("by_now", ["120.00", "130.00", "40.00"])
def test_what_the_portal_says_by_now_is_not_recorded_again(desk: PaymentDesk, by_now: str) -> None:
    desk.portal.take(Decimal(by_now))

    record(desk)

    rest = [Decimal("80.00")] if by_now == "40.00" else []
    assert [amount for amount, _ in desk.portal.sent] == rest


def test_an_invoice_that_the_portal_has_no_more_is_read_before_it_is_tried_again(desk: PaymentDesk) -> None:
    """Reading comes after recording: without a pause the one would never get its turn."""
    desk.portal.invoice = None

    record(desk)

    with desk.books() as books:
        kept_record = books.invoices.get(INVOICE)
        agenda = books.payments.agenda(desk.now, 10)
    assert kept_record is not None
    assert kept_record.wants_read
    assert (desk.portal.sent, [ids for ids in agenda.values() if ids]) == ([], [])
    with desk.books() as books:
        stir(books, kept_record, desk.now)
        assert books.payments.agenda(desk.now, 10)[PaymentStep.DECIDE] == (INVOICE,)


def test_a_day_that_is_still_to_come_is_none_of_a_payment(desk: PaymentDesk) -> None:
    late = replace(MATCHED.payments[0], dated=(desk.now + timedelta(days=30)).date())
    desk.ledger.document = replace(MATCHED, payments=(late, MATCHED.payments[1]))

    record(desk)

    ((_, paid_at),) = desk.portal.sent
    assert paid_at <= desk.now


@pytest.mark.parametrize("lands", [True, False])
def test_what_is_lost_is_told_by_what_the_portal_says_then(desk: PaymentDesk, lands: bool) -> None:
    lost_notice(desk, lands=lands)

    look(desk)
    assert desk.payment().stage is (PaymentStage.DUE if lands else PaymentStage.UNKNOWN)
    look(desk, after_seconds=WAIT)
    desk.decide()
    record(desk)

    assert paid_there(desk) == Decimal("120.00")
    assert len(desk.portal.sent) == (1 if lands else 2)
    assert desk.payment().recorded == Decimal("120.00")


def test_what_somebody_recorded_meanwhile_is_asked_about(desk: PaymentDesk) -> None:
    lost_notice(desk, lands=False)
    desk.portal.take(Decimal("50.00"))

    look(desk)

    held = desk.held()
    assert held is not None
    assert held.cause.code == "payment-notice-unclear"
    told = {name: held.cause.facts[name] for name in ("before", "amount", "now")}
    assert told == {"before": "0.00", "amount": "120.00", "now": "50.00"}
    assert (desk.payment().stage, desk.open()) == (PaymentStage.HELD, ())


def test_a_notice_that_is_refused_is_asked_about(desk: PaymentDesk) -> None:
    def refuse(amount: Decimal) -> None:
        raise Rejected("Paid at must be filled in")

    desk.portal.answers = refuse
    record(desk)

    held = desk.held()
    assert held is not None
    assert (held.cause.code, held.cause.facts["said"]) == (
        "payment-notice-refused",
        "Paid at must be filled in",
    )
    assert desk.tries() == [ElementState.REFUSED]


def test_what_surely_did_not_leave_is_decided_anew(desk: PaymentDesk) -> None:
    def close(amount: Decimal) -> None:
        raise Unavailable

    desk.portal.answers = close
    with pytest.raises(Unavailable):
        record(desk)

    assert (desk.payment().step, desk.tries()) == (PaymentStep.DECIDE, [ElementState.NOT_SENT])


def test_who_is_the_clerk_no_more_leaves_it_as_it_was_sent(desk: PaymentDesk) -> None:
    """Whoever is the clerk now finds it open and looks: the payment and its write must say the same."""

    def take_away(amount: Decimal) -> None:
        raise LeaseLost

    desk.portal.answers = take_away
    with pytest.raises(LeaseLost):
        record(desk)

    assert (desk.payment().stage, desk.tries()) == (PaymentStage.DISPATCHED, [ElementState.DISPATCHED])


@pytest.mark.parametrize("route", ["615", "ask", "bank-feed"])
def test_what_was_recorded_is_not_posted_when_its_payment_is_taken_away(
    desk: PaymentDesk, route: str
) -> None:
    """It came from there: whoever took it off the document is about to book it anew."""
    record(desk)
    settled = kept(replace(paid("120"), payment_method="other"))
    desk.put(replace(desk.payment(), not_before=None), record=settled, document=MATCHED)
    with desk.books() as books:
        books.settings.put({"payments-other": route}, now=desk.now, actor="person:test")
    desk.decide()
    assert desk.payment().stage is PaymentStage.SETTLED

    with desk.books() as books:
        note_documents(books, [there()], asked_at=desk.now, now=desk.now)
    desk.decide()

    if route == "bank-feed":
        assert desk.payment().stage is PaymentStage.WAITS_BANK
    else:
        held = desk.held()
        assert held is not None
        assert (held.cause.code, held.cause.facts["agreed"]) == ("payment-removed", "120.00")


# --- What may be the same money ---


@pytest.mark.parametrize("is_read", [True, False])
@pytest.mark.parametrize("is_lost", [True, False])
def test_money_that_somebody_entered_while_ours_was_on_its_way_is_asked_about(
    desk: PaymentDesk, is_lost: bool, is_read: bool
) -> None:
    """60 of 120 came in by card, and the accountant did not see that we had posted it."""
    desk.ledger.document = APPROVED
    open_books(desk, payments_from_ledger="on")
    desk.portal.invoice = paid("60", InvoiceStatus.ISSUED)

    def beside(draft: PaymentDraft) -> Answers:
        desk.ledger.document = there(theirs("60"))
        answer = desk.ledger.well(draft)
        if is_read:
            read_meanwhile(desk)
        if is_lost:
            raise OutcomeUnknown
        return answer

    desk.ledger.answers = beside
    with pytest.raises(OutcomeUnknown) if is_lost else nullcontext():
        told(desk, "60", CARD)
    desk.look()
    go_on(desk)
    assert (desk.portal.sent, question(desk)) == ([], "payment-beside-ours")

    released(desk, "0")
    assert (desk.portal.sent, question(desk), desk.payment().stage) == ([], "", PaymentStage.SETTLED)


def test_it_is_asked_about_when_it_comes_to_be_recorded_if_that_is_later(desk: PaymentDesk) -> None:
    """And again where a side says something else than when it was answered."""
    desk.ledger.document = APPROVED
    open_books(desk, payments_from_ledger="on")
    desk.portal.invoice = paid("30", InvoiceStatus.ISSUED)

    def beside(draft: PaymentDraft) -> Answers:
        desk.ledger.document = there(theirs("30"))
        return desk.ledger.well(draft)

    desk.ledger.answers = beside
    told(desk, "30", CARD)
    assert desk.payment().stage is PaymentStage.SETTLED

    shown(desk, there(*desk.ledger.payments, theirs("60", "more")))
    assert (desk.portal.sent, question(desk)) == ([], "payment-beside-ours")
    released(desk, "0")
    assert question(desk) == ""
    told(desk, "40", CARD)
    assert (desk.portal.sent, question(desk)) == ([], "payment-beside-ours")


@pytest.mark.parametrize(
    ("problem", "state", "stage"),
    [
        (Unavailable(), ElementState.NOT_SENT, PaymentStage.DUE),
        (OutcomeUnknown(), ElementState.UNKNOWN, PaymentStage.UNKNOWN),
        (Rejected("no"), ElementState.REFUSED, PaymentStage.HELD),
    ],
)
def test_what_a_missing_answer_means_is_noted_in_one_transaction(
    desk: PaymentDesk,
    monkeypatch: pytest.MonkeyPatch,
    problem: Exception,
    state: ElementState,
    stage: PaymentStage,
) -> None:
    """Who dies right after it leaves no notice that nothing looks for any more."""
    store = desk.rig.storage.store
    writing, transactions = store.writing, count()

    def once(*given: Any, **named: Any) -> Any:
        if next(transactions):
            raise SystemExit
        return writing(*given, **named)

    def fail(_amount: Decimal) -> None:
        monkeypatch.setattr(store, "writing", once)
        raise problem

    desk.portal.answers = fail
    with suppress(SystemExit, Problem):
        record(desk)
    monkeypatch.undo()

    assert (desk.tries(), desk.payment().stage) == ([state], stage)


def test_the_portal_is_told_the_day_that_it_has_in_the_books(desk: PaymentDesk) -> None:
    """Where noon UTC is of the next day, too."""
    with desk.books() as books:
        books.save_connection(replace(books.connection, time_zone="Pacific/Auckland"))

    record(desk)

    ((_, paid_at),) = desk.portal.sent
    assert day_in(paid_at, "Pacific/Auckland") == PAID_ON
