"""What a report tells, in words: the same for the page and for the spreadsheet."""

from dataclasses import dataclass, replace
from datetime import datetime

from domain.hold import Question, twin_of
from domain.services.showing import ConnectionStatus
from domain.services.showing_invoices import InvoiceReport
from domain.services.showing_payments import PaymentReport
from domain.services.shown_invoices import Shown
from domain.services.shown_payments import ShownPayment
from entrypoints import payment_words
from entrypoints.catalogue import (
    cause_sentence,
    date_words,
    day_words,
    document_label,
    hold_label,
    hold_sentence,
    moment_words,
    number,
    rung_words,
    state_label,
    waiting_line,
)
from entrypoints.invoice_words import called, month_words, stands, sums

RECEIPTS = 20
"""So many of the latest are told."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One invoice, or its payment. Amounts are figures with two places, `what` is why it is told.

    What was received, what is open of it, how and on which day stand with a payment only.
    """

    id: str
    title: str
    customer: str
    dated: str
    net: str
    tax: str
    total: str
    currency: str
    number: str
    status: str
    what: str
    received: str = ""
    open: str = ""
    method: str = ""
    paid_on: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """One question with every invoice that it holds, or whose payment it holds."""

    code: str
    label: str
    sentence: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthLine:
    """What was issued in a month and is not approved."""

    month: str
    name: str
    count: int
    net: str
    tax: str
    currency: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """One connection. `stopped` says that nothing is written at all, `start` '' that no invoice is sent."""

    connection: str
    portal: str
    ledger: str
    state: str
    stopped: bool
    made: str
    start: str
    sums: tuple[tuple[str, str], ...]
    placeholders: int
    to_number: int
    payments: tuple[tuple[str, str, str, str, str], ...]
    asked: tuple[Asked, ...]
    waiting_for: tuple[str, ...]
    waiting: tuple[Line, ...]
    payments_waiting: tuple[Line, ...]
    months: tuple[MonthLine, ...]
    receipts: tuple[Line, ...]


def content_of(
    status: ConnectionStatus, report: InvoiceReport, payments: PaymentReport, now: datetime
) -> Content:
    """Everything in the zone of the books."""
    connection, summary, zone = status.connection, report.summary, status.connection.time_zone
    held = {one.record.subject: _line(one, "") for one in report.needs_you}
    for one in payments.needs_you:
        line = _payment(one, "", zone)
        held |= {one.payment.subject: line, twin_of(one.payment.subject): line}
    return Content(
        connection=connection.name,
        portal=connection.portal_name,
        ledger=connection.ledger_name,
        state=state_label(connection.state),
        stopped=status.stopped_at is not None,
        made=moment_words(now, zone),
        start=day_words(summary.start) if summary.start is not None else "",
        sums=tuple((number(many), words) for many, words in sums(summary)),
        to_number=summary.to_number,
        placeholders=summary.placeholders,
        payments=_sums_of(payments),
        asked=tuple(_asked(question, held, zone) for question in status.needs_you),
        waiting_for=tuple(cause_sentence(question.cause, zone) for question in status.waiting),
        waiting=tuple(_line(one, waiting_line(one.record, zone)) for one in report.waiting),
        payments_waiting=tuple(
            _payment(one, payment_words.short(one, zone), zone) for one in payments.waiting
        ),
        months=tuple(
            MonthLine(
                month=f"{month.month:%Y-%m}",
                name=month_words(month.month),
                count=month.count,
                net=f"{month.net:.2f}",
                tax=f"{month.tax:.2f}",
                currency=month.currency,
            )
            for month in summary.months
        ),
        receipts=tuple(_line(one, _proof(one)) for one in report.receipts),
    )


def _sums_of(report: PaymentReport) -> tuple[tuple[str, str, str, str, str], ...]:
    """Nothing while no money came in."""
    if not report.summary.counts.seen:
        return ()
    found = payment_words.sums(report.summary)
    return tuple((number(many), words, got, counted, left) for many, words, got, counted, left in found)


def _payment(shown: ShownPayment, what: str, zone: str) -> Line:
    paid_at = shown.invoice.record.invoice.paid_at
    return replace(
        _line(shown.invoice, what),
        received=f"{shown.paid:.2f}",
        open=f"{shown.open:.2f}",
        method=payment_words.method_of(shown),
        paid_on=date_words(paid_at, zone) if paid_at is not None else "",
    )


def _asked(question: Question, held: dict[str, Line], zone: str) -> Asked:
    lines = [held[subject] for subject in question.subjects if subject in held]
    label = hold_label(question.cause)
    return Asked(
        code=question.cause.code,
        label=label,
        sentence=hold_sentence(question, zone),
        lines=tuple(replace(one, what=label) for one in lines),
    )


def _line(shown: Shown, what: str) -> Line:
    document, record = shown.document, shown.record
    return Line(
        id=record.id,
        title=called(shown),
        customer=shown.customer,
        dated=day_words(shown.day) if shown.day is not None else "",
        net=f"{shown.net:.2f}",
        tax=f"{shown.tax:.2f}",
        total=f"{shown.total:.2f}",
        currency=record.invoice.currency,
        number=document.number if document is not None else record.number,
        status=document_label(document.status) if document is not None else stands(shown),
        what=what,
    )


def _proof(shown: Shown) -> str:
    rung = f"; written {rung_words(shown.record.sent.rung)}" if shown.record.sent is not None else ""
    return f"read back from Xero and proven to the cent{rung}"
