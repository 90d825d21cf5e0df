"""What is told of an invoice while it is read is not lost, nor is one that is listed and never shown."""

from collections.abc import Callable
from pathlib import Path

import httpx
import pytest

from adapters.sandbox.transport import SandboxTransport
from domain.invoice import InvoiceId
from domain.units import ReadInvoice, Unit
from tests.support.billing_house import BillingHouse, billing_house

SOON = 61.0
Between = Callable[[httpx.Request, httpx.Response], httpx.Response]


def put_between(monkeypatch: pytest.MonkeyPatch, between: Between) -> None:
    """Have every answer of the sandbox handed on by somebody in between."""
    answered = SandboxTransport.handle_request

    def handle(self: SandboxTransport, request: httpx.Request) -> httpx.Response:
        return between(request, answered(self, request))

    monkeypatch.setattr(SandboxTransport, "handle_request", handle)


def want_read(here: BillingHouse, invoice_id: InvoiceId) -> None:
    """As a delivery does."""
    with here.house.container.storage().store.writing(here.connection.id) as books:
        books.invoices.want_read([invoice_id], here.house.clock.now())


@pytest.mark.parametrize("known", [True, False])
def test_what_is_told_of_an_invoice_while_it_is_read_has_it_read_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, known: bool
) -> None:
    with billing_house(tmp_path) as here:
        issued = here.issue("Website")
        if known:
            here.run_for(SOON)
        told: list[str] = []

        def tell(request: httpx.Request, response: httpx.Response) -> httpx.Response:
            if request.method == "GET" and f"/invoices/{issued}" in request.url.path and not told:
                told.append(issued)
                here.house.clock.advance(0.1)
                want_read(here, issued)
            return response

        put_between(monkeypatch, tell)
        want_read(here, issued)
        reads: list[Unit] = []

        here.house.container.clerk().visit(
            here.connection.id,
            after_unit=lambda unit: reads.append(unit) if isinstance(unit, ReadInvoice) else None,
        )

        assert told == [issued]
        assert reads == [ReadInvoice(invoice_id=issued)] * 2
