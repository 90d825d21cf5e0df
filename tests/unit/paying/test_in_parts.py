"""What came in in parts, while figures are corrected, money is taken away and documents change."""

from dataclasses import replace
from decimal import Decimal

import pytest

from domain.drafts import Refusal
from domain.errors import Invalid
from domain.invoice import InvoiceStatus
from domain.ledger_document import DocumentId, DocumentStatus, LedgerDocument
from domain.life import Stage
from domain.payment_life import PaymentStage
from domain.payment_record import PaymentStep
from domain.services.payment_steps import begin_anew, stir
from domain.services.read_documents import note_documents
from domain.settings import ASK
from tests.support.invoices import INVOICE
from tests.unit.domain.paying import APPROVED, PAID_AT, SENT, kept, paid, theirs, there
from tests.unit.paying.desk import PaymentDesk

CARD, TRANSFER, PAYPAL = "bank_card", "bank_transfer", "paypal"
LATER = PAID_AT.replace(day=4)
MOST_STEPS = 12


def open_books(desk: PaymentDesk, **routes: str) -> None:
    """Cards go to the clearing account, transfers are left to the bank feed, and as `routes` say."""
    set_routes(desk, payments_card="615", **routes)
    with desk.books() as books:
        books.save_connection(replace(books.connection, time_zone="Europe/Paris"))
    desk.put(record=kept(paid("0", InvoiceStatus.ISSUED)))


def set_routes(desk: PaymentDesk, **routes: str) -> None:
    """A person sets them, and all is decided anew."""
    named = {name.replace("_", "-"): route for name, route in routes.items()}
    with desk.books() as books:
        _, values = books.settings.current()
        books.settings.put({**values, **named}, now=desk.now, actor="person:test")
        books.payments.look_anew(None, desk.now)


def told(desk: PaymentDesk, amount: str, method: str) -> None:
    """The portal says so, and what follows is done."""
    with desk.books() as books:
        record = books.invoices.get(INVOICE)
        assert record is not None
        day = PAID_AT if method == TRANSFER else LATER
        invoice = paid(amount, InvoiceStatus.ISSUED, payment_method=method, paid_at=day)
        record = replace(record, invoice=invoice)
        books.invoices.put(record)
        stir(books, record, desk.now)
    go_on(desk)


def shown(desk: PaymentDesk, document: LedgerDocument) -> None:
    """The ledger shows that, and what follows is done."""
    desk.ledger.document = document
    with desk.books() as books:
        note_documents(books, [document], desk.now)
        books.payments.look_anew(None, desk.now)
    go_on(desk)


def joined_to(desk: PaymentDesk, *, anew: bool = False) -> None:
    """The invoice gets another document: by a person's link, or since it is sent anew."""
    other = replace(APPROVED, id=DocumentId("d-other"), number="X-2")
    before = desk.ledger.document
    with desk.books() as books:
        if anew:
            begin_anew(books, INVOICE)
        record = books.invoices.get(INVOICE)
        assert record is not None
        books.documents.put([other], desk.now)
        record = replace(record, document_id=other.id, stage=Stage.LINKED)
        books.invoices.put(record)
        stir(books, record, desk.now)
    assert before is not None
    desk.ledger.document, desk.ledger.also = other, (before,)
    go_on(desk)


def go_on(desk: PaymentDesk) -> None:
    """Until nothing is left to do."""
    for _ in range(MOST_STEPS):
        with desk.books() as books:
            known = books.payments.get(INVOICE)
        step = known.step if known is not None else None
        if step is None or step is PaymentStep.RECORD:
            return
        getattr(desk, step.value)()
    raise AssertionError("it does not end")


def released(desk: PaymentDesk, amount: str) -> None:
    """A person says how much, and what follows is done."""
    desk.steering.release(desk.connection.id, INVOICE, Decimal(amount), actor="person:ada")
    go_on(desk)


def sent(desk: PaymentDesk) -> list[str]:
    """What was posted so far."""
    return [f"{one.amount:.2f}" for one in desk.ledger.sent]


