"""The ladder of cents: the first way to write an invoice that the ledger sums up to the client's document.

(a) exclusive, prices at four places; (a2) the same, with a line that is finer or misses its total as
quantity 1; (b) inclusive; (c) exclusive, with the tax of single lines moved by a cent; (d) nothing fits.
Where the portal leaves the totals of lines unrounded, each goes to the cent below or above it, whichever
makes the lines sum up to the document.
None leaves with a total, or a tax per rate, that differs from the client's document.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum

from domain.invoice import PortalLine
from domain.ledger_line import QUANTITY_PLACES, AmountsAre, LedgerLine, Prediction, predicted
from domain.money import CENT, ZERO, places_of, to_cents
from domain.totals import DocumentTotals

PRICE_PLACES = 4
"""Unit prices keep four places when they are asked for (Xero: `unitdp=4`)."""


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


def fit(lines: Sequence[TaxedLine], document: DocumentTotals, *, may_move_tax: bool) -> Fit | Misfit:
    """The first rung that fits. `may_move_tax` is the setting that allows (c)."""
    nets = _in_cents([taxed.line.total_excluding for taxed in lines], document.total - document.tax)
    plain = tuple(_as_written(taxed) for taxed in lines)
    exclusive = tuple(
        line if _is_exact(line, net) else _as_one(taxed, net)
        for taxed, line, net in zip(lines, plain, nets, strict=True)
    )
    if exclusive == plain and _fits(plain, AmountsAre.EXCLUSIVE, document):
        return Fit(rung=Rung.EXCLUSIVE, amounts_are=AmountsAre.EXCLUSIVE, lines=plain)
    if _fits(exclusive, AmountsAre.EXCLUSIVE, document):
        return Fit(rung=Rung.LINE_AS_ONE, amounts_are=AmountsAre.EXCLUSIVE, lines=exclusive)
    grosses = _in_cents([taxed.line.total_including for taxed in lines], document.total)
    inclusive = tuple(_as_one(taxed, gross) for taxed, gross in zip(lines, grosses, strict=True))
    if _fits(inclusive, AmountsAre.INCLUSIVE, document):
        return Fit(rung=Rung.INCLUSIVE, amounts_are=AmountsAre.INCLUSIVE, lines=inclusive)
    moved = _with_moved_tax(exclusive, document)
    if moved is not None and may_move_tax:
        return Fit(rung=Rung.TAX_MOVED, amounts_are=AmountsAre.EXCLUSIVE, lines=moved)
    ledger = predicted(exclusive, AmountsAre.EXCLUSIVE)
    return Misfit(document=document, ledger=ledger, moving_would_fit=moved is not None)


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
    price = abs(line.unit_price)
    return LedgerLine(
        description=description_of(line),
        quantity=abs(line.quantity),
        unit_price=-price if line.total_excluding < 0 else price,
        discount=line.discount,
        rate=line.rate,
        account=taxed.account,
        tax_type=taxed.tax_type,
    )


def _as_one(taxed: TaxedLine, total: Decimal) -> LedgerLine:
    """Quantity 1 at the line's total, with the breakdown in words."""
    line = taxed.line
    breakdown = f"{line.quantity.normalize():f} x {line.unit_price.normalize():f}"
    if line.discount:
        breakdown += f" - {line.discount.normalize():f} %"
    return LedgerLine(
        description=f"{description_of(line)} ({breakdown})",
        quantity=Decimal(1),
        unit_price=total,
        rate=line.rate,
        account=taxed.account,
        tax_type=taxed.tax_type,
    )


def description_of(line: PortalLine) -> str:
    """Title and description on one text; the ledger requires at least one character."""
    return "\n".join(part for part in (line.title.strip(), line.description.strip()) if part) or "-"


def _is_exact(line: LedgerLine, net: Decimal) -> bool:
    """Whether the ledger can hold the line as it is written, and comes to its total without tax."""
    return (
        places_of(line.unit_price) <= PRICE_PLACES
        and places_of(line.quantity) <= QUANTITY_PLACES
        and places_of(line.discount) <= PRICE_PLACES
        and line.amount == net
    )


def _fits(lines: Sequence[LedgerLine], amounts_are: AmountsAre, document: DocumentTotals) -> bool:
    ledger = predicted(lines, amounts_are)
    return ledger.total == document.total and _same(ledger.tax_by_rate, document.tax_by_rate)


def _same(one: Mapping[Decimal, Decimal], other: Mapping[Decimal, Decimal]) -> bool:
    return all(one.get(rate, ZERO) == other.get(rate, ZERO) for rate in {*one, *other})


def _with_moved_tax(lines: Sequence[LedgerLine], document: DocumentTotals) -> tuple[LedgerLine, ...] | None:
    """The lines with the tax of as few as needed moved by one cent each, or None if that is not enough."""
    own = predicted(lines, AmountsAre.EXCLUSIVE)
    missing = {rate: tax - own.tax_by_rate.get(rate, ZERO) for rate, tax in document.tax_by_rate.items()}
    moved = []
    for line in lines:
        wanted = missing.get(line.rate, ZERO)
        tax = line.own_tax(AmountsAre.EXCLUSIVE)
        step = CENT.copy_sign(wanted) if wanted else ZERO
        if step and line.rate and _may_be_taxed(line, tax + step):
            moved.append(replace(line, tax=tax + step))
            missing[line.rate] = wanted - step
        else:
            moved.append(line)
    if not _fits(moved, AmountsAre.EXCLUSIVE, document):
        return None
    return tuple(moved)


def _may_be_taxed(line: LedgerLine, tax: Decimal) -> bool:
    """Tax has the sign of its line and is never more than it (Xero: accounting API, tax amounts)."""
    return ZERO <= (tax if line.amount > 0 else -tax) <= abs(line.amount)
