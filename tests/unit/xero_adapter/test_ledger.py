"""Reading one organisation."""

import traceback
from datetime import UTC, datetime, timedelta

import httpx
import pytest

from domain.budget import Budget, Purpose
from domain.errors import AccessLost, LeaseLost, Rejected, ScopeMissing, Throttled, Unavailable
from domain.ports.ledger import ContactsPage, Ledger
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
    contacts,
    new_tokens,
    page,
)

EXPIRED = answer(401, {"Title": "Unauthorized", "Status": 401, "Detail": "TokenExpired: token expired"})
XEROS_TIME = NOW + timedelta(seconds=5)


def row(number: int = 1) -> dict[str, object]:
    return {"ContactID": f"00000000-0000-4000-8000-{number:012}", "Name": f"Firm {number}"}


def ledger(script: Script) -> Ledger:
    return Around(script).open().ledgers.of(connection(), AlwaysPermitted())


def first_page(script: Script, since: datetime | None = None, page: int = 1) -> ContactsPage:
    return ledger(script).contacts_page(page, since=since, purpose=Purpose.BACKGROUND)


def test_a_page_is_asked_for_whole_and_in_an_order_that_never_changes() -> None:
    script = Script(contacts(row()))

    first_page(script, page=7)

    request = script.requests[0]
    assert (request.method, request.url.path) == ("GET", "/api.xro/2.0/Contacts")
    assert dict(request.url.params) == {
        "page": "7",
        "pageSize": "1000",
        "includeArchived": "true",
        "order": "ContactID",
    }
    assert request.headers["Xero-Tenant-Id"] == TENANT
    assert request.headers["Authorization"] == "Bearer access-1"
    assert "If-Modified-Since" not in request.headers


def test_changes_are_asked_for_by_a_header() -> None:
    script = Script(contacts(row()))

    first_page(script, since=datetime(2026, 11, 20, 8, 0, 0, tzinfo=UTC))

    assert script.requests[0].headers["If-Modified-Since"] == "2026-11-20T07:59:59"


def test_a_page_tells_its_contacts_its_time_and_the_total() -> None:
    answered = first_page(
        Script(contacts(row(1), row(2), page=1, pageSize=1_000, pageCount=3, itemCount=2_102))
    )

    assert [contact.name for contact in answered.contacts] == ["Firm 1", "Firm 2"]
    assert (answered.as_of, answered.expected, answered.is_last) == (XEROS_TIME, 2_102, False)


@pytest.mark.parametrize(("asked", "last"), [(1, False), (2, False), (3, True), (4, True)])
def test_xero_says_which_page_is_the_last(asked: int, last: bool) -> None:
    script = Script(contacts(row(), page=asked, pageSize=1_000, pageCount=3, itemCount=2_102))

    assert first_page(script, page=asked).is_last is last


@pytest.mark.parametrize(("rows", "last"), [(0, True), (999, True), (1_000, False)])
def test_without_pagination_a_page_that_is_not_full_is_the_last(rows: int, last: bool) -> None:
    answered = first_page(Script(contacts(*(row(number) for number in range(rows)))))

    assert answered.is_last is last
    assert answered.expected is None


def test_an_empty_page_is_the_last_whatever_is_announced() -> None:
    assert first_page(Script(contacts(pageCount=3, itemCount=2_102))).is_last


def test_without_a_date_header_the_envelope_tells_the_time() -> None:
    script = Script(answer(200, {"DateTimeUTC": "/Date(1795165205000)/", "Contacts": []}))

    assert first_page(script).as_of == XEROS_TIME


def test_a_number_in_the_envelope_does_not_cost_the_page() -> None:
    body = {
        "DateTimeUTC": 1795165205000,
        "pagination": {"pageCount": "3", "itemCount": 7},
        "Contacts": [row()],
    }
    script = Script(answer(200, body, date="Fri, 20 Nov 2026 09:00:05 GMT"))

    answered = first_page(script)

    assert (answered.as_of, answered.expected, answered.is_last) == (XEROS_TIME, 7, False)


def test_a_page_without_any_time_proves_nothing() -> None:
    with pytest.raises(Unavailable):
        first_page(Script(answer(200, {"Contacts": []})))


def test_nothing_changed_is_an_empty_last_page() -> None:
    script = Script(httpx.Response(304, headers={"Date": "Fri, 20 Nov 2026 09:00:05 GMT"}))

    answered = first_page(script, since=NOW)

    assert answered == ContactsPage(contacts=(), as_of=XEROS_TIME, is_last=True, expected=0)


def test_nothing_changed_and_no_time_stays_where_it_was() -> None:
    since = NOW - timedelta(hours=1)

    assert first_page(Script(httpx.Response(304)), since=since).as_of == since


def test_304_to_a_question_for_everything_proves_nothing() -> None:
    with pytest.raises(Unavailable):
        first_page(Script(httpx.Response(304)))


