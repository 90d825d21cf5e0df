"""One line of an invoice as it is kept (Hubflo: API reference, invoice line items)."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

KINDS = (
    *("none", "article", "service", "unit", "pack", "package", "subscription", "discount", "subtotal"),
    *("deposit", "hour", "day", "month", "cm", "cm2", "cm3", "m", "m2", "m3", "ml", "l", "mg", "g", "kg"),
    *("t", "mm", "km", "km2", "hectare"),
)
"""Every kind that the schema lists; most of them are units of measure."""

Role = Literal["usual", "credit", "section"]
"""The screens' other types: "Credit note", whose amounts are negative, and a section's title."""

ZERO = Decimal(0)
ONE = Decimal(1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """Quantity and price are never negative here: the sign is that of the kind and the role."""

    id: str
    title: str
    created_at: str
    description: str | None = None
    kind: str = "none"
    quantity: Decimal = ONE
    discount_percentage: Decimal = ZERO
    unit_price_excluding_tax: Decimal = ZERO
    unit_cost_excluding_tax: Decimal = ZERO
    vat: Decimal = ZERO
    role: Role = "usual"

    @property
    def carries_money(self) -> bool:
        """A subtotal repeats what stands above it, and a title says no amount."""
        return self.kind != "subtotal" and self.role != "section"
