"""Asking Xero for the payments of invoices that were deleted there."""

import httpx
import pytest

from adapters.xero.query import LONGEST_QUERY
from domain.budget import Purpose
from domain.errors import Unavailable
from domain.ledger_document import DocumentId
from domain.ports.sending import AlwaysPermitted
from tests.unit.xero_adapter.around import BUDGET, Around, Script, answer, connection
from tests.unit.xero_adapter.drafts import NOBODY, document_id, ledger
from tests.unit.xero_adapter.payment_drafts import paid, payment_id


def page(*rows: object, **pagination: int) -> httpx.Response:
    """A page of payments."""
    body: dict[str, object] = {"Payments": list(rows)}
    return answer(200, body | ({"pagination": pagination} if pagination else {}))


def deleted(script: Script, *numbers: int) -> dict[str, list[str]]:
    """The ids of deleted payments by the ids of the documents."""
    asked = [DocumentId(document_id(number)) for number in numbers]
    found = ledger(script).deleted_payments(asked, purpose=Purpose.VITAL)
    return {one: [payment.id for payment in payments] for one, payments in found.items()}


def test_only_deleted_ones_are_told_each_with_its_document() -> None:
    script = Script(
        page(paid(1, Status="DELETED"), paid(2), paid(3, Status="deleted", PaymentID=payment_id(3).upper()))
    )

    assert deleted(script, 1, 2, 3) == {document_id(1): [payment_id(1)], document_id(3): [payment_id(3)]}

    (request,) = script.requests
    assert (request.method, request.url.path) == ("GET", "/api.xro/2.0/Payments")
    asked = " OR ".join(f'Invoice.InvoiceID==guid("{document_id(number)}")' for number in (1, 2, 3))
    assert dict(request.url.params) == {
        "where": asked,
        "order": "PaymentID",
        "page": "1",
        "pageSize": "1000",
    }


def test_every_address_is_short_enough_and_every_page_is_read() -> None:
    script = Script(
        page(paid(1, Status="DELETED"), pageCount=2),
        page(paid(2, Status="DELETED"), pageCount=2),
        *(page() for _ in range(2)),
    )

    assert len(deleted(script, *range(1, 51))) == 2
    assert [request.url.params["page"] for request in script.requests] == ["1", "2", "1", "1"]
    assert all(len(request.url.query) < LONGEST_QUERY for request in script.requests)
    asked = {request.url.params["where"] for request in script.requests}
    assert sum(where.count("guid(") for where in asked) == 50


def test_what_can_be_no_id_of_xeros_is_asked_for_by_nobody() -> None:
    script = Script()

    assert ledger(script).deleted_payments([DocumentId("d-1")], purpose=Purpose.VITAL) == {}
    assert script.requests == []


def test_a_payment_without_an_id_is_nobodys() -> None:
    assert deleted(Script(page(paid(1, Status="DELETED", PaymentID=NOBODY))), 1) == {}


@pytest.mark.parametrize(
    "odd", [{"Invoices": []}, {"Payments": [{"Amount": "many", "Status": "DELETED"}]}, {"Payments": [7]}]
)
def test_what_cannot_be_read_proves_nothing(odd: object) -> None:
    with pytest.raises(Unavailable):
        deleted(Script(answer(200, odd)), 1)


def test_it_is_counted_for_what_it_is_asked_for() -> None:
    around = Around(Script(page()))

    around.open().ledgers.of(connection(), AlwaysPermitted()).deleted_payments(
        [DocumentId(document_id())], purpose=Purpose.WORK
    )

    assert around.budgets.taken == [(BUDGET, Purpose.WORK)]
