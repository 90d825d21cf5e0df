"""One invoice or credit note as Xero keeps it: fields by Xero's names, contact, lines, payments, credits."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from functools import cached_property
from typing import Any

from adapters.sandbox.xero.contacts.record import Contact
from adapters.sandbox.xero.invoices import arithmetic
from adapters.sandbox.xero.invoices.arithmetic import ZERO, Mode, Totals
from adapters.sandbox.xero.invoices.kinds import CREDIT_NOTES, INVOICES, Kind
from adapters.sandbox.xero.payments.record import Payment

STATUSES = ("DRAFT", "SUBMITTED", "AUTHORISED", "PAID", "VOIDED", "DELETED")
DAYS = ("Date", "DueDate", "ExpectedPaymentDate", "PlannedPaymentDate", "FullyPaidOnDate")


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line. Without quantity, price, account and amount it is a remark between the others."""

    line_id: str
    description: str
    quantity: Decimal | None = None
    price: Decimal | None = None
    account_code: str = ""
    account_id: str = ""
    tax_type: str = ""
    tax_amount: Decimal = ZERO
    amount: Decimal = ZERO
    discount_rate: Decimal | None = None
    discount_amount: Decimal | None = None

    @property
    def remark(self) -> bool:
        """Nothing but a description."""
        given = (self.quantity, self.price, self.discount_rate, self.discount_amount)
        return given == (None,) * 4 and not (self.account_id or self.amount)


@dataclass(frozen=True, slots=True, kw_only=True)
class Credit:
    """What of a credit note is set against an invoice: both of them know of it."""

    credit_id: str
    note: "Invoice"
    invoice: "Invoice"
    on: date
    amount: Decimal


class Invoice:
    """An invoice, a bill, or a credit note. `client_id` is the app that made it, None for a person."""

    def __init__(
        self,
        invoice_id: str,
        *,
        fields: dict[str, Any],
        contact: Contact,
        lines: tuple[Line, ...],
        updated: datetime,
        client_id: str | None = None,
    ) -> None:
        self.invoice_id = invoice_id
        self.fields = fields
        self.contact = contact
        self.lines = lines
        self.payments: tuple[Payment, ...] = ()
        self.credits: tuple[Credit, ...] = ()
        self.updated = updated
        self.client_id = client_id

    @property
    def number(self) -> str:
        return str(self.fields.get("InvoiceNumber") or "")

    @property
    def status(self) -> str:
        return str(self.fields["Status"])

    @property
    def kind(self) -> Kind:
        """An invoice or a credit note."""
        return CREDIT_NOTES if self.fields["Type"] in (CREDIT_NOTES.sale, CREDIT_NOTES.purchase) else INVOICES

    @property
    def sale(self) -> bool:
        """For a customer; a supplier's otherwise."""
        return bool(self.fields["Type"] == self.kind.sale)

    @property
    def mode(self) -> Mode:
        mode: Mode = self.fields["LineAmountTypes"]
        return mode

    @cached_property
    def totals(self) -> Totals:
        return arithmetic.totals(self.lines, self.mode)

    @property
    def amount_paid(self) -> Decimal:
        """Of payments that stand."""
        return sum((payment.amount for payment in self.payments), ZERO)

    @property
    def amount_credited(self) -> Decimal:
        """Of an invoice what credit notes took off it, of a credit note what of it is used up."""
        return sum((credit.amount for credit in self.credits), ZERO)

    @property
    def allocated(self) -> bool:
        """Whether a payment or a credit stands on it."""
        return bool(self.payments or self.credits)

    @property
    def amount_due(self) -> Decimal:
        """Nothing is due on what was deleted or voided."""
        if self.status in ("DELETED", "VOIDED"):
            return ZERO
        return self.totals.total - self.amount_paid - self.amount_credited

    def forget(self) -> None:
        """Something changed: the sums are worked out anew."""
        self.__dict__.pop("totals", None)

    def value(self, name: str) -> Any:
        """A field for filtering and ordering; nothing and an empty text are both None."""
        worked_out = _WORKED_OUT.get(name)
        if worked_out is not None:
            return worked_out(self)
        if name.startswith("Contact."):
            return self.contact.value(name.removeprefix("Contact."))
        found = self.fields.get(name)
        if found and name in DAYS:
            return datetime(found.year, found.month, found.day, tzinfo=UTC)
        return found or None


_WORKED_OUT: dict[str, Callable[[Invoice], Any]] = {
    "InvoiceID": lambda invoice: invoice.invoice_id,
    "UpdatedDateUTC": lambda invoice: invoice.updated,
    "AmountDue": lambda invoice: invoice.amount_due,
    "AmountPaid": lambda invoice: invoice.amount_paid,
    "AmountCredited": lambda invoice: invoice.amount_credited,
    "SubTotal": lambda invoice: invoice.totals.sub_total,
    "TotalTax": lambda invoice: invoice.totals.total_tax,
    "Total": lambda invoice: invoice.totals.total,
    "SentToContact": lambda invoice: bool(invoice.fields.get("SentToContact")),
}
