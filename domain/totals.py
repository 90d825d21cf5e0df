"""What the client's document says in sum: its total and its tax per rate, read by evidence."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from domain.habits import PortalHabits
from domain.invoice import PortalInvoice
from domain.money import ZERO, to_cents, total_of
from domain.rounding import ANY_ROUNDING, NetReading, Rounding, readings, sums_of, tax_of


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentTotals:
    """The client's document in cents: total with tax, and tax by rate (percent)."""

    total: Decimal
    tax_by_rate: Mapping[Decimal, Decimal]

    @property
    def tax(self) -> Decimal:
        """All tax."""
        return sum(self.tax_by_rate.values(), ZERO)


@dataclass(frozen=True, slots=True, kw_only=True)
class Unclear:
    """The total is sure and the tax per rate is not: what each possible way of rounding makes of it.

    With `contradicts` no way is left that explains this invoice and those before it.
    """

    documents: Mapping[Rounding, DocumentTotals]
    contradicts: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Mismatch:
    """No way of rounding leads from the lines to the portal's own sums.

    `net_total` and `tax_total` are the portal's, `lines_net` and `lines_tax` the sums of the lines as they
    are told. `net` is what the net total meant so far, None if that is not known.
    """

    net_total: Decimal
    tax_total: Decimal
    lines_net: Decimal
    lines_tax: Decimal
    net: NetReading | None


def document_totals(invoice: PortalInvoice, habits: PortalHabits) -> DocumentTotals | Unclear | Mismatch:
    """Total and tax per rate, if all ways of rounding that are still possible agree on them.

    What invoices taught (`habits.learned`) narrows the ways; nothing needs to be known of an invoice on
    which they agree. After a contradiction only what no way can change is read: all tax is of one rate, or
    there was nothing to round.
    """
    allowed = {each.rounding for each in readings(invoice) if habits.net in (None, each.net)}
    if not allowed:
        return _mismatch(invoice, habits)
    known = allowed & habits.roundings
    documents = {way: _document(invoice, way) for way in Rounding if way in (known or allowed)}
    first = next(iter(documents.values()))
    is_sure = bool(known) or allowed == ANY_ROUNDING or _has_one_taxed_rate(invoice)
    if is_sure and all(document == first for document in documents.values()):
        return first
    return Unclear(documents=documents, contradicts=not known)


def _document(invoice: PortalInvoice, rounding: Rounding) -> DocumentTotals:
    sums = sums_of(invoice, rounding)
    in_cents = {rate: to_cents(tax) for rate, tax in sums.tax_by_rate.items()}
    return DocumentTotals(total=to_cents(sums.total), tax_by_rate=in_cents)


def _has_one_taxed_rate(invoice: PortalInvoice) -> bool:
    return len({line.rate for line in invoice.money_lines if line.rate}) <= 1


def _mismatch(invoice: PortalInvoice, habits: PortalHabits) -> Mismatch:
    lines = invoice.money_lines
    return Mismatch(
        net_total=invoice.net_total,
        tax_total=invoice.tax_total,
        lines_net=total_of(line.total_excluding for line in lines),
        lines_tax=total_of(tax_of(line) for line in lines),
        net=habits.net,
    )
