"""Gathers from the books everything that the plan of a payment rests on."""

from datetime import datetime

from domain.errors import Problem
from domain.invoice_causes import cause
from domain.invoice_record import InvoiceRecord
from domain.ledger_document import LedgerDocument
from domain.numbering import day_in
from domain.payment_causes import about_payment
from domain.payment_outcome import PaymentCase, PaymentPlan
from domain.payment_plan import plan_payment
from domain.payment_record import PaymentRecord
from domain.payment_settings import payment_settings_of
from domain.ports.store import Books
from domain.services.payment_alarms import is_twice
from domain.services.payment_steps import document_of


def case_of(
    books: Books,
    payment: PaymentRecord,
    record: InvoiceRecord,
    now: datetime,
    document: LedgerDocument | None = None,
) -> PaymentCase | None:
    """The case as the books see it, with the document as it was just read if it was; None while the
    ledger's settings were never read. Raises Invalid (`zone-unknown`).
    """
    ledger_books = books.findings.ledger_books()
    if ledger_books is None:
        return None
    zone = books.connection.time_zone
    return PaymentCase(
        record=record,
        payment=payment,
        document=document or document_of(books, record),
        books=ledger_books,
        settings=payment_settings_of(*books.settings.current()),
        time_zone=zone,
        today=day_in(now, zone),
        asked=books.holds.of(record.subject) is not None,
        is_twin=is_twice(books, payment),
    )


def plan_of(case: PaymentCase) -> PaymentPlan:
    """The plan of one case. What cannot be planned at all is held: it must not stop the others."""
    try:
        return plan_payment(case)
    except Problem as problem:
        return cause(about_payment(case), "payment-unexpected", problem=problem.reason)
    except (ArithmeticError, ValueError) as defect:
        return cause(about_payment(case), "payment-unexpected", problem=type(defect).__name__)
