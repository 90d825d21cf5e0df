"""Random lines of invoices as small firms write them, with the rates of real countries."""

import random
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Literal

from adapters.sandbox.hubflo.invoices.arithmetic import kept
from adapters.sandbox.hubflo.invoices.line import ONE, ZERO, Line
from adapters.sandbox.hubflo.state import HubfloState

Country = Literal["GB", "FR", "AU", "US"]

RATES: Mapping[str, tuple[Decimal, ...]] = {
    "GB": (Decimal(20), Decimal(20), Decimal(20), Decimal(5), ZERO),
    "FR": (Decimal(20), Decimal(20), Decimal(10), Decimal("5.5"), Decimal("2.1"), ZERO),
    "AU": (Decimal(10), Decimal(10), Decimal(10), ZERO),
    "US": (Decimal("8.625"), Decimal("8.875"), Decimal("6.25"), ZERO, ZERO),
}
"""What is charged there, the usual rate more often: VAT, TVA, GST, and sales taxes of a few places."""

_TITLES = (
    "Design",
    "Consulting",
    "Workshop",
    "Hosting",
    "Retainer",
    "Printing",
    "Audit",
    "Travel",
    "Support",
)
_UNITS = ("none", "service", "hour", "day", "unit", "article", "month", "kg", "m2", "subscription")
_DISCOUNTS = tuple(map(Decimal, ("5", "10", "12.5", "15", "33.33", "50", "100")))
_QUANTITIES = tuple(map(Decimal, ("0.1", "0.25", "0.5", "1.5", "2.75", "7.6", "12.345", "0.3333")))
_WHOLE = tuple(map(Decimal, range(1, 13)))
_FINE_PLACES = (3, 4, 5, 6)


def lines(state: HubfloState, dice: random.Random, country: Country, created_at: str) -> list[Line]:
    """One to twelve lines that carry money, and now and then a section title or a subtotal among them."""
    rates = RATES[country]
    mixed = dice.random() < 0.35
    rate = dice.choice(rates)
    money = [
        _line(state, dice, dice.choice(rates) if mixed else rate, created_at) for _ in range(_count(dice))
    ]
    if len(money) > 1 and dice.random() < 0.08:
        money[-1] = _discount(state, dice, money[:-1], created_at)
    return _laid_out(state, dice, money, created_at)


def _count(dice: random.Random) -> int:
    """Mostly few."""
    return min(dice.randint(1, 12), dice.randint(1, 12))


def _line(state: HubfloState, dice: random.Random, rate: Decimal, created_at: str) -> Line:
    chance = dice.random()
    places = dice.choice(_FINE_PLACES) if chance < 0.1 else 0 if chance > 0.6 else 2
    price = Decimal(dice.randint(1, 200_000 if places == 2 else 2_000 * 10**places)).scaleb(-places)
    return Line(
        id=state.new_id(),
        title=dice.choice(_TITLES),
        created_at=created_at,
        kind="deposit" if chance > 0.97 else dice.choice(_UNITS),
        quantity=_quantity(state, dice),
        discount_percentage=dice.choice(_DISCOUNTS) if dice.random() < 0.12 else ZERO,
        unit_price_excluding_tax=kept(price, state.switches.price_places),
        vat=rate,
    )


def _quantity(state: HubfloState, dice: random.Random) -> Decimal:
    if dice.random() < 0.75:
        return dice.choice(_WHOLE)
    return kept(dice.choice(_QUANTITIES), state.switches.quantity_places) or ONE


def _discount(state: HubfloState, dice: random.Random, others: Sequence[Line], created_at: str) -> Line:
    """A line of its own, over less than the line that it goes against."""
    against = dice.choice(others)
    most = int(against.unit_price_excluding_tax * against.quantity * (100 - against.discount_percentage) / 2)
    return Line(
        id=state.new_id(),
        title="Loyalty discount",
        created_at=created_at,
        kind="discount",
        unit_price_excluding_tax=kept(Decimal(dice.randint(0, most)).scaleb(-2), state.switches.price_places),
        vat=against.vat,
    )


def _laid_out(state: HubfloState, dice: random.Random, money: list[Line], created_at: str) -> list[Line]:
    """The same lines with what is only for the eye."""
    chance = dice.random()
    if chance < 0.08:
        section = Line(
            id=state.new_id(), title="Phase one", created_at=created_at, role="section", quantity=ONE
        )
        return [section, *money]
    if chance < 0.2:
        place = dice.randint(1, len(money))
        subtotal = Line(id=state.new_id(), title="Subtotal", created_at=created_at, kind="subtotal")
        return [*money[:place], subtotal, *money[place:]]
    return money
