"""Payments of one invoice, as a test describes them: what is not said is as usual.

An invoice over 120.00 EUR of a firm in Paris: linked, approved in the ledger, and paid by card on 3 March.
Card payments go to the clearing account, and nothing is posted yet.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from domain.books import Account, AccountClass, LedgerBooks
from domain.hold import Cause
from domain.invoice import InvoiceStatus, PortalInvoice
from domain.invoice_record import InvoiceRecord
from domain.ledger_document import DocumentStatus, LedgerDocument, LedgerPayment, PaymentId
from domain.life import Stage
from domain.money import ZERO
from domain.numbering import payment_mark
from domain.payment_life import PaymentStage
from domain.payment_outcome import Leave, PaymentCase, PaymentPlan, Post, Record, Settle, Wait
from domain.payment_plan import plan_payment
from domain.payment_record import PaymentRecord, Posted, Word
from domain.payment_settings import PaymentSettings
from domain.settings import PAYMENT_ROUTES
from tests.support.clock import NOON
from tests.support.invoices import INVOICE
from tests.unit.domain.invoicing import BOOKS as BILLING_BOOKS
from tests.unit.domain.invoicing import document_of, issued, record_of, sent_of

PAID_AT = datetime(2026, 3, 3, 15, 0, tzinfo=UTC)
PAID_ON = date(2026, 3, 3)
TODAY = date(2026, 3, 4)
DUE = Decimal("120.00")
CLEARING = Account(
    id="b-1", code="615", name="Clearing", kind=AccountClass.OTHER, is_active=True, takes_payments=True
)
BANK = Account(id="b-2", code="", name="Bank", kind=AccountClass.BANK, is_active=True)
CLOSED = Account(id="b-3", code="091", name="Old bank", kind=AccountClass.BANK, is_active=False)
SALES = BILLING_BOOKS.accounts[0]
BOOKS = replace(BILLING_BOOKS, accounts=(*BILLING_BOOKS.accounts, CLEARING, BANK, CLOSED))
SENT = sent_of()


def paid(
    amount: str | Decimal = DUE, status: InvoiceStatus = InvoiceStatus.PAID, **said: Any
) -> PortalInvoice:
    """The invoice, of which the portal says that so much was paid."""
    usual: dict[str, Any] = {"payment_method": "bank_card", "paid_at": PAID_AT}
    told = {"paid_amount": Decimal(amount), "status": status, "status_word": status.value}
    return replace(issued(), **{**usual, **told, **said})


def kept(invoice: PortalInvoice | None = None, **said: Any) -> InvoiceRecord:
    """What we keep of it: linked, and proven as it was sent."""
    usual: dict[str, Any] = {"stage": Stage.LINKED, "receipt": document_of(SENT), "document_id": there().id}
    return record_of(invoice or paid(), **{**usual, **said})


def there(*payments: LedgerPayment, credited: str = "0.00", **said: Any) -> LedgerDocument:
    """The document, approved, with these payments."""
    by_payments = sum((one.amount for one in payments), Decimal("0.00"))
    left = DUE - by_payments - Decimal(credited)
    usual: dict[str, Any] = {
        "status": DocumentStatus.PAID if left == 0 else DocumentStatus.APPROVED,
        "payments": payments,
        "amount_paid": by_payments,
        "amount_credited": Decimal(credited),
        "amount_due": left,
    }
    return document_of(SENT, **{**usual, **said})


APPROVED = there()
"""Nothing is paid on it."""


def theirs(amount: str | Decimal, payment_id: str = "theirs") -> LedgerPayment:
    """A payment that somebody entered there."""
    return LedgerPayment(id=PaymentId(payment_id), amount=Decimal(amount), dated=PAID_ON, reference="")


def ours(amount: str | Decimal, counted: str | Decimal, payment_id: str = "ours") -> LedgerPayment:
    """One of ours: after it the ledger counted so much."""
    mark = payment_mark(INVOICE, Decimal(counted))
    return LedgerPayment(id=PaymentId(payment_id), amount=Decimal(amount), dated=PAID_ON, reference=mark)


def posted(amount: str | Decimal, payment_id: str = "ours") -> Posted:
    """What we know of one of ours."""
    return Posted(
        id=PaymentId(payment_id),
        amount=Decimal(amount),
        currency="EUR",
        dated=PAID_ON,
        account=CLEARING.name,
        at=NOON,
    )


def payment(*ours_there: Posted, **said: Any) -> PaymentRecord:
    """What we keep of its payments: to be decided."""
    usual: dict[str, Any] = {"stage": PaymentStage.DUE, "since": NOON, "step_since": NOON}
    return PaymentRecord(invoice_id=INVOICE, posted=ours_there, **{**usual, **said})


def word(amount: str, said_of: str = "120.00", counted: str = "0.00", account: str = "") -> Word:
    """A person's word: so much is still to be posted, and the rest of what was open is excused."""
    excused = max(ZERO, Decimal(said_of) - Decimal(counted) - Decimal(amount))
    return Word(
        amount=Decimal(amount),
        paid=Decimal(said_of),
        counted=Decimal(counted),
        account=account,
        excused=excused,
    )


def settings(routes: Mapping[str, str] | None = None, **said: Any) -> PaymentSettings:
    """Cards go to the clearing account, and the rest as by default, unless said otherwise."""
    to_clearing = {"payments-card": "615", "payments-stripe": "615"}
    return PaymentSettings(routes={**PAYMENT_ROUTES, **to_clearing, **(routes or {})}, **said)


def case(
    invoice: PortalInvoice | None = None, document: LedgerDocument | None = APPROVED, **said: Any
) -> PaymentCase:
    """All that a plan rests on; what is said of the record is given as `record`."""
    usual: dict[str, Any] = {
        "record": kept(invoice),
        "payment": payment(),
        "document": document,
        "books": BOOKS,
        "settings": settings(),
        "time_zone": "Europe/Paris",
        "today": TODAY,
    }
    return PaymentCase(**{**usual, **said})


def with_organisation(**said: Any) -> LedgerBooks:
    """Books of the same firm, with another word of its organisation."""
    return replace(BOOKS, organisation=replace(BOOKS.organisation, **said))


def post_of(plan: PaymentPlan) -> Post:
    """The plan is to post."""
    assert isinstance(plan, Post), plan
    return plan


def told(plan: PaymentPlan) -> str:
    """A plan in a few words, for tables."""
    match plan:
        case Settle():
            return f"settled {plan.ahead:.2f}" if plan.ahead else "settled"
        case Leave():
            return f"left {plan.reason}"
        case Wait():
            return f"{plan.stage}{' approves' if plan.approves else ''}"
        case Post():
            return f"post {plan.draft.amount:.2f} to {plan.account.name}"
        case Record():
            return f"record {plan.amount:.2f} on {plan.paid_before:.2f}"
        case Cause():
            return plan.code


def planned(given: PaymentCase) -> str:
    """What is planned, in a few words."""
    return told(plan_payment(given))
