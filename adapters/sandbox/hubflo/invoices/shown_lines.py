"""The lines of an invoice as the API shows them: 13 keys, no position, no tax name, no account."""

from dataclasses import replace
from typing import Any

from adapters.sandbox.hubflo.invoices.arithmetic import Worth, sign, worths
from adapters.sandbox.hubflo.invoices.line import Line
from adapters.sandbox.hubflo.state import HubfloState, Organization
from adapters.sandbox.hubflo.switches import Switches


def shown_lines(state: HubfloState, organization: Organization, invoice_id: str) -> list[dict[str, Any]]:
    """All lines, oldest first; section titles only if the switch says that they appear."""
    lines, switches = organization.lines.get(invoice_id, ()), state.switches
    currency = organization.profile["currency"]
    return [
        _shown(line, amounts, currency, switches)
        for line, amounts in zip(lines, worths(lines, switches), strict=True)
        if line.role != "section" or switches.section_titles == "zero lines"
    ]


def _shown(line: Line, amounts: Worth, currency: str, switches: Switches) -> dict[str, Any]:
    signed = _signed(line, switches) if line.carries_money and sign(line, switches) < 0 else line
    return {
        "id": line.id,
        "title": line.title,
        "description": line.description,
        "currency": currency,
        "kind": line.kind,
        "quantity": signed.quantity,
        "discount_percentage": line.discount_percentage,
        "unit_price_excluding_tax": signed.unit_price_excluding_tax,
        "unit_cost_excluding_tax": line.unit_cost_excluding_tax,
        "total_excluding_tax": amounts.excluding,
        "total_including_tax": amounts.including,
        "vat": line.vat,
        "created_at": line.created_at,
    }


def _signed(line: Line, switches: Switches) -> Line:
    """Where a line whose totals are negative shows the minus besides."""
    if switches.minus == "price":
        return replace(line, unit_price_excluding_tax=-line.unit_price_excluding_tax)
    return replace(line, quantity=-line.quantity) if switches.minus == "quantity" else line
