"""One thing's trouble never stops another: what cannot be done is put off or held, and the round goes on."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from domain.dispatch import OpenElement
from domain.errors import Problem, StoreAway
from domain.event import SYSTEM
from domain.hold import Cause
from domain.ids import LedgerContactId
from domain.invoice import InvoiceId
from domain.invoice_causes import About, cause
from domain.invoice_record import BEFORE_CREATION, InvoiceRecord, Readiness
from domain.ports.store import Books
from domain.services.invoice_steps import hold
from domain.services.looked_for import settle_looked
from domain.services.payment_steps import hold as hold_payment
from domain.services.turn import Turn
from domain.standing import Standing
from domain.units import (
    ActOn,
    LinkInvoice,
    LookUp,
    OfInvoice,
    OfInvoices,
    OfPayments,
    ReadInvoice,
    RecordPayment,
    Settle,
    SettleDispatch,
    Unit,
)

_MOST_TRIES = 3
"""So often an invoice is put off for a reason that nobody foresaw before a person is told."""


def set_aside(turn: Turn, unit: Unit, problem: Problem, now: datetime) -> bool:
    """Put off or hold what the unit was for; False if it was for nothing that could be, or is no cause."""
    if isinstance(problem, StoreAway):
        return False
    with turn.writing() as books:
        match unit:
            case Settle() | SettleDispatch():
                _look_later(turn, books, unit, now)
            case ActOn() | LookUp():
                _hold_contact(books, unit.contact_id, problem, now)
            case ReadInvoice():
                until = now + turn.rhythm.absence_wait
                _read_in_vain(books, unit.invoice_id, now, until=until, is_its_own=True)
            case LinkInvoice():
                put_off(turn, books, [unit.invoice_id], problem, now)
            case RecordPayment():
                put_off_payments(turn, books, [unit.invoice_id], problem, now)
            case _ if isinstance(unit, OfPayments):
                put_off_payments(turn, books, unit.ids, problem, now)
            case _ if isinstance(unit, OfInvoices):
                put_off(turn, books, unit.ids, problem, now)
            case _:
                return False
    return True


def step_back(turn: Turn, unit: Unit, now: datetime, *, is_its_own: bool) -> None:
    """Its side gave no answer: the next to be tried is another one, for the fault may be this one's own.

    `is_its_own` says that the side was of use until then.
    """
    if not isinstance(unit, OfInvoice | RecordPayment):
        return
    until = now + turn.rhythm.walk_every
    with turn.writing() as books:
        if isinstance(unit, RecordPayment):
            payment = books.payments.get(unit.invoice_id)
            if payment is not None and payment.step is not None:
                books.payments.put(replace(payment, not_before=until))
            return
        if isinstance(unit, ReadInvoice):
            _read_in_vain(books, unit.invoice_id, now, until=until, is_its_own=is_its_own)
            return
        record = books.invoices.get(unit.invoice_id)
        if record is not None and record.step is not None:
            books.invoices.put(replace(record, not_before=until))


def _read_in_vain(
    books: Books, invoice_id: InvoiceId, now: datetime, *, until: datetime, is_its_own: bool
) -> None:
    """Try it later; what is never shown is left as the lists show it, which a person is told.

    Of what no list showed nothing is kept: should it be one of the portal's, a walk names it.
    """
    record = books.invoices.get(invoice_id)
    if record is None:
        books.invoices.forget_unseen(invoice_id)
    elif record.attempts < _MOST_TRIES or not is_its_own:
        attempts = record.attempts + is_its_own
        books.invoices.put(replace(record, attempts=attempts, not_before=until))
    elif record.place in BEFORE_CREATION:
        hidden = replace(record.as_read(), invoice=record.invoice.hidden(), read_at=now, not_before=None)
        books.invoices.put(replace(hidden, readiness=Readiness.UNDECIDED, step_since=now))
    else:
        books.invoices.put(replace(record.as_read(), attempts=0, not_before=None))


def _look_later(turn: Turn, books: Books, unit: Settle | SettleDispatch, now: datetime) -> None:
    def is_meant(found: OpenElement) -> bool:
        if found.dispatch_id != unit.dispatch_id or found.element.look_at is None:
            return False
        return isinstance(unit, SettleDispatch) or found.element.number == unit.number

    for found in filter(is_meant, books.dispatches.open()):
        state, remote_id = found.element.state, found.element.remote_id
        settle_looked(books, found, state, remote_id=remote_id, look_at=now + turn.rhythm.absence_wait)


def _hold_contact(books: Books, contact_id: LedgerContactId, problem: Problem, now: datetime) -> None:
    subject = f"contact:{contact_id}"
    kept = books.ledger.get(contact_id)
    facts = {
        **problem.facts,
        "contact_id": contact_id,
        "contact": kept.contact.name if kept is not None else contact_id,
        "problem": problem.reason,
    }
    why = Cause(code="unexpected", key=f"unexpected:{problem.reason}", facts=facts)
    books.holds.put(subject, why, now)
    told = {**facts, "code": why.code}
    books.events.add(at=now, actor=SYSTEM, subject=subject, code="held", facts=told)
    books.ledger.settle(contact_id, Standing.NEEDS_YOU, books.scans.current_run())


def put_off(turn: Turn, books: Books, ids: Iterable[InvoiceId], problem: Problem, now: datetime) -> None:
    """For a while; after a few times a person is told."""
    for record in books.invoices.many(ids).values():
        if record.step is None:
            continue
        if record.attempts < _MOST_TRIES:
            until = now + turn.rhythm.absence_wait
            books.invoices.put(replace(record, attempts=record.attempts + 1, not_before=until))
        else:
            hold(books, record.as_read(), _unexpected(record, problem), now)


def put_off_payments(
    turn: Turn, books: Books, ids: Iterable[InvoiceId], problem: Problem, now: datetime
) -> None:
    """The same of payments; what is on its way is looked for in any case."""
    records = books.invoices.many(ids)
    for payment in books.payments.many(records).values():
        if payment.step is None:
            continue
        if payment.attempts < _MOST_TRIES:
            until = now + turn.rhythm.absence_wait
            books.payments.put(replace(payment, attempts=payment.attempts + 1, not_before=until))
            continue
        facts = {**problem.facts, "problem": problem.reason}
        about = About(invoice=records[payment.invoice_id].invoice, more=facts)
        hold_payment(books, payment, cause(about, "payment-unexpected", shared=problem.reason), now)


def _unexpected(record: InvoiceRecord, problem: Problem) -> Cause:
    facts = {**problem.facts, "problem": problem.reason}
    return cause(About(invoice=record.invoice, more=facts), "unexpected", shared=problem.reason)
