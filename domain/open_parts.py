"""The parts of what is open, each as it came, and what a person's word means of them."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from domain.ledger_document import LedgerDocument
from domain.money import ZERO
from domain.payment_balances import is_answered, ours, paid_of
from domain.payment_outcome import Part, PaymentCase
from domain.payment_record import PartWord, Rise, Word
from domain.payment_rises import as_it_came, last_rise, open_rises
from domain.settings import BANK_FEED


def parts_of(case: PaymentCase, document: LedgerDocument) -> Iterator[tuple[PaymentCase, Part]]:
    """Each part that is open, the oldest first, and the case as it came; a word is with what it is about."""
    word = case.payment.word if is_answered(case) else None
    payment = case.payment
    if document.counted < payment.agreed:  # what both had counted is open again, each part by its own way
        payment = replace(payment, agreed=ZERO)
    rises = open_rises(payment, case.record.invoice, document, ours(case.payment, document))
    said = word.by_rise if word is not None else {}
    if word is not None and not said:
        rises = _meant(word.amount, rises, case)
    elif not rises:
        rises = [(_none_by_itself(case), paid_of(case) - document.counted)]
    for rise, left in rises:
        its_word = _about(word, said.get(rise.upto)) if said else word
        amount = its_word.amount if said and its_word is not None else left
        if amount:
            part = Part(amount=amount, rise=rise.upto)
            its_case = replace(
                case,
                record=replace(case.record, invoice=as_it_came(case.record.invoice, rise)),
                payment=replace(case.payment, word=its_word),
                part=part if len(rises) > 1 else None,
            )
            yield its_case, part


def _about(word: Word | None, said: PartWord | None) -> Word | None:
    if word is None or said is None:
        return None
    return replace(word, amount=said.amount, account=said.account, rise=said.rise)


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
    if same and amount != whole:
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
