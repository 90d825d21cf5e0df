"""What a word still says after the portal has told something else since: it is about what the person saw."""

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal

from domain.invoice import PortalInvoice
from domain.money import ZERO
from domain.payment_record import PaymentRecord, Rise, Word
from domain.payment_rises import as_it_came, last_rise, with_rises
from domain.payment_settings import setting_of


def as_told(payment: PaymentRecord, invoice: PortalInvoice) -> PaymentRecord:
    """The payment with what the portal says now; of every telling a word takes note, also where nothing is
    decided before the next one.
    """
    after = with_rises(payment, invoice)
    if payment.word is None:
        return after
    return replace(
        after, word=_still_said(payment.word, _ways(payment, invoice), _ways(after, invoice), invoice)
    )


def _still_said(
    word: Word, before: Mapping[Decimal, str], now: Mapping[Decimal, str], invoice: PortalInvoice
) -> Word:
    """Another sum ends it. An account was named for money of that method: of another one it says nothing, and
    how much is to be posted stays said, for that is still what is missing.
    """

    def account(rise: Decimal, named: str) -> str:
        return named if before.get(rise) in (None, now.get(rise)) else ""

    return replace(
        word,
        account=account(word.rise, word.account),
        also=tuple(replace(one, account=account(one.rise, one.account)) for one in word.also),
        is_over=word.is_over or last_rise(invoice).upto != word.paid,
    )


def _ways(payment: PaymentRecord, invoice: PortalInvoice) -> Mapping[Decimal, str]:
    """By which setting each rise goes, and what is of none by itself: that goes as all is told."""

    def way(rise: Rise) -> str:
        return setting_of(as_it_came(invoice, rise))

    of_all = {ZERO: way(payment.told)} if payment.told is not None else {}
    return {**of_all, **{rise.upto: way(rise) for rise in payment.rises}}
