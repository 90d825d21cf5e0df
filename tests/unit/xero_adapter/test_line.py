"""How a call waits, is counted, permitted, and sent again."""

from datetime import timedelta

import httpx
import pytest

from adapters.xero.counting import Counted, Uncounted
from adapters.xero.exchange import Host, Kind, Outgoing
from adapters.xero.limits import limits
from domain.budget import Purpose, Wait
from domain.errors import LeaseLost, OutcomeUnknown, Problem, Throttled, Unavailable
from domain.ports.sending import AlwaysPermitted, Permit
from tests.unit.xero_adapter.around import BUDGET, NOW, Around, Script, answer, page

REFUSED = httpx.ConnectError("refused")
SILENT = httpx.ReadTimeout("silent")
GOOD = answer(200, {})
BUSY = answer(429, None, x_rate_limit_problem="concurrent")


def call(kind: Kind = Kind.READ) -> Outgoing:
    return Outgoing(host=Host.API, method="GET", path="/api.xro/2.0/Contacts", kind=kind)


def counter(around: Around, purpose: Purpose = Purpose.WORK) -> Counted:
    return Counted(
        budgets=around.budgets,
        key=BUDGET,
        limits=limits(calls_per_minute=60, calls_per_day=1_000),
        purpose=purpose,
        clock=around.clock,
    )


def ask(around: Around, kind: Kind = Kind.READ, permit: Permit | None = None) -> None:
    around.line().ask(call(kind), permit=permit or AlwaysPermitted(), counter=counter(around))


class Counting(Permit):
    """Counts how often it was asked; lost from the given time on."""

    def __init__(self, lost_at: int = 99) -> None:
        self.asked = 0
        self._lost_at = lost_at

    def check(self) -> None:
        self.asked += 1
        if self.asked >= self._lost_at:
            raise LeaseLost


def test_a_call_is_counted_before_it_leaves() -> None:
    around = Around(Script())
    flying: list[int] = []

    def look(_request: httpx.Request) -> httpx.Response:
        flying.append(len(around.budgets.rows[BUDGET].flying))
        return GOOD

    around.handler = look
    ask(around)

    assert flying == [1]
    assert around.budgets.taken == [(BUDGET, Purpose.WORK)]


def test_what_an_answer_told_is_kept() -> None:
    around = Around(Script(answer(200, {}, x_daylimit_remaining="4012", x_minlimit_remaining="59")))

    ask(around)

    row = around.budgets.rows[BUDGET]
    assert (row.day_left, dict(row.flying)) == (4_012, {})


@pytest.mark.parametrize("turn", [SILENT, page(500, "no")])
def test_a_call_that_failed_is_no_longer_in_flight(turn: httpx.Response | Exception) -> None:
    around = Around(Script(turn))

    with pytest.raises(Unavailable):
        ask(around)

    assert dict(around.budgets.rows[BUDGET].flying) == {}


def test_a_short_wait_for_the_budget_is_waited() -> None:
    around = Around(Script(GOOD))
    around.budgets.blocked(BUDGET, until=NOW + timedelta(seconds=2), limit="minute")

    ask(around, Kind.WRITE)

    assert around.clock.pauses == [2.0]


def test_a_long_wait_for_the_budget_is_told_with_nothing_sent() -> None:
    script = Script(GOOD)
    around = Around(script)
    until = NOW + timedelta(hours=10)
    around.budgets.blocked(BUDGET, until=until, limit="day")

    with pytest.raises(Throttled) as throttled:
        ask(around)

    assert (throttled.value.until, throttled.value.limit) == (until, "day")
    assert (script.requests, around.clock.pauses) == ([], [])


def test_many_short_waits_together_are_no_longer_than_patience() -> None:
    around = Around(Script(GOOD))
    for number in range(5):
        around.budgets.take(
            BUDGET,
            limits(calls_per_minute=60, calls_per_day=1_000),
            NOW,
            purpose=Purpose.WORK,
            call=f"other-{number}",
        )

    with pytest.raises(Throttled) as throttled:
        ask(around)

    assert throttled.value.limit == "concurrent"
    assert 4.5 <= sum(around.clock.pauses) <= around.settings.patience_seconds


def test_a_wait_that_is_over_and_never_ends_is_not_waited_for_for_ever() -> None:
    around = Around(Script(GOOD))

    class Stuck(Uncounted):
        def enter(self, call: str) -> Wait | None:
            return Wait(until=NOW, limit="minute")

    with pytest.raises(Throttled):
        around.line().ask(call(), permit=AlwaysPermitted(), counter=Stuck())

    assert sum(around.clock.pauses) == pytest.approx(around.settings.patience_seconds)


