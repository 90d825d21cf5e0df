"""A twin may make both sides say the same by chance."""

import pytest

from domain.payment_life import PaymentStage
from tests.unit.paying.desk import PaymentDesk
from tests.unit.paying.losing import WAIT
from tests.unit.paying.parting import TRANSFER, go_on, open_books, question, told
from tests.unit.paying.twinning import deleted, is_alarmed, lands, missed


@pytest.mark.parametrize("which", ["repeat", "first"])
def test_a_twin_that_makes_both_sides_equal_is_no_agreement(desk: PaymentDesk, which: str) -> None:
    """60 by transfer are awaited from the bank, and 60 by card stand there twice."""
    open_books(desk)
    told(desk, "60", TRANSFER)
    first = missed(desk, "120")
    repeat = desk.ledger.payments[-1]
    late = lands(desk, first)
    desk.look(after_seconds=2 * WAIT)
    go_on(desk)
    assert is_alarmed(desk)

    deleted(desk, repeat if which == "repeat" else late)

    assert (question(desk), desk.payment().stage) == ("", PaymentStage.WAITS_BANK)
    assert not is_alarmed(desk)
