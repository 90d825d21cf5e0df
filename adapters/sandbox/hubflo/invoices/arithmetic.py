"""Amounts of lines and invoices, in each of the ways in which Hubflo may round.

Total of a line: quantity x price less the discount; with tax: that and its percentage. The examples of the
API reference show it on whole amounts; no page says how cents are rounded, so that is a switch.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, ROUND_HALF_UP, Context, Decimal

from adapters.sandbox.hubflo.invoices.line import ZERO, Line
from adapters.sandbox.hubflo.switches import Switches

CENT = Decimal("0.01")
_EXACT = Context(prec=60)


@dataclass(frozen=True, slots=True)
class Worth:
    """What a line comes to, without and with tax."""

    excluding: Decimal
    including: Decimal


@dataclass(frozen=True, slots=True)
class Totals:
    """What an invoice comes to: without tax, and the tax of each rate (percent)."""

    net: Decimal
    tax_by_rate: Mapping[Decimal, Decimal]

    @property
    def tax(self) -> Decimal:
        """All tax."""
        return total_of(self.tax_by_rate.values())

    @property
    def total(self) -> Decimal:
        """What the client has to pay."""
        return _EXACT.add(self.net, self.tax)


NOTHING = Worth(ZERO, ZERO)


def worth(line: Line, switches: Switches) -> Worth:
    """The totals that a line shows; a row without money has none."""
    if not line.carries_money:
        return NOTHING
    net = _net(line, switches)
    tax = _percent(net, line.vat)
    if not (switches.rounding == "rate" and switches.rate_lines == "unrounded"):
        tax = _cut(tax, switches)
    return Worth(net, _EXACT.add(net, tax))


def worths(lines: Sequence[Line], switches: Switches) -> list[Worth]:
    """The totals of each line; a subtotal shows the sum since the one before it, or zeros."""
    shown: list[Worth] = []
    since: list[Worth] = []
    for line in lines:
        if line.kind == "subtotal" and switches.subtotals == "sums":
            shown.append(
                Worth(
                    total_of(one.excluding for one in since),
                    total_of(one.including for one in since),
                )
            )
        else:
            shown.append(worth(line, switches))
        since = [] if line.kind == "subtotal" else [*since, shown[-1]]
    return shown


def totals(lines: Iterable[Line], switches: Switches) -> Totals:
    """The invoice's totals: the tax of its lines summed up, or taken once per rate."""
    net, bases, taxes = ZERO, dict[Decimal, Decimal](), dict[Decimal, Decimal]()
    for line in lines:
        if line.carries_money:
            amounts = worth(line, switches)
            own = _EXACT.subtract(amounts.including, amounts.excluding)
            net = _EXACT.add(net, amounts.excluding)
            bases[line.vat] = _EXACT.add(bases.get(line.vat, ZERO), amounts.excluding)
            taxes[line.vat] = _EXACT.add(taxes.get(line.vat, ZERO), own)
    if switches.rounding == "rate":
        taxes = {rate: _cut(_percent(base, rate), switches) for rate, base in bases.items()}
    return Totals(net, taxes)


def sign(line: Line, switches: Switches) -> int:
    """A discount is negative, so is a line of a credit note, and a discount on one is positive again."""
    against = line.kind == "discount" or (line.kind == "deposit" and switches.deposits == "deducted")
    return -1 if against != (line.role == "credit") else 1


def kept(value: Decimal, places: int) -> Decimal:
    """A number as Hubflo stores it: so many places at most, half up."""
    cut = value.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP, context=_EXACT)
    return value if cut == value else cut


def total_of(amounts: Iterable[Decimal]) -> Decimal:
    """A sum without loss, however many places there are."""
    sum_so_far = ZERO
    for amount in amounts:
        sum_so_far = _EXACT.add(sum_so_far, amount)
    return sum_so_far


def _net(line: Line, switches: Switches) -> Decimal:
    whole = _EXACT.multiply(line.quantity, line.unit_price_excluding_tax)
    if line.discount_percentage:
        whole = _EXACT.subtract(whole, _percent(whole, line.discount_percentage))
    return _cut(whole if sign(line, switches) > 0 else _EXACT.minus(whole), switches)


def _percent(amount: Decimal, percentage: Decimal) -> Decimal:
    return _EXACT.multiply(amount, percentage).scaleb(-2, context=_EXACT)


def _cut(amount: Decimal, switches: Switches) -> Decimal:
    """To the cent, or as it is."""
    if switches.rounding == "none":
        return amount
    half = ROUND_HALF_EVEN if switches.rounding == "line half even" else ROUND_HALF_UP
    return amount.quantize(CENT, rounding=half, context=_EXACT)
