"""The part of the demo that is about payments: what people do, and what is claimed of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

import click

from entrypoints.demo_proof import Facts, Row, amount, only, writes
from entrypoints.demo_stage import (
    WEBHOOK_KEY,
    Environment,
    act,
    asked,
    look,
    seconds_until,
    step,
    title,
)

WAITING = "Online shop, second third"
"""What the one is called that nobody approves."""
_LINES = ({"title": "Programming", "unit_price_excluding_tax": "85", "quantity": "10", "vat": "20"},)
_PATIENCE_SECONDS = 40.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Paid:
    """Both are paid by card in Hubflo; one is approved in Xero, and `waiting` is not."""

    approved: str
    waiting: str


def listen(environment: Environment) -> None:
    """Xero tells us too: its key is kept here, and our address entered there."""
    step(
        environment,
        "Let Xero tell us what happens there: the key of its webhooks",
        *("webhooks", "xero-key"),
        typed=environment[WEBHOOK_KEY],
    )
    [connection] = asked(environment, "webhooks")["connections"]
    client_id = environment["HUBFLO_XERO_CLIENT_ID"]
    act(environment, "xero.enable_webhook", client_id=client_id, url=connection["xero_address"])
    seconds_until(lambda: look(environment, "xero", "webhooks")[0]["status"] != "intent", _PATIENCE_SECONDS)


def pay(environment: Environment, sent: str) -> Paid:
    """People on both sides: one more invoice, both are paid by card, and the first one is approved."""
    title(f'In Hubflo: one more invoice, "{WAITING}", and both are paid by card')
    [organization] = look(environment, "hubflo", "records")
    first = look(environment, "hubflo", "records")[organization]["invoices"][sent]
    waiting = act(
        environment,
        "hubflo.add_invoice",
        organization_id=organization,
        title=WAITING,
        recipient_id=first["recipient_id"],
        lines=_LINES,
        issue=True,
    )

    def is_named() -> bool:
        records = look(environment, "hubflo", "records")[organization]
        return bool(records["invoices"][waiting]["accounting_id"])

    def stands(where: str, invoice_id: str) -> bool:
        rows = asked(environment, "payments", "list")
        return any(row["invoice_id"] == invoice_id and row["stage"] == where for row in rows)

    seconds_until(is_named, _PATIENCE_SECONDS)
    for invoice_id in (sent, waiting):
        act(
            environment,
            "hubflo.pay_invoice_by_stripe",
            organization_id=organization,
            invoice_id=invoice_id,
        )
        seconds_until(partial(stands, "waits-for-approval", invoice_id), _PATIENCE_SECONDS)
    title(f'In Xero: "{first["title"]}" is approved')
    [tenant] = look(environment, "xero", "records")
    document = first["accounting_id"]
    act(environment, "xero.approve_invoice", tenant_id=tenant, invoice_id=document)
    seconds = seconds_until(
        lambda: look(environment, "xero", "records")[tenant]["invoices"][document]["Status"] == "PAID",
        _PATIENCE_SECONDS,
    )
    if seconds is not None:
        click.echo(f"Paid in Xero after {seconds:.1f} seconds.")
        seconds_until(lambda: stands("settled", sent), _PATIENCE_SECONDS)
    return Paid(approved=sent, waiting=waiting)


def claims_of_payments(
    before: Facts, after: Facts, paid: Paid, payments: Sequence[Mapping[str, Any]]
) -> dict[str, bool]:
    """`before` is before they were paid; `payments` is what our own list says."""
    ours, theirs = only(after, "hubflo_records")["invoices"], only(after, "xero_records")
    approved = theirs["invoices"].get(ours[paid.approved]["accounting_id"], {})
    waiting = theirs["invoices"].get(ours[paid.waiting]["accounting_id"], {})
    told = {row["invoice_id"]: row for row in payments}
    made = [one for key, one in theirs["payments"].items() if key not in _known(before)]
    return {
        "The approved one is paid in Xero, by one payment of what was received": len(made) == 1
        and approved.get("Status") == "PAID"
        and _is_on(made[0], approved)
        and amount(made[0]["Amount"]) == amount(ours[paid.approved]["paid_amount"]),
        "Its payment is not marked as reconciled": bool(made)
        and not any(one["IsReconciled"] for one in made),
        "The other one, paid too, waits for approval, and says so": waiting.get("Status") == "SUBMITTED"
        and not any(_is_on(one, waiting) for one in made)
        and "Approve it in Xero" in (told.get(paid.waiting, {}).get("waiting") or ""),
        "Nothing else was written in Xero for it": writes(after, "xero_requests")[
            len(writes(before, "xero_requests")) :
        ]
        == ["PUT /api.xro/2.0/Invoices", "PUT /api.xro/2.0/Payments"],
    }


def _known(facts: Facts) -> Row:
    known: Row = only(facts, "xero_records")["payments"]
    return known


def _is_on(payment: Row, document: Row) -> bool:
    return bool(payment["Invoice"]["InvoiceID"] == document.get("InvoiceID"))
