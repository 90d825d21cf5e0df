"""A person's word about the payments of an invoice: what it is about, how much may be said, what it means."""

from dataclasses import replace
from datetime import datetime
from decimal import Decimal

from domain.errors import Invalid
from domain.invoice import InvoiceStatus
from domain.invoice_record import InvoiceRecord
from domain.ledger_document import DocumentKind, LedgerDocument
from domain.meant_parts import meant_by, still_agreed
from domain.money import ZERO, places_of, to_cents
from domain.payment_balances import is_without_amount, ours, still_counts, with_taken_away
from domain.payment_outcome import PaymentCase
from domain.payment_record import PartWord, PaymentRecord, Word
from domain.payment_rises import with_rises
from domain.ports.store import Books
from domain.services.payment_case import case_of
from domain.services.payment_steps import document_of
from domain.services.usable_accounts import ONE_PAYMENT, usable_account

_CENTS = 2


def expect_amount(amount: Decimal) -> None:
    """Whatever the payment is: raises Invalid (`payment-amount`) for what no payment can be of."""
    if amount < 0 or places_of(amount) > _CENTS:
        raise Invalid("payment-amount", amount=f"{amount:f}")


def word_about(
    books: Books, record: InvoiceRecord, payment: PaymentRecord, amount: Decimal, account: str, now: datetime
) -> Word:
    """So much is still to be posted of the part that is asked about, or of all that is open.

    `account` (code or id) is where it goes, '' where the settings say. Raises Invalid (`payment-amount`,
    `payment-amount-too-large`, `account-not-there`, `account-not-usable`).
    """
    expect_amount(amount)
    document = document_of(books, record)
    asked, rise = _asked(books, record, payment, document)
    most = min(asked if rise else _most(record, payment, document), _due(record, document))
    if amount > most:
        facts = {"amount": f"{amount:.2f}", "most": f"{most:.2f}", "currency": record.invoice.currency}
        raise Invalid("payment-amount-too-large", **facts)
    paid, counted = to_cents(record.invoice.paid_amount), document.counted if document is not None else ZERO
    word = Word(
        amount=amount,
        paid=paid,
        counted=counted,
        account=_account(books, account),
        document_id=document.id if document is not None else None,
        excused=max(ZERO, asked - amount),
        rise=rise,
    )
    if document is None:
        return word
    if rise:
        return _beside(word, payment.word, document)
    case = case_of(books, as_known(payment, document), record, now, document)
    return word if case is None or is_without_amount(case) else shared_out(word, case, document)


def _beside(word: Word, before: Word | None, document: LedgerDocument) -> Word:
    """A word about one part, with what was said of the others as long as that counts."""
    if before is None or not still_counts(before, word.paid, document):
        return word
    others = tuple(one for one in before.by_rise.values() if one.rise != word.rise)
    return replace(word, also=others, excused=word.excused + before.excused)


def shared_out(word: Word, case: PaymentCase, document: LedgerDocument) -> Word:
    """A word about all, as what it means of each part."""
    meant = meant_by(case, document, word.amount)
    shares = tuple(
        PartWord(rise=rise.upto, amount=amount, account=word.account) for rise, amount in meant if rise.upto
    )
    return replace(word, amount=sum((amount for rise, amount in meant if not rise.upto), ZERO), also=shares)


def as_known(payment: PaymentRecord, document: LedgerDocument | None) -> PaymentRecord:
    """A person has seen what is not there any more: of that they are not asked again."""
    if document is None:
        return payment
    posted = tuple(
        one if one.document_id in (None, document.id) else replace(one, taken_away=True)
        for one in payment.posted
    )
    agreed = still_agreed(payment, document)
    return replace(payment, agreed=agreed, posted=with_taken_away(posted, document))


def _asked(
    books: Books, record: InvoiceRecord, payment: PaymentRecord, document: LedgerDocument | None
) -> tuple[Decimal, Decimal]:
    """How much a word is about, the part that is asked about or all that is open, and up to where it rose."""
    held = books.holds.of(payment.subject)
    part = held.cause.facts.get("part") if held is not None else None
    if held is not None and part and _has_rise(payment, record, Decimal(part)):
        return Decimal(held.cause.facts["paid"]), Decimal(part)
    paid = to_cents(record.invoice.paid_amount)
    if paid <= 0 and record.invoice.status is InvoiceStatus.PAID:  # nobody says how much
        return _due(record, document), ZERO
    counted = document.counted if document is not None else ZERO
    return max(ZERO, paid - counted), ZERO


def _has_rise(payment: PaymentRecord, record: InvoiceRecord, upto: Decimal) -> bool:
    """Whether the portal still tells of it: it may have been corrected since it was asked about."""
    return any(rise.upto == upto for rise in with_rises(payment, record.invoice).rises)


def _most(record: InvoiceRecord, payment: PaymentRecord, document: LedgerDocument | None) -> Decimal:
    """What may be said: what came in less ours, for theirs may be other money; nothing if all is counted."""
    paid = to_cents(record.invoice.paid_amount)
    if document is None or paid <= 0:
        return _due(record, document)
    return paid - sum(ours(payment, document).values(), ZERO) if paid > document.counted else ZERO


def _due(record: InvoiceRecord, document: LedgerDocument | None) -> Decimal:
    """What the ledger still takes on it."""
    if document is None or document.is_gone or document.currency != record.invoice.currency:
        return ZERO
    if document.kind is DocumentKind.CREDIT_NOTE:
        return ZERO
    return max(ZERO, document.total - document.counted)


def _account(books: Books, which: str) -> str:
    known = books.findings.ledger_books()
    if which and known is not None:  # else the plan looks at it, when the ledger's settings are read
        usable_account(known, ONE_PAYMENT, which)
    return which
