"""What is refused as one is asked for in halves, within a bound."""

from collections.abc import Sequence

import pytest

from domain.errors import Problem, Rejected, Throttled, Unavailable
from domain.ledger_document import DocumentId
from domain.services.in_halves import MOST_REFUSALS, InHalves
from tests.support.clock import NOON
from tests.unit.paying.desk import PaymentDesk

HUNDRED = [DocumentId(str(number)) for number in range(100)]


class Shelf:
    """Answers for all that is not `bad`; asked for something bad, it says what is wrong with that."""

    def __init__(self, bad: dict[DocumentId, Problem], *, throttled_after: int = 1_000) -> None:
        self.shown: list[DocumentId] = []
        self.calls = 0
        self._bad = bad
        self._throttled_after = throttled_after

    def ask(self, ids: Sequence[DocumentId]) -> None:
        self.calls += 1
        if self.calls > self._throttled_after:
            raise Throttled(until=NOON, limit="minute", service="xero")
        for one in ids:
            if one in self._bad:
                raise self._bad[one]
        self.shown += ids


def read(desk: PaymentDesk, shelf: Shelf) -> InHalves[DocumentId]:
    reading = InHalves(desk.turn().ledger, shelf.ask)
    reading.read(HUNDRED)
    return reading


def test_two_of_a_hundred_are_found_and_nothing_is_left(desk: PaymentDesk) -> None:
    bad: dict[DocumentId, Problem] = {HUNDRED[13]: Rejected("no"), HUNDRED[71]: Unavailable()}
    shelf = Shelf(bad)
    reading = read(desk, shelf)
    assert (reading.refused, reading.left) == (bad, {})
    assert shelf.shown == [one for one in HUNDRED if one not in bad]


def test_what_is_left_after_so_many_refusals_is_not_asked_for(desk: PaymentDesk) -> None:
    shelf = Shelf(dict.fromkeys(HUNDRED, Rejected("no")))
    reading = read(desk, shelf)
    assert shelf.calls == MOST_REFUSALS
    assert sorted([*reading.refused, *reading.left], key=int) == HUNDRED


def test_one_that_is_throttled_in_the_middle_leaves_the_rest(desk: PaymentDesk) -> None:
    shelf = Shelf({HUNDRED[0]: Rejected("no")}, throttled_after=3)
    reading = read(desk, shelf)
    assert (shelf.shown, reading.refused) == ([], {})
    assert {type(problem) for problem in reading.left.values()} == {Throttled}
    assert [*reading.left] == HUNDRED


def test_one_that_is_throttled_at_once_is_not_the_fault_of_a_few(desk: PaymentDesk) -> None:
    with pytest.raises(Throttled):
        read(desk, Shelf({}, throttled_after=0))
