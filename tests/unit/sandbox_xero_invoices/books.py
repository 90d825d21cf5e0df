"""A small client of the sandbox's invoices, so that a test says only what it is about."""

from dataclasses import dataclass
from typing import Any

from adapters.sandbox import xero
from adapters.sandbox.http import Response
from tests.unit.sandbox_xero.firm import CALLBACK, START, Firm, Headers, read

SCOPES = (
    "openid offline_access accounting.contacts accounting.invoices "
    "accounting.payments accounting.settings.read"
)
ADDRESS = "https://listener.example/webhooks/xero"


@dataclass
class Books(Firm):
    """A connected firm with one customer to be."""

    contact_id: str = ""

    def draft(self, **fields: Any) -> dict[str, Any]:
        """An element with everything that approval needs; None leaves a field out."""
        whole: dict[str, Any] = {
            "Type": "ACCREC",
            "Contact": {"ContactID": self.contact_id},
            "Date": "2026-11-18",
            "DueDate": "2026-12-18",
            "Status": "SUBMITTED",
            "LineItems": [line()],
        }
        return {name: value for name, value in (whole | fields).items() if value is not None}

    def invoices(self, method: str, *elements: dict[str, Any], **query: str) -> Response:
        return self.send(method, "/api.xro/2.0/Invoices", {"Invoices": list(elements)}, **query)

    def create(self, **fields: Any) -> dict[str, Any]:
        """`PUT` one, which must work, and give it as it is answered."""
        answer = self.invoices("PUT", self.draft(**fields))
        assert answer.status == 200, answer.body.decode()
        row: dict[str, Any] = read(answer)["Invoices"][0]
        return row

    def refusal(self, **fields: Any) -> list[str]:
        """`PUT` one, which must not work, and give the sentences."""
        return self.against("PUT", self.draft(**fields))

    def against(self, method: str, *elements: dict[str, Any]) -> list[str]:
        """The sentences of a request that must not work."""
        answer = self.invoices(method, *elements)
        assert answer.status == 400, answer.body.decode()
        return [error["Message"] for one in read(answer)["Elements"] for error in one["ValidationErrors"]]

    def update(self, invoice_id: str, **fields: Any) -> Response:
        """`POST` to the invoice's own address."""
        return self.send("POST", f"/api.xro/2.0/Invoices/{invoice_id}", fields)

    def invoice(self, key: str, **query: str) -> dict[str, Any]:
        row: dict[str, Any] = read(self.get(f"Invoices/{key}", **query))["Invoices"][0]
        return row

    def rows(self, headers: Headers | None = None, /, **query: str) -> list[dict[str, Any]]:
        answer = self.get("Invoices", headers, **query)
        assert answer.status == 200, answer.body.decode()
        rows: list[dict[str, Any]] = read(answer)["Invoices"]
        return rows

    def numbers(self, headers: Headers | None = None, /, **query: str) -> list[str]:
        return [row["InvoiceNumber"] for row in self.rows(headers, **query)]

    def by_hand(self, **fields: Any) -> str:
        """One that a person typed."""
        known = {"contact_id": self.contact_id, "lines": [line()]} | fields
        return xero.add_invoice(self.state, self.tenant_id, self.now, **known)

    def act(self, name: str, invoice_id: str, **arguments: Any) -> Any:
        """What a person does to an invoice."""
        return getattr(xero, name)(self.state, self.tenant_id, invoice_id, self.now, **arguments)


def books(country: Any = "GB", **switches: Any) -> Books:
    """An organisation without lock dates and with calls to spare."""
    state = xero.XeroState(
        switches=xero.Switches(**{"minute_limit": 100_000, "daily_limit": 100_000} | switches)
    )
    tenant_id = xero.add_organisation(
        state, name="Acme Ltd", country=country, now=START, PeriodLockDate=None, EndOfYearLockDate=None
    )
    app = xero.register_app(state, redirect_uris=[CALLBACK])
    made = Books(state, app, tenant_id)
    made.connect(scope=SCOPES)
    made.contact_id = made.add(Name="Client Ltd", EmailAddress="c@client.example")
    return made


def line(**fields: Any) -> dict[str, Any]:
    """A line of 100.00; None leaves a field out."""
    whole = {"Description": "Work", "Quantity": "1", "UnitAmount": "100.00", "AccountCode": "200"} | fields
    return {name: value for name, value in whole.items() if value is not None}
