"""A payment is posted once: the document is read first, and every answer is taken at its word."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest

from domain.budget import Purpose
from domain.dispatch import ElementState
from domain.drafts import PaymentDraft, Refusal
from domain.errors import Rejected, Throttled
from domain.ledger_document import PaymentReceipt
from domain.payment_life import PaymentStage
from domain.payment_record import PaymentStep
from domain.services import noted
from domain.services.by_night import try_again_by_night
from domain.services.payment_steps import stir
from domain.services.read_documents import note_documents
from domain.settings import Rhythm
from tests.support.clock import NOON
from tests.support.invoices import INVOICE
from tests.unit.domain.paying import APPROVED, CLEARING, PAID_ON, kept, theirs, there
from tests.unit.paying.desk import PaymentDesk
from tests.unit.paying.ledger import Answers
from tests.unit.paying.parting import read_meanwhile


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


def test_the_story_of_the_invoice_tells_that_it_is_paid_whether_the_answer_came_or_not(
    desk: PaymentDesk,
) -> None:
    """Else it would depend on a broken line."""
    desk.ready()

    desk.post()

    with desk.books() as books:
        told = [event.code for event in books.events.of(kept().subject)]
    assert "document-paid" in told


@pytest.mark.parametrize("is_told", [True, False])
def test_what_is_read_while_its_answer_is_on_its_way_counts_once(desk: PaymentDesk, is_told: bool) -> None:
    """Whether the answer tells the sums of its document or not."""
    desk.ready()

    def overtaken(draft: PaymentDraft) -> Answers:
        ((invoice_id, receipt),) = desk.ledger.well(draft).items()
        read_meanwhile(desk)
        assert isinstance(receipt, PaymentReceipt)
        return {invoice_id: receipt if is_told else replace(receipt, amount_due=None, amount_paid=None)}

    desk.ledger.answers = overtaken
    desk.post()

    with desk.books() as books:
        assert books.documents.by_id([APPROVED.id])[APPROVED.id] == desk.ledger.document
    desk.decide()
    assert desk.payment().stage is PaymentStage.SETTLED


def test_what_the_ledger_counts_by_now_is_not_posted_again(desk: PaymentDesk) -> None:
    """Matched from the bank after it was decided: the document is read in the same unit."""
    desk.ready()
    desk.ledger.document = there(theirs("120"))

    desk.post()

    assert (desk.ledger.sent, desk.tries()) == ([], [])
    assert desk.payment().stage is PaymentStage.SETTLED


def test_what_could_be_the_same_money_by_now_is_asked(desk: PaymentDesk) -> None:
    desk.ready()
    desk.ledger.document = there(theirs("40"))

    desk.post()

    held = desk.held()
    assert desk.ledger.sent == []
    assert held is not None
    assert held.cause.code == "payment-does-not-fit"


def test_a_document_that_is_not_shown_is_looked_at_later_and_later(desk: PaymentDesk) -> None:
    desk.ready()
    desk.ledger.document = None

    pauses = []
    for _ in range(3):
        desk.post()
        not_before = desk.payment().not_before
        assert not_before is not None
        pauses.append(not_before - desk.now)

    pause = Rhythm().settle_pause
    assert pauses == [pause, 2 * pause, 4 * pause]
    assert (desk.ledger.sent, desk.payment().step) == ([], PaymentStep.POST)


def test_an_answer_without_the_amounts_has_the_document_read_again(desk: PaymentDesk) -> None:
    def bare(draft: PaymentDraft) -> Answers:
        (receipt,) = desk.ledger.well(draft).values()
        assert not isinstance(receipt, Refusal)
        return {INVOICE: replace(receipt, amount_due=None, amount_paid=None)}

    desk.ready()
    desk.ledger.answers = bare
    desk.post()

    with desk.books() as books:
        assert noted.moment(books, noted.DOCUMENTS_WANTED_AT) is not None
    desk.decide()
    assert (len(desk.ledger.sent), desk.payment().stage) == (1, PaymentStage.SETTLED)
    assert "held" not in [code for code, _ in desk.story()]


def test_an_answer_of_another_amount_is_noted_and_asked_about(desk: PaymentDesk) -> None:
    """It is there; what else is true nobody knows, so nothing more goes out before a person says so."""

    def other(draft: PaymentDraft) -> Answers:
        return desk.ledger.well(replace(draft, amount=Decimal("100.00")))

    desk.ready()
    desk.ledger.answers = other
    desk.post()
    desk.ledger.answers = desk.ledger.well

    held = desk.held()
    assert held is not None
    assert held.cause.code == "payment-answered-otherwise"
    assert (held.cause.facts["amount"], held.cause.facts["answered"]) == ("120.00", "100.00")
    assert [one.amount for one in desk.payment().posted] == [Decimal("100.00")]
    assert (desk.payment().stage, desk.payment().step) == (PaymentStage.HELD, None)

    with desk.books() as books:
        stir(books, kept(), desk.now)
        try_again_by_night(books, desk.now)
    desk.decide()
    assert (desk.held(), desk.payment().step) == (held, None)
    desk.steering.retry(desk.connection.id, INVOICE, actor="person:ada")
    desk.decide()
    desk.post()
    assert [one.amount for one in desk.ledger.payments] == [Decimal(100), Decimal(20)]


def test_a_page_that_was_read_before_the_answer_takes_nothing_back(desk: PaymentDesk) -> None:
    """It shows the document as it was: our payment is not there yet, and was not deleted."""
    before, after = (replace(APPROVED, updated_at=NOON + timedelta(hours=hours)) for hours in (0, 1))
    desk.ready()
    desk.ledger.document = before
    desk.post()
    with desk.books() as books:
        note_documents(books, [before], asked_at=desk.now, now=desk.now)
    desk.decide()
    assert (desk.payment().stage, desk.held()) == (PaymentStage.SETTLED, None)

    with desk.books() as books:
        note_documents(books, [after], asked_at=desk.now, now=desk.now)
    desk.decide()
    held = desk.held()
    assert held is not None
    assert held.cause.code == "payment-removed"


def test_a_refusal_is_told_and_not_sent_again_before_something_changed(desk: PaymentDesk) -> None:
    desk.ready()
    desk.ledger.answers = lambda draft: {INVOICE: Refusal(sentences=("Not today.", "Nor tomorrow."))}
    desk.post()

    held = desk.held()
    assert held is not None
    assert (held.cause.code, held.cause.facts["said"]) == ("payment-refused", "Not today.; Nor tomorrow.")
    assert (desk.payment().stage, desk.tries()) == (PaymentStage.HELD, [ElementState.REFUSED])
    with desk.books() as books:
        stir(books, kept(), desk.now)
    desk.decide()
    assert (desk.payment().step, desk.held()) == (None, held)

    desk.ledger.answers = desk.ledger.well
    desk.steering.retry(desk.connection.id, INVOICE, actor="person:ada")
    desk.decide()
    desk.post()
    assert (len(desk.ledger.payments), desk.held()) == (1, None)


def never_read(monkeypatch: pytest.MonkeyPatch) -> None:
    """From now on the books know nothing of the ledger's settings."""
    for module in ("post_payments", "payment_whys"):
        monkeypatch.setattr(f"domain.services.{module}.case_of", lambda *_: None)


