"""A small firm that bills: one invoice for each way in which an invoice meets its customer, and one held."""

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal
from typing import Any, Protocol

from adapters.sandbox import hubflo, observe, xero
from adapters.sandbox.control import perform
from adapters.sandbox.faults import Side
from adapters.sandbox.seeds import REDIRECT_URIS, Firm
from adapters.sandbox.world import World

SETTINGS: Mapping[str, str] = {"start-date": "2026-03-01", "revenue-account": "200"}
"""What switches invoices on."""
PAYMENTS: Mapping[str, str] = {"payments-card": "615"}
"""Where payments by card go."""
BY_THEMSELVES: Mapping[str, str] = {
    "approve-on-payment": "on",
    "payments-from-ledger": "on",
    "cancelled-invoices": "delete",
}
"""What is paid in full is approved, what is paid in Xero recorded in Hubflo, what is cancelled removed."""

_LEDGER: Mapping[str, tuple[str, str, str, str]] = {
    "known": ("Amelia Hart", "Amelia", "Hart", "amelia@hart.example"),
    "imported": ("Brightwater Surveyors Ltd", "Owen", "Price", "owen@brightwater.example"),
}
_PEOPLE: Mapping[str, tuple[str, str, str]] = {
    "known": ("Amelia", "Hart", "amelia@hart.example"),
    "new": ("Ruth", "Fenwick", "ruth@fenwick.example"),
    "new, of a company": ("Imran", "Siddiqui", "imran@halcyon.example"),
    "held": ("Simon", "Legge", "simon@legge.example"),
}
COMPANY = "Halcyon Travel plc"

ISSUED_ON = "2026-03-02T09:00:00Z"
LONG_AGO = "2026-01-15T09:00:00Z"

BILLS: Mapping[str, tuple[str, str, str, str]] = {
    # title: whose email, price, rate, when it was issued
    "Website, known customer": ("amelia@hart.example", "450.00", "20", ISSUED_ON),
    "Survey, customer of the import": ("owen@brightwater.example", "333.33", "20", ISSUED_ON),
    "Logo, new customer": ("ruth@fenwick.example", "120.10", "20", ISSUED_ON),
    "Retainer May, new company": ("imran@halcyon.example", "800.00", "20", ISSUED_ON),
    "Retainer June, new company": ("imran@halcyon.example", "800.00", "20", ISSUED_ON),
    "Audit abroad, held": ("simon@legge.example", "75.00", "0", ISSUED_ON),
    "Poster, called off": ("amelia@hart.example", "60.00", "20", ISSUED_ON),
    "Long ago": ("amelia@hart.example", "10.00", "20", LONG_AGO),
}
"""Two of them are alike to the cent, for one customer; the held one asks which tax of 0 % it has."""

APPROVED, RENUMBERED, NUMBERED = (
    "Website, known customer",
    "Logo, new customer",
    "Retainer May, new company",
)
"""What the accountant approves and renumbers in Xero, and what the owner gives the client's number."""
PAID_EARLY = "Survey, customer of the import"
"""What the client pays whole, by card, while it awaits approval; a part is paid of what is approved.

What is renumbered the accountant alone sees paid, from the bank.
"""
CALLED_OFF = "Poster, called off"
"""What the owner cancels in Hubflo while it awaits approval in Xero."""
PART = "200.00"
BY_ACCOUNTANT, BY_OWNER = "INV-0815", "RET-2026-05"

TAKES_YEARS = 3650
"""Days until an invoice is due: none gets overdue while it is watched."""


class People(Protocol):
    """What people do on the screens of both services, and what they see there."""

    def act(self, name: str, /, **arguments: Any) -> Any:
        """An act of the sandbox, by its name."""

    def records(self, side: Side) -> dict[str, Any]:
        """All records of a side."""


class AtHand:
    """People beside the world itself."""

    def __init__(self, world: World) -> None:
        """The world as it is now."""
        self._world = world

    def act(self, name: str, /, **arguments: Any) -> Any:
        """Done at once."""
        return perform(self._world, name, **arguments)

    def records(self, side: Side) -> dict[str, Any]:
        """As they are."""
        return observe.records(self._world, side)


