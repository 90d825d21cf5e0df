"""Putting an invoice or credit note into the books: the record, the log, the customer flag, the events.

A sale makes its contact a customer, a purchase a supplier. That moves neither the contact's UpdatedDateUTC
(Xero: requests and responses) nor, as far as anyone knows, a webhook; both are switches.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from adapters.sandbox.xero.contacts.record import Contact
from adapters.sandbox.xero.invoices.kinds import CREDIT_NOTES
from adapters.sandbox.xero.invoices.record import Credit, Invoice, Line
from adapters.sandbox.xero.logs import Change
from adapters.sandbox.xero.organisations.record import Organisation
from adapters.sandbox.xero.payments.record import Payment
from adapters.sandbox.xero.state import XeroState
from adapters.sandbox.xero.webhooks.events import EventType, emit
from adapters.sandbox.xero.wire.moments import to_millisecond

_COUNTED = ("DRAFT", "SUBMITTED", "AUTHORISED", "PAID")


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """In whose books, when, and who acts: an app, or a person if there is none."""

    state: XeroState
    organisation: Organisation
    now: datetime
    client_id: str | None = None

    def add(self, invoice: Invoice) -> None:
        """A new invoice; Xero's own numbers may go on from its number."""
        book = self.organisation.book(invoice.kind)
        book.add(invoice)
        if invoice.sale and (self.client_id is None or self.state.switches.auto_number_follows_sent):
            book.count_on(invoice.number)
        self._tell_of(invoice, "CREATE")
        self._mark(invoice)

    def change(
        self,
        invoice: Invoice,
        fields: dict[str, Any],
        *,
        contact: Contact | None = None,
        lines: tuple[Line, ...] | None = None,
        quiet: bool = False,
    ) -> None:
        """Change it and write down what differs, even if nothing does. `quiet` leaves UpdatedDateUTC."""
        differing = self.organisation.book(invoice.kind).change(
            invoice,
            fields=fields,
            contact=contact,
            lines=lines,
            updated=invoice.updated if quiet else to_millisecond(self.now),
        )
        self.log(invoice.kind.resource, invoice.invoice_id, differing)
        self._tell_of(invoice, "UPDATE")
        self._mark(invoice)

    def settle(
        self,
        document: Invoice,
        fields: dict[str, Any],
        *,
        payments: tuple[Payment, ...] | None = None,
        credits_: tuple[Credit, ...] | None = None,
    ) -> None:
        """Money or a credit moved: what an app did was to the payment, and Xero itself moves the document."""
        differing = self.organisation.book(document.kind).change(
            document,
            fields=fields,
            payments=payments,
            credits_=credits_,
            updated=to_millisecond(self.now),
        )
        by_itself = self.client_id is not None
        self.log(document.kind.resource, document.invoice_id, differing, by_itself=by_itself)
        if document.kind is CREDIT_NOTES or self.state.switches.payment_emits == "INVOICE":
            self._tell_of(document, "UPDATE")

    def tell_of_payment(self, payment_id: str, event: EventType) -> None:
        """Reversing one is an update of it."""
        if self.state.switches.payment_emits == "PAYMENT":
            self._tell("PAYMENT", payment_id, event)

    def _mark(self, invoice: Invoice) -> None:
        contact = invoice.contact
        flag, known = (
            ("IsCustomer", contact.is_customer) if invoice.sale else ("IsSupplier", contact.is_supplier)
        )
        counted = _COUNTED[_COUNTED.index(self.state.switches.customer_from) :]
        if known or invoice.status not in counted:
            return
        if invoice.sale:
            contact.is_customer = True
        else:
            contact.is_supplier = True
        contact.forget()
        if self.state.switches.customer_flag_bumps_updated:
            self.organisation.contacts.change(contact, {}, to_millisecond(self.now))
        self.log("Contact", contact.contact_id, {flag: (False, True)}, by_itself=True)
        if self.state.switches.customer_flip_emits_contact:
            self._tell("CONTACT", contact.contact_id, "UPDATE")

    def log(
        self, kind: str, record_id: str, fields: dict[str, tuple[Any, Any]], *, by_itself: bool = False
    ) -> None:
        """A record that was there was touched: by who sits at the desk, or by Xero itself."""
        self.state.changes.append(
            Change(
                at=self.now,
                tenant_id=self.organisation.tenant_id,
                kind=kind,
                record_id=record_id,
                fields=fields,
                who="xero" if by_itself else "person" if self.client_id is None else "api",
                client_id=None if by_itself else self.client_id,
            )
        )

    def _tell_of(self, invoice: Invoice, event: EventType) -> None:
        """An event of a credit note also says of which type and in which status it is."""
        data = {"Type": invoice.fields["Type"], "Status": invoice.status}
        self._tell(
            invoice.kind.category, invoice.invoice_id, event, data if invoice.kind is CREDIT_NOTES else None
        )

    def _tell(
        self, category: str, record_id: str, event: EventType, data: dict[str, Any] | None = None
    ) -> None:
        emit(self.state, self.organisation.tenant_id, category, record_id, event, self.now, data)
