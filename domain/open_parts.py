"""The parts of what is open, each as it came, and what a person's word means of them."""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from domain.ledger_document import LedgerDocument
from domain.meant_parts import meant_by, none_by_itself, open_of
from domain.payment_balances import is_answered
from domain.payment_outcome import Part, PaymentCase
from domain.payment_record import PartWord, Rise, Word
from domain.payment_rises import as_it_came, with_rises


def parts_of(case: PaymentCase, document: LedgerDocument) -> Iterator[tuple[PaymentCase, Part]]:
    """Each part that is still to be posted, the oldest first, beside the case of that part alone.

    In its case are its method, its day, and the word that is about it.
    """
    parts = _spoken_of(case, document)
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


def _spoken_of(case: PaymentCase, document: LedgerDocument) -> list[tuple[Rise, Decimal, Word | None]]:
    """So much of each is to be posted: all that is open of it, or what a person's word leaves."""
    rises = open_of(case, document)
    word = case.payment.word if is_answered(case) else None
    if word is None:
        return [(rise, left, None) for rise, left in rises]
    said = word.by_rise
    if not said:
        return [(rise, amount, word) for rise, amount in meant_by(case, document, word.amount)]
    left = {rise.upto: amount for rise, amount in rises}
    known = (*with_rises(case.payment, case.record.invoice).rises, *(rise for rise, _ in rises))
    by_upto = {rise.upto: rise for rise in (*known, none_by_itself(case))}
    return [
        (rise, said[upto].amount, _about_part(word, said[upto])) if upto in said else (rise, left[upto], None)
        for upto, rise in by_upto.items()
        if upto in said or upto in left
    ]


def _about_part(word: Word, said: PartWord) -> Word:
    return replace(word, amount=said.amount, account=said.account, rise=said.rise)


def case_of_part(case: PaymentCase, rise: Decimal) -> PaymentCase:
    """The case of the part that rises up to so much, as it came; the whole where none does any more."""
    if case.document is None:
        return case
    return next((its for its, part in parts_of(case, case.document) if part.rise == rise), case)
