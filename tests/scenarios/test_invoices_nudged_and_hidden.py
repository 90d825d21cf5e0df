"""What is told of an invoice while it is read is not lost, nor is one that is listed and never shown."""

from collections.abc import Callable, Sequence
from pathlib import Path

import httpx
import pytest

from adapters.sandbox.http import Response
from adapters.sandbox.hubflo.table import Table
from adapters.sandbox.transport import SandboxTransport
from domain.event import Event
from domain.invoice import InvoiceId
from domain.life import Stage
from domain.units import ReadInvoice, Unit
from tests.scenarios.grudge import Grudge
from tests.support.billing_house import ACTOR, BillingHouse, billing_house

SOON = 61.0
A_WHILE = 900.0
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


def story(here: BillingHouse, invoice_id: InvoiceId) -> Sequence[Event]:
    """What happened to it."""
    with here.house.container.storage().store.reading(here.connection.id) as books:
        return books.events.of(f"invoice:{invoice_id}")


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


HIDDEN = {
    "not there": Response(status=404, headers={}, body=b"{}"),
    "an error": Response(status=500, headers={}, body=b"An unhandled error occurred."),
    "refused": Response(status=422, headers={}, body=b'{"error": "no"}'),
    "no answer": Response(status=200, headers={}, body=b"<html>"),
}


def hide(here: BillingHouse, patch: pytest.MonkeyPatch, invoice_id: InvoiceId, answer: Response) -> Grudge:
    """The portal lists it, and answers so when it is asked for it by its id."""
    return Grudge.borne(
        here.house.world, patch, side="hubflo", word=f"/invoices/{invoice_id}", refusal=answer
    )


@pytest.mark.parametrize("answer", HIDDEN.values(), ids=HIDDEN)
def test_what_is_listed_and_never_shown_asks_a_person_and_goes_once_it_is_shown(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, answer: Response
) -> None:
    with billing_house(tmp_path) as here:
        hidden = here.issue("Hidden")
        grudge = hide(here, monkeypatch, hidden, answer)
        other = here.issue("Other", price="50.00")

        here.run_for(4 * A_WHILE)

        cause = here.cause(hidden)
        assert cause is not None
        assert (cause.code, cause.facts["invoice"]) == ("invoice-not-shown", "Hidden")
        assert here.record(other).stage is Stage.LINKED
        here.house.container.adjusting().change(here.connection, "cent-rounding", "allow", actor=ACTOR)
        here.run_for(4 * A_WHILE)
        assert [event.code for event in story(here, hidden)].count("held") == 1
        cause = here.cause(hidden)
        assert cause is not None
        assert cause.code == "invoice-not-shown"

        grudge.word = ""
        here.run_for(A_WHILE)

        assert here.record(hidden).stage is Stage.LINKED
        assert len(here.documents()) == 2


def test_what_is_in_no_list_any_more_either_asks_nobody(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with billing_house(tmp_path) as here:
        hidden = here.issue("Hidden")
        hide(here, monkeypatch, hidden, HIDDEN["not there"])
        here.run_for(A_WHILE)
        assert here.cause(hidden) is not None

        here.house.world.hubflo.organizations[here.firm.organization_id].invoices = Table(
            "recipient_id", "status"
        )
        here.run_for(A_WHILE)

        assert here.cause(hidden) is None
        assert here.record(hidden).stage is Stage.SEEN


def test_what_is_linked_and_not_shown_any_more_is_told_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with billing_house(tmp_path) as here:
        issued = here.issue("Website")
        here.run_for(A_WHILE)
        hide(here, monkeypatch, issued, HIDDEN["not there"])
        want_read(here, issued)

        here.run_for(A_WHILE)

        assert here.record(issued).stage is Stage.LINKED
        assert [event.code for event in story(here, issued)].count("invoice-not-there") == 1


def test_what_is_linked_and_answered_by_an_error_stays_linked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with billing_house(tmp_path) as here:
        issued = here.issue("Website")
        here.run_for(A_WHILE)
        hide(here, monkeypatch, issued, HIDDEN["refused"])
        want_read(here, issued)

        here.run_for(8 * A_WHILE)

        assert here.record(issued).stage is Stage.LINKED
