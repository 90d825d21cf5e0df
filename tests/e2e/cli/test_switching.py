"""`pause`, `resume`, `stop`, `settings`: what each says and leaves behind."""

import pytest

from tests.e2e.cli.desk import Desk


def state(desk: Desk) -> object:
    """Of the only connection."""
    return desk.run("status", "--json").data[0]["state"]


def test_pause_and_resume(live: Desk) -> None:
    paused = live.run("pause")
    assert (paused.status, state(live)) == (0, "paused")
    assert "default is paused." in paused.said

    before = (live.requests("hubflo"), live.requests("xero"))
    unanswered = live.run("resume")
    assert (unanswered.status, unanswered.out, state(live)) == (2, "", "paused")
    assert "[nobody-to-ask]" in unanswered.err
    assert (live.requests("hubflo"), live.requests("xero")) == before

    previewed = live.run("resume", "--preview")
    assert (previewed.status, state(live)) == (0, "paused")
    assert "default stays as it was, and nothing was written." in previewed.said

    resumed = live.run("resume", "--yes")
    assert (resumed.status, state(live)) == (0, "live")
    assert "is live already" in live.run("resume", "--no-invoices").said


def test_a_no_leaves_it_paused(live: Desk) -> None:
    live.run("pause")
    live.seated = True
    done = live.run("resume", "--no-invoices", answers=("n",))

    assert (done.status, state(live)) == (0, "paused")
    assert "default stays as it was, and nothing was written." in done.said


def test_without_a_terminal_a_rebuild_wants_to_be_told(live: Desk) -> None:
    before = (live.requests("hubflo"), live.requests("xero"))
    for words in (("rebuild",), ("rebuild", "--json")):
        done = live.run(*words)
        assert (done.status, done.out, "nobody-to-ask" in done.err) == (2, "", True), done.said

    assert state(live) == "live"
    assert (live.requests("hubflo"), live.requests("xero")) == before


def test_a_rebuild_that_somebody_says_no_to_is_not_begun(live: Desk) -> None:
    live.seated = True
    done = live.run("rebuild", answers=("n",))

    assert (done.status, "Nothing was begun." in done.said, state(live)) == (0, True, "live")


def test_a_resume_that_cannot_read_stays_paused(live: Desk) -> None:
    live.run("pause")
    live.fault(kind="503", side="hubflo", path="/contacts", count=None)
    live.clock.advance(24 * 3600)

    done = live.run("resume", "--yes")

    assert (done.status, state(live)) == (1, "paused")
    assert "could not be read to the end" in done.said


def test_stop_and_resume_all(live: Desk) -> None:
    stopped = live.run("stop", "--all")
    status = live.run("status", "--check")

    assert (stopped.status, status.status) == (0, 4)
    assert "EVERYTHING IS STOPPED" in status.said
    assert live.run("resume", "--yes").status == 2
    assert live.run("doctor").status == 4
    assert live.run("resume", "--all").status == 0
    assert live.run("status", "--check").status == 3
    assert live.run("contacts", "import").status == 0


def test_stop_wants_to_be_said_in_full(live: Desk) -> None:
    done = live.run("stop")

    assert (done.status, "[stop-needs-all]" in done.err) == (2, True)
    assert state(live) == "live"


def test_settings_are_shown_and_set(live: Desk) -> None:
    done = live.run("settings", "set", "contacts-every-minutes", "030")

    assert done.said == "contacts-every-minutes is 30 now."
    assert live.run("settings", "show", "--json").data["settings"]["contacts-every-minutes"] == "30"
    assert "How often Xero is asked" in live.run("settings", "show").said


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("no-such", "1"), "setting-unknown"),
        (("", ""), "setting-unknown"),
        (("contacts-every-minutes", "1"), "setting-value"),
        (("contacts-every-minutes", "x" * 10_000), "setting-value"),
        (("full-scan-at", "25:00"), "setting-value"),
        (("full-scan-at", "\x1b[2J"), "setting-value"),
    ],
)
def test_a_setting_that_cannot_be(live: Desk, words: tuple[str, str], code: str) -> None:
    done = live.run("settings", "set", *words)

    assert (done.status, f"[{code}]" in done.err) == (2, True), done.said[:300]
    assert "\x1b" not in done.err


@pytest.mark.parametrize(
    "words",
    ["contacts list", "contacts import", "contacts why x", "settings show", "pause", "resume", "disconnect"],
)
def test_before_anything_is_connected(desk: Desk, words: str) -> None:
    done = desk.run(*words.split())
    named = desk.run(*words.split(), "--connection", "x")

    assert (done.status, "[no-connection]" in done.err) == (2, True)
    assert (named.status, "[no-connection]" in named.err) == (2, True)
