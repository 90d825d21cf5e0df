"""What a person does about the payments of one invoice: look again, say how much is still to be posted, or
that what is there twice is right.
"""

from dataclasses import dataclass, replace
from decimal import Decimal

from domain.errors import Invalid
from domain.ids import ConnectionId
from domain.invoice_record import InvoiceRecord
from domain.life import Who
from domain.payment_life import ON_ITS_WAY, PaymentHappening, PaymentStage
from domain.payment_record import PaymentRecord
from domain.ports.clock import Clock
from domain.ports.store import Books, Store
from domain.services import noted
from domain.services.decide_payments import tried_again
from domain.services.one_invoice import one_invoice
from domain.services.payment_alarms import is_twice, keep_both
from domain.services.payment_steps import document_of, move, release, tell
from domain.services.payment_words import as_known, word_about
from domain.services.taking_books import want_books_for


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
            want_books_for(books, payment.subject, now)
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
            word = word_about(books, record, payment, amount, account, now)
            facts = {"amount": f"{amount:.2f}", "currency": record.invoice.currency, "account": account}
            tell(books, payment, "payment-released", facts, now, actor)
            release(books, payment, now, actor)
            if payment.stage is not PaymentStage.DUE:
                payment = move(payment, PaymentHappening.RELEASE, now, Who.PERSON)
            payment = replace(as_known(tried_again(payment, now), document_of(books, record)), word=word)
            books.payments.put(payment)
            books.nudge()
        return payment

    def keep_both(self, connection_id: ConnectionId, which: str, *, actor: str) -> PaymentRecord:
        """Of what is there twice neither is too much: that alarm is over. A third one would be another.

        Raises Invalid (`invoice-unknown`, `invoice-several`, `payment-none`, `payment-not-twice`).
        """
        now = self.clock.now()
        with self.store.writing(connection_id) as books:
            record, payment = _the_payment(books, which)
            if not is_twice(books, payment):
                raise Invalid("payment-not-twice", invoice=record.invoice.title)
            payment = keep_both(books, payment, now, actor)
            books.nudge()
        return payment


def _the_payment(books: Books, which: str) -> tuple[InvoiceRecord, PaymentRecord]:
    record = one_invoice(books, which)
    payment = books.payments.get(record.id)
    if payment is None:
        raise Invalid("payment-none", invoice=record.invoice.title)
    return record, payment
