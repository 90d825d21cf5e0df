"""What a person decides about one invoice: try again, release, skip, send anew."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from domain.errors import Invalid
from domain.ids import ConnectionId
from domain.invoice_answers import (
    AS_IT_IS,
    DATE_IN_BOOKS,
    KEEP_REFERENCE,
    NOT_A_DOUBLE,
    SEND_ANYWAY,
    parting,
)
from domain.invoice_record import BEFORE_CREATION, InvoiceRecord, Readiness
from domain.invoice_settings import invoice_settings_of
from domain.life import Happening, Stage, Who
from domain.ports.clock import Clock
from domain.ports.store import Books, Store
from domain.relinking import CONTRADICTION
from domain.services.decide_invoices import PARTED
from domain.services.invoice_steps import move, release, tell
from domain.services.one_invoice import because_of, one_invoice
from domain.services.payment_steps import begin_anew, stir
from domain.services.taking_books import want_books_for

BY_PERSON = "skipped-by-you"
"""Why an invoice is skipped that a person does not want sent."""

_RELEASED_BY: Mapping[str, str] = {
    "looks-already-there": NOT_A_DOUBLE,
    "number-taken": NOT_A_DOUBLE,
    PARTED: NOT_A_DOUBLE,
    CONTRADICTION: NOT_A_DOUBLE,
    "receipt-differs": AS_IT_IS,
    "reference-taken": KEEP_REFERENCE,
    "other-reference": KEEP_REFERENCE,
}
"""Holds that a person's word ends, and the answer that it is; every other one ends with its cause."""

_NUMBER_IS_USED = frozenset({"number-taken", PARTED, CONTRADICTION})
"""Holds of invoices whose number the ledger has already: sent again, they get the next one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Steering:
    """Every command says why, and is told in the invoice's story with who gave it."""

    store: Store
    clock: Clock

    def retry(self, connection_id: ConnectionId, which: str, *, actor: str) -> InvoiceRecord:
        """Decide anew, or take the step again that is waited with. Raises Invalid (`invoice-...`)."""
        now = self.clock.now()
        with self.store.writing(connection_id) as books:
            record = one_invoice(books, which)
            if record.step is None and record.stage is not Stage.HELD:
                raise Invalid("invoice-cannot", stage=record.stage, what="retry", who=Who.PERSON)
            tell(books, record, "retried", {}, now, actor)
            want_books_for(books, record.subject, now)
            return _stored(books, _anew(record, now), now)

    def release(
        self,
        connection_id: ConnectionId,
        which: str,
        *,
        because: str,
        date_in_books: bool = False,
        actor: str,
    ) -> InvoiceRecord:
        """End a hold by a person's word, or send one that is older than the start date.

        Raises Invalid (`because-missing`, `redate-not-offered`, `release-not-possible`, `invoice-...`).
        """
        why, now = because_of(because), self.clock.now()
        with self.store.writing(connection_id) as books:
            record = one_invoice(books, which)
            told = {"because": why}
            if record.stage is Stage.SKIPPED:
                tell(books, record, "released-by", told, now, actor)
                return _stored(books, _unskipped(record, why, now), now)
            answer = _answer(books, record, date_in_books=date_in_books)
            tell(books, record, "released-by", {**told, "answer": answer}, now, actor)
            code = _code(books, record)
            if code in (PARTED, CONTRADICTION):
                record = release(books, record, now, actor)
            if code in _NUMBER_IS_USED:
                record = replace(record, generation=record.generation + 1, number="", document_id=None)
            return _stored(books, _anew(_with(record, answer, why), now), now)

    def skip(self, connection_id: ConnectionId, which: str, *, because: str, actor: str) -> InvoiceRecord:
        """It is not sent, unless somebody releases it. Raises Invalid (`because-missing`, `invoice-...`)."""
        why, now = because_of(because), self.clock.now()
        with self.store.writing(connection_id) as books:
            record = one_invoice(books, which)
            if record.place not in BEFORE_CREATION:
                raise Invalid("invoice-cannot", stage=record.place, what=Happening.SKIP, who=Who.PERSON)
            books.holds.release(record.subject)
            tell(books, record, "invoice-skipped", {"reason": BY_PERSON, "because": why}, now, actor)
            skipped = move(record, Happening.SKIP, now, Who.PERSON, reason=BY_PERSON)
            return _stored(books, replace(skipped, readiness=Readiness.SETTLED), now)

    def resend(self, connection_id: ConnectionId, which: str, *, because: str, actor: str) -> InvoiceRecord:
        """What was removed in the ledger is sent once more, with the next suffix.

        Raises Invalid (`because-missing`, `invoice-cannot` if it is not removed).
        """
        why, now = because_of(because), self.clock.now()
        with self.store.writing(connection_id) as books:
            record = one_invoice(books, which)
            again = move(
                record,
                Happening.RESEND,
                now,
                Who.PERSON,
                generation=record.generation + 1,
                number="",
                document_id=None,
                sent=None,
                receipt=None,
                edited={},
                reason="",
                readiness=Readiness.UNDECIDED,
                answers=parting(record.answers, record.document_id),
            ).to_be_read()
            begin_anew(books, record.id)
            tell(books, again, "resent", {"because": why, "before": record.number}, now, actor)
            return _stored(books, again, now)


def _anew(record: InvoiceRecord, now: datetime) -> InvoiceRecord:
    """What it is decided by is read first: it may have changed in the portal."""
    record = replace(record, step_since=now, not_before=None, attempts=0)
    if record.place in BEFORE_CREATION or record.stage is Stage.HELD:
        return replace(record, readiness=Readiness.UNDECIDED).to_be_read()
    return record


def _unskipped(record: InvoiceRecord, why: str, now: datetime) -> InvoiceRecord:
    """Its lines may never have been read."""
    due = move(record, Happening.RELEASE, now, Who.PERSON, reason="", readiness=Readiness.UNDECIDED)
    return _with(due, SEND_ANYWAY, why).to_be_read()


def _answer(books: Books, record: InvoiceRecord, *, date_in_books: bool) -> str:
    code = _code(books, record)
    if date_in_books:
        if code != "period-locked":
            raise Invalid("release-not-possible", code=code, which=record.invoice.title)
        if not invoice_settings_of(*books.settings.current()).may_redate:
            raise Invalid("redate-not-offered")
        return DATE_IN_BOOKS
    answer = _RELEASED_BY.get(code)
    if answer is None:
        raise Invalid("release-not-possible", code=code, which=record.invoice.title)
    return answer


def _code(books: Books, record: InvoiceRecord) -> str:
    held = books.holds.of(record.subject) if record.stage is Stage.HELD else None
    return held.cause.code if held is not None else ""


def _with(record: InvoiceRecord, answer: str, value: str) -> InvoiceRecord:
    return replace(record, answers={**record.answers, answer: value})


def _stored(books: Books, record: InvoiceRecord, now: datetime) -> InvoiceRecord:
    books.invoices.put(record)
    stir(books, record, now)
    books.nudge()
    return record
