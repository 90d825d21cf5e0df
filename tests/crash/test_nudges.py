"""Webhooks that are lost, doubled, swapped and late change nothing; `python -m tests.crash nudges`."""

import json
from collections import Counter
from collections.abc import Iterator

import pytest

from tests.crash.nudged import Nudged
from tests.crash.postman import BAD, LOSES_ALL

SEEDS = range(2)


@pytest.fixture(scope="module")
def nudged(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Nudged]:
    """A firm that bills, at a public address."""
    installation = Nudged(tmp_path_factory.mktemp("nudged"))
    yield installation
    installation.close()


def test_payments_are_posted_and_recorded_meanwhile_and_told_of(nudged: Nudged) -> None:
    """Else the other tests would prove less than they say."""
    told = Counter(json.loads(line)["code"] for line in nudged.good["story"])

    assert (told["payment-posted"], told["payment-recorded"], told["document-approved-by-us"]) == (3, 1, 1)
    assert nudged.told["of payments"] > 5


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
