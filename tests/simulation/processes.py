"""Stories on every processor: each process has a stage of its own, made once."""

import multiprocessing
import os
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from multiprocessing.pool import Pool
from pathlib import Path

from tests.simulation.campaign import Tally, played
from tests.simulation.guarding import EITHER_WAY, STORIES, missed, without
from tests.simulation.naive import NOTHING, Compared, compare
from tests.simulation.play import play
from tests.simulation.stage import Stage
from tests.simulation.telling import story_of

PART = 100
"""Seeds that a process plays before it tells what they came to."""
_FOLDERS: list[tempfile.TemporaryDirectory[str]] = []
"""Who drops one of them removes the folder."""


def pieces(seeds: Sequence[int]) -> list[Sequence[int]]:
    """In the order of their numbers."""
    return [seeds[at : at + PART] for at in range(0, len(seeds), PART)]


def pool() -> Pool:
    """A process for each processor."""
    return multiprocessing.get_context("forkserver").Pool(os.cpu_count())


@contextmanager
def stage() -> Iterator[Stage]:
    """A stage in a folder that is gone afterwards."""
    with tempfile.TemporaryDirectory() as folder:
        here = Stage(Path(folder))
        yield here
        here.close()


@cache
def _mine() -> Stage:
    """This process's own; its folder lives as long as the process."""
    _FOLDERS.append(tempfile.TemporaryDirectory())
    return Stage(Path(_FOLDERS[-1].name))


def tallied(seeds: Sequence[int]) -> Tally:
    """Play them, and compare the calls of some."""
    return played(_mine(), seeds, compared_every=50)


def noticed(guard: str, seeds: Sequence[int]) -> int:
    """How many of them end wrong without a guard."""
    return sum(bool(play(_mine(), story_of(seed), without(guard)).wrong) for seed in seeds)


def noticed_in_its_story(guard: str) -> str:
    """What is wrong in a guard's own story without it, '' if nothing is, or if it is wrong with it too."""
    story = STORIES[guard]
    guarded = play(_mine(), story, EITHER_WAY.get(guard, lambda house: None))
    return "; ".join(missed(guarded, play(_mine(), story, without(guard))))


def compared(seeds: Sequence[int]) -> Compared:
    """What the naive algorithm makes of them."""
    return sum((compare(_mine(), story_of(seed)) for seed in seeds), NOTHING)
