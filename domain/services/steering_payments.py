"""What a person does about the payments of one invoice: look again, or say how much is still to be posted."""

from dataclasses import dataclass, replace
from decimal import Decimal

from domain.errors import Invalid
from domain.ids import ConnectionId
from domain.invoice import InvoiceStatus
from domain.invoice_record import InvoiceRecord
from domain.ledger_document import DocumentKind, LedgerDocument
from domain.life import Who
from domain.money import ZERO, places_of, to_cents
from domain.payment_balances import ours, still_counts, with_taken_away
from domain.payment_life import ON_ITS_WAY, PaymentHappening, PaymentStage
from domain.payment_record import PaymentRecord, Word
from domain.payment_rises import with_rises
from domain.ports.clock import Clock
from domain.ports.store import Books, Store
from domain.services import noted
from domain.services.decide_payments import tried_again
from domain.services.one_invoice import one_invoice
from domain.services.payment_steps import document_of, move, release, tell
from domain.services.usable_accounts import ONE_PAYMENT, usable_account

_CENTS = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class SteeringPayments:
    """Each is noted at once and carried out by the clerk. `which` is an invoice's title, number or id."""

    store: Store
    clock: Clock

    def retry(self, connection_id: ConnectionId, which: str, *, actor: str) -> PaymentRecord:
        """Decide anew, from what both sides say now; what the ledger refused is sent once more.

        Raises Invalid (`invoice-unknown`, `invoice-several`, `payment-none`).
        """
        now = self.clock.now()
        with self.store.writing(connection_id) as books:
            record, payment = _the_payment(books, which)
            tell(books, payment, "payment-retried", {}, now, actor)
            books.invoices.want_read([record.id], now)
            noted.note_moment(books, noted.DOCUMENTS_WANTED_AT, now)
            payment = tried_again(payment, now)
            books.payments.put(payment)
            books.nudge()
        return payment

    def release(
        self, connection_id: ConnectionId, which: str, amount: Decimal, *, account: str = "", actor: str
    ) -> PaymentRecord:
        """So much is posted, and for the rest nobody is asked again until either side says something else.

        0 posts nothing. `account` (code or id) is where it goes, '' where the settings say.
        Raises Invalid (`invoice-unknown`, `invoice-several`, `payment-none`, `payment-on-its-way`,
        `payment-amount`, `payment-amount-too-large`, `account-not-there`, `account-not-usable`).
        """
        now = self.clock.now()
        with self.store.writing(connection_id) as books:
            record, payment = _the_payment(books, which)
            if payment.stage in ON_ITS_WAY:
                raise Invalid("payment-on-its-way", invoice=record.invoice.title)
            word = _word(books, record, payment, amount, _account(books, account))
            facts = {"amount": f"{amount:.2f}", "currency": record.invoice.currency, "account": account}
            tell(books, payment, "payment-released", facts, now, actor)
            release(books, payment, now, actor)
            if payment.stage is not PaymentStage.DUE:
                payment = move(payment, PaymentHappening.RELEASE, now, Who.PERSON)
            payment = replace(_as_known(tried_again(payment, now), document_of(books, record)), word=word)
            books.payments.put(payment)
            books.nudge()
        return payment


def _the_payment(books: Books, which: str) -> tuple[InvoiceRecord, PaymentRecord]:
    record = one_invoice(books, which)
    payment = books.payments.get(record.id)
    if payment is None:
        raise Invalid("payment-none", invoice=record.invoice.title)
    return record, payment


def _word(books: Books, record: InvoiceRecord, payment: PaymentRecord, amount: Decimal, account: str) -> Word:
    if amount < 0 or places_of(amount) > _CENTS:
        raise Invalid("payment-amount", amount=f"{amount:f}")
    document = document_of(books, record)
    asked, rise = _asked(books, record, payment, document)
    most = min(asked if rise else _most(record, payment, document), _due(record, document))
    if amount > most:
        facts = {"amount": f"{amount:.2f}", "most": f"{most:.2f}", "currency": record.invoice.currency}
        raise Invalid("payment-amount-too-large", **facts)
    paid, counted = to_cents(record.invoice.paid_amount), document.counted if document is not None else ZERO
    before = payment.word if rise else None
    if before is None or document is None or not still_counts(before, paid, document):
        before = None
    return Word(
        amount=amount,
        paid=paid,
        counted=counted,
        account=account,
        document_id=document.id if document is not None else None,
        excused=max(ZERO, asked - amount) + (before.excused if before is not None else ZERO),
        rise=rise,
        also=tuple(one for one in before.by_rise.values() if one.rise != rise) if before is not None else (),
    )


def _as_known(payment: PaymentRecord, document: LedgerDocument | None) -> PaymentRecord:
    """A person has seen what is not there any more: of that they are not asked again."""
    if document is None:
        return payment
    agreed = payment.agreed if document.counted >= payment.agreed else ZERO
    posted = tuple(
        one if one.document_id in (None, document.id) else replace(one, taken_away=True)
        for one in payment.posted
    )
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
