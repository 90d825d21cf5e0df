"""`POST /webhooks/hubflo/{hook}`: every answer, and what is in the store after it."""

import asyncio
from collections.abc import AsyncIterator

import httpx
import pytest

from domain.errors import StoreProblem
from domain.nudge import HookState
from tests.unit.web.doors import MemoryIntake
from tests.unit.web.gate import INVOICE, PATH, SECRET, Gate, from_hubflo, issued

MOST = 256 * 1024


def test_a_signed_delivery_is_recorded_and_answered_without_a_word(gate: Gate) -> None:
    before = gate.wanted()

    answer = gate.hubflo(issued())

    assert (answer.status_code, answer.content) == (200, b"")
    assert "set-cookie" not in answer.headers
    [nudge] = gate.nudges()
    assert (nudge.hook, nudge.invoice_id, nudge.document_id) == (PATH, INVOICE, None)
    assert gate.wanted() == before + 1
    assert gate.woken == [gate.connection.id]


def test_one_that_names_no_invoice_is_recorded_too(gate: Gate) -> None:
    assert gate.hubflo(issued(data="sample_payload")).status_code == 200
    assert [nudge.invoice_id for nudge in gate.nudges()] == [None]


def test_two_at_once_with_one_id_are_both_answered_and_it_is_there_once(gate: Gate) -> None:
    before = gate.wanted()

    async def twice(client: httpx.AsyncClient) -> list[int]:
        posts = (client.post(f"/webhooks/hubflo/{PATH}", **from_hubflo(issued(7))) for _ in range(2))
        return [answer.status_code for answer in await asyncio.gather(*posts)]

    assert gate.ask(twice) == [200, 200]
    assert gate.hubflo(issued(7)).status_code == 200
    assert len(gate.nudges()) == 1
    assert gate.wanted() == before + 1


@pytest.mark.parametrize(
    "request_",
    [
        from_hubflo(issued(), "the-secret-of-somebody-else"),
        from_hubflo(issued(), ""),
        {"content": issued()},
        {"content": issued(2), "headers": from_hubflo(issued())["headers"]},
        {"content": issued(), "headers": {"X-Hubflo-Signature": "é".encode()}},
        from_hubflo(b"no json", "the-secret-of-somebody-else"),
    ],
)
def test_what_is_not_signed_with_the_secret_writes_nothing(gate: Gate, request_: dict[str, object]) -> None:
    before = gate.wanted()

    answer = gate.request("POST", f"/webhooks/hubflo/{PATH}", **request_)

    assert (answer.status_code, answer.content) == (401, b"")
    assert gate.nudges() == ()
    assert gate.wanted() == before


@pytest.mark.parametrize("body", [b"", b"no json", b"[]", b"{}", b'{"webhook_delivery_id": 7}'])
def test_what_is_signed_and_no_delivery_is_a_bad_request(gate: Gate, body: bytes) -> None:
    answer = gate.hubflo(body)

    assert (answer.status_code, answer.content) == (400, b"")
    assert gate.nudges() == ()


@pytest.mark.parametrize(
    "path", ["hook-of-somebody-else", "short", "x" * 65, "with%20blank%20in-its-name", "%00"]
)
def test_a_path_that_is_none_of_ours_is_not_found(gate: Gate, path: str) -> None:
    answer = gate.hubflo(issued(), path=path)

    assert (answer.status_code, answer.content) == (404, b"")
    assert gate.nudges() == ()


@pytest.mark.parametrize("state", [HookState.ASKED, HookState.LOST, HookState.ENDED])
def test_only_a_live_hook_is_there(gate: Gate, state: HookState) -> None:
    gate.add_hook("hook-in-that-state", state=state)

    assert gate.hubflo(issued(), path="hook-in-that-state").status_code == 404


def test_a_body_of_the_greatest_size_is_taken_and_one_byte_more_is_not(gate: Gate) -> None:
    small = issued(blank="")
    most = issued(blank="x" * (MOST - len(small)))
    assert len(most) == MOST

    assert gate.hubflo(most).status_code == 200
    assert gate.hubflo(issued(2, blank="x" * (MOST - len(small) + 1))).status_code == 413
    assert len(gate.nudges()) == 1


def test_one_that_does_not_say_how_much_comes_is_stopped_in_the_middle(gate: Gate) -> None:
    sent = 0

    async def endless() -> AsyncIterator[bytes]:
        nonlocal sent
        while sent < 100 * MOST:
            sent += 65_536
            yield b"x" * 65_536

    async def post(client: httpx.AsyncClient) -> int:
        return (await client.post(f"/webhooks/hubflo/{PATH}", content=endless())).status_code

    assert gate.ask(post) == 413


def test_a_store_that_fails_is_answered_so_that_it_comes_again(gate: Gate) -> None:
    gate.intake = MemoryIntake()
    gate.intake.refused["d-1"] = StoreProblem("store-failed", kind="OperationalError")

    answer = gate.hubflo(issued())

    assert (answer.status_code, answer.content) == (503, b"")
    assert gate.woken == []


def test_a_hook_counts_from_the_moment_it_is_there_and_not_long_after_it_has_gone(gate: Gate) -> None:
    store = gate.house.container.storage().store

    async def work(client: httpx.AsyncClient) -> list[int]:
        async def post(number: int) -> int:
            request = from_hubflo(issued(number))
            return (await client.post("/webhooks/hubflo/another-hook-of-ours", **request)).status_code

        before = await post(1)
        await asyncio.to_thread(gate.add_hook, "another-hook-of-ours")
        there = await post(2)
        with store.writing(gate.connection.id) as books:
            books.hooks.move("another-hook-of-ours", HookState.ENDED)
        gate.house.clock.advance(3)
        return [before, there, await post(3)]

    assert gate.ask(work) == [404, 200, 404]


def test_only_posts_are_taken(gate: Gate) -> None:
    answer = gate.request("GET", f"/webhooks/hubflo/{PATH}")

    assert (answer.status_code, answer.content, answer.headers["allow"]) == (405, b"", "POST")


def test_neither_secrets_nor_paths_reach_log_or_metrics(
    gate: Gate, capsys: pytest.CaptureFixture[str]
) -> None:
    async def work(client: httpx.AsyncClient) -> str:
        for secret, path in ((SECRET, PATH), ("another-secret", PATH), (SECRET, "hook-of-somebody-else")):
            request = from_hubflo(issued(), secret)
            await client.post(f"/webhooks/hubflo/{path}?token={SECRET}", **request)
        await client.get(f"/{PATH}/{SECRET}")
        return (await client.get("/metrics")).text

    text = gate.ask(work) + "".join(capsys.readouterr())

    assert "/webhooks/hubflo/{hook}" in text
    for secret in (SECRET, PATH, "hook-of-somebody-else", *from_hubflo(issued())["headers"].values()):
        assert secret not in text
