"""What the client's document says in sum: its total and its tax per rate, read by evidence."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from domain.invoice import PortalInvoice, PortalLine
from domain.money import CENT, ZERO, to_cents, to_cents_half_even


class NetReading(StrEnum):
    """What the portal's `net_total` means; its own documents do not say."""

    WITH_TAX = "with-tax"
    WITHOUT_TAX = "without-tax"


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentTotals:
    """The client's document in cents: total with tax, and tax by rate (percent)."""

    total: Decimal
    tax_by_rate: Mapping[Decimal, Decimal]

    @property
    def tax(self) -> Decimal:
        """All tax."""
        return sum(self.tax_by_rate.values(), ZERO)


def net_readings(invoice: PortalInvoice) -> frozenset[NetReading]:
    """The readings of `net_total` that the lines allow: both where there is no tax, none if neither fits."""
    excluding, including = _sums(invoice)
    fits = set()
    if _near(invoice.net_total, including, invoice):
        fits.add(NetReading.WITH_TAX)
    if _near(invoice.net_total, excluding, invoice):
        fits.add(NetReading.WITHOUT_TAX)
    return frozenset(fits)


def document_totals(invoice: PortalInvoice, reading: NetReading) -> DocumentTotals | None:
    """Total and tax per rate, or None if no way of rounding that we know leads to the portal's own sums.

    The lines' own tax comes first; where it does not sum up to the portal's tax, the tax of each rate
    is taken on the sum of its lines.
    """
    tax = to_cents(invoice.tax_total)
    total = invoice.net_total + (invoice.tax_total if reading is NetReading.WITHOUT_TAX else ZERO)
    by_lines = _by_lines(invoice)
    if to_cents(sum(by_lines.values(), ZERO)) == tax:
        in_cents = {rate: to_cents(amount) for rate, amount in by_lines.items()}
        return DocumentTotals(total=to_cents(total), tax_by_rate=in_cents)
    for by_rate in (_by_rates(invoice, half_even=False), _by_rates(invoice, half_even=True)):
        if sum(by_rate.values(), ZERO) == tax:
            return DocumentTotals(total=to_cents(total), tax_by_rate=by_rate)
    return None


def _by_lines(invoice: PortalInvoice) -> dict[Decimal, Decimal]:
    """As exact as the portal tells it."""
    by_rate: dict[Decimal, Decimal] = {}
    for line in invoice.money_lines:
        by_rate[line.rate] = by_rate.get(line.rate, ZERO) + (line.total_including - line.total_excluding)
    return by_rate


def _by_rates(invoice: PortalInvoice, *, half_even: bool) -> dict[Decimal, Decimal]:
    bases: dict[Decimal, Decimal] = {}
    for line in invoice.money_lines:
        bases[line.rate] = bases.get(line.rate, ZERO) + line.total_excluding
    rounded = to_cents_half_even if half_even else to_cents
    return {rate: rounded(base * rate / 100) for rate, base in bases.items()}


def _sums(invoice: PortalInvoice) -> tuple[Decimal, Decimal]:
    lines: tuple[PortalLine, ...] = invoice.money_lines
    return (
        sum((line.total_excluding for line in lines), ZERO),
        sum((line.total_including for line in lines), ZERO),
    )


def _near(told: Decimal, summed: Decimal, invoice: PortalInvoice) -> bool:
    """Equal but for rounding: at most half a cent a line, on each side."""
    return abs(told - summed) <= CENT * max(1, len(invoice.money_lines))
