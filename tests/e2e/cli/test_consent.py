"""Consents that go wrong: cancelled, late, replayed, foreign, cut off. Nothing is stored by any of them."""

import pytest

from tests.e2e.cli.desk import Answer, Desk


def tried(desk: Desk, answer: Answer, *, status: int = 2) -> str:
    """The code of what is said, after checking that nothing came of it."""
    keys = {"API_KEY": desk.firm.api_key, "CLIENT_ID": desk.firm.client_id, "CLIENT_SECRET": ""}
    done = desk.run("connect", "--no-browser", "--preview", answers=(answer,), **keys)
    assert done.status == status, done.said
    assert desk.run("status").out.startswith("Nothing is connected yet.")
    assert desk.run("doctor").status == 0
    return done.err.rstrip().rpartition("[")[2].rstrip("]")


def test_cancelled(desk: Desk) -> None:
    assert tried(desk, desk.cancel) == "consent-refused"


def test_late(desk: Desk) -> None:
    def late(printed: str) -> str:
        address = desk.allow(printed)
        desk.clock.advance(301)
        return address

    assert tried(desk, late, status=1) == "consent-late"


def test_from_somewhere_else(desk: Desk) -> None:
    assert tried(desk, "http://localhost:8765/callback?code=abc&state=not-ours") == "consent-unknown"


def test_used_before(desk: Desk) -> None:
    address = ""

    def once(printed: str) -> str:
        nonlocal address
        address = desk.allow(printed)
        return address

    keys = {"API_KEY": desk.firm.api_key, "CLIENT_ID": desk.firm.client_id, "CLIENT_SECRET": ""}
    assert desk.run("connect", "--no-browser", "--preview", answers=(once,), **keys).status == 0
    desk.run("disconnect", "--yes")

    assert tried(desk, address) == "consent-used"


@pytest.mark.parametrize(
    "pasted",
    [
        "",
        "hello",
        "http://[",
        "http://localhost:8765/callback",
        "http://localhost:8765/callback?state=x",
        "http://localhost:8765/callback?code=x",
        "\x1b[2J" * 50,
        "?" * 100_000,
    ],
)
def test_cut_off_or_nothing_like_it(desk: Desk, pasted: str) -> None:
    assert tried(desk, pasted) == "consent-incomplete"
