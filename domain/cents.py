"""The ladder of cents: the first way to write an invoice that the ledger sums up to the client's document.

(a) exclusive, prices at four places; (a2) the same, with a line that is finer or misses its total as
quantity 1; (b) inclusive; (c) exclusive, with the tax of single lines moved by a cent; (d) nothing fits.
An unrounded document can be a cent more or less than its parts. Then (c) is inclusive.
Where the portal leaves the totals of lines unrounded, each goes to the cent below or above it, whichever
makes the lines sum up to the document. Who pays no tax has (a), (a2) and (d), on amounts without any.
None leaves with a total, or a tax per rate, that differs from the client's document.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum

from domain.invoice import PortalLine
from domain.ledger_line import QUANTITY_PLACES, AmountsAre, LedgerLine, Prediction, predicted
from domain.line_text import line_text
from domain.money import CENT, ZERO, places_of, to_cents
from domain.totals import DocumentTotals

PRICE_PLACES = 4
"""Unit prices keep four places when they are asked for (Xero: `unitdp=4`)."""
DISCOUNT_PLACES = 2
"""With a finer discount the ledger's own pages disagree on the total (xero-node, issue 592)."""


class Rung(StrEnum):
    """Which fit was used; it is kept on the receipt."""

    EXCLUSIVE = "a"
    LINE_AS_ONE = "a2"
    INCLUSIVE = "b"
    TAX_MOVED = "c"


