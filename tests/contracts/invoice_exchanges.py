"""What goes over the line between our portal and the sandbox when invoices and webhooks are its business."""

from decimal import Decimal

from adapters.hubflo.opening import HubfloPortals
from adapters.sandbox import hubflo
from adapters.sandbox.hubflo import HubfloState
from adapters.sandbox.transport import HUBFLO, SandboxTransport
from adapters.sandbox.world import World
from domain.budget import Purpose
from domain.errors import NotFound, Rejected
from domain.invoice import InvoiceId
from domain.ports.hooks import HookEvent
from domain.ports.portal import InvoiceList
from tests.contracts.exchanges import Exchange, Witness
from tests.contracts.hubflo_sandbox import LINES, Sandbox
from tests.support.budgets import MemoryBudgets
from tests.support.clock import ManualClock
from tests.unit.hubflo_adapter.scene import Lease, OneKey


def portal_of_invoices() -> list[Exchange]:
    """Hooks made and heard, invoices of every kind read, linked, paid, hooks removed, and what is refused."""
    clock, state = ManualClock(), HubfloState()
    organization = hubflo.add_organization(state, name="Client Portal Ltd", now=clock.now())
    world = World(now=clock.now, hubflo_state=state)
    witness = Witness(SandboxTransport(world, sleep=clock.pause))
    portals = HubfloPortals(
        clock=clock,
        budgets=MemoryBudgets(),
        connections=OneKey(organization.api_key),
        address=f"{HUBFLO}/api/v2",
        transport=witness,
    )
    _talk(Sandbox(world, organization, portals, clock, Lease()))
    portals.close()
    return witness.exchanges


def _talk(sandbox: Sandbox) -> None:
    portal = sandbox.portal
    hooks = [
        portal.send_hook(portal.hook_envelope(event, f"https://us.example/{event}")) for event in HookEvent
    ]
    recipient = sandbox.types_in(first_name="Ada", last_name="Byron", email="ada@engines.example")
    bill = sandbox.bills(*LINES, recipient_id=recipient, purchase_order_reference="PO-7")
    sandbox.bills(*LINES, issue=False)
    for act in (hubflo.pay_invoice, hubflo.pay_invoice_by_stripe, hubflo.cancel_invoice):
        sandbox.on_screen(act, sandbox.bills(*LINES, description="One of many"))
    sandbox.on_screen(hubflo.credit_invoice, bill)
    sandbox.posts()
    for of in InvoiceList:
        for found in portal.invoices_page(1, of=of, purpose=Purpose.BACKGROUND).invoices:
            portal.invoice(found.id)
    portal.invoice_head(bill)
    portal.send_link(portal.link_envelope(bill, "5f0c1d2e-0000-4000-8000-000000000001"))
    portal.send_link(portal.link_envelope(bill, ""))
    portal.send_payment(portal.payment_envelope(bill, Decimal("20.50"), sandbox.clock.now()))
    _be_refused(sandbox)
    for hook in hooks:
        portal.deliveries_page(hook.remote_id, 1, purpose=Purpose.BACKGROUND)
        portal.remove_hook(hook.remote_id)
        portal.remove_hook(hook.remote_id)


def _be_refused(sandbox: Sandbox) -> None:
    """An invoice that is not there, and an address that is none."""
    portal = sandbox.portal
    try:
        portal.invoice(InvoiceId("00000000-0000-4000-8000-000000000000"))
        raise AssertionError("the sandbox has every invoice")
    except NotFound:
        pass
    try:
        portal.send_hook(portal.hook_envelope(HookEvent.ISSUED, "nowhere"))
        raise AssertionError("the sandbox takes any address")
    except Rejected:
        pass
