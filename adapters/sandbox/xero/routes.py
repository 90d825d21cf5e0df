"""Which handler answers which part of the accounting API; what Xero has and the sandbox has not is a 501."""

from collections.abc import Callable

from adapters.sandbox.xero.access import Context
from adapters.sandbox.xero.contacts import reading, writing
from adapters.sandbox.xero.credit_notes.reading import one_credit_note
from adapters.sandbox.xero.invoices import reading as invoice_reading
from adapters.sandbox.xero.invoices import writing as invoice_writing
from adapters.sandbox.xero.organisations import reading as settings
from adapters.sandbox.xero.organisations.reminders import reminders
from adapters.sandbox.xero.payments import reading as payment_reading
from adapters.sandbox.xero.payments import writing as payment_writing
from adapters.sandbox.xero.wire.replies import Reply

Handler = Callable[[Context], Reply]

ROUTES: dict[tuple[str, str, int], Handler] = {
    ("GET", "organisation", 0): settings.organisation,
    ("GET", "organisation", 1): settings.actions,
    ("GET", "accounts", 0): settings.list_accounts,
    ("GET", "accounts", 1): settings.one_account,
    ("GET", "taxrates", 0): settings.list_tax_rates,
    ("GET", "taxrates", 1): settings.one_tax_rate,
    ("GET", "currencies", 0): settings.list_currencies,
    ("GET", "invoicereminders", 1): reminders,
    ("GET", "contacts", 0): reading.list_contacts,
    ("GET", "contacts", 1): reading.one_contact,
    ("PUT", "contacts", 0): writing.create_contacts,
    ("POST", "contacts", 0): writing.update_or_create_contacts,
    ("POST", "contacts", 1): writing.update_contact,
    ("GET", "creditnotes", 1): one_credit_note,
    ("GET", "invoices", 0): invoice_reading.list_invoices,
    ("GET", "invoices", 1): invoice_reading.one_invoice,
    ("PUT", "invoices", 0): invoice_writing.create_invoices,
    ("POST", "invoices", 0): invoice_writing.update_or_create_invoices,
    ("POST", "invoices", 1): invoice_writing.update_invoice,
    ("GET", "payments", 0): payment_reading.list_payments,
    ("GET", "payments", 1): payment_reading.one_payment,
    ("PUT", "payments", 0): payment_writing.create_payments,
    ("POST", "payments", 0): payment_writing.create_payments,
    ("POST", "payments", 1): payment_writing.reverse_payment,
}
"""By method, resource (lower case: Xero does not mind the case) and number of parts after it."""
