"""What the portal tells since a person said a word, and what that leaves of the word."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from domain.invoice import PortalInvoice
from domain.payment_record import PartWord, PaymentRecord, Word
from domain.told_words import as_told
from tests.unit.domain.paying import paid, payment, word

DEBIT, CARD, TRANSFER = "direct_debit", "bank_card", "bank_transfer"
FIRST, ALL = Decimal(40), Decimal(100)


def spoken(said: Word, last: PortalInvoice) -> PaymentRecord:
    """40 by direct debit, and then all that is told last: then a person says that."""
    record = as_told(payment(), paid(FIRST, payment_method=DEBIT))
    return replace(as_told(record, last), word=said)


def kept(record: PaymentRecord, now: PortalInvoice) -> Word:
    """What is left of it when the portal tells that."""
    left = as_told(record, now).word
    assert left is not None
    return left


SAID = {
    "of the last part": replace(word("60", "100", account="b-2"), rise=ALL),
    "of money of no part": word("60", "100", account="b-2"),
}


@pytest.mark.parametrize("said", SAID.values(), ids=SAID)
@pytest.mark.parametrize(
    ("last", "now"),
    [
        ({"payment_method": DEBIT}, {"payment_method": DEBIT, "paid_at": None}),
        (
            {"payment_method": "", "by_card_service": True},
            {"payment_method": CARD, "by_card_service": True},
        ),
        ({"payment_method": "venmo"}, {"payment_method": "klarna"}),
    ],
    ids=["another day", "another name of the card service", "another of the rest"],
)
def test_it_says_the_same_where_the_same_setting_says_how_it_goes(
    said: Word, last: dict[str, Any], now: dict[str, Any]
) -> None:
    assert kept(spoken(said, paid(ALL, **last)), paid(ALL, **now)) == said


@pytest.mark.parametrize("said", SAID.values(), ids=SAID)
@pytest.mark.parametrize(
    "now",
    [{"payment_method": TRANSFER}, {"payment_method": CARD, "by_card_service": True}],
    ids=["another method", "the card service"],
)
def test_it_names_no_account_where_another_one_does(said: Word, now: dict[str, Any]) -> None:
    record = spoken(said, paid(ALL, payment_method=CARD))

    assert kept(record, paid(ALL, **now)) == replace(said, account="")


def test_only_what_is_told_otherwise_loses_its_account() -> None:
    shares = [PartWord(rise=rise, amount=Decimal(40), account="b-2") for rise in (FIRST, ALL)]
    said = replace(word("0", "100"), also=tuple(shares))

    left = kept(spoken(said, paid(ALL, payment_method=CARD)), paid(ALL, payment_method=TRANSFER))

    assert [(one.rise, one.account) for one in left.also] == [(FIRST, "b-2"), (ALL, "")]


@pytest.mark.parametrize("between", ["90", "110"])
def test_another_sum_ends_it_also_when_it_comes_back(between: str) -> None:
    record = spoken(SAID["of the last part"], paid(ALL, payment_method=CARD))

    back = as_told(as_told(record, paid(between, payment_method=CARD)), paid(ALL, payment_method=CARD))

    assert back.word is not None
    assert back.word.is_over


def test_of_what_was_said_before_rises_were_noted_nothing_is_taken() -> None:
    said = word("60", "100", account="b-2")

    assert kept(payment(word=said, agreed=FIRST), paid(ALL, payment_method=CARD)) == said
