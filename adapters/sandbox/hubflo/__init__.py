"""Hubflo's stand-in: a deterministic function of (state, request, now), and what people do on its screens."""

from adapters.sandbox.hubflo.answering import answer
from adapters.sandbox.hubflo.dump import records, webhook_records
from adapters.sandbox.hubflo.invoices.acts import (
    add_invoice,
    cancel_invoice,
    change_recipient,
    correct_paid_amount,
    edit_invoice,
    issue_invoice,
    pay_invoice,
    pay_invoice_by_stripe,
    set_accounting_id,
    set_invoice_lines,
    set_invoice_status,
)
from adapters.sandbox.hubflo.invoices.arithmetic import Totals
from adapters.sandbox.hubflo.invoices.copies import (
    credit_invoice,
    duplicate_invoice,
    generate_recurring,
    import_invoice,
    reissue_invoice,
)
from adapters.sandbox.hubflo.invoices.record import sums_of
from adapters.sandbox.hubflo.logs import Change, RequestEntry
from adapters.sandbox.hubflo.replies import too_many_requests
from adapters.sandbox.hubflo.screens import (
    add_company,
    add_contact,
    add_member,
    add_organization,
    edit_company,
    edit_contact,
    rotate_api_key,
)
from adapters.sandbox.hubflo.state import HubfloState, Organization
from adapters.sandbox.hubflo.switches import Switches
from adapters.sandbox.hubflo.webhooks.acts import lose_webhook, redeliver_webhook
from adapters.sandbox.hubflo.webhooks.record import Delivery
from adapters.sandbox.hubflo.webhooks.sending import delivered, due_deliveries, next_delivery

__all__ = [
    "Change",
    "Delivery",
    "HubfloState",
    "Organization",
    "RequestEntry",
    "Switches",
    "Totals",
    "add_company",
    "add_contact",
    "add_invoice",
    "add_member",
    "add_organization",
    "answer",
    "cancel_invoice",
    "change_recipient",
    "correct_paid_amount",
    "credit_invoice",
    "delivered",
    "due_deliveries",
    "duplicate_invoice",
    "edit_company",
    "edit_contact",
    "edit_invoice",
    "generate_recurring",
    "import_invoice",
    "issue_invoice",
    "lose_webhook",
    "next_delivery",
    "pay_invoice",
    "pay_invoice_by_stripe",
    "records",
    "redeliver_webhook",
    "reissue_invoice",
    "rotate_api_key",
    "set_accounting_id",
    "set_invoice_lines",
    "set_invoice_status",
    "sums_of",
    "too_many_requests",
    "webhook_records",
]
