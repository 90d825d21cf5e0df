"""Refreshing: early, by one at a time, stored before use, and what is left of a race or a crash."""

import threading
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import httpx
import pytest

from domain.access import AppKind, Tokens
from domain.errors import AccessLost, ScopeMissing, Unavailable
from domain.ids import GrantId
from tests.unit.xero_adapter.around import GRANT, NOW, Around, MemoryGrants, Script, answer, new_tokens, page

THEIRS = Tokens(
    access="access-theirs",
    refresh="refresh-theirs",
    expires_at=NOW + timedelta(seconds=1_800),
    scopes=frozenset(),
)


def old(script: Script, kind: AppKind = AppKind.CONSENT) -> Around:
    """A grant whose access token has ended."""
    around = Around(script, kind=kind)
    around.tokens_last(0)
    return around


def test_a_good_token_costs_no_call() -> None:
    script = Script(new_tokens(2))

    assert Around(script).open().tokens.token(GRANT) == "access-1"
    assert script.requests == []


@pytest.mark.parametrize(("seconds", "access"), [(61, "access-1"), (60, "access-2"), (0, "access-2")])
def test_a_token_is_renewed_a_minute_before_its_end(seconds: float, access: str) -> None:
    around = Around(Script(new_tokens(2)))
    around.tokens_last(seconds)

    assert around.open().tokens.token(GRANT) == access


def test_both_tokens_are_stored_before_the_new_one_is_used() -> None:
    script = Script(new_tokens(2))
    around = old(script)

    access = around.open().tokens.token(GRANT)

    assert script.requests[0].content == b"grant_type=refresh_token&refresh_token=refresh-1"
    stored = around.grants.pairs[GRANT]
    assert (stored.access, stored.refresh) == (access, "refresh-2") == ("access-2", "refresh-2")
    assert stored.expires_at == NOW + timedelta(seconds=1_800)
    assert around.grants.refreshing == {}


def test_a_refused_token_is_renewed_however_long_it_would_last() -> None:
    around = Around(Script(new_tokens(2)))

    assert around.open().tokens.refused(GRANT, "access-1") == "access-2"


def test_a_refused_token_that_is_no_longer_the_stored_one_costs_no_call() -> None:
    script = Script(new_tokens(2))

    assert Around(script).open().tokens.refused(GRANT, "access-0") == "access-1"
    assert script.requests == []


