"""`make demo`: the whole job against the sandbox, over real HTTP on this machine, proven at its end.

Every step is the command that a user would type. What is claimed is then checked in the sandbox's own
records and logs, not in ours.
"""

import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import click

from entrypoints.demo_payments import WAITING, claims_of_payments, listen, pay
from entrypoints.demo_proof import Issued, claims_of_contacts, claims_of_invoices
from entrypoints.demo_stage import Environment, act, asked, look, running, sandbox, seconds_until, step, title

_COMPANY = "Duarte Ceramics Ltd"
_SOMEBODY = "robert.lang@example.com"
_SENT, _HELD = "Online shop, first third", "Talk at the Lyon fair"
_PATIENCE_SECONDS = 40.0


def _line(title: str, price: str, times: str = "1", vat: str = "20", **more: str) -> dict[str, str]:
    return {"title": title, "unit_price_excluding_tax": price, "quantity": times, "vat": vat, **more}


_LINES = (
    _line("Programming", "85", "12.5", kind="hour"),
    _line("Design", "640", discount_percentage="10"),
    _line("Hosting for a year", "18.55", "12", kind="month"),
    _line("Illustrated guide", "7.33", "3", vat="5"),
)
_AT_ZERO = (_line("Talk", "900", vat="0"),)


def main() -> int:
    """Run the demo; answers 0 only if all that it claims holds."""
    with tempfile.TemporaryDirectory() as folder, sandbox(Path(folder)) as environment:
        contacts = _contacts(environment)
        invoices = _invoices(environment, Path(folder))
        return _proven({**contacts, **invoices})


def _contacts(environment: Environment) -> dict[str, bool]:
    step(
        environment,
        "Connect Hubflo and Xero: see everything first, bring contacts over, begin with invoices",
        *("connect", "--yes", "--own-link-off", "--revenue-account", "200"),
    )
    step(environment, "Who was left out, and why", "contacts", "list", "--left-out")
    before = {**_looked(environment), "listed": _listed(environment)}
    step(environment, "Again: nothing has changed, so nothing is written", "contacts", "import")
    status = asked(environment, "status")[0]
    after = {**_looked(environment), "listed": _listed(environment), "status": status}
    return claims_of_contacts(before, after)


def _invoices(environment: Environment, folder: Path) -> dict[str, bool]:
    before = _looked(environment)
    with running(environment, folder):
        seconds_until(lambda: len(look(environment, "hubflo", "webhooks")) > 1, _PATIENCE_SECONDS)
        issued = _issue(environment)
        _wait(environment, before, issued)
        sent = _looked(environment)
        listen(environment)
        paid = pay(environment, issued.sent)
    step(environment, "The newest invoices, and where they stand", "invoices", "list", "--limit", "4")
    step(environment, "The whole life of the one that is in Xero", "invoices", "show", _SENT)
    step(environment, "Why another one waits, and what to do", "invoices", "why", _HELD)
    step(environment, "The payments, and where they stand", "payments", "list")
    step(environment, "Why the second one waits, and what to do", "payments", "why", WAITING)
    rows = asked(environment, "invoices", "list")
    held: Mapping[str, Any] = next((row for row in rows if row["id"] == issued.held), {})
    payments = asked(environment, "payments", "list")
    return {
        **claims_of_invoices(before, sent, issued, held),
        **claims_of_payments(sent, _looked(environment), paid, payments),
    }


def _issue(environment: Environment) -> Issued:
    """A person at Hubflo: a new client, an invoice for them, and one with a line at 0 % for somebody else."""
    title(f'In Hubflo: a new client, "{_COMPANY}", and two invoices are issued')
    [organization] = look(environment, "hubflo", "records")
    contacts = look(environment, "hubflo", "records")[organization]["contacts"]
    somebody = next(one for one, contact in contacts.items() if contact["email"] == _SOMEBODY)
    company = act(environment, "hubflo.add_company", organization_id=organization, name=_COMPANY)
    client = act(
        environment,
        "hubflo.add_contact",
        organization_id=organization,
        first_name="Inês",
        last_name="Duarte",
        email="ines@duarte.example",
        company_id=company,
    )
    issue = {"organization_id": organization, "issue": True}
    held = act(
        environment,
        "hubflo.add_invoice",
        title=_HELD,
        recipient_id=somebody,
        lines=_AT_ZERO,
        **issue,
    )
    sent = act(environment, "hubflo.add_invoice", title=_SENT, recipient_id=client, lines=_LINES, **issue)
    return Issued(sent=sent, held=held, company=_COMPANY)


def _wait(environment: Environment, before: Mapping[str, Any], issued: Issued) -> None:
    """Until it is in Xero, and then until Hubflo names what it became."""
    [tenant] = before["xero_records"]
    known = len(before["xero_records"][tenant]["invoices"])

    def is_there() -> bool:
        return len(look(environment, "xero", "records")[tenant]["invoices"]) > known

    def is_named() -> bool:
        [organization] = look(environment, "hubflo", "records").values()
        return bool(organization["invoices"][issued.sent]["accounting_id"])

    seconds = seconds_until(is_there, _PATIENCE_SECONDS)
    if seconds is not None:
        click.echo(f"In Xero after {seconds:.1f} seconds, with its customer.")
        seconds_until(is_named, _PATIENCE_SECONDS)


def _listed(environment: Environment) -> Any:
    """What we say of every contact."""
    return asked(environment, "contacts", "list", "--limit", "100000")


def _looked(environment: Environment) -> dict[str, Any]:
    """What both stand-ins say."""
    return {
        "hubflo_records": look(environment, "hubflo", "records"),
        "hubflo_requests": look(environment, "hubflo", "requests"),
        "xero_records": look(environment, "xero", "records"),
        "xero_requests": look(environment, "xero", "requests"),
    }


def _proven(claims: Mapping[str, bool]) -> int:
    title("Proven in the sandbox's own records")
    for claim, holds in claims.items():
        click.secho(f"  {'yes' if holds else 'NO '}  {claim}", fg="green" if holds else "red")
    holds = all(claims.values())
    click.secho("\nAll of it holds." if holds else "\nNot all of it holds.", bold=True)
    return 0 if holds else 1


if __name__ == "__main__":
    sys.exit(main())
