"""A payment of ours that a person deleted before we knew of it is asked about, and not posted again."""

from dataclasses import replace
from datetime import datetime, timedelta
from decimal import Decimal

import pytest

from domain.dispatch import ElementState
from domain.errors import Rejected, Unavailable
from domain.invoice import InvoiceStatus
from domain.invoice_record import oldest_possible
from domain.ledger_document import DocumentId, LedgerPayment
from domain.money import ZERO
from domain.payment_life import PaymentStage
from domain.payment_record import PaymentStep
from domain.services import noted
from domain.services.deleted_payments import deleted_on
from domain.services.payment_steps import stir
from tests.support.invoices import INVOICE
from tests.unit.domain.paying import APPROVED, DUE, kept, ours, paid, theirs, there
from tests.unit.paying.desk import PaymentDesk
from tests.unit.paying.losing import WAIT, lost
from tests.unit.paying.parting import go_on, open_books, question, released, shown

OURS = ours(DUE, DUE)
"""What books that were lost had posted."""


def deleted(desk: PaymentDesk) -> LedgerPayment:
    """A person deletes the last payment there."""
    gone = desk.ledger.payments[-1]
    desk.ledger.delete(gone)
    return gone


def set_back(desk: PaymentDesk, at: datetime) -> None:
    """The books were lost, or put back to older ones."""
    with desk.books() as books:
        noted.note_moment(books, noted.SET_BACK_AT, at)


def test_what_landed_and_was_deleted_before_we_looked_is_asked_about(desk: PaymentDesk) -> None:
    desk.ready()
    lost(desk, lands=True)
    gone = deleted(desk)

    desk.look()
    assert (desk.payment().stage, desk.ledger.asked) == (PaymentStage.UNKNOWN, [])
    desk.look(after_seconds=WAIT)
    go_on(desk)

    assert (len(desk.ledger.sent), desk.tries()) == (1, [ElementState.DONE])
    assert (question(desk), [one.id for one in desk.payment().posted]) == ("payment-removed", [gone.id])

    released(desk, "120")
    assert (len(desk.ledger.sent), desk.payment().stage) == (2, PaymentStage.SETTLED)


def test_one_that_was_deleted_before_the_try_is_not_taken_for_it(desk: PaymentDesk) -> None:
    """The mark is given again when what carried it is gone."""
    desk.ready()
    desk.post()
    deleted(desk)
    assert desk.ledger.document is not None
    shown(desk, desk.ledger.document)
    assert question(desk) == "payment-removed"
    desk.steering.release(desk.connection.id, kept().id, Decimal(120), actor="person:ada")
    desk.decide()
    lost(desk, lands=False)
    assert len({one.reference for one in desk.ledger.sent}) == 1

    desk.look()
    desk.look(after_seconds=WAIT)
    assert (desk.tries()[-1], len(desk.ledger.asked)) == (ElementState.ABSENT, 1)
    go_on(desk)

    assert (len(desk.ledger.sent), desk.payment().stage) == (3, PaymentStage.SETTLED)


def test_books_that_were_set_back_ask_about_what_they_do_not_know_of(desk: PaymentDesk) -> None:
    desk.ready()
    desk.ledger.deleted = {APPROVED.id: (OURS,)}
    set_back(desk, desk.now)

    desk.post()

    assert (desk.ledger.sent, question(desk)) == ([], "payment-removed")
    held = desk.held()
    assert held is not None
    assert held.cause.facts["removed"] == "120.00 EUR 2026-03-03 (ours)"

    released(desk, "120")
    assert (len(desk.ledger.sent), desk.payment().stage) == (1, PaymentStage.SETTLED)


def test_money_of_others_that_was_deleted_is_nobodys_question(desk: PaymentDesk) -> None:
    desk.ready()
    desk.ledger.deleted = {APPROVED.id: (replace(OURS, reference="by hand"),)}
    set_back(desk, desk.now)

    desk.post()

    assert (len(desk.ledger.sent), question(desk)) == (1, "")


def test_books_that_know_of_all_ask_for_nothing_more(desk: PaymentDesk) -> None:
    """One call more for every 20 payments would be spent for nothing."""
    desk.ready()
    set_back(desk, oldest_possible(kept()) - timedelta(seconds=1))

    desk.post()

    assert (len(desk.ledger.sent), desk.ledger.asked) == (1, [])
    assert desk.ledger.document == there(*desk.ledger.payments)


# --- The list of payments gets no answer ---


def test_a_list_that_is_broken_for_itself_keeps_only_that_payment_open_and_a_person_is_told(
    desk: PaymentDesk,
) -> None:
    desk.ready()
    lost(desk, lands=False)
    desk.ledger.no_list = Unavailable()

    desk.look(after_seconds=WAIT)
    assert (desk.payment().stage, question(desk)) == (PaymentStage.UNKNOWN, "")
    (one,) = desk.open()
    assert one.element.look_at is not None
    assert desk.now < one.element.look_at < desk.now + timedelta(minutes=2)
    desk.look(after_seconds=WAIT)
    held = desk.held()
    assert held is not None
    assert (held.cause.code, held.cause.facts["problem"]) == ("payment-unexpected", "deleted-not-told")

    desk.ledger.no_list = None
    desk.look(after_seconds=WAIT)
    go_on(desk)
    assert (question(desk), desk.payment().stage) == ("", PaymentStage.SETTLED)