@pytest.mark.parametrize(
    "response",
    [
        page(200, "<h1>Maintenance</h1>"),
        page(200, '<?xml version="1.0" encoding="utf-16"?><Response/>', "text/xml"),
        page(200, '{"Contacts": [{"ContactID": "b', "application/json"),
        answer(200, {"Status": "OK"}),
        answer(200, {"Contacts": [{"Name": "nobody"}]}),
    ],
    ids=["html", "xml", "cut", "no list", "no id"],
)
def test_a_page_that_cannot_be_read_whole_proves_nothing(response: httpx.Response) -> None:
    with pytest.raises(Unavailable):
        first_page(Script(response))


def test_what_cannot_be_read_is_pointed_at_and_never_repeated() -> None:
    script = Script(answer(200, {"Contacts": [row(), {"ContactID": "x", "Name": ["canary"]}]}))

    with pytest.raises(Unavailable) as raised:
        first_page(script)

    told = "".join(traceback.format_exception(raised.value))
    assert "$.Contacts[1].Name" in told
    assert "canary" not in told


def test_the_organisation_is_read_under_its_tenant() -> None:
    script = Script(answer(200, {"Organisations": [{"Name": "Studio Ltd", "Timezone": "GMTSTANDARDTIME"}]}))

    organisation = ledger(script).organisation()

    assert script.requests[0].url.path == "/api.xro/2.0/Organisation"
    assert (organisation.tenant_id, organisation.time_zone) == (TENANT, "Europe/London")


@pytest.mark.parametrize("organisations", [[], [{"Name": "A"}, {"Name": "B"}]])
def test_no_organisation_or_two_prove_nothing(organisations: list[dict[str, str]]) -> None:
    with pytest.raises(Unavailable):
        ledger(Script(answer(200, {"Organisations": organisations}))).organisation()


def test_an_expired_token_is_renewed_once_and_the_page_comes() -> None:
    script = Script(EXPIRED, new_tokens(2), contacts(row()))

    assert len(first_page(script).contacts) == 1
    assert [request.url.path for request in script.requests] == [
        "/api.xro/2.0/Contacts",
        "/connect/token",
        "/api.xro/2.0/Contacts",
    ]
    assert script.requests[2].headers["Authorization"] == "Bearer access-2"


def test_a_token_that_is_refused_twice_is_not_renewed_again() -> None:
    script = Script(EXPIRED, new_tokens(2), EXPIRED)

    with pytest.raises(AccessLost):
        first_page(script)

    assert len(script.requests) == 3


@pytest.mark.parametrize(
    "response",
    [
        answer(401, {"Detail": "AuthorizationUnsuccessful"}),
        answer(401, {"Detail": "x"}, www_authenticate='Bearer error="insufficent_scope"'),
    ],
)
def test_a_missing_scope_never_loops(response: httpx.Response) -> None:
    script = Script(response)

    with pytest.raises(ScopeMissing):
        first_page(script)

    assert len(script.requests) == 1


def test_the_calls_are_counted_by_purpose_on_the_row_of_app_and_organisation() -> None:
    around = Around(Script(contacts(row())))
    opened = around.open().ledgers.of(connection(), AlwaysPermitted())

    opened.contacts_page(1, since=None, purpose=Purpose.BACKGROUND)

    assert around.budgets.taken == [(BUDGET, Purpose.BACKGROUND)]


def test_background_reading_stops_at_a_fifth_of_the_day() -> None:
    script = Script(contacts(row()))
    around = Around(script)
    around.budgets.rows[BUDGET] = Budget(day_started_at=NOW, used_today=200, background_today=200)
    opened = around.open().ledgers.of(connection(), AlwaysPermitted())

    with pytest.raises(Throttled) as throttled:
        opened.contacts_page(1, since=None, purpose=Purpose.BACKGROUND)

    assert (throttled.value.limit, throttled.value.until) == ("background", NOW + timedelta(days=1))
    assert script.requests == []


def test_the_budget_of_a_connection_can_be_read() -> None:
    around = Around(Script(contacts(row())))
    opened = around.open()
    opened.ledgers.of(connection(), AlwaysPermitted()).contacts_page(1, since=None, purpose=Purpose.WORK)

    assert opened.ledgers.budget(connection()).used_today == 1


def test_a_clerk_without_its_lease_reads_nothing() -> None:
    script = Script(contacts(row()))

    class Lost(Permit):
        def check(self) -> None:
            raise LeaseLost

    with pytest.raises(LeaseLost):
        Around(script).open().ledgers.of(connection(), Lost()).organisation()

    assert script.requests == []


def test_an_organisation_can_be_looked_at_before_it_is_connected() -> None:
    script = Script(answer(200, {"Organisations": [{"Name": "Studio Ltd"}]}))
    opened = Around(script).open()

    assert opened.ledgers.at(APP, GRANT, TENANT).organisation().name == "Studio Ltd"


def test_an_order_that_xero_refuses_is_told_in_its_words() -> None:
    message = "Your request is not filtering Contacts efficiently."
    body = {"ErrorNumber": 51, "Type": "HighVolumeException", "Message": message}

    with pytest.raises(Rejected) as rejected:
        first_page(Script(answer(400, body)))

    assert rejected.value.sentences == (message,)
