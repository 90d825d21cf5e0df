"""Building the lines of an invoice from what is sent (Xero: invoices, line items).

On an update a line with its LineItemID is changed, one without is new, and those not named are gone.
The sentences for a description that is too long, a missing quantity or price, an amount beyond the largest
and a discount on a bill are not on record.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from adapters.sandbox.xero.invoices import accounts
from adapters.sandbox.xero.invoices.arithmetic import (
    QUANTITY_PLACES,
    ZERO,
    Mode,
    half_up,
    line_amount,
    line_tax,
    price_for,
)
from adapters.sandbox.xero.invoices.record import Line
from adapters.sandbox.xero.organisations.record import Organisation
from adapters.sandbox.xero.seeds import NIL
from adapters.sandbox.xero.state import XeroState

_LONGEST = 4000
_LARGEST = Decimal("9999999999.99")
_AMOUNTS = ("Quantity", "UnitAmount", "LineAmount", "DiscountRate", "DiscountAmount")
_TAXING = (*_AMOUNTS, "TaxType", "AccountCode", "AccountID")


@dataclass(frozen=True, slots=True, kw_only=True)
class Workshop:
    """Where lines are built: in whose books, on what kind of document, with how many places in a price."""

    state: XeroState
    organisation: Organisation
    sale: bool
    mode: Mode
    places: int


def build(
    shop: Workshop, parts: Sequence[dict[str, Any]], old: Sequence[Line]
) -> tuple[tuple[Line, ...], list[str]]:
    """All lines in the order sent, and every sentence against them."""
    known = {line.line_id: line for line in old}
    built: list[Line] = []
    errors: list[str] = []
    for part in parts:
        before = known.pop(part.get("LineItemID", ""), None)
        line, against = _one(shop, part, before)
        built.append(line)
        errors += against
    return tuple(built), errors


def retaxed(shop: Workshop, lines: Sequence[Line]) -> tuple[Line, ...]:
    """The same lines on a document that now counts tax in another way."""
    if shop.mode == "NoTax":
        return tuple(
            replace(line, tax_amount=ZERO, tax_type=accounts.NO_TAX if line.account_id else "")
            for line in lines
        )
    return tuple(replace(line, tax_amount=_tax(shop, line)) for line in lines)


def lacking(lines: Sequence[Line]) -> list[str]:
    """What approval needs of every line that is no remark: quantity, price, account."""
    errors = []
    for line in lines:
        if line.remark:
            continue
        if line.quantity is None:
            errors.append("The Quantity field is mandatory for each line item.")
        if line.price is None:
            errors.append("The UnitAmount field is mandatory for each line item.")
        if not line.account_id:
            errors.append("Account must be valid.")
    return errors


def _one(shop: Workshop, part: dict[str, Any], before: Line | None) -> tuple[Line, list[str]]:
    line = before or Line(line_id=shop.state.seeds.guid("line"), description="")
    line = replace(line, description=part.get("Description", line.description))
    errors = []
    if not line.description.strip():
        errors.append("The description field is mandatory for each line item.")
    if len(line.description) > _LONGEST:
        errors.append(f"Description cannot be longer than {_LONGEST} characters.")
    if part.get("ItemCode"):
        errors.append(f"Item code '{part['ItemCode']}' is not valid")
    line, against = _accounted(shop, part, line)
    errors += against
    if any(name in part for name in _AMOUNTS):
        line, against = _priced(shop, part, line)
        errors += against
    if "TaxAmount" in part and shop.mode != "NoTax" and shop.state.switches.tax_amount == "accepted":
        return replace(line, tax_amount=half_up(part["TaxAmount"])), errors
    if before is None or any(name in part for name in _TAXING):
        line = replace(line, tax_amount=_tax(shop, line))
    return line, errors


def _accounted(shop: Workshop, part: dict[str, Any], line: Line) -> tuple[Line, list[str]]:
    """Account and tax type; the tax type follows a new account unless it is sent too."""
    errors = []
    code, account_id = part.get("AccountCode", ""), part.get("AccountID", "")
    if code or account_id:
        row = accounts.account(shop.organisation, code, account_id)
        wrong = accounts.account_error(row, code or account_id, sale=shop.sale, switches=shop.state.switches)
        errors += [wrong] if wrong else []
        if row is None:
            line = replace(line, account_code=code, account_id=NIL)
        elif row["AccountID"] != line.account_id:
            tax_type = accounts.default_tax(shop.organisation, row)
            line = replace(
                line, account_code=row.get("Code", ""), account_id=row["AccountID"], tax_type=tax_type
            )
    row = accounts.account(shop.organisation, line.account_code, line.account_id) if line.account_id else None
    line = replace(line, tax_type=part.get("TaxType") or line.tax_type)
    if shop.mode == "NoTax":
        return replace(line, tax_type=accounts.NO_TAX if line.account_id else ""), errors
    if line.tax_type and (part.keys() & {"TaxType", "AccountCode", "AccountID"}) and not errors:
        wrong = accounts.tax_error(shop.organisation, line.tax_type, row)
        errors += [wrong] if wrong else []
    return line, errors


def _priced(shop: Workshop, part: dict[str, Any], line: Line) -> tuple[Line, list[str]]:
    """Quantity, price and discount; of quantity and price one may be left to a line amount."""
    errors = []
    line = _with_discount(part, line)
    quantity = half_up(part["Quantity"], QUANTITY_PLACES) if "Quantity" in part else line.quantity
    price = part.get("UnitAmount", line.price)
    sent = part.get("LineAmount")
    if price is not None:
        if shop.state.switches.finer_prices == "refused" and price != half_up(price, QUANTITY_PLACES):
            errors.append("Account must be valid.")
        price = half_up(price, shop.places) if "UnitAmount" in part else price
    if quantity is not None and quantity < 0:
        errors.append(f"The quantity value '{quantity}' is invalid. Quantity must not be less than zero.")
    largest = max(abs(sent or ZERO), abs((quantity or ZERO) * (price or ZERO)))
    if largest > _LARGEST:
        line = replace(line, quantity=ZERO, price=ZERO)
        return line, [*errors, f"The line amount cannot be larger than {_LARGEST:,}."]
    errors += _discount_errors(shop, line, quantity, price)
    if sent is not None and (quantity is None or price is None):
        return _from_amount(shop, line, half_up(sent), quantity, price), errors
    amount = ZERO
    if quantity is not None and price is not None:
        amount = line_amount(quantity, price, line.discount_rate, line.discount_amount)
        if sent is not None and half_up(sent) != amount:
            errors.append(f"The line total {half_up(sent)} does not match the expected line total {amount}")
    return replace(line, quantity=quantity, price=price, amount=amount), errors


def _from_amount(
    shop: Workshop, line: Line, amount: Decimal, quantity: Decimal | None, price: Decimal | None
) -> Line:
    """The line amount stays as it was sent; what is missing is worked out from it."""
    if price:
        quantity = half_up(
            price_for(amount, price, line.discount_rate, line.discount_amount), QUANTITY_PLACES
        )
    else:
        quantity = Decimal("1.0000") if quantity is None else quantity
        if quantity:
            price = half_up(
                price_for(amount, quantity, line.discount_rate, line.discount_amount), shop.places
            )
    return replace(line, quantity=quantity, price=price, amount=amount)


def _with_discount(part: dict[str, Any], line: Line) -> Line:
    """Either a rate or an amount; the rate counts if both are sent."""
    if "DiscountRate" in part:
        return replace(line, discount_rate=half_up(part["DiscountRate"], 4), discount_amount=None)
    if "DiscountAmount" in part:
        return replace(line, discount_rate=None, discount_amount=half_up(part["DiscountAmount"]))
    return line


def _discount_errors(
    shop: Workshop, line: Line, quantity: Decimal | None, price: Decimal | None
) -> list[str]:
    rate, discount = line.discount_rate or ZERO, line.discount_amount or ZERO
    if (rate or discount) and not shop.sale:
        return ["Discounts can only be used on sales invoices."]
    whole = half_up((quantity or ZERO) * (price or ZERO))
    known = quantity is not None and price is not None
    if rate > 100 or (known and discount > max(whole, ZERO)):
        return ["Discount must not be greater than the line total."]
    return []


def _tax(shop: Workshop, line: Line) -> Decimal:
    return line_tax(line.amount, accounts.percent(shop.organisation, line.tax_type), shop.mode)
