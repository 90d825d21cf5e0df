"""The portal's exam on payments that are recorded there: they add up, and what is lost is seen by looking."""

from collections.abc import Iterator
from datetime import timedelta
from decimal import Decimal

import pytest

from adapters.sandbox import hubflo
from adapters.sandbox.faults import FaultKind
from adapters.sandbox.hubflo import Switches
from domain.errors import NotFound, OutcomeUnknown
from domain.invoice import InvoiceId, InvoiceStatus, PortalInvoice
from tests.contracts.hubflo_sandbox import LINES, Sandbox, sandbox_with

SWITCHES = {
    "likeliest": Switches(),
    "numbers as strings": Switches(numbers="string"),
    "net total without tax": Switches(net_total="without tax"),
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


def pay(sandbox: Sandbox, bill: InvoiceId, amount: str) -> PortalInvoice:
    """Record so much, an hour ago."""
    portal, ago = sandbox.portal, sandbox.clock.now() - timedelta(hours=1)
    return portal.send_payment(portal.payment_envelope(bill, Decimal(amount), ago))


def test_what_is_recorded_is_told_and_changes_nothing_else(sandbox: Sandbox) -> None:
    bill = sandbox.bills(*LINES)
    before = sandbox.kept(bill)

    found = pay(sandbox, bill, "10.50")

    assert found == sandbox.portal.invoice_head(bill)
    assert (found.paid_amount, found.payment_method) == (Decimal("10.50"), "other")
    assert found.paid_at == sandbox.clock.now() - timedelta(hours=1)
    paid = {"status", "paid_amount", "paid_at", "payment_method_used"}
    after = sandbox.kept(bill)
    assert {name for name in before if before[name] != after[name]} <= paid


def test_what_is_recorded_adds_up(sandbox: Sandbox) -> None:
    """The same notice twice is twice the money: so it is never repeated blindly."""
    bill = sandbox.bills(*LINES)
    sandbox.on_screen(hubflo.pay_invoice, bill, amount="5.00", method="check")

    told = [pay(sandbox, bill, "10.50").paid_amount for _ in range(2)]

    assert told == [Decimal("15.50"), Decimal("26.00")]
    assert sandbox.portal.invoice_head(bill).status is InvoiceStatus.PAID


def test_what_is_not_there_is_not_found(sandbox: Sandbox) -> None:
    with pytest.raises(NotFound):
        pay(sandbox, InvoiceId("00000000-0000-4000-8000-000000000000"), "1.00")


LOST = [FaultKind.LOST_BEFORE, FaultKind.LOST_AFTER, FaultKind.LATE, FaultKind.ERROR, FaultKind.CUT]


@pytest.mark.parametrize("kind", LOST)
def test_a_notice_whose_answer_is_lost_is_unknown_not_repeated_and_seen_by_looking(
    likeliest: Sandbox, kind: FaultKind
) -> None:
    bill = likeliest.bills(*LINES)
    likeliest.portal.organization()
    likeliest.strikes(kind, method="POST", seconds=30.0 if kind is FaultKind.LATE else 0.0)

    with pytest.raises(OutcomeUnknown):
        pay(likeliest, bill, "10.50")

    likeliest.clock.advance(60)
    likeliest.world.tick()
    carried_out = kind in (FaultKind.LOST_AFTER, FaultKind.LATE, FaultKind.CUT)
    assert likeliest.portal.invoice_head(bill).paid_amount == Decimal("10.50" if carried_out else 0)
    assert likeliest.writes().count("POST") == (1 if carried_out else 0)
