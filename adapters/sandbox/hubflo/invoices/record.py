"""An invoice as it is kept and as it is shown (Hubflo: API reference, invoices).

Exactly the 29 keys of the examples: no number, no due date, no lines, no date of the last change.
"""

import uuid
from collections.abc import Mapping
from typing import Any

from adapters.sandbox.hubflo.invoices.arithmetic import Totals, totals
from adapters.sandbox.hubflo.state import HubfloState, Organization
from adapters.sandbox.hubflo.table import Row

DEADLINES = (0, 14, 30, 45, 60)
TERMS = "To be paid by bank transfer within the days that are stated."
METHODS = ("bank_transfer", "bank_card", "direct_debit", "check", "cash", "ach", "paypal", "other")

_FIRST = (
    *("id", "title", "description", "comment", "language", "purchase_order_reference", "payment_terms"),
    *("payment_deadline_days", "payment_methods", "payment_method_used", "use_stripe_as_payment_method"),
    *("stripe_auto_charge", "payment_url", "currency", "accounting_id", "status", "created_at", "issued_at"),
    *("custom_issued_at", "paid_at", "sent_at"),
)
_LINKS = ("owner_id", "project_id", "recipient_id", "parent_invoice_id")


def new_row(
    state: HubfloState, organization: Organization, created_at: str, fields: Mapping[str, Any]
) -> Row:
    """A draft with every key; the currency is the organization's and cannot be chosen."""
    return {
        **dict.fromkeys((*_FIRST, *_LINKS)),
        "language": "fr" if organization.profile["country_subscription"] == "FR" else "en",
        "payment_terms": TERMS,
        "payment_deadline_days": 30,
        "payment_methods": ["bank_transfer"],
        "use_stripe_as_payment_method": state.switches.stripe_connected,
        "stripe_auto_charge": False,
        "owner_id": organization.members.rows[0]["id"],
        "paid_amount": 0,
        **fields,
        "id": state.new_id(),
        "currency": organization.profile["currency"],
        "status": "draft",
        "created_at": created_at,
    }


def shown(state: HubfloState, organization: Organization, row: Row) -> dict[str, Any]:
    """An invoice as JSON: every key, nulls included; both totals are those of its lines."""
    sums = sums_of(state, organization, row["id"])
    return {
        **{key: row[key] for key in _FIRST},
        "net_total": sums.total if state.switches.net_total == "with tax" else sums.net,
        "tax_total": sums.tax,
        "paid_amount": row["paid_amount"],
        "public_url": _public_url(organization, row),
        **{key: row[key] for key in _LINKS},
    }


def sums_of(state: HubfloState, organization: Organization, invoice_id: str) -> Totals:
    """What the client's document says, per rate too; over the API only two sums of it are seen."""
    return totals(organization.lines.get(invoice_id, ()), state.switches)


def _public_url(organization: Organization, row: Row) -> str | None:
    """The page for the recipient; null without one, as in the examples."""
    if row["recipient_id"] is None:
        return None
    access = uuid.uuid5(uuid.NAMESPACE_URL, f"{row['id']} {row['recipient_id']}")
    return f"https://{organization.profile['portal_host']}/invoices/{row['id']}/access/{access}"
