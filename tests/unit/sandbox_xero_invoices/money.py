"""A small client of the sandbox's payments, so that a test says only what it is about."""

from typing import Any

from adapters.sandbox.http import Response
from tests.unit.sandbox_xero.firm import Headers, read
from tests.unit.sandbox_xero_invoices.books import Books

PATH = "/api.xro/2.0/Payments"
BANK, CLEARING, SALES = "090", "615", "200"


def approved(made: Books, **fields: Any) -> str:
    """The id of an approved invoice of 120.00."""
    invoice_id: str = made.create(Status="AUTHORISED", **fields)["InvoiceID"]
    return invoice_id


def element(invoice_id: str, **fields: Any) -> dict[str, Any]:
    """A payment of 120.00 into the bank; None leaves a field out."""
    whole: dict[str, Any] = {
        "Invoice": {"InvoiceID": invoice_id},
        "Account": {"Code": BANK},
        "Date": "2026-11-19",
        "Amount": "120.00",
    }
    return {name: value for name, value in (whole | fields).items() if value is not None}


def payments(made: Books, method: str, *elements: dict[str, Any], **query: str) -> Response:
    """One request for many."""
    return made.send(method, PATH, {"Payments": list(elements)}, **query)


def paid(made: Books, invoice_id: str, **fields: Any) -> dict[str, Any]:
    """`PUT` one, which must work, and give it as it is answered."""
    return rows(payments(made, "PUT", element(invoice_id, **fields)))[0]


def reverse(made: Books, payment_id: str, **fields: Any) -> Response:
    """`POST` to the payment's own address."""
    return made.send("POST", f"{PATH}/{payment_id}", {"Status": "DELETED"} | fields)


def listed(made: Books, headers: Headers | None = None, /, **query: str) -> list[dict[str, Any]]:
    """The rows of a list."""
    return rows(made.get("Payments", headers, **query))


def one(made: Books, payment_id: str) -> dict[str, Any]:
    """A single read."""
    return rows(made.get(f"Payments/{payment_id}"))[0]


def rows(answer: Response) -> list[dict[str, Any]]:
    """The payments of an answer that must be good."""
    assert answer.status == 200, answer.body.decode()
    found: list[dict[str, Any]] = read(answer)["Payments"]
    return found


def against(answer: Response) -> list[str]:
    """The sentences of a request that must not have worked."""
    assert answer.status == 400, answer.body.decode()
    return [error["Message"] for row in read(answer)["Elements"] for error in row["ValidationErrors"]]