def billing_firm(world: World, now: datetime) -> Firm:
    """Seed it. Two worlds that are seeded alike give out the same ids."""
    with world.lock:
        app = xero.register_app(world.xero, redirect_uris=REDIRECT_URIS, kind="pkce")
        tenant_id = xero.add_organisation(world.xero, name="Quay & Sons Ltd", country="GB", now=now)
        xero.set_lock_dates(world.xero, tenant_id, now, period=None, end_of_year=None)
        organization = hubflo.add_organization(world.hubflo, name="Quay & Sons", now=now)
        company = hubflo.add_company(world.hubflo, organization.id, now, name=COMPANY)
        people = {}
        for label, (first, last, email) in _PEOPLE.items():
            of_company = {"company_id": company} if label == "new, of a company" else {}
            people[label] = hubflo.add_contact(
                world.hubflo,
                organization.id,
                now,
                first_name=first,
                last_name=last,
                email=email,
                **of_company,
            )
        ledger = {
            label: xero.add_contact(
                world.xero,
                tenant_id=tenant_id,
                now=now,
                Name=name,
                FirstName=first,
                LastName=last,
                EmailAddress=email,
                IsCustomer=True,
            )
            for label, (name, first, last, email) in _LEDGER.items()
        }
    return Firm(
        organization_id=organization.id,
        api_key=organization.api_key,
        tenant_id=tenant_id,
        client_id=app.client_id,
        client_secret=None,
        webhook_key=app.webhook_key,
        redirect_uris=REDIRECT_URIS,
        ledger=ledger,
        people=people,
        companies={COMPANY: company},
        expected={},
        left_out={},
    )


def issue(people: People, organization_id: str) -> None:
    """Somebody issues the invoices in Hubflo; none that is there already."""
    shown = people.records("hubflo")[organization_id]
    there = {invoice["title"] for invoice in shown["invoices"].values()}
    ids = {contact["email"]: contact_id for contact_id, contact in shown["contacts"].items()}
    for title, (email, price, rate, issued_on) in BILLS.items():
        if title not in there:
            people.act(
                "hubflo.add_invoice",
                organization_id=organization_id,
                title=title,
                recipient_id=ids[email],
                custom_issued_at=issued_on,
                payment_deadline_days=TAKES_YEARS,
                lines=[_line(price, rate)],
                issue=True,
            )


def pay(people: People, organization_id: str) -> None:
    """Clients pay by card, one a part and one the whole; nothing the second time."""
    _pay_up_to(people, organization_id, APPROVED, PART)
    _pay_up_to(people, organization_id, PAID_EARLY)


def call_off(people: People, organization_id: str) -> None:
    """The owner cancels one; nothing the second time."""
    for invoice_id, invoice in people.records("hubflo")[organization_id]["invoices"].items():
        if invoice["title"] == CALLED_OFF and invoice["status"] == "issued":
            people.act("hubflo.cancel_invoice", organization_id=organization_id, invoice_id=invoice_id)


def pay_as_much_again(people: People, organization_id: str) -> None:
    """Who paid a part pays an equal one."""
    _pay_up_to(people, organization_id, APPROVED, PART, PART)


def _pay_up_to(people: People, organization_id: str, title: str, *parts: str) -> None:
    """The last part (without any: the rest), if no more than the parts before it is paid."""
    before, amount = sum(map(Decimal, parts[:-1])), parts[-1] if parts else None
    for invoice_id, invoice in people.records("hubflo")[organization_id]["invoices"].items():
        if invoice["title"] == title and Decimal(str(invoice["paid_amount"] or 0)) == before:
            people.act(
                "hubflo.pay_invoice",
                organization_id=organization_id,
                invoice_id=invoice_id,
                amount=amount,
                method="bank_card",
            )


def match(people: People, tenant_id: str) -> None:
    """The accountant approves what was renumbered, and finds it paid at the bank; nothing the second time."""
    document_id, document = _by_title(people, tenant_id)[RENUMBERED]
    there = {"tenant_id": tenant_id, "invoice_id": document_id}
    if document["Status"] == "SUBMITTED":
        people.act("xero.approve_invoice", **there)
    if document["Status"] in ("SUBMITTED", "AUTHORISED"):
        people.act("xero.pay_invoice", **there)


def account(people: People, tenant_id: str) -> None:
    """The accountant approves one and gives another one a number; nothing the second time."""
    by_title = _by_title(people, tenant_id)
    approved_id, approved = by_title[APPROVED]
    if approved["Status"] == "SUBMITTED":
        people.act("xero.approve_invoice", tenant_id=tenant_id, invoice_id=approved_id)
    renumbered_id, renumbered = by_title[RENUMBERED]
    if renumbered["InvoiceNumber"] != BY_ACCOUNTANT:
        people.act(
            "xero.renumber_invoice", tenant_id=tenant_id, invoice_id=renumbered_id, number=BY_ACCOUNTANT
        )


def _by_title(people: People, tenant_id: str) -> dict[str, tuple[str, dict[str, Any]]]:
    """The documents with their ids."""
    documents = people.records("xero")[tenant_id]["invoices"]
    return {document["Reference"]: (document_id, document) for document_id, document in documents.items()}


def _line(price: str, rate: str) -> dict[str, str]:
    return {"title": "Advice", "quantity": "1", "unit_price_excluding_tax": price, "vat": rate}
