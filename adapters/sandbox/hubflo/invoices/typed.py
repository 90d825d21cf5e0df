"""What a person types into an invoice on the screens, checked as the screens would."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from decimal import Decimal
from typing import Any

from adapters.sandbox.hubflo.fields import only
from adapters.sandbox.hubflo.invoices.line import Line
from adapters.sandbox.hubflo.invoices.line_body import read
from adapters.sandbox.hubflo.invoices.numbers import moment, number
from adapters.sandbox.hubflo.replies import instant
from adapters.sandbox.hubflo.state import HubfloState, Organization

_FIELDS = (
    *("title", "description", "comment", "language", "purchase_order_reference", "payment_terms"),
    *("payment_deadline_days", "payment_methods", "use_stripe_as_payment_method", "stripe_auto_charge"),
    *("payment_url", "accounting_id", "custom_issued_at", "owner_id", "project_id", "recipient_id"),
    *("parent_invoice_id",),
)
_LINE_FIELDS = (
    *("title", "description", "kind", "quantity", "discount_percentage", "unit_price_excluding_tax"),
    *("unit_cost_excluding_tax", "vat", "role"),
)
_ROLES = ("usual", "credit", "section")
_OF_A_TITLE = {"quantity": 1, "vat": 0}


def typed_fields(organization: Organization, fields: Mapping[str, Any]) -> dict[str, Any]:
    """Fields by their names in the API's answers."""
    only(fields, _FIELDS)
    recipient_id = fields.get("recipient_id")
    if recipient_id is not None and organization.contacts.get(recipient_id) is None:
        raise ValueError(f"no contact {recipient_id}")
    custom = fields.get("custom_issued_at")
    return {**fields, **({} if custom is None else {"custom_issued_at": instant(typed_moment(custom))})}


def typed_lines(state: HubfloState, now: datetime, lines: Iterable[Mapping[str, Any]]) -> list[Line]:
    """Lines by the API's names, and a `role`: "credit" is the type Credit note, "section" a title."""
    return [_typed_line(state, now, line) for line in lines]


def typed_number(value: object) -> Decimal:
    """An amount."""
    found = number(value)
    if found is None:
        raise ValueError(f"no number: {value}")
    return found


def typed_moment(value: object) -> datetime:
    """A date with a time."""
    found = moment(value)
    if found is None:
        raise ValueError(f"no date with a time: {value}")
    return found


def _typed_line(state: HubfloState, now: datetime, line: Mapping[str, Any]) -> Line:
    only(line, _LINE_FIELDS)
    role = line.get("role", "usual")
    if role not in _ROLES:
        raise ValueError(f"no role {role}")
    body = {**_OF_A_TITLE, **line} if role == "section" else line
    fields, wrong = read(body, state.switches, new=True)
    if wrong:
        raise ValueError(", ".join(wrong))
    return Line(id=state.new_id(), created_at=instant(now), role=role, **fields)
