"""What counts no more, is not clear, or stands on another document now: it is asked about, and once."""

from dataclasses import replace
from decimal import Decimal

import pytest

from domain.drafts import Refusal
from domain.invoice import InvoiceStatus
from domain.ledger_document import DocumentStatus
from domain.payment_life import PaymentStage
from domain.settings import ASK
from tests.support.invoices import INVOICE
from tests.unit.domain.paying import APPROVED, CLEARING, PAID_AT, kept, paid, theirs, there
from tests.unit.paying.desk import PaymentDesk
from tests.unit.paying.noticing import record, to_be_told
from tests.unit.paying.parting import (
    CARD,
    PAYPAL,
    TRANSFER,
    answered_otherwise,
    go_on,
    joined_to,
    open_books,
    question,
    released,
    sent,
    set_routes,
    shown,
    told,
)


def test_money_that_was_agreed_on_and_taken_away_is_asked_about_beside_what_we_posted_since(
    desk: PaymentDesk,
) -> None:
    open_books(desk, payments_paypal=ASK)
    told(desk, "40", TRANSFER)
    shown(desk, there(theirs("40")))
    told(desk, "100", CARD)
    told(desk, "110", PAYPAL)
    released(desk, "70")
    assert (sent(desk), question(desk)) == (["60.00"], "payment-method")

    document = desk.ledger.document
    assert document is not None
    shown(desk, there(*(one for one in document.payments if one.id != "theirs")))
    set_routes(desk, payments_paypal="615")
    go_on(desk)

    assert (sent(desk), question(desk)) == (["60.00"], "payment-removed")


def test_what_was_agreed_on_and_taken_away_goes_again_as_it_came_beside_what_we_posted_since(
    desk: PaymentDesk,
) -> None:
    """30 by card were agreed on, 40 wait for the bank feed, and 50 by PayPal were posted since."""
    open_books(desk, payments_paypal="b-2")
    told(desk, "30", CARD)
    told(desk, "70", TRANSFER)
    told(desk, "120", PAYPAL)
    desk.ledger.delete(desk.ledger.payments[0])
    assert desk.ledger.document is not None
    shown(desk, desk.ledger.document)
    assert question(desk) == "payment-removed"

    released(desk, "30")

    again = desk.ledger.sent[-1]
    assert (sent(desk), again.account_id) == (["30.00", "50.00", "30.00"], CLEARING.id)


def test_what_was_paid_without_an_amount_on_a_document_that_is_gone_ends_by_a_word(desk: PaymentDesk) -> None:
    desk.ready(kept(paid("0", InvoiceStatus.PAID)))
    shown(desk, replace(APPROVED, status=DocumentStatus.VOIDED))
    assert question(desk) == "payment-document-gone"

    released(desk, "0")

    assert (question(desk), desk.payment().stage) == ("", PaymentStage.LEFT)


def test_what_we_posted_on_another_document_is_not_posted_again(desk: PaymentDesk) -> None:
    open_books(desk)
    told(desk, "40", TRANSFER)
    told(desk, "70", CARD)

    joined_to(desk)

    assert (sent(desk), question(desk)) == (["30.00"], "payment-removed")


@pytest.mark.parametrize("is_matched", [False, True])
def test_an_invoice_that_is_sent_anew_keeps_how_each_part_came(desk: PaymentDesk, is_matched: bool) -> None:
    """What was left to the bank feed is left to it again, also when both sides had agreed meanwhile."""
    open_books(desk)
    told(desk, "40", TRANSFER)
    if is_matched:
        shown(desk, there(theirs("40")))
    told(desk, "70", CARD)
    if is_matched:
        assert question(desk) == "payment-does-not-fit"
        released(desk, "30")
    before = sent(desk)

    joined_to(desk, anew=True)

    assert (before, sent(desk)) == (["30.00"], ["30.00", "30.00"])
    assert (desk.payment().stage, desk.payment().facts["open"]) == (PaymentStage.WAITS_BANK, "40.00")


def test_what_is_not_clear_stays_the_question_whatever_else_could_be_asked(desk: PaymentDesk) -> None:
    answered_otherwise(desk)
    asked = desk.held()

    for amount in ("110", "120"):
        told(desk, amount, CARD)
        assert desk.held() == asked

    told(desk, "100", CARD)
    assert (question(desk), desk.payment().stage) == ("", PaymentStage.SETTLED)


def test_what_is_not_clear_is_asked_about_also_when_it_would_have_to_wait(desk: PaymentDesk) -> None:
    answered_otherwise(desk)

    for route in ("bank-feed", "615"):
        set_routes(desk, payments_card=route)
        go_on(desk)

    assert (sent(desk), question(desk)) == (["120.00"], "payment-answered-otherwise")


@pytest.mark.parametrize("is_linked_elsewhere", [False, True])
def test_money_that_counts_no_more_is_asked_about_whatever_came_last(
    desk: PaymentDesk, is_linked_elsewhere: bool
) -> None:
    """It is not left to the bank feed because the last part is: that brings nothing of what was posted."""
    open_books(desk)
    told(desk, "40", CARD)
    told(desk, "70", TRANSFER)
    document = desk.ledger.document
    assert document is not None
    shown(desk, there(*document.payments, theirs("30")))
    assert desk.payment().stage is PaymentStage.SETTLED

    if is_linked_elsewhere:
        joined_to(desk)
    else:
        shown(desk, APPROVED)

    assert (sent(desk), question(desk)) == (["40.00"], "payment-removed")


