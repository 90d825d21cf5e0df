"""The table of failures, row by row, for a read and for a write."""

from collections.abc import Callable

import httpx
import pytest

from domain.contact import Person, PersonDraft
from domain.errors import (
    AccessLost,
    NotFound,
    OutcomeUnknown,
    Problem,
    Rejected,
    ScopeMissing,
    Throttled,
    Unavailable,
)
from domain.ids import PersonId
from domain.invoice import InvoiceId
from tests.unit.hubflo_adapter.scene import INVOICE_ID, OURS, PERSON, Scene, Step, failure, reply, scene

ADA = Person(id=PersonId(PERSON["id"]), first_name="Ada", last_name="Byron")
DRAFT = PersonDraft(first_name="Ada", last_name="Byron", email="ada@example.com")


def html(status: int) -> httpx.Response:
    return httpx.Response(status, headers={"Content-Type": "text/html"}, text="<html>Bad Gateway</html>")


def own(response: httpx.Response) -> httpx.Response:
    response.headers["X-Organization-ID"] = OURS
    return response


def read(at: Scene) -> None:
    at.portal.person(ADA.id)


def create(at: Scene) -> None:
    at.portal.send_person(at.portal.create_person_envelope(DRAFT))


def update(at: Scene) -> None:
    at.portal.send_person(at.portal.update_person_envelope(ADA, {"phone": "1"}))


def link(at: Scene) -> None:
    at.portal.send_link(at.portal.link_envelope(InvoiceId(INVOICE_ID), "XERO-1"))


def caught(at: Scene, act: Callable[[Scene], None]) -> Problem:
    with pytest.raises(Problem) as found:
        act(at)
    return found.value


# Each answer is made anew: httpx reads a response once.
UNTRUSTWORTHY: dict[str, Callable[[], Step]] = {
    "500": lambda: failure(500, "Internal Server Error"),
    "500 as text": lambda: httpx.Response(500, text="oops"),
    "502 HTML": lambda: html(502),
    "503 empty": lambda: httpx.Response(503),
    "HTML success": lambda: own(html(200)),
    "HTML not found": lambda: html(404),
    "HTML refusal": lambda: html(401),
    "a 403 in no one's words": lambda: httpx.Response(403, text="blocked by the firewall"),
    "redirect": lambda: httpx.Response(302, headers={"Location": "https://elsewhere.example/"}),
    "permanent redirect": lambda: httpx.Response(308, headers={"Location": "/api/v3/contacts"}),
    "cut JSON": lambda: httpx.Response(201, headers={"X-Organization-ID": OURS}, content=b'{"id": "1111'),
    "no content": lambda: httpx.Response(204, headers={"X-Organization-ID": OURS}),
    "another shape": lambda: reply([PERSON]),
    "no id": lambda: reply({"first_name": "Ada"}),
    "organization not named": lambda: httpx.Response(200, json=PERSON),
    "silent": lambda: httpx.ReadTimeout("timed out"),
    "broken": lambda: httpx.RemoteProtocolError("server disconnected"),
    "reset": lambda: httpx.ReadError("reset"),
    "not all sent": lambda: httpx.WriteError("broken pipe"),
    "not sent in time": lambda: httpx.WriteTimeout("timed out"),
    "undecodable": lambda: httpx.DecodingError("bad gzip"),
}

NEVER_LEFT: dict[str, Callable[[], Step]] = {
    "refused": lambda: httpx.ConnectError("connection refused"),
    "unreachable": lambda: httpx.ConnectTimeout("timed out"),
    "no free connection": lambda: httpx.PoolTimeout("timed out"),
}


