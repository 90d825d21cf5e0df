"""Reading invoices."""

from datetime import UTC, datetime, timedelta

import httpx
import pytest

from domain.budget import Purpose
from domain.errors import Unavailable
from domain.ledger_document import DocumentId, LedgerDocument
from domain.ports.ledger import DocumentsPage, Ledger
from domain.ports.sending import AlwaysPermitted
from tests.unit.xero_adapter.around import BUDGET, NOW, Around, Script, answer, connection, page
from tests.unit.xero_adapter.drafts import document_id, element

XEROS_TIME = NOW + timedelta(seconds=5)


def invoices(*rows: object, **pagination: int) -> httpx.Response:
    """A page of invoices by Xero's clock of 9:00:05."""
    body: dict[str, object] = {"Status": "OK", "DateTimeUTC": "/Date(1795165205000)/"}
    if pagination:
        body["pagination"] = pagination
    return answer(200, body | {"Invoices": list(rows)}, date="Fri, 20 Nov 2026 09:00:05 GMT")


def ledger(script: Script) -> Ledger:
    return Around(script).open().ledgers.of(connection(), AlwaysPermitted())


def first_page(script: Script, since: datetime | None = None) -> DocumentsPage:
    return ledger(script).documents_page(1, since=since, purpose=Purpose.BACKGROUND)


def ids(found: tuple[LedgerDocument, ...]) -> list[str]:
    return [document.id for document in found]


def test_a_page_is_asked_for_whole_with_lines_and_in_an_order_that_never_changes() -> None:
    script = Script(invoices(element()))

    ledger(script).documents_page(7, since=None, purpose=Purpose.BACKGROUND)

    (request,) = script.requests
    assert (request.method, request.url.path) == ("GET", "/api.xro/2.0/Invoices")
    assert dict(request.url.params) == {
        "where": 'Type=="ACCREC"',
        "order": "InvoiceID",
        "page": "7",
        "pageSize": "1000",
        "includeArchived": "true",
        "unitdp": "4",
    }
    assert "If-Modified-Since" not in request.headers
    assert "Idempotency-Key" not in request.headers


def test_changes_are_asked_for_by_a_header() -> None:
    script = Script(invoices(element()))

    first_page(script, since=datetime(2026, 11, 20, 8, 0, 0, tzinfo=UTC))

    assert script.requests[0].headers["If-Modified-Since"] == "2026-11-20T07:59:59"


def test_a_page_tells_its_documents_its_time_and_whether_more_follow() -> None:
    first = first_page(Script(invoices(element(1), element(2), page=1, pageSize=1_000, pageCount=2)))

    assert ids(first.documents) == [document_id(1), document_id(2)]
    assert (first.as_of, first.is_last) == (XEROS_TIME, False)


def test_nothing_changed_is_an_empty_last_page() -> None:
    script = Script(httpx.Response(304, headers={"Date": "Fri, 20 Nov 2026 09:00:05 GMT"}))

    assert first_page(script, since=NOW) == DocumentsPage(documents=(), as_of=XEROS_TIME, is_last=True)


@pytest.mark.parametrize(
    "response",
    [
        httpx.Response(304),
        page(200, "<h1>Maintenance</h1>"),
        page(200, '{"Invoices": [{"InvoiceID": "b', "application/json"),
        answer(200, {"Status": "OK"}),
        answer(200, {"Invoices": [element()]}),
        invoices({"InvoiceNumber": "without an id"}),
        invoices(element(InvoiceID="00000000-0000-0000-0000-000000000000")),
        invoices(element(), "no invoice"),
    ],
    ids=["304", "html", "cut", "no list", "no time", "no id", "id of nothing", "no object"],
)
def test_a_page_that_cannot_be_read_whole_proves_nothing(response: httpx.Response) -> None:
    with pytest.raises(Unavailable):
        first_page(Script(response))


def test_documents_by_id_are_paged_so_that_their_lines_come() -> None:
    script = Script(invoices(element(1), element(2)))
    asked = [DocumentId(document_id(number)) for number in (1, 2, 1)]

    found = ledger(script).documents(asked, purpose=Purpose.WORK)

    assert ids(found) == [document_id(1), document_id(2)]
    assert script.requests[0].url.query.decode().startswith(f"IDs={document_id(1)},{document_id(2)}&page=1&")
    assert dict(script.requests[0].url.params).keys() == {
        "IDs",
        "page",
        "pageSize",
        "includeArchived",
        "unitdp",
    }


