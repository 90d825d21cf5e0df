"""The command line, as if each command were a process of its own over the same store and the same world."""

import io
import itertools
import re
from collections.abc import Iterator, Mapping
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from entrypoints.cli.house import opening
from entrypoints.cli.root import run
from tests.scenarios.office import A_MOMENT_SECONDS
from tests.support.house import House, open_house

_SEEDS = itertools.count(1000)


@dataclass(frozen=True, slots=True, kw_only=True)
class Printed:
    """How a command ended, and all that it printed, its lines joined."""

    status: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Terminal:
    """Nobody sits at it: a question that is asked gets no answer."""

    house: House
    folder: Path
    patch: pytest.MonkeyPatch
    seeds: Iterator[int] = field(default=_SEEDS)

    @classmethod
    def over(cls, house: House, patch: pytest.MonkeyPatch) -> "Terminal":
        """At the store of that house."""
        return cls(house=house, folder=house.container.settings().data_folder.parent, patch=patch)

    def run(self, line: str, settings: Mapping[str, str] | None = None) -> Printed:
        """`hubflo-xero ...`, with secrets and such in the environment."""
        printed = io.StringIO()
        own = open_house(self.folder, self.house.world, self.house.clock, seed=next(self.seeds))
        with own as opened, self.patch.context() as patch:
            self.house.clock.advance(A_MOMENT_SECONDS)
            ours = opening.set(lambda: opened.container)
            for name, value in (settings or {}).items():
                patch.setenv(name, value)
            with redirect_stdout(printed), redirect_stderr(printed):
                status = run(line.split()[1:])
            opening.reset(ours)
        return Printed(status=status, text=re.sub(r"\s+", " ", printed.getvalue()))
