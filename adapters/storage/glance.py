"""What there is at all of a connection: one statement in place of many, for most have no answer.

A clerk asks at every step for a dozen kinds of things to do, of which one or two are there.
"""

from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Exists, ScalarSelect, Table, exists, func, select

from adapters.storage.findings import FEW
from adapters.storage.holds import SIDES
from adapters.storage.prepared import run
from adapters.storage.rows.stages import DECIDED, UNDECIDED
from adapters.storage.scope import MINE, mine
from adapters.storage.tables.clerk import request
from adapters.storage.tables.intake import hook, nudge
from adapters.storage.tables.invoices import has_a_step, invoice, unseen_invoice, waits
from adapters.storage.tables.mirror import mirror_contact
from adapters.storage.tables.named_writes import named_write
from adapters.storage.tables.payments import has_a_step as payment_has_a_step
from adapters.storage.tables.payments import payment
from adapters.storage.tables.payments import waits as payment_waits
from adapters.storage.tables.sending import element, to_be_looked_at
from adapters.storage.tables.story import hold
from domain.ids import ConnectionId
from domain.invoice_record import Step
from domain.payment_record import PaymentStep


def _any(table: Table, *wanted: Any) -> Exists:
    return exists().where(mine(table), *wanted).select_from(table)


def _first(which: ColumnElement[Any], *wanted: Any) -> ScalarSelect[Any]:
    """The least or the greatest: where it stands at an end of an index."""
    (column,) = which.clauses
    return select(which).where(mine(column.table), *wanted).scalar_subquery()


def oldest(step: Step) -> str:
    """The name of the time since when the first invoice is at that step."""
    return f"oldest_{step.value}"


def oldest_payment(step: PaymentStep) -> str:
    """The name of the time since when the first payment is at that step."""
    return f"oldest_payment_{step.value}"


def newest(step: Step) -> str:
    """The name of the time since when the last one is."""
    return f"newest_{step.value}"


def _at(step: Step) -> tuple[ColumnElement[bool], ...]:
    return has_a_step, invoice.c.step == step.value


_contact_waits = (mirror_contact.c.stage == DECIDED, mirror_contact.c.not_before.is_not(None))
_ALL = select(
    _any(element, to_be_looked_at).label("elements"),
    _any(hold).label("holds"),
    _any(hold, hold.c.subject.in_(SIDES)).label("outages"),
    _any(hook).label("hooks"),
    _any(mirror_contact, mirror_contact.c.stage == DECIDED).label("decided"),
    _any(mirror_contact, mirror_contact.c.stage == UNDECIDED).label("undecided"),
    _any(named_write, named_write.c.done_at.is_(None)).label("writes"),
    _any(nudge, nudge.c.closed_at.is_(None)).label("nudges"),
    _any(request, request.c.closed_at.is_(None)).label("requests"),
    _any(unseen_invoice).label("unseen"),
    FEW.scalar_subquery().label("noted"),
    _first(func.min(mirror_contact.c.not_before), *_contact_waits).label("contact_due_at"),
    _first(func.min(invoice.c.not_before), waits).label("invoice_due_at"),
    *(_first(func.min(invoice.c.step_since), *_at(step)).label(oldest(step)) for step in Step),
    _first(func.min(payment.c.not_before), payment_waits).label("payment_due_at"),
    *(
        _first(func.min(payment.c.step_since), payment_has_a_step, payment.c.step == step.value).label(
            oldest_payment(step)
        )
        for step in PaymentStep
    ),
    *(_first(func.max(invoice.c.step_since), *_at(step)).label(newest(step)) for step in Step),
)


class Glance:
    """For a transaction that only reads: what it sees does not change while it lasts."""

    def __init__(self, transaction: Connection, connection_id: ConnectionId) -> None:
        """Nothing is asked before somebody wants to know."""
        self._at = transaction
        self._id = connection_id
        self._seen: Any = None

    def has(self, kind: str) -> bool:
        """Whether there is anything of that kind."""
        return bool(self._look(kind))

    def time(self, name: str) -> datetime | None:
        """That time, None without anything that has one."""
        time: datetime | None = self._look(name)
        return time

    def text(self, name: str) -> str | None:
        """That text, None without one."""
        text: str | None = self._look(name)
        return text

    def _look(self, name: str) -> Any:
        if self._seen is None:
            self._seen = run(self._at, _ALL, {MINE: self._id}).first()
        return getattr(self._seen, name)
