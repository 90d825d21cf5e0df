"""Hubflo's line items, each read by itself (Hubflo: API reference, invoice line items)."""

from decimal import Decimal

from adapters.hubflo.amounts import amount_of
from adapters.hubflo.fields import Document, Id, Number, Text
from adapters.hubflo.json_text import Row
from adapters.hubflo.lenient import read_leniently
from domain.invoice import LineId, LineKind, PortalLine

_KINDS = {kind.value: kind for kind in (LineKind.DEPOSIT, LineKind.DISCOUNT, LineKind.SUBTOTAL)}
_UNITS = frozenset(
    {
        *("article", "service", "unit", "pack", "package", "subscription", "hour", "day", "month"),
        *("cm", "cm2", "cm3", "m", "m2", "m3", "ml", "l", "mg", "g", "kg", "t", "mm", "km", "km2", "hectare"),
    }
)
"""Kinds that can only be of something sold (Hubflo: API reference, line items); `none` is not one of them."""
_ZERO = Decimal(0)


class LineDocument(Document):
    """A line item of Hubflo."""

    id: Id
    title: Text = ""
    description: Text = ""
    currency: Text = ""
    kind: Text = ""
    quantity: Number = None
    discount_percentage: Number = None
    unit_price_excluding_tax: Number = None
    total_excluding_tax: Number = None
    total_including_tax: Number = None
    vat: Number = None

    @property
    def line_kind(self) -> LineKind:
        """What it is to the books.

        Deposits, discounts and subtotals are named so. A row of no kind, or of one that we do not know, is
        an item if it has a price, a total or a tax; if it has none it is a section's title or a remark, and
        counts as subtotals do: nothing. How titles come over the API is not documented.
        """
        kind = self.kind.lower()
        if kind in _KINDS:
            return _KINDS[kind]
        amounts = (self.unit_price_excluding_tax, self.total_excluding_tax, self.total_including_tax)
        if kind in _UNITS or any(amounts):
            return LineKind.ITEM
        has_tax = bool(self.vat) and any(amount is not None for amount in amounts)
        return LineKind.ITEM if has_tax else LineKind.SUBTOTAL

    @property
    def missing(self) -> set[str]:
        """What a row that carries money needs and does not have. No discount is told as none."""
        if self.line_kind is LineKind.SUBTOTAL:
            return set()
        needed = {
            "quantity": self.quantity,
            "unit_price_excluding_tax": self.unit_price_excluding_tax,
            "total_excluding_tax": self.total_excluding_tax,
            "total_including_tax": self.total_including_tax,
            "vat": self.vat,
        }
        return {name for name, value in needed.items() if value is None}

    def to_domain(self) -> PortalLine:
        """The line in the domain's words; what is missing is 0."""
        return PortalLine(
            id=LineId(self.id),
            kind=self.line_kind,
            title=self.title,
            description=self.description,
            quantity=self.quantity or _ZERO,
            unit_price=amount_of(self.unit_price_excluding_tax),
            discount=self.discount_percentage or _ZERO,
            rate=self.vat or _ZERO,
            total_excluding=amount_of(self.total_excluding_tax),
            total_including=amount_of(self.total_including_tax),
        )


def line(row: Row, currency: str) -> tuple[PortalLine | None, set[str]]:
    """A line, and what is wrong with it: also if its amounts are in another currency than the invoice's."""
    try:
        document, spoilt = read_leniently(LineDocument, row.value)
    except ValueError:
        return None, {"id"}
    if document.kind.lower() == LineKind.SUBTOTAL:
        return document.to_domain(), set()
    if document.currency and document.currency.upper() != currency.upper():
        spoilt.add("currency")
    return document.to_domain(), spoilt | document.missing
