"""What both sandboxes answer and both adapters ask, held against the published contracts.

The contracts are not part of the project: where they do not lie beside the checkout, this is skipped.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl

import httpx
import pytest

from tests.contracts.errata import ERRATA, left
from tests.contracts.examples import Shape, differences, shape_of
from tests.contracts.exchanges import API, Exchange, whole_import
from tests.contracts.invoice_exchanges import portal_of_invoices
from tests.contracts.payment_exchanges import paying
from tests.contracts.published import Description, Operation, from_text, parameters_of, read
from tests.contracts.xero_exchanges import invoicing

CONTRACTS = Path(__file__).parents[3] / "shared/contracts"
ACCOUNTING = CONTRACTS / "xero_accounting.yaml"
IDENTITY = CONTRACTS / "xero-identity.yaml"
HUBFLO = CONTRACTS / "hubflo-openapi.yml"

TOKEN = "/connect/token"
NAMED_HEADERS = ("If-Modified-Since", "Idempotency-Key", "Xero-Tenant-Id")


@pytest.fixture(scope="module", autouse=True)
def _published() -> None:
    """They are there, or there is nothing to compare with."""
    if not CONTRACTS.is_dir():
        pytest.skip("the published contracts do not lie beside the checkout")


@pytest.fixture(scope="module")
def exchanges(tmp_path_factory: pytest.TempPathFactory) -> list[Exchange]:
    """A whole import, and all that is asked about invoices and payments, as it went over the line."""
    house = tmp_path_factory.mktemp("house")
    return [*whole_import(house), *portal_of_invoices(), *invoicing(), *paying()]


def operation_of(exchange: Exchange) -> tuple[Description, Operation]:
    """The published operation that a request is one of."""
    path = exchange.request.url.path
    if exchange.side == "hubflo":
        description = read(HUBFLO)
    else:
        description = read(ACCOUNTING if path.startswith(API) else IDENTITY)
        path = path.removeprefix(API)
    found = description.operation(exchange.request.method, path)
    assert found is not None, f"no published operation is {exchange.request.method} {path}"
    return description, found


def in_request(exchange: Exchange) -> Iterator[str]:
    """How a request differs from what is published."""
    if exchange.request.url.path == TOKEN:
        form = dict(parse_qsl(exchange.request.content.decode()))
        if form["grant_type"] == "refresh_token":
            identity = read(IDENTITY)
            for finding in identity.findings(identity.schema("RefreshToken"), form, "form"):
                yield f"xero POST {TOKEN}: {finding}"
        return
    description, operation = operation_of(exchange)
    who = f"{exchange.side} {operation.name}"
    for finding in parameters_of(description, operation, exchange.request, NAMED_HEADERS):
        yield f"{who}: {finding}"
    if exchange.request.content:
        body = operation.description.get("requestBody")
        if body is None:
            yield f"{who}: body: not described"
        else:
            schema = description.resolved(body)["content"]["application/json"]["schema"]
            for finding in description.findings(schema, exchange.sent(), "body"):
                yield f"{who}: {finding}"


def in_answer_of_xero(exchange: Exchange) -> Iterator[str]:
    """How an answer of Xero's stand-in differs from what is published."""
    status = exchange.answer.status_code
    if exchange.request.url.path == TOKEN:
        identity = read(IDENTITY)
        for finding in identity.findings(identity.schema("AccessToken"), exchange.told(), "answer"):
            yield f"xero POST {TOKEN} {status}: {finding}"
        return
    description, operation = operation_of(exchange)
    answer = operation.answer(status)
    if answer is None:
        yield f"xero {operation.name}: no answer {status}"
    elif "content" in (answer := description.resolved(answer)):
        schema = answer["content"]["application/json"]["schema"]
        for finding in description.findings(schema, exchange.told(), "answer"):
            yield f"xero {operation.name} {status}: {finding}"
    elif exchange.answer.content:
        yield f"xero {operation.name} {status}: a body that is not described"


def in_answer_of_hubflo(exchange: Exchange) -> Iterator[str]:
    """How an answer of Hubflo's stand-in differs: by schema where there is one, else by the examples."""
    description, operation = operation_of(exchange)
    status = exchange.answer.status_code
    answer = operation.answer(status)
    if answer is None:
        yield f"hubflo {operation.name}: no answer {status}"
        return
    who = f"hubflo {operation.name} {status}"
    media = answer["content"]["application/json"]
    if not exchange.answer.content:
        if any(example["value"] for example in media.get("examples", {}).values()):
            yield f"{who}: no body"
    elif "schema" in media:
        for finding in description.findings(media["schema"], exchange.told(), "answer"):
            yield f"{who}: {finding}"
    else:
        shape = records_shape(description, operation)
        for record in records(exchange.told()):
            for finding in differences(record, shape):
                yield f"{who}: {finding}"
    for finding in in_headers(description, answer.get("headers", {}), exchange.answer.headers):
        yield f"{who}: {finding}"


def in_headers(description: Description, described: dict[str, Any], headers: httpx.Headers) -> Iterator[str]:
    """A header that may be null may also be absent: how null is sent is not published."""
    for name, header in described.items():
        schema = header["schema"]
        text = headers.get(name)
        if text is not None:
            yield from description.findings(schema, from_text(schema, text), f"header {name}")
        elif not schema.get("nullable"):
            yield f"header {name}: missing"


def records(document: Any) -> list[Any]:
    """A list's entries, or the one document."""
    return document if isinstance(document, list) else [document]


