"""Invoices that are paid by card at Hubflo: one waits for approval, one is paid, one may be paid twice."""

from typing import Any

from tests.e2e.cli.billed import Billed
from tests.e2e.cli.desk import Done

ASKED, SETTLED, WAITING = "dated-before", "retainer-3", "website"
"""Their labels: 100.00 of the first was paid in Xero by somebody else."""


def begin(billed: Billed) -> None:
    """They are paid, and the clerk has looked."""
    assert billed.run("settings", "set", "payments-card", "615").status == 0
    for label in (SETTLED, ASKED):
        billed.in_xero("approve_invoice", label)
    billed.in_xero("pay_invoice", ASKED, amount="100.00")
    billed.later()
    for label in (WAITING, SETTLED, ASKED):
        pay(billed, label)
    billed.later()


def pay(billed: Billed, label: str, **more: Any) -> None:
    """Somebody pays in Hubflo by card: what is open, or so much."""
    billed.desk.act(
        "hubflo.pay_invoice",
        organization_id=billed.desk.firm.organization_id,
        invoice_id=billed.portal[label],
        method="bank_card",
        **more,
    )


def of(billed: Billed, command: str, label: str, *words: str) -> Done:
    """`payments COMMAND` on an invoice."""
    return billed.run("payments", command, billed.portal[label], *words)


def in_xero(billed: Billed, label: str) -> list[str]:
    """The amounts of its payments in Xero."""
    return [one["amount"] for one in of(billed, "show", label, "--json").data["xero_payments"]]
