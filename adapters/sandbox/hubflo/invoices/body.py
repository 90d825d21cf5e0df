"""What an invoice's body may say, and what it is refused for (Hubflo: API reference, invoices)."""

from collections.abc import Mapping
from typing import Any

from adapters.sandbox.hubflo.calls import Call
from adapters.sandbox.hubflo.fields import blank
from adapters.sandbox.hubflo.invoices.numbers import moment
from adapters.sandbox.hubflo.invoices.record import DEADLINES, METHODS
from adapters.sandbox.hubflo.replies import Refusal, instant
from adapters.sandbox.hubflo.table import Row, Table

_TEXTS = (
    *("title", "project_id", "language", "purchase_order_reference", "description", "payment_terms"),
    *("comment", "accounting_id"),
)
_FLAGS = ("use_stripe_as_payment_method", "stripe_auto_charge")
_LINKS = {"user_id": "owner_id", "contact_id": "recipient_id", "parent_invoice_id": "parent_invoice_id"}
KEYS = {*_TEXTS, *_FLAGS, *_LINKS, "payment_deadline_days", "payment_methods", "custom_issued_at"}
"""The keys that are read; all others, `status` and `currency` among them, are passed over in silence."""


def read(call: Call, body: Mapping[str, Any], existing: Row | None) -> dict[str, Any]:
    """The fields to write. A refusal names everything that is wrong, on create without a prefix."""
    wrong: list[str] = []
    fields = {name: body[name] for name in (*_TEXTS, *_FLAGS) if name in body}
    if (existing is None or "title" in body) and blank(body.get("title")):
        wrong.append("Title must be filled in")
    wrong += [f"{_label(name)} is invalid" for name in _TEXTS[1:] if not _is_text(fields.get(name))]
    wrong += [f"{_label(name)} is invalid" for name in _FLAGS if not isinstance(fields.get(name, True), bool)]
    fields |= _terms(body, wrong) | _links(call, body, existing, wrong)
    if wrong:
        sentences = ", ".join(wrong)
        raise Refusal(422, sentences if existing is None else f"Validation failed: {sentences}")
    return fields


def _terms(body: Mapping[str, Any], wrong: list[str]) -> dict[str, Any]:
    """Deadline, methods and the date of issue that a person wants on the document."""
    fields: dict[str, Any] = {}
    if "payment_deadline_days" in body:
        fields["payment_deadline_days"] = body["payment_deadline_days"]
        if body["payment_deadline_days"] not in DEADLINES:
            wrong.append("Payment deadline days is not included in the list")
    if "payment_methods" in body:
        methods = body["payment_methods"]
        fields["payment_methods"] = methods
        if not isinstance(methods, list) or any(method not in METHODS for method in methods):
            wrong.append("Payment methods is not included in the list")
    if "custom_issued_at" in body:
        when = moment(body["custom_issued_at"])
        fields["custom_issued_at"] = instant(when) if when else None
        if when is None and body["custom_issued_at"] is not None:
            wrong.append("Custom issued at is invalid")
    return fields


def _links(call: Call, body: Mapping[str, Any], existing: Row | None, wrong: list[str]) -> dict[str, Any]:
    """Member, contact and parent by id; an id that is not known is refused or passed over, by switch."""
    organization = call.organization
    tables: dict[str, tuple[str, Table]] = {
        "user_id": ("User", organization.members),
        "contact_id": ("Contact", organization.contacts),
        "parent_invoice_id": ("Parent invoice", organization.invoices),
    }
    fields: dict[str, Any] = {}
    for name, (label, table) in tables.items():
        value = body.get(name)
        if isinstance(value, str) and table.get(value):
            fields[_LINKS[name]] = value
        elif value is None and name != "user_id":
            fields |= {_LINKS[name]: None} if name in body else {}
        elif value is None:
            wrong += ["User must exist"] if existing is None or name in body else []
        elif call.state.switches.unknown_link == "refused":
            wrong.append(f"{label} must exist")
    return fields


def _is_text(value: object) -> bool:
    return value is None or isinstance(value, str)


def _label(name: str) -> str:
    return name.replace("_", " ").capitalize()