def records_shape(description: Description, operation: Operation) -> Shape:
    """What all examples of that kind of record show together, whichever call they stand under."""
    path = operation.name.partition(" ")[2].removesuffix("/{id}")
    shown = []
    for one in (path, f"{path}/{{id}}"):
        for each in description.operations(one):
            for status, answer in each.description["responses"].items():
                if status.startswith("2") and "content" in answer:
                    examples = answer["content"]["application/json"].get("examples", {})
                    shown += [example["value"] for example in examples.values()]
    assert shown, f"no example of {path}"
    return shape_of(record for document in shown for record in records(document))


def every_finding(exchanges: list[Exchange]) -> Iterator[str]:
    """All of them, explained or not."""
    for exchange in exchanges:
        if exchange.ours:
            yield from in_request(exchange)
        yield from in_answer_of_xero(exchange) if exchange.side == "xero" else in_answer_of_hubflo(exchange)


def test_the_requests_of_our_adapters_are_as_published(exchanges: list[Exchange]) -> None:
    ours = [exchange for exchange in exchanges if exchange.ours]

    assert left(finding for exchange in ours for finding in in_request(exchange)) == []


def test_the_answers_of_the_sandbox_s_xero_are_as_published(exchanges: list[Exchange]) -> None:
    answers = [exchange for exchange in exchanges if exchange.side == "xero"]

    assert left(finding for exchange in answers for finding in in_answer_of_xero(exchange)) == []


def test_the_answers_of_the_sandbox_s_hubflo_are_as_published(exchanges: list[Exchange]) -> None:
    answers = [exchange for exchange in exchanges if exchange.side == "hubflo"]

    assert left(finding for exchange in answers for finding in in_answer_of_hubflo(exchange)) == []


def test_every_erratum_is_still_needed(exchanges: list[Exchange]) -> None:
    findings = set(every_finding(exchanges))

    unused = [pattern for pattern in ERRATA if not any(re.fullmatch(pattern, one) for one in findings)]
    assert unused == []


def test_everything_that_we_ever_ask_was_asked(exchanges: list[Exchange]) -> None:
    ours = [exchange for exchange in exchanges if exchange.ours and exchange.request.url.path != TOKEN]

    assert {f"{exchange.side} {operation_of(exchange)[1].name}" for exchange in ours} == {
        "xero GET /Connections",
        "xero DELETE /Connections/{id}",
        "xero GET /Organisation",
        "xero GET /Organisation/Actions",
        "xero GET /Accounts",
        "xero GET /TaxRates",
        "xero GET /Currencies",
        "xero GET /Contacts",
        "xero PUT /Contacts",
        "xero GET /CreditNotes/{CreditNoteID}",
        "xero GET /Invoices",
        "xero PUT /Invoices",
        "xero POST /Invoices",
        "xero GET /Payments",
        "xero PUT /Payments",
        "hubflo POST /api/v2/pings",
        "hubflo GET /api/v2/organizations",
        "hubflo GET /api/v2/contacts",
        "hubflo GET /api/v2/contacts/{id}",
        "hubflo POST /api/v2/contacts",
        "hubflo PATCH /api/v2/contacts/{id}",
        "hubflo GET /api/v2/companies",
        "hubflo POST /api/v2/companies",
        "hubflo GET /api/v2/invoices",
        "hubflo GET /api/v2/invoices/{id}",
        "hubflo PATCH /api/v2/invoices/{id}",
        "hubflo GET /api/v2/invoices/{invoice_id}/line-items",
        "hubflo POST /api/v2/invoices/{invoice_id}/payment-notice",
        "hubflo POST /api/v2/webhooks",
        "hubflo DELETE /api/v2/webhooks/{id}",
        "hubflo GET /api/v2/webhooks/{webhook_target_id}/webhook_deliveries",
    }


def _planted(method: str, path: str, told: str, sent: bytes = b"", status: int = 200) -> Exchange:
    request = httpx.Request(method, f"http://xero.sandbox{API}{path}", content=sent)
    return Exchange(request, httpx.Response(status, text=told), ours=True)


@pytest.mark.parametrize(
    ("told", "finding"),
    [
        ('{"Contacts": [{"ContactID": "7"}]}', "answer.Contacts[].ContactID: not of format uuid"),
        ('{"Contacts": [{"IsCustomer": "yes"}]}', "answer.Contacts[].IsCustomer: not of type boolean"),
        ('{"Contacts": [{"Nickname": ""}]}', "answer.Contacts[].Nickname: not described"),
        ('{"Contacts": {}}', "answer.Contacts: not of type array"),
    ],
)
def test_an_answer_that_is_not_as_published_is_found(told: str, finding: str) -> None:
    assert left(in_answer_of_xero(_planted("GET", "/Contacts", told))) == [
        f"xero GET /Contacts 200: {finding}"
    ]


def test_a_request_that_is_not_as_published_is_found() -> None:
    asked = _planted("GET", "/Contacts?page=one&modifiedSince=x", "{}")

    assert left(in_request(asked)) == [
        "xero GET /Contacts: header xero-tenant-id: missing",
        "xero GET /Contacts: query modifiedSince: not described",
        "xero GET /Contacts: query page: not of type integer",
    ]


def test_a_record_that_is_not_as_shown_is_found() -> None:
    shape = shape_of([{"id": "a", "total": 7, "note": None, "tags": []}])

    assert list(differences({"id": "c", "total": "9.5", "note": "free", "tags": ["x"]}, shape)) == []
    assert list(differences({"id": None, "total": "much", "more": 1, "tags": {}}, shape)) == [
        ".more: not shown",
        ".note: missing",
        ".id: null, shown as text",
        ".tags: object, shown as list",
        ".total: text, shown as number",
    ]
