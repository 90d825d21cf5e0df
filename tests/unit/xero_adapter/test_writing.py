"""Sending prepared writes."""

from datetime import timedelta

import httpx
import pytest

from domain.budget import Purpose
from domain.drafts import DocumentChange
from domain.errors import (
    AccessLost,
    LeaseLost,
    OutcomeUnknown,
    Problem,
    Rejected,
    ScopeMissing,
    Throttled,
    Unavailable,
)
from domain.ids import TenantId
from domain.ledger_document import DocumentId
from domain.ports.sending import AlwaysPermitted, Permit
from tests.unit.xero_adapter.around import (
    APP,
    BUDGET,
    GRANT,
    NOW,
    TENANT,
    Around,
    Script,
    answer,
    connection,
    new_tokens,
    page,
)
from tests.unit.xero_adapter.drafts import (
    DISPATCH,
    customer,
    document_id,
    draft,
    element,
    invoice_id,
    invoices,
    ledger,
    sent,
)

EXPIRED = answer(401, {"Title": "Unauthorized", "Status": 401, "Detail": "TokenExpired: token expired"})


# --- What leaves ---


def test_what_is_sent_is_what_was_recorded_under_the_key_of_its_dispatch() -> None:
    script = Script(invoices(element(1)))
    opened = ledger(script)
    envelope = opened.documents_envelope([draft(1)])

    opened.send_documents(envelope, [draft(1)], dispatch_id=DISPATCH)

    (request,) = script.requests
    assert (request.method, request.url.path) == ("PUT", "/api.xro/2.0/Invoices")
    assert request.url.query == b"summarizeErrors=false&unitdp=4"
    assert request.content == envelope.body
    assert request.headers["Content-Type"] == "application/json"
    assert request.headers["Xero-Tenant-Id"] == TENANT
    assert 0 < len(request.headers["Idempotency-Key"]) <= 128


def test_two_organisations_never_share_a_key() -> None:
    script = Script(invoices(element(1)))
    opened = Around(script).open()
    for tenant in (TENANT, TenantId("4e3e0000-0000-4000-8000-000000000002")):
        one = opened.ledgers.at(APP, GRANT, tenant)
        one.send_documents(one.documents_envelope([draft(1)]), [draft(1)], dispatch_id=DISPATCH)

    first, second = (request.headers["Idempotency-Key"] for request in script.requests)
    assert first != second


def test_a_write_is_counted_as_work() -> None:
    around = Around(Script(invoices(element(1))))
    opened = around.open().ledgers.of(connection(), AlwaysPermitted())

    opened.send_documents(opened.documents_envelope([draft(1)]), [draft(1)], dispatch_id=DISPATCH)

    assert around.budgets.taken == [(BUDGET, Purpose.WORK)]


def test_preparing_calls_nobody() -> None:
    script = Script(invoices())
    opened = ledger(script)

    opened.documents_envelope([draft(1)])
    opened.contacts_envelope([customer()])
    opened.changes_envelope([DocumentChange(document_id=DocumentId(document_id()), removes=True)])

    assert script.requests == []


def test_without_its_lease_nothing_leaves() -> None:
    script = Script(invoices(element(1)))

    class Lost(Permit):
        def check(self) -> None:
            raise LeaseLost

    opened = Around(script).open().ledgers.of(connection(), Lost())
    with pytest.raises(LeaseLost):
        opened.send_documents(opened.documents_envelope([draft(1)]), [draft(1)], dispatch_id=DISPATCH)

    assert script.requests == []


# --- When it goes wrong as a whole ---


def test_an_old_token_is_renewed_and_the_very_same_write_leaves_again() -> None:
    script = Script(EXPIRED, new_tokens(2), invoices(element(1)))

    answers = sent(script, [draft(1)])

    first, _, second = script.requests
    assert list(answers) == [invoice_id(1)]
    assert (first.content, first.url) == (second.content, second.url)
    assert first.headers["Idempotency-Key"] == second.headers["Idempotency-Key"]
    assert second.headers["Authorization"] == "Bearer access-2"


def test_a_token_that_is_refused_twice_is_not_renewed_again() -> None:
    script = Script(EXPIRED, new_tokens(2), EXPIRED)

    with pytest.raises(AccessLost):
        sent(script, [draft(1)])

    assert len(script.requests) == 3


@pytest.mark.parametrize(
    ("turn", "becomes"),
    [
        (page(500, "An unhandled error with the Xero API occurred.", "text/plain"), OutcomeUnknown),
        (page(502, "<h1>Bad Gateway</h1>"), OutcomeUnknown),
        (page(503, "Service unavailable", "text/plain"), OutcomeUnknown),
        (page(503, "The organisation is offline", "text/plain"), OutcomeUnknown),
        (page(404, "The resource you're looking for cannot be found"), OutcomeUnknown),
        (page(200, '{"Invoices": [{"InvoiceID"', "application/json"), OutcomeUnknown),
        (page(200, "<html>"), OutcomeUnknown),
        (answer(200, {"Status": "OK"}), OutcomeUnknown),
        (answer(200, []), OutcomeUnknown),
        (answer(304), OutcomeUnknown),
        (answer(400, {"Message": "Idempotency Key: K is used with a different request."}), OutcomeUnknown),
        (httpx.ReadTimeout("slow"), OutcomeUnknown),
        (httpx.RemoteProtocolError("cut"), OutcomeUnknown),
        (httpx.ConnectError("refused"), Unavailable),
        (answer(429, None, x_rate_limit_problem="concurrent"), Throttled),
        (answer(429, None, x_rate_limit_problem="minute", retry_after="2"), Throttled),
        (answer(401, {"Detail": "AuthorizationUnsuccessful"}), ScopeMissing),
        (answer(403, {"Detail": "AuthenticationUnsuccessful"}), AccessLost),
        (answer(400, {"ErrorNumber": 14, "Type": "PostDataInvalidException", "Message": "no"}), Rejected),
        (answer(400, {"ErrorNumber": 10, "Message": "no", "Elements": []}), Rejected),
        (page(413, "Request too large", "text/plain"), Rejected),
    ],
)
def test_it_leaves_once_and_says_what_is_known(
    turn: httpx.Response | Exception, becomes: type[Problem]
) -> None:
    script = Script(turn)

    with pytest.raises(Problem) as told:
        sent(script, [draft(1)])

    assert type(told.value) is becomes
    assert len(script.requests) == 1


def test_throttled_means_that_nothing_was_done_and_says_when() -> None:
    script = Script(answer(429, None, x_rate_limit_problem="minute", retry_after="30"), invoices(element(1)))

    with pytest.raises(Throttled) as throttled:
        sent(script, [draft(1)])

    assert throttled.value.until == NOW + timedelta(seconds=30)
