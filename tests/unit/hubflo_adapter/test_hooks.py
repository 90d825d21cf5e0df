"""Webhooks on Hubflo's side: made once, with a secret that nothing repeats, and removed."""

import io
import json
import logging
import traceback
from collections.abc import Callable, Iterator

import httpx
import pytest

from domain.budget import Purpose
from domain.errors import (
    AccessLost,
    Invalid,
    OutcomeUnknown,
    Problem,
    Rejected,
    Throttled,
    Unavailable,
)
from domain.ports.hooks import HookEvent
from domain.ports.portal import RegisteredHook
from tests.unit.hubflo_adapter.scene import (
    ORGANIZATION,
    THEIRS,
    Scene,
    Step,
    failure,
    reply,
    scene,
    told,
)

SECRET = "vcCanaryOfTheHook69uwi6e"
HOOK_ID = "15e32714-d549-4164-ab4e-c91104904308"
HOOK = {
    "id": HOOK_ID,
    "event_names": ["invoice_issued"],
    "url": "https://us.example/webhooks/hubflo/abc",
    "active": True,
    "created_at": "2026-03-02T12:00:00Z",
    "secret": SECRET,
}


def register(at: Scene) -> RegisteredHook:
    return at.portal.send_hook(at.portal.hook_envelope("issued", "https://us.example/webhooks/hubflo/abc"))


@pytest.mark.parametrize(
    ("event", "named"),
    [
        (HookEvent.ISSUED, "invoice_issued"),
        (HookEvent.PAID, "invoice_paid"),
        (HookEvent.OVERDUE, "invoice_overdue"),
        ("issued", "invoice_issued"),
    ],
)
def test_a_hook_is_asked_for_one_event_alone(event: str, named: str) -> None:
    prepared = scene().portal.hook_envelope(event, "https://us.example/webhooks/hubflo/abc")

    assert (prepared.method, prepared.path) == ("POST", "/webhooks")
    assert json.loads(prepared.body) == {
        "event_names": [named],
        "url": "https://us.example/webhooks/hubflo/abc",
    }


def test_every_event_that_we_know_has_a_name_at_hubflo() -> None:
    portal = scene().portal

    names = {
        json.loads(portal.hook_envelope(event, "https://x").body)["event_names"][0] for event in HookEvent
    }

    assert len(names) == len(HookEvent)


def test_an_event_that_nobody_has_is_a_mistake() -> None:
    with pytest.raises(KeyError):
        scene().portal.hook_envelope("cancelled", "https://us.example/x")


def test_a_hook_that_was_made_is_known_by_its_id_and_its_secret() -> None:
    at = scene().proven().then(reply(HOOK, 201))

    made = register(at)

    assert (made.remote_id, made.secret) == (HOOK_ID, SECRET)
    assert at.budgets.purposes == [Purpose.WORK]


UNUSABLE: dict[str, Callable[[], Step]] = {
    "no secret": lambda: reply({**HOOK, "secret": None}, 201),
    "an empty secret": lambda: reply({**HOOK, "secret": ""}, 201),
    "no id": lambda: reply({**HOOK, "id": None}, 201),
    "a strange id": lambda: reply({**HOOK, "id": {"secret": SECRET}}, 201),
    "a list": lambda: reply([HOOK], 201),
    "cut": lambda: told(json.dumps(HOOK)[:-1]),
    "in HTML": lambda: httpx.Response(502, headers={"Content-Type": "text/html"}, text=f"<p>{SECRET}</p>"),
    "organization not named": lambda: httpx.Response(201, json=HOOK),
    "an error of its own": lambda: failure(500, SECRET),
    "broken": lambda: httpx.ReadError("reset"),
}


@pytest.mark.parametrize("kind", UNUSABLE)
def test_a_hook_without_a_usable_answer_is_unknown_and_not_made_again(kind: str) -> None:
    at = scene().proven().then(UNUSABLE[kind]())

    with pytest.raises(OutcomeUnknown) as caught:
        register(at)

    assert caught.value.facts["path"] == "/webhooks"
    assert len(at.arrived) == 1


def test_hubflo_s_no_to_an_address_is_told_in_its_words() -> None:
    at = scene().proven().then(failure(422, "Validation failed: Url is not a valid URL"))

    with pytest.raises(Rejected) as caught:
        register(at)

    assert caught.value.sentences == ("Validation failed: Url is not a valid URL",)


