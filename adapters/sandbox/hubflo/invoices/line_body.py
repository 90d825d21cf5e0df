"""What a line's body may say, and what it is refused for (Hubflo: API reference, invoice line items)."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from adapters.sandbox.hubflo.fields import blank
from adapters.sandbox.hubflo.invoices.arithmetic import kept
from adapters.sandbox.hubflo.invoices.line import KINDS
from adapters.sandbox.hubflo.invoices.numbers import number
from adapters.sandbox.hubflo.switches import Switches

_LEAST_QUANTITY = Decimal("0.1")
_MOST = Decimal(100)
_LABELS = {
    "quantity": "Quantity",
    "vat": "VAT",
    "discount_percentage": "Discount percentage",
    "unit_price_excluding_tax": "Unit price excluding tax",
    "unit_cost_excluding_tax": "Unit cost excluding tax",
}
_REQUIRED = ("quantity", "vat")
_PERCENTAGES = ("vat", "discount_percentage")


def read(body: Mapping[str, Any], switches: Switches, *, new: bool) -> tuple[dict[str, Any], list[str]]:
    """The fields to write, and a sentence for each thing that is wrong with them."""
    wrong: list[str] = []
    fields: dict[str, Any] = {}
    if "title" in body or new:
        fields["title"] = body.get("title")
        wrong += ["Title must be filled in"] if blank(fields["title"]) else []
    if "description" in body:
        fields["description"] = body["description"]
        wrong += [] if isinstance(body["description"], str | None) else ["Description is invalid"]
    if body.get("kind") is not None:
        fields["kind"] = body["kind"]
        wrong += [] if body["kind"] in KINDS else ["Kind is not included in the list"]
    for name, label in _LABELS.items():
        if name in body or (new and name in _REQUIRED):
            value = number(body.get(name))
            problem = _problem(name, value)
            if problem:
                wrong.append(f"{label} {problem}")
            elif value is not None:
                fields[name] = kept(value, _places(name, switches))
    return fields, wrong


def _problem(name: str, value: Decimal | None) -> str:
    if value is None:
        return "is not a number"
    if name == "quantity" and value < _LEAST_QUANTITY:
        return "must be greater than or equal to 0.1"
    if value < 0:
        return "must be greater than or equal to 0"
    return "must be less than or equal to 100" if name in _PERCENTAGES and value > _MOST else ""


def _places(name: str, switches: Switches) -> int:
    return switches.quantity_places if name == "quantity" else switches.price_places