def test_a_429_is_kept_on_the_row_for_all_who_call() -> None:
    around = Around(Script(answer(429, None, x_rate_limit_problem="DayLimit", retry_after="66975")))

    with pytest.raises(Throttled):
        ask(around)

    row = around.budgets.rows[BUDGET]
    assert (row.blocked_by, row.blocked_until) == ("day", NOW + timedelta(seconds=66_975))


def test_a_read_waits_out_a_429_of_a_second() -> None:
    script = Script(BUSY, GOOD)
    around = Around(script)

    ask(around)

    assert len(script.requests) == 2
    assert around.clock.pauses == [1.0]


def test_a_read_that_is_refused_for_ever_ends_with_patience() -> None:
    script = Script(BUSY)
    around = Around(script)

    with pytest.raises(Throttled):
        ask(around)

    assert len(script.requests) == 6


@pytest.mark.parametrize("kind", [Kind.WRITE, Kind.REPEATABLE])
def test_nothing_but_a_read_is_sent_again_after_a_429(kind: Kind) -> None:
    script = Script(BUSY, GOOD)

    with pytest.raises(Throttled):
        ask(Around(script), kind)

    assert len(script.requests) == 1


@pytest.mark.parametrize("broken", [REFUSED, SILENT, httpx.RemoteProtocolError("cut")])
def test_a_read_is_sent_again_twice_with_growing_pauses(broken: Exception) -> None:
    script = Script(broken, broken, GOOD)
    around = Around(script)

    ask(around)

    assert len(script.requests) == 3
    assert around.clock.pauses == [0.5, 2.0]
    assert len(around.budgets.taken) == 3


def test_a_third_broken_line_is_told() -> None:
    script = Script(SILENT)

    with pytest.raises(Unavailable) as raised:
        ask(Around(script))

    assert len(script.requests) == 3
    assert raised.value.__cause__ is not None


@pytest.mark.parametrize(
    ("broken", "kind", "becomes"),
    [
        (REFUSED, Kind.WRITE, Unavailable),
        (httpx.ConnectTimeout("slow"), Kind.WRITE, Unavailable),
        (httpx.PoolTimeout("full"), Kind.WRITE, Unavailable),
        (SILENT, Kind.WRITE, OutcomeUnknown),
        (httpx.WriteError("cut"), Kind.WRITE, OutcomeUnknown),
        (httpx.RemoteProtocolError("cut"), Kind.WRITE, OutcomeUnknown),
        (SILENT, Kind.REPEATABLE, Unavailable),
    ],
)
def test_a_write_on_a_broken_line_is_never_sent_again(
    broken: Exception, kind: Kind, becomes: type[Problem]
) -> None:
    script = Script(broken, GOOD)

    with pytest.raises(Problem) as raised:
        ask(Around(script), kind)

    assert type(raised.value) is becomes
    assert len(script.requests) == 1


@pytest.mark.parametrize(
    "turns",
    [(GOOD,), (SILENT, GOOD), (BUSY, GOOD)],
    ids=["first", "after a broken line", "after a 429"],
)
def test_the_permit_is_asked_before_every_request(turns: tuple[httpx.Response | Exception, ...]) -> None:
    permit = Counting()

    ask(Around(Script(*turns)), permit=permit)

    assert permit.asked == len(turns)


@pytest.mark.parametrize("lost_at", [1, 2])
def test_a_lost_lease_sends_nothing_more(lost_at: int) -> None:
    script = Script(SILENT)
    around = Around(script)

    with pytest.raises(LeaseLost):
        ask(around, permit=Counting(lost_at))

    assert len(script.requests) == lost_at - 1
    assert dict(around.budgets.rows[BUDGET].flying) == {}


@pytest.mark.parametrize("status", [200, 204, 304])
def test_what_was_asked_for_is_given(status: int) -> None:
    around = Around(Script(httpx.Response(status)))

    given = around.line().ask(call(), permit=AlwaysPermitted(), counter=Uncounted())

    assert given.status == status


def test_an_answer_that_trickles_is_given_up_in_the_end() -> None:
    around = Around(Script())

    class Trickle(httpx.SyncByteStream):
        def __iter__(self):  # type: ignore[no-untyped-def]  # as httpx calls it
            while True:
                around.clock.pause(30)
                yield b" "

    around.handler = lambda _request: httpx.Response(200, stream=Trickle())

    with pytest.raises(OutcomeUnknown):
        ask(around, Kind.WRITE)

    assert around.clock.monotonic() == 120
