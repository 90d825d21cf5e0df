"""The table of refusals: every body that Xero is known to send, and what it becomes."""

from datetime import timedelta
from typing import Any

import httpx
import pytest

from adapters.xero.counting import Uncounted
from adapters.xero.errors import AccessExpired
from adapters.xero.exchange import Host, Kind, Outgoing
from domain.errors import (
    AccessLost,
    AlreadyAssigned,
    NotFound,
    OutcomeUnknown,
    Problem,
    Rejected,
    ScopeMissing,
    Throttled,
    Unavailable,
)
from domain.ports.sending import AlwaysPermitted
from tests.unit.xero_adapter.around import NOW, Around, Script, answer, page

ZEROS = "00000000-0000-0000-0000-000000000000"
NAME_TAKEN = (
    "The contact name Acme is already assigned to another contact. "
    "The contact name must be unique across all active contacts."
)
NUMBER_TAKEN = "The contact number X1 is already assigned to another contact. It must be unique."
UNHANDLED = "An unhandled error with the Xero API occurred. Contact the Xero API team if problems persist."


def refused(
    response: httpx.Response,
    kind: Kind = Kind.READ,
    host: Host = Host.API,
    path: str = "/api.xro/2.0/Contacts",
) -> Problem:
    """What a request of that kind raises."""
    outgoing = Outgoing(host=host, method="GET", path=path, kind=kind)
    line = Around(Script(response)).line()
    with pytest.raises(Problem) as raised:
        line.ask(outgoing, permit=AlwaysPermitted(), counter=Uncounted())
    return raised.value


def validation(*messages: str, key: str = "Message") -> dict[str, Any]:
    """Xero's 400, one element for each message."""
    return {
        "ErrorNumber": 10,
        "Type": "ValidationException",
        "Message": "A validation exception occurred",
        "Elements": [
            {"ContactID": ZEROS, "Name": "Acme", "ValidationErrors": [{key: message}]} for message in messages
        ],
    }


def gateway(title: str, status: int, detail: str) -> dict[str, Any]:
    """The shape of 401 and 403."""
    return {
        "Type": None,
        "Title": title,
        "Status": status,
        "Detail": detail,
        "Instance": "cd0e5a52-1ba3-4aa1-8a1a-4ff7b1d58a2f",
        "Extensions": {},
    }


def test_validation_errors_are_told_in_order_each_once() -> None:
    body = validation("Account must be valid.", "Tax rate must be valid.", "Account must be valid.")

    problem = refused(answer(400, body), Kind.WRITE)

    assert type(problem) is Rejected
    assert problem.sentences == ("Account must be valid.", "Tax rate must be valid.")


def test_a_sentence_may_stand_under_its_other_key() -> None:
    problem = refused(answer(400, validation("Account must be valid.", key="Description")), Kind.WRITE)

    assert isinstance(problem, Rejected)
    assert problem.sentences == ("Account must be valid.",)


@pytest.mark.parametrize("sentence", [NAME_TAKEN, NUMBER_TAKEN, "Invoice # must be unique."])
def test_a_name_or_number_that_is_taken(sentence: str) -> None:
    problem = refused(answer(400, validation(sentence)), Kind.WRITE)

    assert isinstance(problem, AlreadyAssigned)
    assert problem.sentences == (sentence,)


def test_a_taken_name_beside_another_fault_is_no_question_of_names() -> None:
    problem = refused(answer(400, validation(NAME_TAKEN, "Email address must be valid.")), Kind.WRITE)

    assert type(problem) is Rejected


@pytest.mark.parametrize(
    ("kind", "message"),
    [
        ("QueryParseException", "No property or field 'Nam' exists in type 'Contact'"),
        ("PostDataInvalidException", "JSON for post data was invalid"),
        ("HighVolumeException", "Your request is not filtering Contacts efficiently"),
    ],
)
def test_other_bad_requests_carry_xeros_message(kind: str, message: str) -> None:
    problem = refused(answer(400, {"ErrorNumber": 16, "Type": kind, "Message": message}))

    assert type(problem) is Rejected
    assert problem.sentences == (message,)


def test_a_key_that_was_used_for_another_request_means_that_something_was_sent() -> None:
    message = "Idempotency Key: K1 is used with a different request."

    problem = refused(answer(400, {"Message": message}), Kind.WRITE)

    assert isinstance(problem, OutcomeUnknown)
    assert problem.facts["said"] == message


@pytest.mark.parametrize(
    "error", ["invalid_request", "invalid_client", "invalid_grant", "invalid_scope", "unauthorized_client"]
)
@pytest.mark.parametrize("status", [400, 401])
def test_the_token_endpoint_names_its_error(error: str, status: int) -> None:
    problem = refused(answer(status, {"error": error}), Kind.REPEATABLE, Host.IDENTITY, "/connect/token")

    assert type(problem) is Rejected
    assert problem.facts["error"] == error


@pytest.mark.parametrize(
    "detail", ["TokenExpired: token expired at 01/23/2020 18:21:16", "AuthenticationUnsuccessful"]
)
def test_a_refused_token_may_be_renewed(detail: str) -> None:
    problem = refused(answer(401, gateway("Unauthorized", 401, detail)))

    assert isinstance(problem, AccessExpired)
    assert problem.facts["said"] == detail


