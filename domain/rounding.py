"""How the portal rounds, and what its `net_total` means: nothing says so, an invoice's own sums may.

The tax of the lines, summed up in one of these ways, has to be the tax that the portal tells, and with the
lines' amounts its net total. A way that does not lead there is not the portal's. Only sums are evidence:
what a line shows in cents, or finer, need not be what was summed up.
"""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from domain.invoice import PortalInvoice, PortalLine
from domain.money import CENT, is_same, minus, part_of, times, to_cents, to_cents_half_even, total_of


class NetReading(StrEnum):
    """What the portal's `net_total` means; its own documents do not say."""

    WITH_TAX = "with-tax"
    WITHOUT_TAX = "without-tax"


class Rounding(StrEnum):
    """What the portal rounds to the cent, and how: the tax of each line, of each rate, or nothing."""

    LINE_HALF_UP = "line-half-up"
    LINE_HALF_EVEN = "line-half-even"
    RATE_HALF_UP = "rate-half-up"
    RATE_HALF_EVEN = "rate-half-even"
    NOT_AT_ALL = "not-at-all"


ANY_ROUNDING = frozenset(Rounding)
"""What is possible before anything is known."""


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read an invoice's sums."""

    net: NetReading
    rounding: Rounding


@dataclass(frozen=True, slots=True)
class Sums:
    """What the lines come to in one way of rounding; unrounded where that way leaves it so."""

    net: Decimal
    tax_by_rate: dict[Decimal, Decimal]

    @property
    def tax(self) -> Decimal:
        """All tax."""
        return total_of(self.tax_by_rate.values())

    @property
    def total(self) -> Decimal:
        """With tax."""
        return total_of((self.net, self.tax))


_BY_LINE = frozenset((Rounding.LINE_HALF_UP, Rounding.LINE_HALF_EVEN))
_HALF_EVEN = frozenset((Rounding.LINE_HALF_EVEN, Rounding.RATE_HALF_EVEN))


def readings(invoice: PortalInvoice) -> frozenset[Reading]:
    """Every reading that the invoice's own figures allow.

    Several where they come to the same; none if the figures contradict each other, or are rounded in a way
    that is not known.
    """
    if not all(_is_taxed_by_its_rate(line) for line in invoice.money_lines):
        return frozenset()
    return frozenset(
        Reading(net, rounding)
        for rounding in Rounding
        for net in _net_readings(invoice, sums_of(invoice, rounding), rounding)
    )


def sums_of(invoice: PortalInvoice, rounding: Rounding) -> Sums:
    """Lines summed up in that way. By line the lines' own tax counts, as it is told; else their rates do."""
    cut = _cut(rounding)
    nets, taxes = list[Decimal](), dict[Decimal, list[Decimal]]()
    for line in invoice.money_lines:
        by_line = rounding in _BY_LINE
        nets.append(cut(line.total_excluding) if by_line else line.total_excluding)
        taxes.setdefault(line.rate, []).append(cut(tax_of(line)) if by_line else line.total_excluding)
    if rounding in _BY_LINE:
        return Sums(total_of(nets), {rate: total_of(told) for rate, told in taxes.items()})
    unrounded = {rate: part_of(total_of(bases), rate) for rate, bases in taxes.items()}
    if rounding is Rounding.NOT_AT_ALL:
        return Sums(total_of(nets), unrounded)
    return Sums(total_of(nets), {rate: cut(tax) for rate, tax in unrounded.items()})


def tax_of(line: PortalLine) -> Decimal:
    """The line's own tax, as it is told."""
    return minus(line.total_including, line.total_excluding)


def _net_readings(invoice: PortalInvoice, sums: Sums, rounding: Rounding) -> list[NetReading]:
    """The readings of the net total by which these sums are the portal's own."""
    if not _tells(invoice.tax_total, sums.tax, rounding) or _is_refuted_by_a_half(invoice, rounding):
        return []
    total = to_cents(sums.total)
    fitting = []
    if _tells(invoice.net_total, sums.total, rounding) and to_cents(invoice.net_total) == total:
        fitting.append(NetReading.WITH_TAX)
    whole = total_of((invoice.net_total, invoice.tax_total))
    if _tells(invoice.net_total, sums.net, rounding) and to_cents(whole) == total:
        fitting.append(NetReading.WITHOUT_TAX)
    return fitting


def _tells(told: Decimal, summed: Decimal, rounding: Rounding) -> bool:
    """Whether the portal's figure is this sum, as it is or cut to the cent."""
    return is_same(told, summed) or is_same(told, _cut(rounding)(summed))


def _cut(rounding: Rounding) -> Callable[[Decimal], Decimal]:
    return to_cents_half_even if rounding in _HALF_EVEN else to_cents


def _is_taxed_by_its_rate(line: PortalLine) -> bool:
    """The amounts without and with tax may each be cut by half a cent; nothing else parts tax and rate."""
    if not line.rate:
        return is_same(line.total_including, line.total_excluding)
    off = abs(minus(tax_of(line), part_of(line.total_excluding, line.rate)))
    return off <= CENT * (2 + line.rate / 100) / 2


def _is_refuted_by_a_half(invoice: PortalInvoice, rounding: Rounding) -> bool:
    """By line: some line's tax lies halfway between two cents and went to the one that this way avoids."""
    if rounding not in _BY_LINE:
        return False
    ours, other = _cut(rounding), to_cents if rounding in _HALF_EVEN else to_cents_half_even
    for line in invoice.money_lines:
        exact = part_of(line.total_excluding, line.rate)
        if ours(exact) != other(exact) and tax_of(line) == other(exact) and _is_in_whole_cents(line):
            return True
    return False


def _is_in_whole_cents(line: PortalLine) -> bool:
    """Its amount without tax was not rounded, so nothing but its tax was."""
    listed = times(line.quantity, line.unit_price)
    return abs(minus(listed, part_of(listed, line.discount))) == abs(line.total_excluding)