def test_what_only_the_bank_feed_brings_is_left_to_it_again(desk: PaymentDesk) -> None:
    open_books(desk)
    told(desk, "40", TRANSFER)
    shown(desk, there(theirs("40")))
    assert desk.payment().stage is PaymentStage.SETTLED

    shown(desk, APPROVED)

    assert (question(desk), desk.payment().stage) == ("", PaymentStage.WAITS_BANK)


def test_what_a_person_has_answered_is_not_asked_about_again(desk: PaymentDesk) -> None:
    open_books(desk)
    told(desk, "40", TRANSFER)
    told(desk, "70", CARD)
    joined_to(desk)
    assert question(desk) == "payment-removed"
    released(desk, "70")
    assert sent(desk) == ["30.00", "30.00"]

    told(desk, "90", CARD)
    told(desk, "100", CARD)

    assert (sent(desk), question(desk)) == (["30.00", "30.00", "20.00", "10.00"], "")


def test_a_twin_whose_first_one_is_deleted_is_no_money_that_was_taken_away(desk: PaymentDesk) -> None:
    open_books(desk)
    told(desk, "40", TRANSFER)
    told(desk, "70", CARD)
    document = desk.ledger.document
    assert document is not None
    shown(desk, there(replace(document.payments[0], id=theirs("1", "late").id)))

    assert (question(desk), desk.payment().stage) == ("", PaymentStage.WAITS_BANK)


def test_what_is_not_clear_on_a_document_is_no_question_of_the_next_one(desk: PaymentDesk) -> None:
    answered_otherwise(desk)

    shown(desk, replace(APPROVED, status=DocumentStatus.VOIDED))
    assert question(desk) == "payment-document-gone"
    joined_to(desk, anew=True)

    assert (sent(desk), desk.payment().stage) == (["120.00", "120.00"], PaymentStage.SETTLED)


def test_what_we_recorded_in_the_portal_is_not_posted_when_the_invoice_is_sent_anew(
    desk: PaymentDesk,
) -> None:
    to_be_told(desk)
    set_routes(desk, payments_other="615")
    go_on(desk)
    record(desk)
    told(desk, "120", "other")
    assert (desk.payment().stage, desk.payment().recorded) == (PaymentStage.SETTLED, Decimal(120))

    joined_to(desk, anew=True)

    assert (sent(desk), question(desk)) == ([], "payment-removed")


def test_a_word_does_not_count_again_when_both_sides_come_back_to_what_they_said(desk: PaymentDesk) -> None:
    open_books(desk)
    told(desk, "10", TRANSFER)
    desk.ledger.answers = lambda draft: {draft.invoice_id: Refusal(sentences=("No.",))}
    desk.steering.release(desk.connection.id, INVOICE, Decimal(10), account="615", actor="person:ada")
    go_on(desk)
    assert question(desk) == "payment-refused"
    desk.ledger.answers = desk.ledger.well

    told(desk, "30", TRANSFER)
    told(desk, "10", TRANSFER)

    assert (sent(desk), question(desk)) == (["10.00"], "payment-less-than-before")


def test_what_falls_to_nothing_and_comes_again_has_its_day(desk: PaymentDesk) -> None:
    open_books(desk)
    told(desk, "10", TRANSFER)
    shown(desk, there(theirs("10")))
    for amount in ("0", "10"):
        told(desk, amount, TRANSFER)
    shown(desk, APPROVED)

    desk.steering.release(desk.connection.id, INVOICE, Decimal(10), account="615", actor="person:ada")
    go_on(desk)

    assert [one.dated for one in desk.ledger.sent] == [PAID_AT.date()]


def test_what_came_by_transfer_waits_for_the_bank_whatever_is_told_with_a_sum_that_fell(
    desk: PaymentDesk,
) -> None:
    open_books(desk)
    told(desk, "30", TRANSFER)
    shown(desk, there(credited="10.00"))
    told(desk, "10", CARD)
    shown(desk, APPROVED)

    assert (sent(desk), desk.payment().stage) == ([], PaymentStage.WAITS_BANK)


def test_a_word_that_is_over_is_not_taken_along_by_the_next_one(desk: PaymentDesk) -> None:
    """What was said of the first part ended when something else counted, though it is gone again."""
    open_books(desk, payments_paypal=ASK, payments_direct_debit=ASK)
    told(desk, "40", "direct_debit")
    told(desk, "100", PAYPAL)
    desk.ledger.answers = lambda draft: {draft.invoice_id: Refusal(sentences=("No.",))}
    desk.steering.release(desk.connection.id, INVOICE, Decimal(40), account="615", actor="person:ada")
    go_on(desk)
    desk.ledger.answers = desk.ledger.well
    shown(desk, there(theirs("10")))
    shown(desk, APPROVED)
    set_routes(desk, payments_direct_debit="bank-feed")
    go_on(desk)
    held = desk.held()
    assert held is not None
    assert (held.cause.code, held.cause.facts["part"]) == ("payment-method", "100.00")

    desk.steering.release(desk.connection.id, INVOICE, Decimal(60), account="615", actor="person:ada")
    go_on(desk)

    assert (sent(desk), desk.payment().stage) == (["40.00", "60.00"], PaymentStage.WAITS_BANK)
