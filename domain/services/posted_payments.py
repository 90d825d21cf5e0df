"""What we posted is noted as ours: answered, found by looking, or landed after it was given up."""

from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal

from domain.dispatch import Act, OpenElement
from domain.ledger_document import DocumentId, LedgerPayment
from domain.money import ZERO
from domain.payment_life import PaymentHappening
from domain.payment_outcome import PaymentCase
from domain.payment_record import PaymentRecord, Posted, Word
from domain.ports.store import Books
from domain.services.dispatching import landed_after_all, missing_of
from domain.services.payment_steps import move, tell
from domain.services.turn import Turn

_FOUND_AGAIN = "payment-found-again"


def note_posted(
    books: Books, payment: PaymentRecord, made: Posted, by: PaymentHappening, now: datetime
) -> None:
    """It is in the ledger: whether anything is left is decided anew."""
    payment = move(_with(payment, made), by, now, is_open=True)
    books.payments.put(payment)
    _tell(books, payment, made, "payment-posted" if by is PaymentHappening.ANSWERED else _FOUND_AGAIN, now)


def posted_by(one: OpenElement, there: LedgerPayment, now: datetime) -> Posted:
    """The payment that this try made."""
    facts = one.element.facts
    return Posted(
        id=there.id,
        amount=there.amount,
        currency=facts["currency"],
        dated=there.dated or date.fromisoformat(facts["dated"]),
        account=facts["account"],
        at=now,
        document_id=DocumentId(facts["document_id"]),
        rise=Decimal(facts.get("rise", "0")),
    )


def is_made_by(one: OpenElement, there: LedgerPayment) -> bool:
    """Whether a payment carries the mark of this try, and did not stand there before it."""
    facts = one.element.facts
    return there.reference == facts["reference"] and there.id not in facts["there"].split()


def with_what_landed(turn: Turn, books: Books, case: PaymentCase, now: datetime) -> PaymentCase:
    """What was given up and counts by now is ours, as if its answer had come: it is not sent again."""
    known = {one.id for one in case.payment.posted}
    marked = [one for one in case.document.payments if one.reference] if case.document is not None else []
    if not any(one.id not in known for one in marked):
        return case
    missing = missing_of(books, case.payment.subject, Act.CREATE_PAYMENT)
    found = ((one, there) for one in missing for there in marked if is_made_by(one, there))
    landed, there = next(found, (None, None))
    if landed is None or there is None:
        return case
    landed_after_all(books, turn, landed, there.id, missing)
    made = posted_by(landed, there, now)
    payment = _with(case.payment, made)
    _tell(books, payment, made, _FOUND_AGAIN, now)
    return replace(case, payment=payment)


def _with(payment: PaymentRecord, made: Posted) -> PaymentRecord:
    """A person's word is kept with it."""
    word = _after(payment.word, made) if payment.word is not None else None
    posted = (*(one for one in payment.posted if one.id != made.id), made)
    return replace(payment, posted=posted, word=word)


def _after(word: Word, made: Posted) -> Word:
    """What is left of what was said, of the part that it was for, or of all."""
    is_about_it = word.rise in (ZERO, made.rise)
    left = max(ZERO, word.amount - made.amount) if is_about_it else word.amount
    also = tuple(
        replace(one, amount=max(ZERO, one.amount - made.amount)) if one.rise == made.rise else one
        for one in word.also
    )
    return replace(word, amount=left, also=also, counted=word.counted + made.amount)


def _tell(books: Books, payment: PaymentRecord, made: Posted, code: str, now: datetime) -> None:
    facts = {
        "payment_id": made.id,
        "amount": f"{made.amount:.2f}",
        "currency": made.currency,
        "dated": made.dated.isoformat(),
        "account": made.account,
    }
    tell(books, payment, code, facts, now)
