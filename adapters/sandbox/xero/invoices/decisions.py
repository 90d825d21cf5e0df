"""What the accountant decides on invoices in Xero's screens: approve, reject, delete, void, match a payment.

A person passes lock dates and permissions here; what the screens cannot do at all is refused.
"""

from datetime import date, datetime
from decimal import Decimal

from adapters.sandbox.xero.invoices import lines as line_rules
from adapters.sandbox.xero.invoices import statuses, values
from adapters.sandbox.xero.invoices.arithmetic import half_up
from adapters.sandbox.xero.invoices.defaults import today
from adapters.sandbox.xero.invoices.kinds import INVOICES
from adapters.sandbox.xero.invoices.opening import open_invoice
from adapters.sandbox.xero.invoices.record import Invoice, Payment
from adapters.sandbox.xero.invoices.saving import Desk
from adapters.sandbox.xero.state import XeroState


def approve_invoice(state: XeroState, tenant_id: str, invoice_id: str, now: datetime) -> None:
    """Approve; the screen asks for what is missing first."""
    approve(*open_invoice(state, tenant_id, invoice_id, now))


def reject_invoice(
    state: XeroState, tenant_id: str, invoice_id: str, now: datetime, *, to: str = "DRAFT"
) -> None:
    """Send one that awaits approval back to draft, or delete it."""
    desk, invoice = open_invoice(state, tenant_id, invoice_id, now)
    if invoice.status != "SUBMITTED" or to not in ("DRAFT", "DELETED"):
        raise ValueError(f"a {invoice.status} invoice is not rejected to {to}")
    desk.change(invoice, {"Status": to})


def delete_invoice(state: XeroState, tenant_id: str, invoice_id: str, now: datetime) -> None:
    """Delete what is not approved."""
    end(*open_invoice(state, tenant_id, invoice_id, now), "DELETED")


def void_invoice(state: XeroState, tenant_id: str, invoice_id: str, now: datetime) -> None:
    """Void what is approved and has no payment."""
    end(*open_invoice(state, tenant_id, invoice_id, now), "VOIDED")


def pay_invoice(
    state: XeroState,
    tenant_id: str,
    invoice_id: str,
    now: datetime,
    *,
    amount: Decimal | str | float | None = None,
    on: date | str | None = None,
) -> str:
    """Match money from the bank: all that is due unless less is said. Gives the id of the payment."""
    desk, invoice = open_invoice(state, tenant_id, invoice_id, now)
    if invoice.status != "AUTHORISED":
        raise ValueError(f"a {invoice.status} invoice takes no payment")
    due = invoice.amount_due
    paid = due if amount is None else half_up(Decimal(str(amount)))
    if not 0 < paid <= due:
        raise ValueError(f"{paid} is not between 0 and the {due} that are due")
    day = today(desk.organisation, now) if on is None else values.day("Date", on)
    payment = Payment(payment_id=state.seeds.guid("payment"), on=day, amount=paid)
    settled = {"Status": "PAID", "FullyPaidOnDate": day} if paid == due else {}
    desk.change(invoice, settled, payments=(*invoice.payments, payment))
    return payment.payment_id


def remove_payment(
    state: XeroState, tenant_id: str, invoice_id: str, now: datetime, *, payment_id: str | None = None
) -> str:
    """Take a payment back, the last one unless it is named: what it paid is due again. Gives its id."""
    desk, invoice = open_invoice(state, tenant_id, invoice_id, now)
    wanted = [one for one in invoice.payments if payment_id in (None, one.payment_id)]
    if not wanted:
        raise ValueError(f"no payment {payment_id or 'on the invoice'}")
    left = tuple(one for one in invoice.payments if one is not wanted[-1])
    desk.change(invoice, {"Status": "AUTHORISED", "FullyPaidOnDate": None}, payments=left)
    return wanted[-1].payment_id


def approve(desk: Desk, invoice: Invoice) -> None:
    """Approve an invoice or credit note; only an invoice is ever due."""
    if invoice.status not in ("DRAFT", "SUBMITTED"):
        raise ValueError(f"a {invoice.status} {invoice.kind.noun} is not approved")
    lacking = line_rules.lacking(invoice.lines)
    if invoice.kind is INVOICES and not invoice.fields.get("DueDate"):
        lacking.append("The document DueDate field must be specified.")
    if lacking:
        raise ValueError("; ".join(lacking))
    desk.change(invoice, {"Status": "AUTHORISED"})


def end(desk: Desk, invoice: Invoice, status: str) -> None:
    """Delete or void an invoice or credit note."""
    wrong = statuses.change_error(invoice, status)
    if wrong:
        raise ValueError(wrong)
    desk.change(invoice, {"Status": status})
