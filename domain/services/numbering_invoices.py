"""Gives invoices the number that the client's document carries, instead of our placeholder."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from domain.answers import NamedKind, NamedWrite
from domain.errors import Invalid
from domain.ids import ConnectionId
from domain.invoice_answers import CLIENT_NUMBER
from domain.invoice_record import BEFORE_CREATION, InvoiceRecord, Readiness
from domain.life import IN_LEDGER
from domain.ports.clock import Clock
from domain.ports.identity import Identity
from domain.ports.store import Books, Store
from domain.services.invoice_steps import tell
from domain.services.one_invoice import one_invoice

LONGEST = 255
"""Xero takes numbers of up to 255 characters (Xero: Accounting API, Invoices)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberingInvoices:
    """A number before the invoice is sent is sent with it; later it is a named write."""

    store: Store
    clock: Clock
    identity: Identity

    def number(self, connection_id: ConnectionId, which: str, number: str, *, actor: str) -> InvoiceRecord:
        """Raises Invalid (`number-...`, `invoice-...`)."""
        return self.many(connection_id, [(which, number, 0)], actor=actor)[0]

    def many(
        self, connection_id: ConnectionId, numbers: Sequence[tuple[str, str, int]], *, actor: str
    ) -> list[InvoiceRecord]:
        """Each with the line of the file that it stands on (0: none): all, or none and the first trouble."""
        done = []
        with self.store.writing(connection_id) as books:
            seen: dict[str, int] = {}
            for which, number, row in numbers:
                try:
                    record = one_invoice(books, which)
                    checked = _checked(books, record, number, seen)
                    done.append(self._note(books, record, checked, actor))
                except Invalid as problem:
                    where = {"row": str(row)} if row else {}
                    raise Invalid(problem.reason, **{**problem.facts, **where}) from problem
                seen[checked.casefold()] = row
            books.nudge()
        return done

    def _note(self, books: Books, record: InvoiceRecord, number: str, actor: str) -> InvoiceRecord:
        now = self.clock.now()
        tell(books, record, "number-given", {"number": number}, now, actor)
        if record.place in BEFORE_CREATION:
            return _with_number(books, record, number, now)
        if record.place not in IN_LEDGER:
            raise Invalid("number-too-late", stage=record.stage, invoice=record.invoice.title)
        if record.number != number:
            books.named_writes.add(
                NamedWrite(
                    id=self.identity.new_id(),
                    invoice_id=record.id,
                    kind=NamedKind.NUMBER,
                    value=number,
                    because="",
                    at=now,
                    actor=actor,
                )
            )
        return record


def _with_number(books: Books, record: InvoiceRecord, number: str, now: datetime) -> InvoiceRecord:
    answered = replace(
        record,
        answers={**record.answers, CLIENT_NUMBER: number},
        readiness=Readiness.UNDECIDED,
        step_since=now,
        not_before=None,
    )
    books.invoices.put(answered)
    return answered


def _checked(books: Books, record: InvoiceRecord, number: str, seen: dict[str, int]) -> str:
    text = number.strip()
    if not text or len(text) > LONGEST or not text.isprintable():
        raise Invalid("number-unusable", number=number)
    if text.casefold() in seen:
        raise Invalid("number-twice", number=text)
    for other in books.invoices.find(text):
        if other.id != record.id and other.number.casefold() == text.casefold():
            raise Invalid("number-used", number=text, invoice=other.invoice.title)
    return text
