"""What we posted is noted as ours: answered, or found by looking."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal

from domain.dispatch import OpenElement
from domain.ledger_document import DocumentId, LedgerDocument, LedgerPayment
from domain.money import ZERO
from domain.numbering import is_payment_mark
from domain.payment_life import PaymentHappening
from domain.payment_record import PaymentRecord, Posted, Word, invoice_of_payment
from domain.ports.store import Books
from domain.services.payment_steps import move, tell


def note_posted(
    books: Books, payment: PaymentRecord, made: Posted, by: PaymentHappening, now: datetime
) -> None:
    """It is in the ledger: whether anything is left is decided anew."""
    payment = move(with_posted(payment, made), by, now, is_open=True)
    books.payments.put(payment)
    code = "payment-posted" if by is PaymentHappening.ANSWERED else "payment-found-again"
    tell_posted(books, payment, made, code, now)


def posted_by(
    one: OpenElement, there: LedgerPayment, now: datetime, document: LedgerDocument | None = None
) -> Posted:
    """The payment that this try made, and what others paid on the document while it was on its way."""
    facts = one.element.facts
    payments = document.payments if document is not None else ()
    stood_there = {*facts["there"].split(), there.id}
    beside = (
        each.amount
        for each in payments
        if each.id not in stood_there
        and not is_payment_mark(each.reference, invoice_of_payment(one.element.subject))
    )
    return Posted(
        id=there.id,
        amount=there.amount,
        currency=facts["currency"],
        dated=there.dated or date.fromisoformat(facts["dated"]),
        account=facts["account"],
        at=now,
        document_id=DocumentId(facts["document_id"]),
        rise=Decimal(facts.get("rise", "0")),
        beside=sum(beside, ZERO),
    )


def amount_of(one: OpenElement) -> Decimal:
    """How much a try was to post, or to record, in the currency of its invoice."""
    return Decimal(one.element.facts["amount"])


def as_sent(one: OpenElement, there: LedgerPayment) -> LedgerPayment:
    """What this try made, with the amount that was sent: of one that was deleted it may be shown as 0."""
    return replace(there, amount=amount_of(one))


def made_by(tries: Iterable[OpenElement], payments: Iterable[LedgerPayment]) -> list[LedgerPayment]:
    """Those with the mark of one of these tries that stood there before none of them."""
    facts = [one.element.facts for one in tries]
    marks = {each["reference"] for each in facts}
    stood_there = {payment_id for each in facts for payment_id in each["there"].split()}
    return [each for each in payments if each.reference in marks and each.id not in stood_there]


def with_posted(payment: PaymentRecord, made: Posted) -> PaymentRecord:
    """The payment with one more of ours; a person's word moves on with it."""
    word = _after(payment.word, made) if payment.word is not None else None
    posted = (*(one for one in payment.posted if one.id != made.id), made)
    return replace(payment, posted=posted, word=word)


def _after(word: Word, made: Posted) -> Word:
    """What is left of what was said, of the part that it was for, or of what is of none by itself."""
    is_about_it = word.rise in (ZERO, made.rise) and made.rise not in {one.rise for one in word.also}
    left = max(ZERO, word.amount - made.amount) if is_about_it else word.amount
    also = tuple(
        replace(one, amount=max(ZERO, one.amount - made.amount)) if one.rise == made.rise else one
        for one in word.also
    )
    return replace(word, amount=left, also=also, counted=word.counted + made.amount)


def tell_posted(books: Books, payment: PaymentRecord, made: Posted, code: str, now: datetime) -> None:
    """It is part of its story."""
    facts = {
        "payment_id": made.id,
        "amount": f"{made.amount:.2f}",
        "currency": made.currency,
        "dated": made.dated.isoformat(),
        "account": made.account,
    }
    tell(books, payment, code, facts, now)
