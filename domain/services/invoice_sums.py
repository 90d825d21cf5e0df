"""How many invoices stand where, and what is issued and not approved, month by month."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from domain.hold import Question, questions
from domain.invoice_plan import BEFORE_START
from domain.invoice_record import InvoiceCounts
from domain.invoice_settings import invoice_settings_of
from domain.money import ZERO
from domain.ports.store import Books
from domain.services.shown_invoices import Shown


@dataclass(frozen=True, slots=True, kw_only=True)
class Month:
    """What was issued in a month and is not approved, holds included: in no VAT return yet."""

    month: date
    currency: str
    count: int
    net: Decimal
    tax: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class InvoiceSummary:
    """How the invoices of a connection stand. `start` is from which day on they are sent, None: none is.

    `issued` counts those since then, `before_start` those that are older and left out for it,
    `placeholders` those that still carry a number of ours, `to_number` those of them that we may still
    replace. `questions` are those that hold invoices.
    """

    start: date | None
    counts: InvoiceCounts
    issued: int
    in_ledger: int
    needs_you: int
    waiting: int
    waiting_approval: int
    before_start: int
    placeholders: int
    to_number: int
    edited: int
    months: tuple[Month, ...]
    questions: tuple[Question, ...]


def summed(books: Books, shown: Sequence[Shown]) -> InvoiceSummary:
    """The sums over all invoices of a connection."""
    start = invoice_settings_of(*books.settings.current()).start
    held = [one.hold for one in shown if one.hold is not None and one.needs_you]
    return InvoiceSummary(
        start=start,
        counts=books.invoices.counts(),
        issued=sum(_is_since(one, start) for one in shown),
        in_ledger=sum(one.document is not None and not one.document.is_gone for one in shown),
        needs_you=len(held),
        waiting=sum(one.is_waiting for one in shown),
        waiting_approval=sum(one.awaits_approval for one in shown),
        before_start=sum(one.record.reason == BEFORE_START for one in shown),
        placeholders=sum(one.has_placeholder for one in shown),
        to_number=sum(one.may_be_numbered for one in shown),
        edited=sum(one.is_edited for one in shown),
        months=_months(shown),
        questions=questions(held),
    )


def _is_since(shown: Shown, start: date | None) -> bool:
    if start is None or shown.day is None:
        return False
    return shown.record.invoice.is_issued and shown.day >= start


def _months(shown: Iterable[Shown]) -> tuple[Month, ...]:
    months: dict[tuple[date, str], list[Shown]] = {}
    for one in shown:
        if one.day is not None and one.is_not_approved:
            key = (one.day.replace(day=1), one.record.invoice.currency)
            months.setdefault(key, []).append(one)
    return tuple(
        Month(
            month=month,
            currency=currency,
            count=len(those),
            net=sum((one.net for one in those), ZERO),
            tax=sum((one.tax for one in those), ZERO),
        )
        for (month, currency), those in sorted(months.items())
    )