def approvals(desk: PaymentDesk) -> int:
    """How many were asked for by themselves."""
    with desk.books() as books:
        return len(books.named_writes.open())


def question(desk: PaymentDesk) -> str:
    """What is asked, '' if nothing is."""
    held = desk.held()
    return held.cause.code if held is not None else ""


def test_a_figure_that_falls_and_rises_again_posts_no_more_than_came_in(desk: PaymentDesk) -> None:
    open_books(desk)
    told(desk, "40", TRANSFER)
    told(desk, "70", CARD)
    told(desk, "60", CARD)
    assert question(desk) == "payment-less-than-before"

    told(desk, "70", CARD)

    assert (sent(desk), desk.payment().stage) == (["30.00"], PaymentStage.WAITS_BANK)
    assert desk.payment().facts["open"] == "40.00"


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


def test_what_is_not_clear_stays_the_question_whatever_else_could_be_asked(desk: PaymentDesk) -> None:
    desk.ready()
    desk.ledger.answers = lambda draft: desk.ledger.well(replace(draft, amount=Decimal("100.00")))
    desk.post()
    desk.ledger.answers = desk.ledger.well
    assert question(desk) == "payment-answered-otherwise"
    asked = desk.held()

    for amount in ("110", "120"):
        told(desk, amount, CARD)
        assert desk.held() == asked

    told(desk, "100", CARD)
    assert (question(desk), desk.payment().stage) == ("", PaymentStage.SETTLED)


def test_what_is_not_clear_is_asked_about_also_when_it_would_have_to_wait(desk: PaymentDesk) -> None:
    desk.ready()
    desk.ledger.answers = lambda draft: desk.ledger.well(replace(draft, amount=Decimal("100.00")))
    desk.post()
    desk.ledger.answers = desk.ledger.well

    for route in ("bank-feed", "615"):
        set_routes(desk, payments_card=route)
        go_on(desk)

    assert (sent(desk), question(desk)) == (["120.00"], "payment-answered-otherwise")


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


@pytest.mark.parametrize(("second", "stage"), [("0", PaymentStage.LEFT), ("60", PaymentStage.LEFT)])
def test_each_part_has_a_word_of_its_own(desk: PaymentDesk, second: str, stage: PaymentStage) -> None:
    open_books(desk, payments_paypal=ASK, payments_direct_debit=ASK)
    told(desk, "40", "direct_debit")
    told(desk, "100", PAYPAL)
    released(desk, "0")
    held = desk.held()
    assert held is not None
    assert held.cause.facts["part"] == "100.00"

    desk.steering.release(desk.connection.id, INVOICE, Decimal(second), account="615", actor="person:ada")
    go_on(desk)

    assert (question(desk), desk.payment().stage) == ("", stage)
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
    desk.ready()
    desk.ledger.answers = lambda draft: desk.ledger.well(replace(draft, amount=Decimal("100.00")))
    desk.post()
    desk.ledger.answers = desk.ledger.well
    assert question(desk) == "payment-answered-otherwise"

    shown(desk, replace(APPROVED, status=DocumentStatus.VOIDED))
    assert question(desk) == "payment-document-gone"
    joined_to(desk, anew=True)

    assert (sent(desk), desk.payment().stage) == (["120.00", "120.00"], PaymentStage.SETTLED)


def test_what_we_recorded_in_the_portal_is_not_posted_when_the_invoice_is_sent_anew(
    desk: PaymentDesk,
) -> None:
    open_books(desk, payments_other="615", payments_from_ledger="on")
    told(desk, "0", CARD)
    with desk.books() as books:
        known = books.payments.get(INVOICE)
        assert known is None
    shown(desk, there(theirs("120")))
    with desk.books() as books:
        record = books.invoices.get(INVOICE)
        assert record is not None
        stir(books, record, desk.now)
    desk.decide()
    recorded = replace(desk.payment(), recorded=Decimal(120))
    with desk.books() as books:
        books.payments.put(recorded)
    told(desk, "120", "other")
    assert desk.payment().stage is PaymentStage.SETTLED

    joined_to(desk, anew=True)

    assert (sent(desk), question(desk)) == ([], "payment-removed")


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
