"""The parts of what is open, each as it came, and what a person's word means of them."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from domain.ledger_document import LedgerDocument
from domain.money import ZERO
from domain.payment_balances import is_answered, ours, paid_of
from domain.payment_outcome import Part, PaymentCase
from domain.payment_record import Rise, Word
from domain.payment_rises import as_it_came, last_rise, open_rises
from domain.settings import BANK_FEED


def parts_of(case: PaymentCase, document: LedgerDocument) -> Iterator[tuple[PaymentCase, Part]]:
    """Each part that is still to be posted, the oldest first, beside the case of that part alone.

    In its case are its method, its day, and the word that is about it.
    """
    parts = _spoken_of(case, _open_rises(case, document))
    for rise, amount, word in parts:
        if not amount:
            continue
        part = Part(amount=amount, rise=rise.upto)
        its_case = replace(
            case,
            record=replace(case.record, invoice=as_it_came(case.record.invoice, rise)),
            payment=replace(case.payment, word=word),
            part=part if len(parts) > 1 else None,
        )
        yield its_case, part


def _open_rises(case: PaymentCase, document: LedgerDocument) -> list[tuple[Rise, Decimal]]:
    """How much of each rise is open; all that is missing as one, where no rise is known for it."""
    payment = case.payment
    if document.counted < payment.agreed:  # what both had counted is open again, each part by its own way
        payment = replace(payment, agreed=ZERO)
    rises = open_rises(payment, case.record.invoice, document, ours(case.payment, document))
    return rises or [(_none_by_itself(case), paid_of(case) - document.counted)]


def _spoken_of(
    case: PaymentCase, rises: Sequence[tuple[Rise, Decimal]]
) -> list[tuple[Rise, Decimal, Word | None]]:
    """So much of each is to be posted: all that is open of it, or what a person's word leaves."""
    word = case.payment.word if is_answered(case) else None
    if word is None:
        return [(rise, left, None) for rise, left in rises]
    if not word.rise:
        return [(rise, amount, word) for rise, amount in _meant(word.amount, rises, case)]
    words = {
        upto: replace(word, amount=said.amount, account=said.account, rise=upto)
        for upto, said in word.by_rise.items()
    }
    return [
        (rise, words[rise.upto].amount, words[rise.upto]) if rise.upto in words else (rise, left, None)
        for rise, left in rises
    ]


def _meant(
    amount: Decimal, rises: Sequence[tuple[Rise, Decimal]], case: PaymentCase
) -> list[tuple[Rise, Decimal]]:
    """What a person means who says an amount: the part that is so much; else the oldest ones up to that.

    Of several the newest, for an older one may have been excused; rather one that no bank feed brings. What
    is more than all of them is of none by itself.
    """
    whole = sum((left for _, left in rises), ZERO)
    if amount > whole:
        return [(_none_by_itself(case), amount)]
    same = [(rise, left) for rise, left in reversed(rises) if left == amount]
    same.sort(key=lambda one: case.settings.route_of(as_it_came(case.record.invoice, one[0])) == BANK_FEED)
    if same:
        return same[:1]
    meant, rest = [], amount
    for rise, left in rises:
        meant.append((rise, min(left, rest)))
        rest -= meant[-1][1]
    return meant


def _none_by_itself(case: PaymentCase) -> Rise:
    return replace(last_rise(case.record.invoice), upto=ZERO)


def case_of_part(case: PaymentCase, rise: Decimal) -> PaymentCase:
    """The case of the part that rises up to so much, as it came; the whole where none does any more."""
    if case.document is None:
        return case
    return next((its for its, part in parts_of(case, case.document) if part.rise == rise), case)
