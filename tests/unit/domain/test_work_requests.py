"""What people ask for: what is read for it, and when it is done."""

from dataclasses import replace

import pytest

from domain.connection import ConnectionState
from domain.request import RequestKind
from domain.units import ReadPage
from domain.work import is_done, next_unit
from tests.support.clock import NOON
from tests.unit.domain.workloads import (
    HOUR,
    LEDGER_ALL,
    LEDGER_CHANGES,
    MINUTE,
    QUIET,
    due,
    read,
    request,
    scan,
)

LIVE, PREVIEW, PAUSED = ConnectionState.LIVE, ConnectionState.PREVIEW, ConnectionState.PAUSED
TO_ACT = replace(QUIET, due=(due("c-1"), due("c-2")))


@pytest.mark.parametrize("kind", [RequestKind.DRY_RUN, RequestKind.DRY_RUN_ALL])
def test_a_dry_run_is_done_when_all_is_read_and_decided_though_nothing_is_written(kind: RequestKind) -> None:
    dry = request(kind)
    load = replace(TO_ACT, requests=(dry,))

    assert is_done(load, dry)
    assert not is_done(replace(load, undecided=1), dry)


def test_an_import_is_done_when_all_that_can_be_is_acted_on() -> None:
    asked = request(at=NOON)

    assert is_done(QUIET, asked)
    assert not is_done(TO_ACT, asked)
    assert not is_done(replace(QUIET, busy=frozenset({"contact:c-1"})), asked)
    assert is_done(replace(QUIET, next_due_at=NOON + HOUR), asked)
    assert is_done(replace(TO_ACT, state=PREVIEW), asked)


def test_what_was_read_before_it_was_asked_for_does_not_count() -> None:
    assert not is_done(QUIET, request(at=NOON + MINUTE))
    begun = read(QUIET, scan(LEDGER_CHANGES, started=NOON + MINUTE))
    assert not is_done(begun, request(at=NOON + MINUTE))


@pytest.mark.parametrize("kind", [RequestKind.IMPORT_ALL, RequestKind.DRY_RUN_ALL])
def test_who_asks_for_all_gets_a_whole_reading(kind: RequestKind) -> None:
    asked = request(kind, at=NOON + MINUTE)
    changes = read(QUIET, scan(LEDGER_CHANGES, started=NOON + 2 * MINUTE, finished=NOON + 2 * MINUTE))

    assert next_unit(replace(QUIET, requests=(asked,)), NOON + MINUTE) == ReadPage(
        kind=LEDGER_ALL, begin=True
    )
    assert not is_done(changes, asked)
    assert next_unit(replace(changes, requests=(asked,)), NOON + HOUR) == ReadPage(
        kind=LEDGER_ALL, begin=True
    )


@pytest.mark.parametrize("kind", [RequestKind.IMPORT, RequestKind.DRY_RUN])
@pytest.mark.parametrize("state", [LIVE, PREVIEW, PAUSED])
def test_who_asks_gets_what_changed_since(kind: RequestKind, state: ConnectionState) -> None:
    asked = request(kind, at=NOON + MINUTE)
    load = replace(QUIET, state=state, requests=(asked,))

    assert next_unit(load, NOON + MINUTE) == ReadPage(kind=LEDGER_CHANGES, begin=True)
    again = read(load, scan(LEDGER_CHANGES, started=NOON + MINUTE, finished=NOON + MINUTE))
    assert next_unit(again, NOON + 2 * MINUTE) is None
    assert is_done(again, asked)
