"""The payments of one invoice with all that lists and sums go by: its invoice, and what holds them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from domain.answers import NamedKind
from domain.hold import Hold, Waits, twin_of, waits_for
from domain.invoice import InvoiceId
from domain.ledger_document import LedgerPayment
from domain.money import ZERO, to_cents
from domain.payment_balances import is_ours
from domain.payment_life import PAYMENT_FINAL
from domain.payment_record import PaymentRecord
from domain.ports.store import Books
from domain.services.shown_invoices import Shown, shown_of, with_customer

_PAGE = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownPayment:
    """`invoice` is the invoice with its document; `twin` is the alarm that one stands in the ledger twice.

    `is_asked`: we have asked for the approval that they wait for.
    """

    invoice: Shown
    payment: PaymentRecord
    hold: Hold | None
    twin: Hold | None
    is_asked: bool

    @property
    def question(self) -> Hold | None:
        """What a person must decide."""
        held = (one for one in (self.twin, self.hold) if one is not None)
        return next((one for one in held if waits_for(one.cause) is Waits.PERSON), None)

    @property
    def is_waiting(self) -> bool:
        """Whether we act next, or a normal step of somebody comes first."""
        return self.question is None and self.payment.stage not in PAYMENT_FINAL

    @property
    def paid(self) -> Decimal:
        """What the portal says was received."""
        return to_cents(self.invoice.record.invoice.paid_amount)

    @property
    def counted(self) -> Decimal:
        """What the ledger counts as paid or credited in the currency in which it was received."""
        document = self.invoice.document
        is_same = document is not None and document.currency == self.invoice.record.invoice.currency
        return document.counted if document is not None and is_same else ZERO

    @property
    def open(self) -> Decimal:
        """What was received and the ledger does not count."""
        return max(ZERO, self.paid - self.counted)

    @property
    def awaits_approval(self) -> bool:
        """Whether money came in that the ledger takes once its invoice is approved, asked about or not."""
        return self.invoice.awaits_approval and self.payment.stage not in PAYMENT_FINAL

    def is_ours(self, one: LedgerPayment) -> bool:
        """Whether a payment in the ledger was posted by us."""
        return is_ours(self.payment, one)


def every_shown(books: Books) -> Iterator[ShownPayment]:
    """The payments of all invoices, page by page, without the names of customers."""
    after: InvoiceId | None = None
    while page := books.payments.listing(limit=_PAGE, after=after):
        yield from shown_payments(books, page)
        after = page[-1].invoice_id


def shown_payments(books: Books, payments: Sequence[PaymentRecord]) -> list[ShownPayment]:
    """These payments, without the names of customers."""
    records = books.invoices.many(one.invoice_id for one in payments)
    invoices = {one.record.id: one for one in shown_of(books, list(records.values()))}
    twins = {one.subject: twin_of(one.subject) for one in payments}
    holds = books.holds.by_subject([*twins, *twins.values()])
    asked = {one.invoice_id for one in books.named_writes.open() if one.kind is NamedKind.APPROVAL}
    return [
        ShownPayment(
            invoice=invoices[one.invoice_id],
            payment=one,
            hold=holds.get(one.subject),
            twin=holds.get(twins[one.subject]),
            is_asked=one.invoice_id in asked,
        )
        for one in payments
        if one.invoice_id in invoices
    ]


def payment_with_customer(books: Books, shown: ShownPayment) -> ShownPayment:
    """The same with the name of who is billed."""
    return replace(shown, invoice=with_customer(books, shown.invoice))