def test_fifty_ids_fit_into_one_address() -> None:
    script = Script(invoices())
    opened = ledger(script)

    opened.documents([DocumentId(document_id(number)) for number in range(101)], purpose=Purpose.WORK)

    assert [request.url.params["IDs"].count(",") + 1 for request in script.requests] == [50, 50, 1]
    assert max(len(request.url.query) for request in script.requests) < 2_048
    assert opened.traits.look_ups == 50


@pytest.mark.parametrize("odd", ["", "INV-0001", "not-an-id", f"{document_id()}0"])
def test_what_cannot_be_an_id_is_not_there_and_is_not_asked_for(odd: str) -> None:
    script = Script(invoices(element(1)))
    opened = ledger(script)

    assert opened.documents([DocumentId(odd)], purpose=Purpose.WORK) == ()
    assert script.requests == []
    assert len(opened.documents([DocumentId(odd), DocumentId(document_id(1))], purpose=Purpose.WORK)) == 1


def test_documents_by_number_are_sales_alone_and_only_those_asked_for() -> None:
    script = Script(
        invoices(
            element(1, InvoiceNumber="F-1"),
            element(2, InvoiceNumber="F-1", Type="ACCPAY"),
            element(3, InvoiceNumber="F-11"),
            element(4, InvoiceNumber="f-1 ", Status="DELETED"),
        )
    )

    found = ledger(script).documents_numbered(["F-1"])

    assert ids(found) == [document_id(1), document_id(4)]
    assert dict(script.requests[0].url.params)["InvoiceNumbers"] == "F-1"


def test_every_page_of_an_answer_by_number_is_read() -> None:
    script = Script(
        invoices(element(1, InvoiceNumber="F-1"), page=1, pageCount=2),
        invoices(element(2, InvoiceNumber="F-1"), page=2, pageCount=2),
    )

    assert ids(ledger(script).documents_numbered(["F-1"])) == [document_id(1), document_id(2)]
    assert [request.url.params["page"] for request in script.requests] == ["1", "2"]


def test_looking_up_may_use_the_reserve() -> None:
    around = Around(Script(invoices()))
    opened = around.open().ledgers.of(connection(), AlwaysPermitted())

    opened.documents_numbered(["F-1"])
    opened.documents_of_ours(since=NOW, purpose=Purpose.VITAL)
    opened.documents([DocumentId(document_id())], purpose=Purpose.WORK)

    assert around.budgets.taken == [
        (BUDGET, Purpose.VITAL),
        (BUDGET, Purpose.VITAL),
        (BUDGET, Purpose.WORK),
    ]


def test_what_this_app_made_is_asked_for_by_its_time() -> None:
    script = Script(invoices(element(1), pageCount=2), invoices(element(2), pageCount=2))

    found = ledger(script).documents_of_ours(since=NOW, purpose=Purpose.VITAL)

    assert ids(found) == [document_id(1), document_id(2)]
    request = script.requests[0]
    assert request.headers["If-Modified-Since"] == "2026-11-20T08:59:59"
    assert (request.url.params["createdByMyApp"], request.url.params["where"]) == ("true", 'Type=="ACCREC"')


def test_contacts_like_a_text_are_searched_for_archived_ones_included() -> None:
    script = Script(answer(200, {"Contacts": [{"ContactID": "c-1", "Name": "Acme & Co"}]}))

    (found,) = ledger(script).contacts_like(" Acme & Co ")

    assert found.name == "Acme & Co"
    assert dict(script.requests[0].url.params) == {
        "searchTerm": "Acme & Co",
        "includeArchived": "true",
        "page": "1",
        "pageSize": "1000",
    }


def test_contacts_like_nothing_are_nobody() -> None:
    script = Script(answer(200, {"Contacts": [{"ContactID": "c-1"}]}))

    assert ledger(script).contacts_like("  ") == ()
    assert script.requests == []
