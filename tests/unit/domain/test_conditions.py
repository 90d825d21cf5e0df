"""What may be done at all, asked by everything that chooses."""

from dataclasses import replace
from datetime import timedelta

import pytest

from domain.conditions import is_awake, is_open, may_act, must_read_whole
from domain.connection import ConnectionState
from domain.outage import Side
from domain.request import RequestKind
from domain.scan import PORTAL_SCANS, ScanKind
from domain.workload import Workload
from tests.support.clock import NOON
from tests.unit.domain.workloads import MINUTE, QUIET, read, request, scan, shut


@pytest.mark.parametrize(
    ("state", "awake", "asked"),
    [
        (ConnectionState.LIVE, True, True),
        (ConnectionState.PREVIEW, True, True),
        (ConnectionState.PAUSED, False, True),
        (ConnectionState.ENDED, False, False),
    ],
)
def test_who_is_awake(state: ConnectionState, awake: bool, asked: bool) -> None:
    load = replace(QUIET, state=state)

    assert is_awake(load) is awake
    assert is_awake(replace(load, requests=(request(),))) is asked


@pytest.mark.parametrize(("left", "is_it"), [(1, False), (0, True), (-1, True)])
def test_a_side_is_open_from_the_moment_that_it_names(left: int, is_it: bool) -> None:
    load = shut(QUIET, Side.LEDGER, NOON + timedelta(seconds=left))

    assert is_open(load, Side.LEDGER, NOON) is is_it
    assert is_open(load, Side.PORTAL, NOON)


@pytest.mark.parametrize(
    ("load", "may"),
    [
        (QUIET, True),
        (replace(QUIET, state=ConnectionState.PREVIEW), False),
        (replace(QUIET, requests=(request(RequestKind.IMPORT),)), True),
        (replace(QUIET, requests=(request(RequestKind.DRY_RUN),)), False),
        (replace(QUIET, requests=(request(RequestKind.DRY_RUN_ALL),)), False),
        (replace(QUIET, distrusted_at=NOON + MINUTE), False),
        (replace(QUIET, distrusted_at=NOON - MINUTE), True),
        (replace(QUIET, distrusted_at=NOON - MINUTE, undecided=1), False),
    ],
)
def test_when_anything_may_be_written(load: Workload, may: bool) -> None:
    assert may_act(load) is may


@pytest.mark.parametrize("missing", [ScanKind.LEDGER_ALL, *PORTAL_SCANS])
def test_a_store_is_trusted_again_when_both_sides_were_read_whole_since(missing: ScanKind) -> None:
    later = NOON + MINUTE
    distrusted = replace(QUIET, distrusted_at=NOON + timedelta(seconds=30))
    kinds = (ScanKind.LEDGER_ALL, *PORTAL_SCANS)
    again = read(distrusted, *(scan(kind, started=later, finished=later) for kind in kinds))
    begun = read(again, scan(missing, started=NOON, finished=later))

    assert must_read_whole(distrusted)
    assert not must_read_whole(again)
    assert must_read_whole(begun)