@dataclass(frozen=True, slots=True, kw_only=True)
class TaxedLine:
    """A line of the portal with the account and tax type that were decided for it."""

    line: PortalLine
    account: str
    tax_type: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Fit:
    """How an invoice is written so that it sums up, and by which rung."""

    rung: Rung
    amounts_are: AmountsAre
    lines: tuple[LedgerLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Misfit:
    """Nothing fits: what the client's document says, and what the ledger would make of the same lines."""

    document: DocumentTotals
    ledger: Prediction
    moving_would_fit: bool


def fit(
    lines: Sequence[TaxedLine], document: DocumentTotals, *, may_move_tax: bool, pays_tax: bool = True
) -> Fit | Misfit:
    """The first rung that fits. `may_move_tax` is the setting that allows (c).

    With `pays_tax` False the organisation charges none, and the amounts are written without any.
    """
    amounts_are = AmountsAre.EXCLUSIVE if pays_tax else AmountsAre.NO_TAX
    nets = _in_cents([taxed.line.total_excluding for taxed in lines], document.total - document.tax)
    plain = tuple(_as_written(taxed) for taxed in lines)
    exclusive = tuple(
        line if _is_exact(line, net) else _as_one(taxed, net)
        for taxed, line, net in zip(lines, plain, nets, strict=True)
    )
    if _fits(exclusive, amounts_are, document):
        rung = Rung.EXCLUSIVE if exclusive == plain else Rung.LINE_AS_ONE
        return Fit(rung=rung, amounts_are=amounts_are, lines=exclusive)
    moved = None
    if pays_tax:
        grosses = _in_cents([taxed.line.total_including for taxed in lines], document.total)
        inclusive = tuple(_as_one(taxed, gross) for taxed, gross in zip(lines, grosses, strict=True))
        if _fits(inclusive, AmountsAre.INCLUSIVE, document):
            return Fit(rung=Rung.INCLUSIVE, amounts_are=AmountsAre.INCLUSIVE, lines=inclusive)
        moved = _moved(exclusive, AmountsAre.EXCLUSIVE, document) or _moved(
            inclusive, AmountsAre.INCLUSIVE, document
        )
    if moved is not None and may_move_tax:
        return moved
    return Misfit(
        document=document, ledger=predicted(exclusive, amounts_are), moving_would_fit=moved is not None
    )


def _in_cents(totals: Sequence[Decimal], wanted: Decimal) -> list[Decimal]:
    """Each total in cents. Unrounded ones go to their other neighbour, the nearest first, to make the sum."""
    cents = [to_cents(total) for total in totals]
    gap = wanted - sum(cents, ZERO)
    step = CENT.copy_sign(gap)
    rests = [(total - cut) * step for total, cut in zip(totals, cents, strict=True)]
    movable = sorted((at for at, rest in enumerate(rests) if rest > 0), key=rests.__getitem__, reverse=True)
    for at in movable[: int(abs(gap) / CENT)]:
        cents[at] += step
    return cents


def _as_written(taxed: TaxedLine) -> LedgerLine:
    """The line as the client sees it; its sign is that of its total, a quantity is never negative."""
    line = taxed.line
    words = line_text(line)
    return LedgerLine(
        description=words.text,
        is_cut=words.is_cut,
        quantity=abs(line.quantity),
        unit_price=_signed_price(line),
        discount=line.discount,
        rate=line.rate,
        account=taxed.account,
        tax_type=taxed.tax_type,
    )


def _as_one(taxed: TaxedLine, total: Decimal) -> LedgerLine:
    """Quantity 1 at the line's total, with the breakdown in words."""
    line = taxed.line
    breakdown = f"{_figure(abs(line.quantity))} x {_figure(_signed_price(line))}"
    if line.discount:
        breakdown += f" - {_figure(line.discount)} %"
    words = line_text(line, breakdown)
    return LedgerLine(
        description=words.text,
        is_cut=words.is_cut,
        quantity=Decimal(1),
        unit_price=total,
        rate=line.rate,
        account=taxed.account,
        tax_type=taxed.tax_type,
    )


def _signed_price(line: PortalLine) -> Decimal:
    price = abs(line.unit_price)
    return -price if line.total_excluding < 0 else price


def _figure(number: Decimal) -> str:
    return f"{number.normalize():f}"


def _is_exact(line: LedgerLine, net: Decimal) -> bool:
    """Whether the ledger can hold the line as it is written, and comes to its total without tax.

    A discount on a negative line counts as none: the ledger may call it greater than the line
    (Xero-OpenAPI, issue 429).
    """
    return (
        places_of(line.unit_price) <= PRICE_PLACES
        and places_of(line.quantity) <= QUANTITY_PLACES
        and places_of(line.discount) <= DISCOUNT_PLACES
        and not (line.discount and line.unit_price < 0)
        and line.amount == net
    )


def _fits(lines: Sequence[LedgerLine], amounts_are: AmountsAre, document: DocumentTotals) -> bool:
    ledger = predicted(lines, amounts_are)
    return ledger.total == document.total and _same(ledger.tax_by_rate, document.tax_by_rate)


def _same(one: Mapping[Decimal, Decimal], other: Mapping[Decimal, Decimal]) -> bool:
    return all(one.get(rate, ZERO) == other.get(rate, ZERO) for rate in {*one, *other})


def _moved(lines: Sequence[LedgerLine], amounts_are: AmountsAre, document: DocumentTotals) -> Fit | None:
    """The lines with the tax of as few as needed moved by one cent each, or None if that is not enough."""
    own = predicted(lines, amounts_are)
    missing = {rate: tax - own.tax_by_rate.get(rate, ZERO) for rate, tax in document.tax_by_rate.items()}
    moved = []
    for line in lines:
        wanted = missing.get(line.rate, ZERO)
        tax = line.own_tax(amounts_are)
        step = CENT.copy_sign(wanted) if wanted else ZERO
        if step and line.rate and _may_be_taxed(line, tax + step):
            moved.append(replace(line, tax=tax + step))
            missing[line.rate] = wanted - step
        else:
            moved.append(line)
    if not _fits(moved, amounts_are, document):
        return None
    return Fit(rung=Rung.TAX_MOVED, amounts_are=amounts_are, lines=tuple(moved))


def _may_be_taxed(line: LedgerLine, tax: Decimal) -> bool:
    """Tax has the sign of its line and is never more than it (Xero: accounting API, tax amounts)."""
    return ZERO <= (tax if line.amount > 0 else -tax) <= abs(line.amount)
