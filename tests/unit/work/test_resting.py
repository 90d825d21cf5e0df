"""Connections that failed rest, longer each time."""

from adapters.work.resting import Resting
from tests.contracts.engine_rounds import ONE, TWO


def test_rests_double_up_to_the_longest_and_end_with_a_success() -> None:
    resting = Resting(shortest_seconds=5, longest_seconds=300)

    lengths = [resting.failed(ONE, 1000).until - 1000 for _ in range(8)]

    assert lengths == [5, 10, 20, 40, 80, 160, 300, 300]
    assert resting.rests(ONE, 1299.9)
    assert not resting.rests(ONE, 1300)
    assert not resting.rests(TWO, 1000)
    resting.went_well(ONE)
    assert not resting.rests(ONE, 1000)
    assert resting.failed(ONE, 0).failures == 1


def test_a_rest_stays_finite_after_very_many_failures() -> None:
    resting = Resting(shortest_seconds=5, longest_seconds=300)

    rests = [resting.failed(ONE, 0) for _ in range(5000)]

    assert rests[-1].until == 300
