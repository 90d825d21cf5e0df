"""A hook is noted before it is asked for; whatever happens to the answer, nothing is forgotten."""

import re
from datetime import timedelta

import pytest

from adapters.sandbox.faults import FaultKind
from domain.dispatch import ElementState
from domain.errors import AccessLost, OutcomeUnknown, Throttled, Unavailable
from domain.nudge import HookState
from domain.ports.portal import RegisteredHook
from domain.services.hooking import (
    may_try_at,
    register_hook,
    remove_hook,
    settle_hook,
    wanted_hooks,
)
from tests.unit.hooks.desk import BASE, EVENT, Desk


def test_a_hook_is_made_at_a_path_that_nobody_guesses_and_its_secret_opens_by_it(desk: Desk) -> None:
    register_hook(desk.turn(), EVENT, BASE)

    [hook], [theirs] = desk.hooks(), desk.theirs().values()
    assert (hook.state, hook.event, hook.remote_id) == (HookState.LIVE, EVENT, theirs.id)
    assert (theirs.url, theirs.event_names) == (f"{BASE}/{hook.path}", ("invoice_issued",))
    assert re.fullmatch(r"[A-Za-z0-9_-]{22,}", hook.path)  # 128 bits
    known = desk.house.container.storage().intake.hook(hook.path)
    assert known is not None
    assert (known.connection_id, known.secret) == (desk.connection.id, theirs.secret)
    assert desk.tries() == [ElementState.DONE]
    assert [event.code for event in desk.story()] == ["hook-made"]


def test_the_story_holds_neither_path_nor_secret(desk: Desk) -> None:
    register_hook(desk.turn(), EVENT, BASE)

    [hook], [theirs], text = desk.hooks(), desk.theirs().values(), str(desk.story())
    assert hook.path not in text
    assert theirs.secret not in text


def test_what_is_not_answered_is_lost_and_a_fresh_one_is_wanted(desk: Desk) -> None:
    desk.fault(FaultKind.LOST_AFTER)

    with pytest.raises(OutcomeUnknown):
        register_hook(desk.turn(), EVENT, BASE)

    [lost] = desk.hooks()
    assert lost.state is HookState.LOST
    assert desk.house.container.storage().intake.hook(lost.path) is None
    assert desk.tries() == [ElementState.ABSENT]
    assert [event.code for event in desk.story()] == ["write-unknown", "hook-lost"]
    assert EVENT in wanted_hooks(desk.hooks(), BASE, desk.house.clock.now()).missing
    register_hook(desk.turn(), EVENT, BASE)
    assert [hook.state for hook in desk.hooks()] == [HookState.LOST, HookState.LIVE]
    assert len(desk.theirs()) == 2  # the stray one posts to a path that is answered for nobody


def test_whoever_stopped_in_the_middle_leaves_a_hook_that_the_next_clerk_calls_lost(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Killed(BaseException):
        """The process ends here."""

    def die(*_: object) -> RegisteredHook:
        raise Killed

    turn = desk.turn()
    with monkeypatch.context() as until:
        until.setattr(type(turn.portal), "send_hook", die)
        with pytest.raises(Killed):
            register_hook(turn, EVENT, BASE)
    assert [hook.state for hook in desk.hooks()] == [HookState.ASKED]
    after = desk.turn()
    with after.writing() as books:
        books.dispatches.abandon(after.fence, after.clock.now())
        [unknown] = books.dispatches.open()

    settle_hook(after, unknown)

    assert [hook.state for hook in desk.hooks()] == [HookState.LOST]
    assert desk.tries() == [ElementState.ABSENT]


@pytest.mark.parametrize(
    ("kind", "problem"), [(FaultKind.REFUSED, Unavailable), (FaultKind.LIMIT, Throttled)]
)
def test_what_did_not_leave_is_no_try_and_leaves_no_hook(
    desk: Desk, kind: FaultKind, problem: type[Exception]
) -> None:
    desk.fault(kind)

    with pytest.raises(problem):
        register_hook(desk.turn(), EVENT, BASE)

    assert desk.hooks() == ()
    with desk.turn().reading() as books:
        assert may_try_at(books, EVENT, desk.house.clock.now()) == desk.house.clock.now()


def test_a_lost_key_closes_the_portal_as_it_does_everywhere(desk: Desk) -> None:
    desk.act("rotate_api_key")

    with pytest.raises(AccessLost):
        register_hook(desk.turn(), EVENT, BASE)

    assert desk.hooks() == ()


def test_a_refusal_is_told_and_closes_nothing_and_the_day_has_few_tries(desk: Desk) -> None:
    for _ in range(3):
        register_hook(desk.turn(), EVENT, "no address")

    assert desk.hooks() == ()
    assert desk.theirs() == {}
    assert desk.tries() == [ElementState.REFUSED] * 3
    told = desk.story()[-1]
    assert told.code == "hook-refused"
    assert "Url is not a valid URL" in told.facts["said"]
    now = desk.house.clock.now()
    with desk.turn().reading() as books:
        first = books.dispatches.of(f"hook:{EVENT}")[0].sent_at
        assert may_try_at(books, EVENT, now) == first + timedelta(hours=24)
        assert may_try_at(books, EVENT, first + timedelta(hours=24)) == first + timedelta(hours=24)
        assert may_try_at(books, "paid", now) == now


def test_a_removed_hook_is_gone_on_both_sides(desk: Desk) -> None:
    register_hook(desk.turn(), EVENT, BASE)
    [hook] = desk.hooks()

    remove_hook(desk.turn(), hook)

    assert desk.hooks() == ()
    assert desk.theirs() == {}
    assert desk.house.container.storage().intake.hook(hook.path) is None
    assert desk.story()[-1].code == "hook-removed"


def test_one_that_cannot_be_removed_now_stays_for_the_next_time(desk: Desk) -> None:
    register_hook(desk.turn(), EVENT, BASE)
    [hook] = desk.hooks()
    desk.fault(FaultKind.UNAVAILABLE)

    with pytest.raises(Unavailable):
        remove_hook(desk.turn(), hook)

    assert desk.hooks() == (hook,)


def test_with_the_end_of_a_connection_every_hook_goes(desk: Desk) -> None:
    desk.fault(FaultKind.LOST_BEFORE)
    with pytest.raises(OutcomeUnknown):
        register_hook(desk.turn(), EVENT, BASE)
    for event in (EVENT, "paid"):
        register_hook(desk.turn(), event, BASE)

    desk.house.container.disconnecting().end(desk.connection.id, actor="person:test")

    assert desk.hooks() == ()
    assert desk.theirs() == {}