@pytest.mark.parametrize("kind", [*UNTRUSTWORTHY, *NEVER_LEFT])
def test_a_read_without_a_good_answer_is_unavailable_after_two_more_tries(kind: str) -> None:
    make = {**UNTRUSTWORTHY, **NEVER_LEFT}[kind]
    at = scene().proven().then(*(make() for _ in range(3)))

    problem = caught(at, read)

    assert isinstance(problem, Unavailable)
    assert problem.facts["service"] == "hubflo"
    assert len(at.arrived) == 3
    assert at.clock.pauses == [0.5, 2.0]


@pytest.mark.parametrize("kind", UNTRUSTWORTHY)
@pytest.mark.parametrize("write", [create, update, link])
def test_a_write_without_a_good_answer_is_unknown_and_never_repeated(
    kind: str, write: Callable[[Scene], None]
) -> None:
    at = scene().proven().then(UNTRUSTWORTHY[kind]())

    problem = caught(at, write)

    assert type(problem) is OutcomeUnknown
    assert problem.facts["path"].startswith("/invoices" if write is link else "/contacts")
    assert len(at.arrived) == 1


@pytest.mark.parametrize("kind", NEVER_LEFT)
def test_a_write_that_never_left_may_be_sent_again(kind: str) -> None:
    at = scene().proven().then(NEVER_LEFT[kind]())

    problem = caught(at, create)

    assert type(problem) is Unavailable
    assert len(at.arrived) == 1


@pytest.mark.parametrize("act", [read, create, update, link])
@pytest.mark.parametrize(
    ("status", "kind", "code"),
    [
        (401, AccessLost, "api-key-refused"),
        (403, ScopeMissing, "scope-missing"),
        (404, NotFound, "not-found"),
        (429, Throttled, "throttled"),
        (400, Rejected, "rejected"),
        (422, Rejected, "rejected"),
        (409, Rejected, "rejected"),
    ],
)
def test_hubflo_s_own_no_is_taken_at_its_word_and_never_retried(
    act: Callable[[Scene], None], status: int, kind: type[Problem], code: str
) -> None:
    at = scene().proven().then(failure(status))

    problem = caught(at, act)

    assert type(problem) is kind
    assert problem.reason == code
    assert len(at.arrived) == 1


def test_a_refusal_of_the_key_needs_no_body() -> None:
    assert caught(scene(httpx.Response(401)), read).reason == "api-key-refused"


@pytest.mark.parametrize("message", ["API token not found", "Resource not found", "Rate limit reached."])
def test_nothing_depends_on_the_text_of_a_message(message: str) -> None:
    at = scene().proven().then(failure(422, message))

    problem = caught(at, create)

    assert isinstance(problem, Rejected)
    assert problem.sentences == (message,)


def test_a_refusal_without_a_sentence_is_one_still() -> None:
    at = scene().proven().then(httpx.Response(422, json={"errors": {"full_name": ["blank"]}}))

    problem = caught(at, create)

    assert isinstance(problem, Rejected)
    assert problem.sentences == ()


def test_a_very_long_sentence_is_cut() -> None:
    at = scene().proven().then(failure(422, "x" * 5000))

    assert len(caught(at, create).facts["said"]) == 500


def test_a_read_that_succeeds_at_last_is_a_success() -> None:
    at = scene().proven().then(httpx.ReadTimeout("slow"), html(502), reply(PERSON))

    assert at.portal.person(ADA.id).first_name == "Ada"


@pytest.mark.parametrize("act", [read, create])
@pytest.mark.parametrize("kind", ["silent", "cut JSON", "broken"])
def test_the_cause_is_kept(kind: str, act: Callable[[Scene], None]) -> None:
    at = scene().proven().then(*(UNTRUSTWORTHY[kind]() for _ in range(3)))

    assert caught(at, act).__cause__ is not None


@pytest.mark.parametrize("person_id", ["", "../organizations", "a/b", "a?b=c", "x" * 65, "ü"])
def test_what_cannot_be_an_id_is_not_found_without_a_call(person_id: str) -> None:
    at = scene()

    with pytest.raises(NotFound):
        at.portal.person(PersonId(person_id))

    assert at.arrived == []
