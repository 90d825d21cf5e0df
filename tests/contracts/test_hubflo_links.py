"""The portal's exam on the one field that we write into invoices, and on what goes wrong with invoices."""

from collections.abc import Iterator
from typing import Any

import pytest

from adapters.sandbox import hubflo
from adapters.sandbox.faults import FaultKind
from adapters.sandbox.hubflo import Switches
from domain.errors import NotFound, OutcomeUnknown
from domain.invoice import InvoiceId
from tests.contracts.hubflo_sandbox import LINES, TRAVEL, Sandbox, sandbox_with

SWITCHES = {
    "likeliest": Switches(),
    "numbers as strings": Switches(numbers="string"),
    "canceled with one l": Switches(cancelled_word="canceled"),
    "unknown links ignored": Switches(unknown_link="ignored"),
}


@pytest.fixture(params=SWITCHES)
def sandbox(request: pytest.FixtureRequest) -> Iterator[Sandbox]:
    """The sandbox with each switch turned."""
    made = sandbox_with(SWITCHES[request.param])
    yield made
    made.portals.close()


@pytest.fixture
def likeliest() -> Iterator[Sandbox]:
    """The sandbox with every switch where it most likely is."""
    made = sandbox_with(Switches())
    yield made
    made.portals.close()


@pytest.mark.parametrize("act", [None, hubflo.pay_invoice, hubflo.cancel_invoice])
def test_a_link_is_written_into_any_invoice_and_changes_nothing_else(sandbox: Sandbox, act: Any) -> None:
    bill = sandbox.bills(*LINES)
    if act is not None:
        sandbox.on_screen(act, bill)
    portal, before = sandbox.portal, sandbox.kept(bill)

    linked = portal.send_link(portal.link_envelope(bill, "5f0c1d2e-0000-4000-8000-000000000001"))

    assert linked == portal.invoice_head(bill)
    assert linked.accounting_id == "5f0c1d2e-0000-4000-8000-000000000001"
    assert sandbox.kept(bill) == {**before, "accounting_id": linked.accounting_id}

    assert portal.send_link(portal.link_envelope(bill, "")).accounting_id == ""
    assert sandbox.kept(bill) == {**before, "accounting_id": ""}


def test_what_is_not_there_is_not_found(sandbox: Sandbox) -> None:
    nothing = InvoiceId("00000000-0000-4000-8000-000000000000")
    portal = sandbox.portal

    for act in (portal.invoice, portal.invoice_head):
        with pytest.raises(NotFound):
            act(nothing)
    with pytest.raises(NotFound):
        portal.send_link(portal.link_envelope(nothing, "x"))


LOST = [FaultKind.LOST_BEFORE, FaultKind.LOST_AFTER, FaultKind.LATE, FaultKind.ERROR, FaultKind.CUT]


@pytest.mark.parametrize("kind", LOST)
def test_a_link_whose_answer_is_lost_is_unknown_not_repeated_and_found_by_looking(
    likeliest: Sandbox, kind: FaultKind
) -> None:
    bill = likeliest.bills(*LINES)
    portal = likeliest.portal
    portal.organization()
    likeliest.strikes(kind, method="PATCH", seconds=30.0 if kind is FaultKind.LATE else 0.0)

    with pytest.raises(OutcomeUnknown):
        portal.send_link(portal.link_envelope(bill, "XERO-1"))

    likeliest.clock.advance(60)
    likeliest.world.tick()
    carried_out = kind in (FaultKind.LOST_AFTER, FaultKind.LATE, FaultKind.CUT)
    assert portal.invoice_head(bill).accounting_id == ("XERO-1" if carried_out else "")
    assert likeliest.writes().count("PATCH") == (1 if carried_out else 0)


@pytest.mark.parametrize("kind", LOST)
def test_reading_an_invoice_gets_over_failures_among_its_pages(likeliest: Sandbox, kind: FaultKind) -> None:
    bill = likeliest.bills(*({**TRAVEL, "title": f"Line {number}"} for number in range(150)))
    likeliest.strikes(
        kind, method="GET", path="line-items", count=2, seconds=1.0 if kind is FaultKind.LATE else 0.0
    )

    assert len(likeliest.portal.invoice(bill).lines) == 150
