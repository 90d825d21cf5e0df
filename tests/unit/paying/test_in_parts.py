"""What came in in parts, while figures are corrected and people say what is to be done."""

from dataclasses import replace
from decimal import Decimal

import pytest

from domain.drafts import Refusal
from domain.errors import Invalid
from domain.invoice import InvoiceStatus
from domain.ledger_document import DocumentStatus
from domain.payment_life import PaymentStage
from domain.settings import ASK
from tests.support.invoices import INVOICE
from tests.unit.domain.paying import APPROVED, SENT, kept, paid, theirs, there
from tests.unit.paying.desk import PaymentDesk
from tests.unit.paying.parting import (
    CARD,
    LATER,
    PAYPAL,
    TRANSFER,
    approvals,
    go_on,
    open_books,
    question,
    released,
    sent,
    set_routes,
    shown,
    told,
)


def test_a_figure_that_falls_and_rises_again_posts_no_more_than_came_in(desk: PaymentDesk) -> None:
    open_books(desk)
    told(desk, "40", TRANSFER)
    told(desk, "70", CARD)
    told(desk, "60", CARD)
    assert question(desk) == "payment-less-than-before"

    told(desk, "70", CARD)

    assert (sent(desk), desk.payment().stage) == (["30.00"], PaymentStage.WAITS_BANK)
    assert desk.payment().facts["open"] == "40.00"


@pytest.mark.parametrize("paypal", [ASK, "b-2"])
def test_a_word_is_not_about_what_was_excused_before(desk: PaymentDesk, paypal: str) -> None:
    open_books(desk, payments_paypal=ASK)
    told(desk, "40", PAYPAL)
    released(desk, "0")
    set_routes(desk, payments_paypal=paypal)
    told(desk, "80", CARD)
    assert question(desk) == "payment-after-word"

    released(desk, "40")

    assert [(one.account_id, one.dated) for one in desk.ledger.sent] == [("b-1", LATER.date())]
    assert (desk.payment().stage, question(desk)) == (PaymentStage.LEFT, "")


def test_a_word_is_refused_where_the_ledger_counts_more_already(desk: PaymentDesk) -> None:
    desk.ledger.document = there(theirs("100"))
    open_books(desk)
    shown_there = desk.ledger.document
    told(desk, "90", CARD)
    shown(desk, shown_there)
    told(desk, "80", CARD)
    assert question(desk) == "payment-less-than-before"

    with pytest.raises(Invalid, match="payment-amount-too-large"):
        released(desk, "20")
    released(desk, "0")

    assert (sent(desk), desk.payment().stage) == ([], PaymentStage.SETTLED)


def test_a_part_that_was_refused_is_told_as_that_part_and_goes_by_another_account(desk: PaymentDesk) -> None:
    open_books(desk, payments_paypal="b-2")
    desk.ledger.answers = lambda draft: {draft.invoice_id: Refusal(sentences=("No.",))}
    with desk.books() as books:
        books.documents.put([replace(APPROVED, status=DocumentStatus.AWAITING_APPROVAL)], desk.now)
    told(desk, "40", PAYPAL)
    told(desk, "80", CARD)
    shown(desk, APPROVED)
    held = desk.held()
    assert held is not None
    assert held.cause.code == "payment-refused"
    assert (held.cause.facts["paid"], held.cause.facts["method"]) == ("40.00", "payments-paypal")
    assert sent(desk) == ["40.00"]

    desk.ledger.answers = desk.ledger.well
    set_routes(desk, payments_paypal="615")
    go_on(desk)

    assert sent(desk) == ["40.00", "40.00", "40.00"]
    assert [one.account_id for one in desk.ledger.sent] == ["b-2", "b-1", "b-1"]
    assert desk.payment().stage is PaymentStage.SETTLED


def test_all_that_is_left_to_the_bank_feed_is_told(desk: PaymentDesk) -> None:
    open_books(desk)
    told(desk, "40", TRANSFER)
    told(desk, "60", TRANSFER)

    assert (desk.payment().stage, desk.payment().facts["open"]) == (PaymentStage.WAITS_BANK, "60.00")


def test_a_figure_that_falls_to_an_older_one_and_rises_again_keeps_how_that_came(desk: PaymentDesk) -> None:
    """The portal goes on naming the last method: it says nothing of what came before."""
    open_books(desk)
    told(desk, "40", TRANSFER)
    told(desk, "70", CARD)

    for amount in ("40", "40", "70"):
        told(desk, amount, CARD)

    assert (sent(desk), desk.payment().stage) == (["30.00"], PaymentStage.WAITS_BANK)


def test_a_method_that_is_corrected_counts(desk: PaymentDesk) -> None:
    open_books(desk)
    told(desk, "40", TRANSFER)

    told(desk, "40", CARD)

    assert sent(desk) == ["40.00"]


@pytest.mark.parametrize("second", ["0", "60"])
def test_each_part_has_a_word_of_its_own(desk: PaymentDesk, second: str) -> None:
    open_books(desk, payments_paypal=ASK, payments_direct_debit=ASK)
    told(desk, "40", "direct_debit")
    told(desk, "100", PAYPAL)
    released(desk, "0")
    held = desk.held()
    assert held is not None
    assert held.cause.facts["part"] == "100.00"

    desk.steering.release(desk.connection.id, INVOICE, Decimal(second), account="615", actor="person:ada")
    go_on(desk)

    assert (question(desk), desk.payment().stage) == ("", PaymentStage.LEFT)
    assert sent(desk) == ([f"{second}.00"] if second != "0" else [])


def test_what_is_posted_of_several_parts_goes_by_the_way_of_each(desk: PaymentDesk) -> None:
    """More came in than is due, and a person says to post what is due."""
    open_books(desk, payments_paypal="b-2")
    with desk.books() as books:
        books.documents.put([replace(APPROVED, status=DocumentStatus.AWAITING_APPROVAL)], desk.now)
    told(desk, "100", PAYPAL)
    told(desk, "140", CARD)
    shown(desk, APPROVED)
    assert question(desk) == "payment-more-than-due"

    released(desk, "120")

    assert [(f"{one.amount:.2f}", one.account_id) for one in desk.ledger.sent] == [
        ("100.00", "b-2"),
        ("20.00", "b-1"),
    ]


def test_nothing_is_approved_for_a_part_while_another_is_asked_about(desk: PaymentDesk) -> None:
    open_books(desk, payments_paypal=ASK, approve_on_payment="on")
    waits = replace(APPROVED, status=DocumentStatus.AWAITING_APPROVAL)
    desk.put(record=kept(paid("0", InvoiceStatus.ISSUED), sent=SENT), document=waits)
    desk.ledger.document = waits
    told(desk, "40", CARD)
    told(desk, "120", PAYPAL)
    assert approvals(desk) == 0

    set_routes(desk, payments_paypal="615")
    go_on(desk)
    assert approvals(desk) == 1
