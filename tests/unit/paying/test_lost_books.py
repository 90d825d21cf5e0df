"""Books that were lost or set back do not know what we posted: it counts, and nothing is posted beside it
that could be the same money.
"""

from dataclasses import replace
from decimal import Decimal

from domain.ledger_document import LedgerPayment
from domain.money import ZERO
from domain.payment_life import PaymentStage
from domain.settings import ASK
from tests.unit.domain.paying import ours, there
from tests.unit.paying.desk import PaymentDesk
from tests.unit.paying.parting import (
    CARD,
    LATER,
    PAYPAL,
    TRANSFER,
    go_on,
    open_books,
    question,
    released,
    sent,
    set_routes,
    shown,
    told,
)


def by_card(amount: str, counted: str, payment_id: str = "before") -> LedgerPayment:
    """What the books that were lost had posted for a card payment."""
    return replace(ours(amount, counted, payment_id), dated=LATER.date())


def waits_for_bank(desk: PaymentDesk) -> str:
    """How much is left to the bank feed."""
    assert desk.payment().stage is PaymentStage.WAITS_BANK
    return desk.payment().facts["open"]


def test_a_backup_from_before_the_second_part_came_in(desk: PaymentDesk) -> None:
    """By its day and amount what we posted is known to be the card's: the transfer goes on waiting."""
    open_books(desk)
    told(desk, "40", TRANSFER)
    desk.ledger.document = there(by_card("40", "40"))

    told(desk, "80", CARD)

    assert (sent(desk), waits_for_bank(desk)) == ([], "40.00")
    (known,) = desk.payment().posted
    assert (known.id, known.rise, known.account, known.is_unsure) == ("before", Decimal(80), "", False)
    assert "payment-found-again" in [code for code, _ in desk.story()]


def test_a_backup_that_knows_both_parts_and_not_that_one_was_posted(desk: PaymentDesk) -> None:
    open_books(desk)
    set_routes(desk, payments_card=ASK)
    told(desk, "40", TRANSFER)
    told(desk, "80", CARD)
    desk.ledger.document = there(by_card("40", "40"))

    set_routes(desk, payments_card="615")
    go_on(desk)

    assert (sent(desk), waits_for_bank(desk)) == ([], "40.00")


def test_equal_parts_of_one_way_are_alike(desk: PaymentDesk) -> None:
    open_books(desk)
    set_routes(desk, payments_card=ASK)
    told(desk, "40", CARD)
    told(desk, "80", CARD)
    desk.ledger.document = there(by_card("40", "40"))

    set_routes(desk, payments_card="615")
    go_on(desk)

    assert (sent(desk), desk.payment().stage) == (["40.00"], PaymentStage.SETTLED)
    assert [one.rise for one in desk.payment().posted] == [Decimal(40), Decimal(80)]


def test_where_it_could_be_either_of_two_parts_it_is_asked_about(desk: PaymentDesk) -> None:
    """On one day as much came in by card as by PayPal."""
    open_books(desk, payments_paypal=ASK)
    set_routes(desk, payments_card=ASK)
    told(desk, "40", PAYPAL)
    told(desk, "80", CARD)
    desk.ledger.document = there(by_card("40", "40"))

    set_routes(desk, payments_card="615", payments_paypal="b-2")
    go_on(desk)
    assert (sent(desk), question(desk)) == ([], "payment-does-not-fit")

    released(desk, "40")
    assert (sent(desk), desk.payment().stage) == (["40.00"], PaymentStage.SETTLED)
    assert not any(one.is_unsure for one in desk.payment().posted)


def test_where_all_came_in_as_one_a_part_that_we_posted_is_asked_about(desk: PaymentDesk) -> None:
    """What is left may have come by transfer: the bank feed would bring it a second time."""
    open_books(desk)
    document = there(by_card("40", "40"))
    shown(desk, document)

    told(desk, "80", CARD)
    assert (sent(desk), question(desk)) == ([], "payment-does-not-fit")

    released(desk, "0")
    assert (sent(desk), desk.payment().stage) == ([], PaymentStage.LEFT)


def test_all_of_it_is_there(desk: PaymentDesk) -> None:
    open_books(desk)
    shown(desk, there(by_card("80", "80")))

    told(desk, "80", CARD)

    assert (sent(desk), desk.payment().stage) == ([], PaymentStage.SETTLED)


def test_a_part_that_both_sides_had_agreed_on_is_none_that_it_stands_for(desk: PaymentDesk) -> None:
    """40 by card were posted by a version that did not note for which part, and agreed on."""
    open_books(desk)
    told(desk, "40", CARD)
    known = desk.payment()
    (one,) = known.posted
    with desk.books() as books:
        books.payments.put(replace(known, posted=(replace(one, rise=ZERO),)))
    told(desk, "70", TRANSFER)
    desk.ledger.document = there(desk.ledger.payments[0], by_card("40", "80"))

    told(desk, "110", CARD)

    assert (sent(desk), waits_for_bank(desk)) == (["40.00"], "30.00")
