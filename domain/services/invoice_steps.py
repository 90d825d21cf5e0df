"""Moves an invoice along its life, with its hold and its story in step."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from domain.event import SYSTEM
from domain.hold import Cause
from domain.invoice import InvoiceId
from domain.invoice_causes import About, cause
from domain.invoice_record import BEFORE_CREATION, InvoiceRecord, Readiness
from domain.life import Happening, Stage, Who, moved
from domain.ports.store import Books

_MAY_BE_SENT = (*sorted(BEFORE_CREATION), Stage.HELD)
_PAGE = 500


def about_sent(record: InvoiceRecord) -> About:
    """What a cause says of an invoice that was sent: its total is the document's."""
    return About(invoice=record.invoice, total=record.sent.total if record.sent is not None else None)


def move(
    record: InvoiceRecord, by: Happening, now: datetime, who: Who = Who.CLERK, **changes: Any
) -> InvoiceRecord:
    """The record one arrow further. Raises Invalid (`invoice-cannot`) where the table has none."""
    stage = moved(record.stage, by, who, before_hold=record.before_hold)
    before = record.before_hold if stage is Stage.HELD else None
    changed = {"before_hold": before, "step_since": now, "attempts": 0, "not_before": None, **changes}
    return replace(record, stage=stage, **changed)


def part(record: InvoiceRecord, now: datetime, **changes: Any) -> InvoiceRecord:
    """The record without the document that it was linked to; both stay as they are."""
    parted = {"document_id": None, "sent": None, "receipt": None, "edited": {}, **changes}
    return move(record, Happening.UNLINK, now, Who.PERSON, before_hold=Stage.DUE, **parted)


def hold(books: Books, record: InvoiceRecord, cause: Cause, now: datetime) -> InvoiceRecord:
    """Hold an invoice, or tell of a held one why it is held now; answers it as it was stored."""
    if record.stage is not Stage.HELD:
        record = move(record, Happening.HOLD, now, before_hold=record.stage)
    record = replace(record, readiness=Readiness.SETTLED)
    books.invoices.put(record)
    if books.holds.put(record.subject, cause, now):
        tell(books, record, "held", {**cause.facts, "code": cause.code}, now)
    return record


def follow_number(books: Books, record: InvoiceRecord, number: str, now: datetime) -> InvoiceRecord:
    """The record with the number that its document carries; another one than before is told."""
    if number in ("", record.number):
        return record
    tell(books, record, "document-renumbered", {"before": record.number, "number": number}, now)
    return replace(record, number=number)


def never_answered(record: InvoiceRecord) -> Cause:
    """What is sent for it gets no clear answer, and is not there: one question for all that it happens to."""
    return cause(about_sent(record), "unexpected", shared="never-answered", problem="never-answered")


def release(books: Books, record: InvoiceRecord, now: datetime, actor: str = SYSTEM) -> InvoiceRecord:
    """A held invoice goes on where it was; any other one is answered as it is. The caller stores it."""
    held = books.holds.release(record.subject)
    if held is not None:
        tell(books, record, "released", {"code": held.cause.code}, now, actor)
    if record.stage is not Stage.HELD:
        return record
    who = Who.CLERK if actor == SYSTEM else Who.PERSON
    return move(record, Happening.RELEASE, now, who)


def decide_anew(books: Books, record: InvoiceRecord, now: datetime) -> None:
    """What it waited for has come: it is decided at once."""
    anew = replace(record, readiness=Readiness.UNDECIDED, step_since=now, not_before=None, attempts=0)
    books.invoices.put(anew)


def read_again(books: Books, since: datetime, now: datetime) -> None:
    """Have what is not created yet read anew if it was not since then: it may be in the ledger by now."""
    older = [record.id for record in every_in(books, _MAY_BE_SENT) if record.read_at < since]
    books.invoices.want_read(older, now)


def every_in(books: Books, stages: Iterable[Stage]) -> Iterator[InvoiceRecord]:
    """All invoices in these stages, page by page."""
    wanted = tuple(stages)
    after: InvoiceId | None = None
    while page := books.invoices.listing(stages=wanted, limit=_PAGE, after=after):
        yield from page
        after = page[-1].id


def tell(
    books: Books,
    record: InvoiceRecord,
    code: str,
    facts: Mapping[str, str],
    now: datetime,
    actor: str = SYSTEM,
) -> None:
    """One event of the invoice's story, without facts that say nothing."""
    known = {name: value for name, value in facts.items() if value}
    books.events.add(at=now, actor=actor, subject=record.subject, code=code, facts=known)