def test_what_a_person_said_the_amount_of_waits_for_the_list_too(desk: PaymentDesk) -> None:
    """Paid, and the portal does not say how much: the sums tell nothing of what would be posted."""
    open_books(desk)
    record = kept(paid("0", InvoiceStatus.PAID))
    with desk.books() as books:
        books.invoices.put(record)
        stir(books, record, desk.now)
    desk.decide()
    assert question(desk) == "payment-without-amount"
    desk.steering.release(desk.connection.id, INVOICE, Decimal(120), actor="person:ada")
    desk.decide()
    lost(desk, lands=True)
    desk.ledger.delete(desk.ledger.payments[-1])
    desk.ledger.no_list = Unavailable()

    desk.look(after_seconds=WAIT)
    desk.ledger.no_list = None
    desk.look(after_seconds=WAIT)
    go_on(desk)

    assert len(desk.ledger.sent) == 1


def test_a_ledger_that_is_down_answers_nothing_else_either(
    desk: PaymentDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.ready()
    lost(desk, lands=False)
    desk.ledger.no_list = Unavailable()

    def down() -> None:
        raise Unavailable

    monkeypatch.setattr(desk.ledger, "organisation", lambda: down() if desk.ledger.asked else None)
    with pytest.raises(Unavailable):
        desk.look(after_seconds=WAIT)
    assert question(desk) == ""


def test_a_ledger_without_such_a_list_tells_of_none(desk: PaymentDesk) -> None:
    desk.ready()
    lost(desk, lands=False)
    desk.ledger.no_list = Rejected("not supported")

    desk.look(after_seconds=WAIT)
    go_on(desk)

    assert (len(desk.ledger.sent), desk.payment().stage) == (2, PaymentStage.SETTLED)


def test_books_that_were_set_back_wait_for_the_list(desk: PaymentDesk) -> None:
    desk.ready()
    set_back(desk, desk.now)
    desk.ledger.no_list = Unavailable()

    desk.post()

    assert (desk.ledger.sent, desk.payment().step, desk.payment().attempts) == ([], PaymentStep.POST, 1)
    assert desk.payment().not_before is not None


def test_a_list_that_is_broken_for_one_document_tells_of_the_others(desk: PaymentDesk) -> None:
    good, bad = APPROVED.id, DocumentId("bad")
    desk.ledger.deleted = {good: (OURS,)}
    desk.ledger.refused_lists = {bad}

    for problem in (Unavailable(), Rejected("no")):
        desk.ledger.no_list = problem
        told = deleted_on(desk.turn(), [good, bad])
        assert told.of(good) == (OURS,)
        assert told.untold == (frozenset({bad}) if isinstance(problem, Unavailable) else frozenset())


def test_a_list_that_is_refused_for_all_that_is_asked_for_tells_of_none(desk: PaymentDesk) -> None:
    bad = [DocumentId(f"bad-{number}") for number in range(40)]
    desk.ledger.refused_lists = set(bad)
    desk.ledger.no_list = Rejected("no")

    assert not deleted_on(desk.turn(), bad).untold


def test_one_that_works_for_some_does_not_tell_of_those_that_were_not_asked_for(desk: PaymentDesk) -> None:
    good, bad = DocumentId("good"), [DocumentId(f"bad-{number}") for number in range(60)]
    desk.ledger.deleted = {good: (OURS,)}
    desk.ledger.refused_lists = set(bad)
    desk.ledger.no_list = Rejected("no")

    told = deleted_on(desk.turn(), [good, *bad])

    assert told.of(good) == (OURS,)
    assert bad[-1] in told.untold
    assert not told.untold & {good, bad[0]}


def test_where_nothing_would_be_posted_it_does_not_matter_whether_it_was_deleted(desk: PaymentDesk) -> None:
    desk.ready()
    lost(desk, lands=False)
    desk.ledger.no_list = Unavailable()
    desk.look(after_seconds=WAIT)

    desk.ledger.document = there(theirs(DUE))
    desk.look(after_seconds=WAIT)
    go_on(desk)

    assert (question(desk), desk.payment().stage) == ("", PaymentStage.SETTLED)


def test_books_that_were_set_back_post_without_the_list_if_a_person_says_so(desk: PaymentDesk) -> None:
    desk.ready()
    set_back(desk, desk.now)
    desk.ledger.no_list = Unavailable()
    for _ in range(6):
        desk.rig.clock.advance(3_600)
        desk.post()
    held = desk.held()
    assert held is not None
    assert held.cause.facts["problem"] == "deleted-not-told"

    released(desk, "120")

    assert (len(desk.ledger.sent), desk.payment().stage) == (1, PaymentStage.SETTLED)


# --- It may be shown with an amount of 0 ---


def test_what_was_lost_and_deleted_counts_as_it_was_sent(desk: PaymentDesk) -> None:
    desk.ready()
    lost(desk, lands=True)
    deleted(desk)
    shown_as_nothing(desk)

    desk.look(after_seconds=WAIT)
    go_on(desk)

    assert (len(desk.ledger.sent), question(desk)) == (1, "payment-removed")


def test_what_lost_books_had_posted_is_asked_about_whatever_its_amount_was(desk: PaymentDesk) -> None:
    desk.ready()
    desk.ledger.deleted = {APPROVED.id: (OURS,)}
    shown_as_nothing(desk)
    set_back(desk, desk.now)

    desk.post()

    assert (desk.ledger.sent, question(desk)) == ([], "payment-removed")


def shown_as_nothing(desk: PaymentDesk) -> None:
    """The list shows what was deleted with an amount of 0."""
    told = desk.ledger.deleted
    desk.ledger.deleted = {
        where: tuple(replace(one, amount=ZERO) for one in gone) for where, gone in told.items()
    }
