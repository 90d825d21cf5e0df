"""A program: `hubflo-xero run --no-http`, with waits cut short that would make a test take minutes.

It is the real command: its container, engine, signals and leases. A write whose answer never came counts as
given up after as long as a lease lives, for the stand-ins answer at once, and both sides are looked at every
few seconds.
"""

import sys
from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta

from dependency_injector import providers

from domain.settings import Rhythm, rhythm_of
from entrypoints.cli.house import opening
from entrypoints.cli.root import run
from entrypoints.container import Container, open_container


def hasty(values: Mapping[str, str]) -> Rhythm:
    """The rhythm of a test."""
    return replace(
        rhythm_of(values),
        absence_wait=timedelta(seconds=3),
        settle_pause=timedelta(milliseconds=200),
        walk_every=timedelta(seconds=5),
        documents_every=timedelta(seconds=15),
    )


def hasty_container() -> Container:
    """The real one, in a hurry."""
    container = open_container()
    container.rhythm.override(providers.Object(hasty))
    give_up = timedelta(seconds=container.settings().lease_seconds)
    container.give_up_after.override(providers.Object(give_up))
    container.ledger_give_up_after.override(providers.Object(give_up))
    return container


if __name__ == "__main__":
    opening.set(hasty_container)
    sys.exit(run(["run", "--no-http"]))