def test_a_missing_scope_is_told_by_its_detail() -> None:
    problem = refused(answer(401, gateway("Unauthorized", 401, "AuthorizationUnsuccessful")))

    assert isinstance(problem, ScopeMissing)
    assert problem.facts["path"] == "/api.xro/2.0/Contacts"


@pytest.mark.parametrize("spelling", ["insufficent_scope", "insufficient_scope"])
def test_a_missing_scope_is_told_by_its_challenge(spelling: str) -> None:
    challenge = f'Bearer error="{spelling}"'
    body = gateway("Unauthorized", 401, "AuthenticationUnsuccessful")

    assert isinstance(refused(answer(401, body, www_authenticate=challenge)), ScopeMissing)


def test_an_organisation_that_was_disconnected() -> None:
    problem = refused(answer(403, gateway("Forbidden", 403, "AuthenticationUnsuccessful")))

    assert type(problem) is AccessLost
    assert problem.reason == "organisation-disconnected"
    assert problem.facts["said"] == "AuthenticationUnsuccessful"


def test_a_403_page_of_some_proxy_does_not_cost_the_connection() -> None:
    assert isinstance(refused(page(403, "<h1>Access denied</h1>")), Unavailable)


def test_what_is_not_there() -> None:
    sentence = "The resource you're looking for cannot be found"

    problem = refused(page(404, sentence))

    assert isinstance(problem, NotFound)
    assert problem.facts["said"] == sentence


def test_a_write_that_is_not_there_was_answered_by_somebody_else() -> None:
    assert isinstance(refused(page(404, "<h1>Not found</h1>"), Kind.WRITE), OutcomeUnknown)


def test_a_day_that_is_used_up_says_until_when() -> None:
    response = answer(429, None, x_rate_limit_problem="day", retry_after="66975")

    problem = refused(response)

    assert isinstance(problem, Throttled)
    assert (problem.limit, problem.until) == ("day", NOW + timedelta(seconds=66_975))


@pytest.mark.parametrize(("kind", "ours"), [(Kind.READ, Unavailable), (Kind.WRITE, OutcomeUnknown)])
def test_the_organisation_is_offline(kind: Kind, ours: type[Problem]) -> None:
    """Of a write that is no proof: money that was posted is looked for, not posted again."""
    problem = refused(page(503, "The organisation is offline", "text/plain"), kind)

    assert isinstance(problem, ours)
    assert problem.facts["said"] == "The organisation is offline"


def test_a_method_that_is_not_implemented() -> None:
    body = {"ErrorNumber": 20, "Type": "ApiMethodNotImplementedException", "Message": "Not implemented"}

    problem = refused(answer(501, body))

    assert type(problem) is Rejected
    assert problem.sentences == ("Not implemented",)


def test_a_failed_precondition_is_a_refusal() -> None:
    assert type(refused(page(412, "Precondition failed", "text/plain"))) is Rejected


UNTRUSTED = {
    "500": page(500, UNHANDLED, "text/plain"),
    "502 page": page(502, "<html><head><style>b{}</style></head><body><b>Bad</b> Gateway</body></html>"),
    "503 text": page(503, "Service unavailable", "text/plain"),
    "400 page": page(400, "<h1>Bad Request</h1>"),
    "400 cut short": page(400, '{"ErrorNumber": 10, "Elem', "application/json"),
    "408": page(408, "", "text/plain"),
    "redirect": httpx.Response(302, headers={"Location": "https://elsewhere.example"}),
}


@pytest.mark.parametrize("response", UNTRUSTED.values(), ids=UNTRUSTED.keys())
@pytest.mark.parametrize(
    ("kind", "becomes"),
    [(Kind.READ, Unavailable), (Kind.REPEATABLE, Unavailable), (Kind.WRITE, OutcomeUnknown)],
)
def test_an_answer_that_proves_nothing(response: httpx.Response, kind: Kind, becomes: type[Problem]) -> None:
    assert type(refused(response, kind)) is becomes


def test_a_page_is_told_by_its_text() -> None:
    assert refused(UNTRUSTED["502 page"]).facts["said"] == "Bad Gateway"


def test_a_long_page_is_told_by_its_beginning() -> None:
    assert len(refused(page(500, "x" * 10_000, "text/plain")).facts["said"]) == 300


def test_the_correlation_id_is_kept_for_xeros_support() -> None:
    response = answer(403, gateway("Forbidden", 403, "x"), xero_correlation_id="c0ffee")

    assert refused(response).facts["correlation"] == "c0ffee"


@pytest.mark.parametrize(
    "body",
    [[], "no", {"Elements": "none", "Message": 3}, {"Elements": [{"ValidationErrors": [7]}, 3]}],
)
def test_a_400_of_a_shape_that_nobody_has_seen_is_still_one_of_ours(body: object) -> None:
    assert isinstance(refused(answer(400, body), Kind.WRITE), Rejected | OutcomeUnknown)
