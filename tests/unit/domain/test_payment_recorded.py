"""What we recorded in the portal is known as that, and counts as paid by what others paid in the ledger."""

from dataclasses import replace
from decimal import Decimal

import pytest

from domain.payment_record import PaymentRecord
from domain.payment_rises import open_rises, with_recorded, with_rises
from tests.unit.domain.paying import paid, payment, posted, there

CARD, TRANSFER, PAYPAL, NOTICED = "bank_card", "bank_transfer", "paypal", "other"


def came(*rises: tuple[str, str]) -> PaymentRecord:
    """The portal told one after the other; what is told as `other` we recorded there."""
    record, before = payment(), Decimal(0)
    for upto, method in rises:
        invoice = paid(upto, payment_method=method)
        if method == NOTICED:
            record = with_recorded(record, invoice, before, Decimal(upto) - before)
        else:
            record = with_rises(record, invoice)
        before = Decimal(upto)
    return record


def ways(record: PaymentRecord) -> list[tuple[int, str, bool]]:
    """Each rise: up to how much, how, and whether the ledger had it."""
    return [(int(one.upto), one.method, one.from_ledger) for one in record.rises]


@pytest.mark.parametrize(
    ("said", "method", "expected"),
    [
        ("120", TRANSFER, [(50, CARD, False), (120, TRANSFER, True)]),
        ("100", PAYPAL, [(50, CARD, False), (100, NOTICED, True)]),
        ("130", CARD, [(50, CARD, False), (120, NOTICED, True), (130, CARD, False)]),
        ("50", CARD, [(50, CARD, False)]),
    ],
    ids=["another method", "less", "more", "taken back"],
)
def test_whatever_is_told_since_it_stays_what_we_recorded(
    said: str, method: str, expected: list[tuple[int, str, bool]]
) -> None:
    record = came(("50", CARD), ("120", NOTICED))

    assert ways(with_rises(record, paid(said, payment_method=method))) == expected


def test_what_is_entered_in_the_portal_after_ours_was_taken_back_there_is_no_money_of_the_ledger() -> None:
    record = came(("50", CARD), ("120", NOTICED), ("50", CARD), ("120", CARD))

    assert ways(record) == [(50, CARD, False), (120, CARD, False)]


OPEN = {
    "nothing of ours is there": ([], "70", [(50, 50)]),
    "ours is there, and theirs is not": ([("50", 50)], "0", [(120, 70)]),
    "some of theirs is there": ([("50", 50)], "30", [(120, 40)]),
    "more of theirs counts for the oldest": ([], "80", [(50, 40)]),
    "ours stands for what we recorded": ([("70", 120)], "0", [(50, 50)]),
}


@pytest.mark.parametrize(("mine", "others", "expected"), OPEN.values(), ids=OPEN)
def test_what_others_paid_counts_first_for_what_we_recorded(
    mine: list[tuple[str, int]], others: str, expected: list[tuple[int, int]]
) -> None:
    assert opened(came(("50", CARD), ("120", NOTICED)), mine, others, "120") == expected


def test_ours_whose_part_was_corrected_does_not_stand_for_what_others_paid() -> None:
    """30 were posted of what are 10 now: the rest of them is card money too, and none of a transfer."""
    record = came(("20", TRANSFER), ("50", CARD), ("90", NOTICED), ("120", CARD), ("100", CARD))

    assert opened(record, [("30", 120)], "40", "100") == [(20, 20), (50, 10)]


def opened(
    record: PaymentRecord, mine: list[tuple[str, int]], others: str, said: str
) -> list[tuple[int, int]]:
    """Of which rises how much is open, when these of ours and so much of others count in the ledger."""
    ours = [replace(posted(amount, f"p-{rise}"), rise=Decimal(rise)) for amount, rise in mine]
    counted = sum((one.amount for one in ours), Decimal(others))
    record = replace(record, posted=tuple(ours))
    rises = open_rises(record, paid(said), there(amount_paid=counted), [one.id for one in ours])
    return [(int(rise.upto), int(left)) for rise, left in rises]
