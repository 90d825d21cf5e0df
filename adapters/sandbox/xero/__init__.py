"""A stand-in of Xero: `answer` is a deterministic function of (state, request, now); nothing else happens."""

from adapters.sandbox.xero.counting import calls, spend_calls
from adapters.sandbox.xero.credit_notes.acts import (
    add_credit_note,
    approve_credit_note,
    delete_credit_note,
    void_credit_note,
)
from adapters.sandbox.xero.identity.apps import register_app
from adapters.sandbox.xero.identity.authorize import ConsentRefused, ScopeRedirected, consent
from adapters.sandbox.xero.identity.records import App, Connection
from adapters.sandbox.xero.invoices.decisions import (
    approve_invoice,
    delete_invoice,
    reject_invoice,
    void_invoice,
)
from adapters.sandbox.xero.invoices.edits import (
    add_invoice,
    change_invoice_contact,
    edit_invoice,
    edit_line,
    renumber_invoice,
    set_lines,
)
from adapters.sandbox.xero.limits import IN_FLIGHT
from adapters.sandbox.xero.logs import Call, Change
from adapters.sandbox.xero.organisations.reminders import set_reminders
from adapters.sandbox.xero.organisations.seeding import add_organisation
from adapters.sandbox.xero.payments.acts import credit_invoice, pay_invoice, remove_credit, remove_payment
from adapters.sandbox.xero.person import (
    add_contact,
    add_currency,
    add_tax_rate,
    archive_account,
    archive_contact,
    disconnect_app,
    edit_account,
    edit_contact,
    edit_organisation,
    edit_tax_rate,
    gdpr_request,
    make_customer,
    merge_contacts,
    permit,
    restore_account,
    restore_contact,
    set_lock_dates,
    set_offline,
)
from adapters.sandbox.xero.service import answer, remember
from adapters.sandbox.xero.state import XeroState
from adapters.sandbox.xero.switches import Switches
from adapters.sandbox.xero.webhooks.acts import disable_webhook, enable_webhook
from adapters.sandbox.xero.webhooks.record import Delivery
from adapters.sandbox.xero.webhooks.sending import delivered, due_deliveries, next_delivery

__all__ = [
    "IN_FLIGHT",
    "App",
    "Call",
    "Change",
    "Connection",
    "ConsentRefused",
    "Delivery",
    "ScopeRedirected",
    "Switches",
    "XeroState",
    "add_contact",
    "add_credit_note",
    "add_currency",
    "add_invoice",
    "add_organisation",
    "add_tax_rate",
    "answer",
    "approve_credit_note",
    "approve_invoice",
    "archive_account",
    "archive_contact",
    "calls",
    "change_invoice_contact",
    "consent",
    "credit_invoice",
    "delete_credit_note",
    "delete_invoice",
    "delivered",
    "disable_webhook",
    "disconnect_app",
    "due_deliveries",
    "edit_account",
    "edit_contact",
    "edit_invoice",
    "edit_line",
    "edit_organisation",
    "edit_tax_rate",
    "enable_webhook",
    "gdpr_request",
    "make_customer",
    "merge_contacts",
    "next_delivery",
    "pay_invoice",
    "permit",
    "register_app",
    "reject_invoice",
    "remember",
    "remove_credit",
    "remove_payment",
    "renumber_invoice",
    "restore_account",
    "restore_contact",
    "set_lines",
    "set_lock_dates",
    "set_offline",
    "set_reminders",
    "spend_calls",
    "void_credit_note",
    "void_invoice",
]
