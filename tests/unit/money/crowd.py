"""Random invoices as firms write them: their countries' rates, prices to six places, discounts."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from random import Random

from adapters.sandbox.hubflo.invoices.line import Line, Role

RATES = {
    "GB": ("20", "5", "0"),
    "FR": ("20", "10", "5.5", "2.1", "0"),
    "AU": ("10", "0"),
    "US": ("8.625", "8.875", "10.25", "0"),
}
"""In percent, the one that is used most in front."""

_DISCOUNTS = ("0", "0", "0", "0", "0", "0", "5", "10", "15", "12.5", "33.33", "33.3333", "100")
_KINDS = ("none", "hour", "day", "discount", "deposit", "subtotal")
_KIND_WEIGHTS = (12, 4, 4, 2, 1, 1)


@dataclass(frozen=True, slots=True)
class Style:
    """How fine a firm writes its prices and quantities, and what it takes off."""

    price_places: tuple[int, ...]
    quantity_places: tuple[int, ...]
    discounts: tuple[str, ...]


PLAIN = Style((0, 2, 2), (0, 0, 0, 1), ("0", "0", "0", "0", "10"))
FINE = Style((0, 0, 2, 2, 2, 2, 2, 2, 3, 4, 5, 6), (0, 0, 0, 0, 0, 0, 1, 2, 2, 3, 4), _DISCOUNTS)


def crowd(rates: tuple[str, ...], seed: str, size: int) -> Iterator[list[Line]]:
    """So many invoices of one firm, plain ones and fine ones in turn; always the same for a seed."""
    chance = Random(seed)
    for at in range(size):
        yield _invoice(chance, rates, FINE if at % 2 else PLAIN)


def _invoice(chance: Random, rates: tuple[str, ...], style: Style) -> list[Line]:
    """One to eight lines at one to three of the rates; now and then a credit note, or a section's title."""
    used = chance.sample(rates, min(len(rates), chance.choice((1, 1, 1, 2, 2, 3))))
    role: Role = "credit" if chance.random() < 0.02 else "usual"
    return [
        Line(id="line", title="Phase two", created_at="", role="section")
        if chance.random() < 0.01
        else _line(chance, used, style, role)
        for _ in range(chance.randint(1, 8))
    ]


def _line(chance: Random, rates: list[str], style: Style, role: Role) -> Line:
    return Line(
        id="line",
        title="Advice",
        created_at="",
        kind=chance.choices(_KINDS, _KIND_WEIGHTS)[0],
        role=role,
        quantity=_number(chance, 1, 40, chance.choice(style.quantity_places)),
        unit_price_excluding_tax=_number(chance, 0, 2_000, chance.choice(style.price_places)),
        discount_percentage=Decimal(chance.choice(style.discounts)),
        vat=Decimal(chance.choice(rates)),
    )


def _number(chance: Random, low: int, high: int, places: int) -> Decimal:
    return Decimal(chance.randint(low, high * 10**places)).scaleb(-places)
