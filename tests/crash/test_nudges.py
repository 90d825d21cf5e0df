"""Webhooks that are lost, doubled, swapped and late change nothing; `python -m tests.crash nudges`."""

from collections import Counter
from collections.abc import Iterator

import pytest

from tests.crash.nudged import Nudged
from tests.crash.postman import BAD, LOSES_ALL

SEEDS = range(3)


@pytest.fixture(scope="module")
def nudged(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Nudged]:
    """A firm that bills, at a public address."""
    installation = Nudged(tmp_path_factory.mktemp("nudged"))
    yield installation
    installation.close()


def test_without_a_single_delivery_the_end_is_the_same(nudged: Nudged) -> None:
    outcome = nudged.lived(LOSES_ALL, 0)

    assert (outcome.wrong, outcome.twins) == ((), ())
    assert nudged.told["lost"] > 15


def test_whatever_the_postman_does_the_end_is_the_same(nudged: Nudged) -> None:
    done = Counter[str]()
    for seed in SEEDS:
        outcome = nudged.lived(BAD, seed)
        done.update(nudged.told)
        assert (outcome.what, outcome.wrong, outcome.twins) == (outcome.what, (), ())

    assert min(done[what] for what in ("brought", "refused", "lost", "late", "doubled")) > 0
