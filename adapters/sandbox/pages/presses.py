"""Which act each form of the pages does, and its arguments from the fields of the form."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from adapters.sandbox.control import BadAct

Form = Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Press:
    """An act by its name. Which invoice it is for is in every form but the one that writes a new one."""

    act: str
    arguments: Callable[[Form], dict[str, Any]]


def _of_xero(form: Form, *more: str) -> dict[str, Any]:
    return _named(form, "tenant_id", "invoice_id", *more)


def _of_hubflo(form: Form, *more: str) -> dict[str, Any]:
    return _named(form, "organization_id", "invoice_id", *more)


def _line(form: Form) -> dict[str, Any]:
    """A price that is left empty is not changed."""
    arguments = _of_xero(form, "line", "Description")
    if not arguments["line"].isdecimal():
        raise BadAct(f"no line {arguments['line']}")
    price = form.get("UnitAmount", "").strip()
    return {**arguments, "line": int(arguments["line"]), **({"UnitAmount": price} if price else {})}


def _written(form: Form) -> dict[str, Any]:
    line = _named(form, "quantity", "unit_price_excluding_tax", "vat")
    return {
        **_named(form, "organization_id", "title"),
        "recipient_id": form.get("recipient_id") or None,
        "lines": [{"title": form.get("line", ""), **line}],
        "issue": form.get("button") != "Keep as draft",
    }


def _named(form: Form, *names: str) -> dict[str, Any]:
    missing = [name for name in names if name not in form]
    if missing:
        raise BadAct(f"the form has no {', '.join(missing)}")
    return {name: form[name].strip() for name in names}


XERO: Mapping[str, Press] = {
    "approve": Press(act="xero.approve_invoice", arguments=_of_xero),
    "reject": Press(act="xero.reject_invoice", arguments=_of_xero),
    "delete": Press(act="xero.delete_invoice", arguments=_of_xero),
    "void": Press(act="xero.void_invoice", arguments=_of_xero),
    "pay": Press(act="xero.pay_invoice", arguments=_of_xero),
    "renumber": Press(act="xero.renumber_invoice", arguments=lambda form: _of_xero(form, "number")),
    "edit-line": Press(act="xero.edit_line", arguments=_line),
}

HUBFLO: Mapping[str, Press] = {
    "write": Press(act="hubflo.add_invoice", arguments=_written),
    "issue": Press(act="hubflo.issue_invoice", arguments=_of_hubflo),
    "cancel": Press(act="hubflo.cancel_invoice", arguments=_of_hubflo),
    "pay": Press(act="hubflo.pay_invoice", arguments=_of_hubflo),
    "pay-by-card": Press(act="hubflo.pay_invoice_by_stripe", arguments=_of_hubflo),
    "credit": Press(act="hubflo.credit_invoice", arguments=_of_hubflo),
}