@pytest.fixture
def logged() -> Iterator[io.StringIO]:
    """Everything that any library logs, at every level."""
    written = io.StringIO()
    handler = logging.StreamHandler(written)
    root = logging.getLogger()
    level = root.level
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    yield written
    root.setLevel(level)
    root.removeHandler(handler)


def test_a_secret_is_in_no_log_and_in_no_repr(logged: io.StringIO) -> None:
    at = scene().proven().then(reply(HOOK, 201))

    made = register(at)

    assert SECRET not in f"{made} {made!r} {[made]}"
    assert SECRET not in logged.getvalue()
    assert "webhooks" in logged.getvalue()


FOREIGN: dict[str, Callable[[], Step]] = {
    "another organization's": lambda: reply(HOOK, 201, organization=THEIRS),
    "a strange id elsewhere": lambda: reply({**HOOK, "id": {"secret": SECRET}}, 201, organization=THEIRS),
}


@pytest.mark.parametrize("kind", [*UNUSABLE, *FOREIGN])
def test_a_secret_is_in_no_error_and_in_none_of_its_frames(kind: str, logged: io.StringIO) -> None:
    at = scene().proven().then({**UNUSABLE, **FOREIGN}[kind]())

    with pytest.raises(Problem) as caught:
        register(at)

    shown = [logged.getvalue(), *traceback.format_exception(caught.value)]
    error: BaseException | None = caught.value
    while error is not None:
        shown += [str(error), repr(error), repr(error.args), repr(getattr(error, "facts", ""))]
        frames = traceback.TracebackException.from_exception(error, capture_locals=True).stack
        shown += [repr(frame.locals) for frame in frames if "/adapters/hubflo/" in frame.filename]
        error = error.__cause__ or error.__context__
    assert SECRET not in "\n".join(shown)


def test_a_hook_that_was_made_elsewhere_says_where() -> None:
    at = scene().proven().then(reply(HOOK, 201, organization=THEIRS))

    with pytest.raises(AccessLost) as caught:
        register(at)

    assert caught.value.facts["wrote"] == "POST /webhooks"
    assert caught.value.facts["wrote_id"] == HOOK_ID


def removed() -> httpx.Response:
    return httpx.Response(204, headers={"X-Organization-ID": ORGANIZATION["id"]})


@pytest.mark.parametrize("answer", [removed, lambda: failure(404)], ids=["removed", "gone before"])
def test_a_hook_is_removed_once_and_being_gone_is_fine(answer: Callable[[], Step]) -> None:
    at = scene().proven().then(answer())

    at.portal.remove_hook(HOOK_ID)

    assert at.asked() == [f"DELETE /webhooks/{HOOK_ID}"]
    assert at.arrived[0].content == b""
    assert at.budgets.purposes == [Purpose.WORK]


def test_gone_counts_only_once_the_key_is_known_to_be_ours() -> None:
    at = scene(reply(ORGANIZATION, organization=THEIRS))

    with pytest.raises(AccessLost):
        at.portal.remove_hook(HOOK_ID)

    assert at.asked() == ["GET /organizations"]


def test_what_cannot_be_the_id_of_a_hook_is_gone_without_a_call() -> None:
    at = scene()

    at.portal.remove_hook("../contacts")

    assert at.arrived == []


@pytest.mark.parametrize(
    "step", [httpx.ReadTimeout("slow"), httpx.ConnectError("refused"), failure(500), httpx.Response(204)]
)
def test_a_removal_without_a_good_answer_may_be_tried_again(step: Step) -> None:
    at = scene().proven().then(step)

    with pytest.raises(Unavailable) as caught:
        at.portal.remove_hook(HOOK_ID)

    assert caught.value.facts["service"] == "hubflo"
    assert caught.value.facts["why"]
    assert len(at.arrived) == 1


@pytest.mark.parametrize(("status", "kind"), [(401, AccessLost), (429, Throttled)])
def test_a_removal_may_be_refused(status: int, kind: type[Problem]) -> None:
    at = scene().proven().then(failure(status))

    with pytest.raises(kind):
        at.portal.remove_hook(HOOK_ID)


def test_nothing_is_removed_under_a_key_that_has_no_connection() -> None:
    with pytest.raises(Invalid):
        scene().new_key.remove_hook(HOOK_ID)