def test_twenty_threads_refresh_once() -> None:
    around = old(Script())
    refreshed: list[bytes] = []

    def refresh(request: httpx.Request) -> httpx.Response:
        refreshed.append(request.content)
        time.sleep(0.05)
        return new_tokens(1 + len(refreshed))

    around.handler = refresh
    tokens = around.open().tokens
    start, seen = threading.Barrier(20), []

    def work() -> None:
        start.wait()
        seen.append(tokens.token(GRANT))

    threads = [threading.Thread(target=work) for _ in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(refreshed) == 1
    assert seen == ["access-2"] * 20
    assert around.clock.pauses == []


def test_while_another_process_refreshes_its_tokens_are_waited_for() -> None:
    script = Script(new_tokens(2))
    around = old(script)
    around.grants.refreshing[GRANT] = "another process"
    around.clock.meanwhile = at_pause(3, lambda: around.grants.replace(GRANT, THEIRS, NOW))

    assert around.open().tokens.token(GRANT) == "access-theirs"
    assert script.requests == []
    assert around.grants.refreshing == {GRANT: "another process"}


def test_when_another_process_died_its_lease_ends_and_the_old_token_still_works() -> None:
    around = old(Script(new_tokens(2)))
    around.grants.refreshing[GRANT] = "a dead process"
    around.clock.meanwhile = at_pause(3, around.grants.refreshing.clear)

    assert around.open().tokens.token(GRANT) == "access-2"


def test_a_refresh_that_never_ends_is_not_waited_for_for_ever() -> None:
    around = old(Script(new_tokens(2)))
    around.grants.refreshing[GRANT] = "another process"

    with pytest.raises(Unavailable) as raised:
        around.open().tokens.token(GRANT)

    assert raised.value.facts["why"] == "refresh-busy"
    assert sum(around.clock.pauses) == pytest.approx(40, abs=1)


def test_whoever_waited_reads_again_before_asking() -> None:
    script = Script(new_tokens(2))
    around = old(script)
    grants = StoredMeanwhile(around.grants)
    around.grants = grants

    assert around.open().tokens.token(GRANT) == "access-theirs"
    assert script.requests == []
    assert grants.refreshing == {}


class StoredMeanwhile(MemoryGrants):
    """Another process stores new tokens just before we get the lease."""

    def __init__(self, before: MemoryGrants) -> None:
        super().__init__()
        self.grants, self.pairs = before.grants, before.pairs

    def lock_refresh(self, grant_id: GrantId, holder: str, seconds: float) -> bool:
        self.replace(grant_id, THEIRS, NOW)
        return super().lock_refresh(grant_id, holder, seconds)


def test_whoever_is_overtaken_takes_what_the_other_stored() -> None:
    around = old(Script())

    def overtaken(_request: httpx.Request) -> httpx.Response:
        around.grants.replace(GRANT, THEIRS, NOW)
        return new_tokens(2)

    around.handler = overtaken

    assert around.open().tokens.token(GRANT) == "access-theirs"
    assert around.grants.pairs[GRANT] == THEIRS


def test_a_refusal_counts_only_if_nobody_stored_a_newer_pair() -> None:
    around = old(Script())

    def overtaken(_request: httpx.Request) -> httpx.Response:
        around.grants.replace(GRANT, THEIRS, NOW)
        return answer(400, {"error": "invalid_grant"})

    around.handler = overtaken

    assert around.open().tokens.token(GRANT) == "access-theirs"
    assert around.grants.grants[GRANT].lost_at is None


def test_being_overtaken_by_tokens_that_are_no_better_is_tried_again_later() -> None:
    around = old(Script())

    def overtaken(_request: httpx.Request) -> httpx.Response:
        around.grants.replace(GRANT, replace(THEIRS, expires_at=NOW), NOW)
        return new_tokens(2)

    around.handler = overtaken

    with pytest.raises(Unavailable):
        around.open().tokens.token(GRANT)


def test_a_dead_refresh_token_asks_for_a_person_and_keeps_everything() -> None:
    script = Script(answer(400, {"error": "invalid_grant"}))
    around = old(script)
    stored = around.grants.pairs[GRANT]
    tokens = around.open().tokens

    with pytest.raises(AccessLost) as lost:
        tokens.token(GRANT)

    assert lost.value.reason == "reconnect"
    assert around.grants.grants[GRANT].lost_at == NOW
    assert around.grants.pairs[GRANT] == stored
    assert around.grants.refreshing == {}


def test_a_lost_grant_is_not_asked_for_again() -> None:
    script = Script(new_tokens(2))
    around = old(script)
    around.grants.lost(GRANT, NOW)

    with pytest.raises(AccessLost) as lost:
        around.open().tokens.token(GRANT)

    assert lost.value.reason == "reconnect"
    assert script.requests == []


@pytest.mark.parametrize("error", ["invalid_client", "unauthorized_client", "invalid_request"])
def test_a_wrong_secret_of_the_app_does_not_lose_the_consent(error: str) -> None:
    around = old(Script(answer(400, {"error": error})))

    with pytest.raises(AccessLost) as lost:
        around.open().tokens.token(GRANT)

    assert lost.value.reason == "app-refused"
    assert around.grants.grants[GRANT].lost_at is None


def test_a_scope_that_the_app_may_not_ask_for() -> None:
    around = old(Script(answer(400, {"error": "invalid_scope"})), AppKind.CUSTOM)

    with pytest.raises(ScopeMissing):
        around.open().tokens.token(GRANT)


@pytest.mark.parametrize(
    "turn", [httpx.ReadTimeout("lost"), page(500, "no"), page(200, '{"acc', "application/json")]
)
def test_after_a_lost_answer_the_same_refresh_token_is_sent_again(turn: httpx.Response | Exception) -> None:
    script = Script(turn, new_tokens(3))
    around = old(script)
    tokens = around.open().tokens

    with pytest.raises(Unavailable):
        tokens.token(GRANT)
    assert around.grants.refreshing == {}
    assert tokens.token(GRANT) == "access-3"

    assert [request.content for request in script.requests] == [
        b"grant_type=refresh_token&refresh_token=refresh-1"
    ] * 2


def test_an_answer_without_a_refresh_token_keeps_the_one_we_have() -> None:
    around = old(Script(answer(200, {"access_token": "access-2", "expires_in": 1_800})))

    around.open().tokens.token(GRANT)

    assert around.grants.pairs[GRANT].refresh == "refresh-1"


def test_a_custom_connection_just_asks_for_a_new_token() -> None:
    script = Script(answer(200, {"access_token": "own-2", "expires_in": 1_800}))
    around = old(script, AppKind.CUSTOM)

    assert around.open().tokens.token(GRANT) == "own-2"
    assert script.requests[0].content.startswith(b"grant_type=client_credentials&scope=accounting.contacts+")


def at_pause(number: int, act: Callable[[], None]) -> Callable[[int], None]:
    """What happens in one of the pauses."""
    return lambda pauses: act() if pauses == number else None
