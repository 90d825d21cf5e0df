"""All invoices, or all credit notes, of one organisation with their indexes."""

from bisect import bisect_left, bisect_right, insort
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from itertools import islice
from typing import Any

from adapters.sandbox.xero.contacts.record import Contact
from adapters.sandbox.xero.invoices.numbering import FIRST, following, goes_on_from
from adapters.sandbox.xero.invoices.record import Credit, Invoice, Line
from adapters.sandbox.xero.invoices.showing import line_wire
from adapters.sandbox.xero.payments.record import Payment

INDEXED: dict[str, Callable[[Invoice], Any]] = {
    "InvoiceNumber": lambda invoice: invoice.number,
    "Reference": lambda invoice: invoice.fields.get("Reference") or "",
    "Contact.ContactID": lambda invoice: invoice.contact.contact_id,
}
"""What invoices are looked up by, beside their id."""


class InvoiceBook:
    """Invoices by id, sales invoices by number, and all of them in the order of their last update.

    A number stays with its invoice when that is deleted or voided, and cannot be used again.
    """

    def __init__(self, first: str = FIRST) -> None:
        """Xero's own numbers begin after `first`."""
        self.last_number = first
        self._having: dict[str, dict[Any, set[str]]] = {name: defaultdict(set) for name in INDEXED}
        self._by_id: dict[str, Invoice] = {}
        self._by_number: dict[str, str] = {}
        self._by_update: list[tuple[datetime, str]] = []

    def __len__(self) -> int:
        return len(self._by_id)

    def __iter__(self) -> Iterator[Invoice]:
        """In the default order of the list: by update, then by id."""
        return (self._by_id[invoice_id] for _, invoice_id in self._by_update)

    def get(self, invoice_id: str) -> Invoice | None:
        return self._by_id.get(invoice_id.lower())

    def with_number(self, number: str) -> Invoice | None:
        """The sales invoice with that number, whatever its status."""
        found = self._by_number.get(number)
        return None if found is None else self._by_id[found]

    def named(self, name: str) -> Invoice | None:
        """By its id, or a sale by its number."""
        return self.get(name) or self.with_number(name)

    def having(self, field: str, value: Any) -> list[Invoice]:
        """All invoices with that value of an indexed field, in the default order."""
        return self.in_order(self._by_id[one] for one in self._having[field].get(value, ()))

    def in_order(self, invoices: Iterable[Invoice]) -> list[Invoice]:
        """Some invoices in the default order of the list."""
        return sorted(invoices, key=lambda one: (one.updated, one.invoice_id))

    def stretch(self, cut: slice) -> list[Invoice]:
        """Some of all, by their places in the default order."""
        return [self._by_id[invoice_id] for _, invoice_id in self._by_update[cut]]

    def newest(self, skip: int, count: int) -> list[Invoice]:
        """The last ones that were made, the newest first."""
        return list(islice(reversed(self._by_id.values()), skip, skip + count))

    def hand_over(self, old: Contact, kept: Contact) -> None:
        """All invoices of one contact are another's from now on, without counting as changed."""
        for invoice in self.having("Contact.ContactID", old.contact_id):
            self._unindex(invoice)
            invoice.contact = kept
            self._index(invoice)

    def changed_since(self, since: datetime, *, inclusive: bool) -> Iterable[Invoice]:
        cut = bisect_left if inclusive else bisect_right
        start = cut(self._by_update, since, key=lambda entry: entry[0])
        return (self._by_id[invoice_id] for _, invoice_id in self._by_update[start:])

    def next_number(self) -> str:
        """The next of Xero's own numbers that is free."""
        number = following(self.last_number)
        while number in self._by_number:
            number = following(number)
        return number

    def count_on(self, number: str) -> None:
        """Let Xero's own numbers go on from this one, if they can."""
        if goes_on_from(number, self.last_number):
            self.last_number = number

    def add(self, invoice: Invoice) -> None:
        if invoice.invoice_id in self._by_id:
            raise ValueError(f"there is an invoice {invoice.invoice_id} already")
        self._by_id[invoice.invoice_id] = invoice
        self._index(invoice)

    def change(
        self,
        invoice: Invoice,
        *,
        fields: dict[str, Any],
        contact: Contact | None = None,
        lines: tuple[Line, ...] | None = None,
        payments: tuple[Payment, ...] | None = None,
        credits_: tuple[Credit, ...] | None = None,
        updated: datetime,
    ) -> dict[str, tuple[Any, Any]]:
        """Set what is given, and give what differs as (old, new)."""
        self._unindex(invoice)
        differing = {
            name: (invoice.fields.get(name), value)
            for name, value in fields.items()
            if (invoice.fields.get(name) or None) != (value or None)
        }
        invoice.fields.update(fields)
        if contact is not None and contact is not invoice.contact:
            differing["ContactID"] = (invoice.contact.contact_id, contact.contact_id)
            invoice.contact = contact
        if lines is not None and lines != invoice.lines:
            differing["LineItems"] = (_plain(invoice.lines), _plain(lines))
            invoice.lines = lines
        if payments is not None and payments != invoice.payments:
            before = invoice.amount_paid
            invoice.payments = payments
            differing["AmountPaid"] = (before, invoice.amount_paid)
        if credits_ is not None and credits_ != invoice.credits:
            before = invoice.amount_credited
            invoice.credits = credits_
            differing["AmountCredited"] = (before, invoice.amount_credited)
        invoice.updated = updated
        invoice.forget()
        self._index(invoice)
        return differing

    def _index(self, invoice: Invoice) -> None:
        if invoice.sale and invoice.number:
            self._by_number.setdefault(invoice.number, invoice.invoice_id)
        for name, read in INDEXED.items():
            self._having[name][read(invoice)].add(invoice.invoice_id)
        insort(self._by_update, (invoice.updated, invoice.invoice_id))

    def _unindex(self, invoice: Invoice) -> None:
        if self._by_number.get(invoice.number) == invoice.invoice_id:
            del self._by_number[invoice.number]
        for name, read in INDEXED.items():
            self._having[name][read(invoice)].discard(invoice.invoice_id)
        del self._by_update[bisect_left(self._by_update, (invoice.updated, invoice.invoice_id))]


def _plain(lines: tuple[Line, ...]) -> list[dict[str, Any]]:
    """Lines for the log, with prices as they are kept."""
    return [line_wire(line, 4) for line in lines]