def test_a_refusal_is_told_even_where_the_settings_were_never_read(
    desk: PaymentDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Else it would be on its way for ever."""

    def refuse(draft: PaymentDraft) -> Answers:
        never_read(monkeypatch)
        return {INVOICE: Refusal(sentences=("Not today.",))}

    desk.ready()
    desk.ledger.answers = refuse
    desk.post()

    held = desk.held()
    assert held is not None
    assert (held.cause.code, held.cause.facts["said"]) == ("payment-refused", "Not today.")
    assert desk.payment().stage is PaymentStage.HELD


def test_what_cannot_be_planned_yet_is_decided_when_it_can(
    desk: PaymentDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.ready()
    never_read(monkeypatch)

    desk.post()

    assert (desk.ledger.sent, desk.payment().step) == ([], PaymentStep.DECIDE)


@pytest.mark.parametrize("problem", [Rejected("rejected"), None])
def test_one_that_is_refused_whole_is_refused(desk: PaymentDesk, problem: Rejected | None) -> None:
    def refuse(draft: PaymentDraft) -> Answers:
        if problem is not None:
            raise problem
        return {draft.invoice_id: Refusal(sentences=())}

    desk.ready()
    desk.ledger.answers = refuse
    desk.post()

    assert (desk.payment().stage, desk.tries()) == (PaymentStage.HELD, [ElementState.REFUSED])


def test_what_surely_did_not_leave_is_decided_anew_and_goes(desk: PaymentDesk) -> None:
    def throttle(draft: PaymentDraft) -> Answers:
        raise Throttled(until=NOON + timedelta(hours=1), limit="minute", service="xero")

    desk.ready()
    desk.ledger.answers = throttle
    with pytest.raises(Throttled):
        desk.post()
    assert (desk.payment().step, desk.tries()) == (PaymentStep.DECIDE, [ElementState.NOT_SENT])

    desk.ledger.answers = desk.ledger.well
    desk.decide()
    desk.post()
    assert len(desk.ledger.payments) == 1


def test_a_word_moves_on_with_what_was_posted(desk: PaymentDesk) -> None:
    desk.ready()
    desk.ledger.document = there(theirs("40"))
    desk.post()
    desk.steering.release(desk.connection.id, INVOICE, Decimal(30), actor="person:ada")

    for _ in range(3):
        desk.decide()
        desk.post()

    assert [one.amount for one in desk.ledger.payments] == [Decimal(40), Decimal(30)]
    word = desk.payment().word
    assert word is not None
    assert (word.amount, word.paid, word.counted) == (Decimal("0.00"), Decimal("120.00"), Decimal("70.00"))
    assert desk.payment().stage is PaymentStage.LEFT
