"""The key appears in no error, no log and no repr, whatever goes wrong."""

import io
import logging
import traceback
from collections.abc import Callable, Iterator

import httpx
import pytest

from adapters.hubflo.api_key import ApiKey
from domain.budget import Purpose
from domain.contact import Person, PersonDraft
from domain.errors import LeaseLost, Problem, Unavailable
from domain.ids import PersonId
from domain.invoice import InvoiceId
from domain.ports.portal import Portal
from tests.unit.hubflo_adapter.scene import (
    INVOICE_ID,
    KEY,
    ORGANIZATION,
    PERSON,
    THEIRS,
    Scene,
    Step,
    failure,
    reply,
    scene,
)
from tests.unit.hubflo_adapter.test_failures import NEVER_LEFT, UNTRUSTWORTHY

ECHO = f"Invalid API token {KEY}"

REFUSALS: dict[str, Callable[[], Step]] = {
    f"echoed in {status}": (lambda status=status: failure(status, ECHO))  # type: ignore[misc]  # a default binds it
    for status in (400, 401, 403, 404, 409, 422, 429, 500)
}
FOREIGN: dict[str, Callable[[], Step]] = {
    "other organization": lambda: reply({**PERSON, "id": "x"}, 201, organization=THEIRS),
    "echoed in HTML": lambda: httpx.Response(502, headers={"Content-Type": "text/html"}, text=ECHO),
    "echoed in an unreadable body": lambda: reply({"id": {"key": KEY}}),
    "echoed in a redirect": lambda: httpx.Response(302, headers={"Location": f"https://x.example/?{KEY}"}),
}
EVERYTHING = {**UNTRUSTWORTHY, **NEVER_LEFT, **REFUSALS, **FOREIGN}


def read(at: Scene) -> None:
    at.portal.person(PersonId(PERSON["id"]))


def write(at: Scene) -> None:
    at.portal.send_person(
        at.portal.create_person_envelope(PersonDraft(first_name="Ada", last_name="Byron", email="a@b.c"))
    )


def update(at: Scene) -> None:
    ada = Person(id=PersonId(PERSON["id"]), first_name="Ada", last_name="Byron")
    at.portal.send_person(at.portal.update_person_envelope(ada, {"phone": "1"}))


def link(at: Scene) -> None:
    at.portal.send_link(at.portal.link_envelope(InvoiceId(INVOICE_ID), "XERO-1"))


def check(at: Scene) -> None:
    at.new_key.organization()


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


@pytest.mark.parametrize("act", [read, write, update, link, check])
@pytest.mark.parametrize("kind", EVERYTHING)
def test_the_key_is_in_no_error(kind: str, act: Callable[[Scene], None], logged: io.StringIO) -> None:
    at = scene()
    if act is not check:
        at.proven()
    at.then(*(EVERYTHING[kind]() for _ in range(4)))  # a check may take its first for a good one

    with pytest.raises(Problem) as caught:
        act(at)

    shown = [logged.getvalue(), *traceback.format_exception(caught.value)]
    error: BaseException | None = caught.value
    while error is not None:
        shown += [str(error), repr(error), repr(error.args), repr(getattr(error, "facts", ""))]
        error = error.__cause__ or error.__context__
    assert KEY not in "\n".join(shown)


PRIVATE = "ada.byron@private.example"


@pytest.mark.parametrize(
    "ask",
    [
        lambda portal: portal.person(PersonId(PERSON["id"])),
        lambda portal: portal.people_page(1, purpose=Purpose.WORK),
        lambda portal: portal.companies_page(1, purpose=Purpose.WORK),
        lambda portal: portal.people_by_email(PRIVATE),
        lambda portal: portal.invoice(InvoiceId(INVOICE_ID)),
        lambda portal: portal.invoice_head(InvoiceId(INVOICE_ID)),
    ],
)
@pytest.mark.parametrize(
    "answer",
    [
        lambda: reply({**PERSON, "phone": [PRIVATE]}),
        lambda: reply([{**PERSON, "name": [PRIVATE], "phone": [PRIVATE]}]),
        lambda: reply(PRIVATE),
        lambda: failure(500, PRIVATE),
        lambda: httpx.ReadTimeout("slow"),
    ],
)
def test_nobody_s_data_is_in_an_error_about_an_answer(
    ask: Callable[[Portal], object], answer: Callable[[], Step]
) -> None:
    at = scene(*(answer() for _ in range(3)))

    with pytest.raises(Unavailable) as caught:
        ask(at.portal)

    assert PRIVATE not in "".join(traceback.format_exception(caught.value))


def test_the_key_is_in_no_log_of_a_success(logged: io.StringIO) -> None:
    scene(reply(ORGANIZATION)).portal.organization()

    assert KEY not in logged.getvalue()
    assert "hubflo.example" in logged.getvalue()


def test_the_key_is_in_no_local_variable_of_our_frames() -> None:
    at = scene().proven()
    at.permit.checks_left = 0

    with pytest.raises(LeaseLost) as caught:
        read(at)

    shown = traceback.TracebackException.from_exception(caught.value, capture_locals=True)
    frames = [frame for frame in shown.stack if "/adapters/" in frame.filename]
    assert len(frames) > 3
    for frame in frames:
        assert KEY not in repr(frame.locals)


def test_a_key_does_not_show_itself() -> None:
    key = ApiKey(KEY)

    assert KEY not in f"{key} {key!r} {[key]} {key.digest}"
    assert key.authorization() == f"Bearer {KEY}"


def test_keys_are_told_apart_by_a_hash() -> None:
    assert repr(ApiKey(KEY)) == repr(ApiKey(f" {KEY} ")) != repr(ApiKey("another"))
