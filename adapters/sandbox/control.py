"""What people do on either side, by name: one table for tests and for the control routes."""

import inspect
from collections.abc import Callable
from typing import Any

from adapters.sandbox import hubflo, xero
from adapters.sandbox.turning import turn_hubflo, turn_xero
from adapters.sandbox.world import World

Act = Callable[..., object]

ACTS: dict[str, Act] = {
    "hubflo.add_organization": hubflo.add_organization,
    "hubflo.add_member": hubflo.add_member,
    "hubflo.add_contact": hubflo.add_contact,
    "hubflo.edit_contact": hubflo.edit_contact,
    "hubflo.add_company": hubflo.add_company,
    "hubflo.edit_company": hubflo.edit_company,
    "hubflo.rotate_api_key": hubflo.rotate_api_key,
    "hubflo.add_invoice": hubflo.add_invoice,
    "hubflo.edit_invoice": hubflo.edit_invoice,
    "hubflo.set_invoice_lines": hubflo.set_invoice_lines,
    "hubflo.issue_invoice": hubflo.issue_invoice,
    "hubflo.pay_invoice": hubflo.pay_invoice,
    "hubflo.pay_invoice_by_stripe": hubflo.pay_invoice_by_stripe,
    "hubflo.correct_paid_amount": hubflo.correct_paid_amount,
    "hubflo.cancel_invoice": hubflo.cancel_invoice,
    "hubflo.credit_invoice": hubflo.credit_invoice,
    "hubflo.duplicate_invoice": hubflo.duplicate_invoice,
    "hubflo.reissue_invoice": hubflo.reissue_invoice,
    "hubflo.generate_recurring": hubflo.generate_recurring,
    "hubflo.import_invoice": hubflo.import_invoice,
    "hubflo.change_recipient": hubflo.change_recipient,
    "hubflo.set_accounting_id": hubflo.set_accounting_id,
    "hubflo.set_invoice_status": hubflo.set_invoice_status,
    "hubflo.redeliver_webhook": hubflo.redeliver_webhook,
    "hubflo.lose_webhook": hubflo.lose_webhook,
    "hubflo.turn_switches": turn_hubflo,
    "xero.turn_switches": turn_xero,
    "xero.register_app": xero.register_app,
    "xero.add_organisation": xero.add_organisation,
    "xero.edit_organisation": xero.edit_organisation,
    "xero.set_offline": xero.set_offline,
    "xero.set_reminders": xero.set_reminders,
    "xero.permit": xero.permit,
    "xero.add_contact": xero.add_contact,
    "xero.edit_contact": xero.edit_contact,
    "xero.archive_contact": xero.archive_contact,
    "xero.restore_contact": xero.restore_contact,
    "xero.gdpr_request": xero.gdpr_request,
    "xero.merge_contacts": xero.merge_contacts,
    "xero.make_customer": xero.make_customer,
    "xero.add_invoice": xero.add_invoice,
    "xero.approve_invoice": xero.approve_invoice,
    "xero.reject_invoice": xero.reject_invoice,
    "xero.delete_invoice": xero.delete_invoice,
    "xero.void_invoice": xero.void_invoice,
    "xero.edit_invoice": xero.edit_invoice,
    "xero.edit_line": xero.edit_line,
    "xero.set_lines": xero.set_lines,
    "xero.change_invoice_contact": xero.change_invoice_contact,
    "xero.renumber_invoice": xero.renumber_invoice,
    "xero.pay_invoice": xero.pay_invoice,
    "xero.remove_payment": xero.remove_payment,
    "xero.credit_invoice": xero.credit_invoice,
    "xero.remove_credit": xero.remove_credit,
    "xero.add_credit_note": xero.add_credit_note,
    "xero.approve_credit_note": xero.approve_credit_note,
    "xero.delete_credit_note": xero.delete_credit_note,
    "xero.void_credit_note": xero.void_credit_note,
    "xero.set_lock_dates": xero.set_lock_dates,
    "xero.enable_webhook": xero.enable_webhook,
    "xero.disable_webhook": xero.disable_webhook,
    "xero.add_currency": xero.add_currency,
    "xero.add_tax_rate": xero.add_tax_rate,
    "xero.edit_tax_rate": xero.edit_tax_rate,
    "xero.edit_account": xero.edit_account,
    "xero.archive_account": xero.archive_account,
    "xero.restore_account": xero.restore_account,
    "xero.spend_calls": xero.spend_calls,
    "xero.consent": xero.consent,
    "xero.disconnect_app": xero.disconnect_app,
}
"""The acts by name; the arguments are the function's own, without the state and the moment."""


class BadAct(ValueError):
    """There is no such act, it does not take these arguments, or it cannot be done."""


def described() -> dict[str, dict[str, str]]:
    """What each act takes, without the state and the moment that it is given, and what it does."""
    return {
        name: {"takes": _taken(act), "does": (inspect.getdoc(act) or "").partition("\n\n")[0]}
        for name, act in sorted(ACTS.items())
    }


def perform(world: World, name: str, /, **arguments: Any) -> object:
    """Do it now. What is due late lands first."""
    act = ACTS.get(name)
    if act is None:
        raise BadAct(f"no act {name}; there are {', '.join(sorted(ACTS))}")
    with world.lock:
        world.tick()
        signature = inspect.signature(act)
        if "now" in signature.parameters:
            arguments["now"] = world.now()
        try:
            bound = signature.bind(world.hubflo if name.startswith("hubflo.") else world.xero, **arguments)
        except TypeError as mismatch:
            raise BadAct(f"{name}: {mismatch}") from mismatch
        try:
            return act(*bound.args, **bound.kwargs)
        except (LookupError, ValueError, xero.ConsentRefused, xero.ScopeRedirected) as impossible:
            raise BadAct(f"{name}: {impossible}") from impossible


def _taken(act: Act) -> str:
    """As in Python: a * where only names follow, ** for fields by the service's own names."""
    parts: list[str] = []
    for name, one in inspect.signature(act).parameters.items():
        if name in ("state", "now"):
            continue
        if one.kind is one.KEYWORD_ONLY and not any(part.startswith("*") for part in parts):
            parts.append("*")
        default = "" if one.default is one.empty else f"={one.default!r}"
        parts.append(f"**{name}" if one.kind is one.VAR_KEYWORD else f"{name}{default}")
    return ", ".join(parts)
