"""What people do while invoices are on their way, on the screens of both services and at the terminal."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from adapters.sandbox.control import perform
from adapters.sandbox.hubflo.invoices.record import sums_of
from adapters.sandbox.hubflo.table import Row
from adapters.sandbox.seeds import Firm
from adapters.sandbox.world import World
from adapters.sandbox.xero.invoices.record import Invoice
from domain.errors import Invalid
from domain.ids import ConnectionId
from entrypoints.container import Container
from tests.simulation.story import Act, Issue
from tests.support.billing_firm import ISSUED_ON, TAKES_YEARS

OWNER = "person:owner"
_OPEN = ("issued", "overdue")


@dataclass(frozen=True, slots=True, kw_only=True)
class Hands:
    """Somebody who can do things now: the world with a firm in it, and our program as it runs."""

    world: World
    firm: Firm
    container: Container
    connection_id: ConnectionId

    def invoice_id(self, title: str) -> str:
        """The invoice of that title in Hubflo, '' if there is none."""
        rows = self.world.hubflo.organizations[self.firm.organization_id].invoices
        return next((str(row["id"]) for row in rows if row["title"] == title), "")

    def row(self, invoice_id: str) -> Row:
        """It as Hubflo keeps it."""
        return self.world.hubflo.organizations[self.firm.organization_id].invoices[invoice_id]

    def document(self, title: str) -> Invoice | None:
        """Its document in Xero, the first one if there are several."""
        invoice_id = self.invoice_id(title)
        documents = self.world.xero.organisations[self.firm.tenant_id].invoices
        made = [one for one in documents if invoice_id and invoice_id in str(one.fields.get("Url") or "")]
        return made[0] if made else None

    def in_xero(self, name: str, **arguments: Any) -> None:
        """An act on Xero's screens."""
        perform(self.world, f"xero.{name}", tenant_id=self.firm.tenant_id, **arguments)

    def in_hubflo(self, name: str, **arguments: Any) -> None:
        """An act on Hubflo's screens."""
        perform(self.world, f"hubflo.{name}", organization_id=self.firm.organization_id, **arguments)


def issue_it(world: World, firm: Firm, issue: Issue) -> str:
    """On Hubflo's screens; its id there."""
    contacts = world.hubflo.organizations[firm.organization_id].contacts
    lines = [
        {
            "title": "Advice",
            "quantity": line.quantity,
            "unit_price_excluding_tax": line.price,
            "vat": line.rate,
        }
        for line in issue.lines
    ]
    made = perform(
        world,
        "hubflo.add_invoice",
        organization_id=firm.organization_id,
        title=issue.title,
        recipient_id=next(row["id"] for row in contacts if row["email"] == issue.to),
        custom_issued_at=ISSUED_ON,
        payment_deadline_days=TAKES_YEARS,
        lines=lines,
        issue=True,
    )
    return str(made)


Done = Callable[[Hands, Act], bool]


def _awaiting(hands: Hands, act: Act) -> Invoice | None:
    """Its document, while it awaits approval and nobody has touched it."""
    document = hands.document(act.title)
    return document if document is not None and document.status == "SUBMITTED" else None


def _unpaid(hands: Hands, act: Act) -> Invoice | None:
    """Its document, awaiting approval or approved, without any payment."""
    document = hands.document(act.title)
    is_open = (
        document is not None and document.status in ("SUBMITTED", "AUTHORISED") and not document.payments
    )
    return document if is_open else None


def _to_its_document(name: str, **typed: Any) -> Done:
    """That act on Xero's screens, with what is typed there, while the document awaits approval."""
    return _while_it(_awaiting, name, **typed)


def _edited(name: str, **typed: Any) -> Done:
    """The same, approved or not, while nothing is paid on it: Xero lets nobody edit what is."""
    return _while_it(_unpaid, name, **typed)


def _while_it(stands_so: Callable[[Hands, Act], Invoice | None], name: str, **typed: Any) -> Done:
    def act_on_it(hands: Hands, act: Act) -> bool:
        document = stands_so(hands, act)
        if document is None:
            return False
        hands.in_xero(name, invoice_id=document.invoice_id, **typed, **act.details)
        return True

    return act_on_it


_approve = _to_its_document("approve_invoice")


def _match_at_once(hands: Hands, act: Act) -> bool:
    """Approved, and matched from the bank in the same moment."""
    document = _awaiting(hands, act)
    if document is None or not _approve(hands, act):
        return False
    hands.in_xero("pay_invoice", invoice_id=document.invoice_id)
    return True


def _void(hands: Hands, act: Act) -> bool:
    """Xero voids what is approved and not paid: who wants to void it approves it, and takes payments off."""
    document = hands.document(act.title)
    if document is None or document.status == "DRAFT":
        return False
    if document.status == "SUBMITTED":
        _approve(hands, act)
    while (document := hands.document(act.title)) is not None and document.payments:
        hands.in_xero("remove_payment", invoice_id=document.invoice_id)
    if document is not None and document.status == "AUTHORISED":
        hands.in_xero("void_invoice", invoice_id=document.invoice_id)
    return True


def _archive_account(hands: Hands, _act: Act) -> bool:
    hands.in_xero("archive_account", code="200")
    return True


def _restore_account(hands: Hands, _act: Act) -> bool:
    hands.in_xero("restore_account", code="200")
    return True


def _namesake(hands: Hands, act: Act) -> bool:
    hands.in_xero("add_contact", Name=act.details["name"], EmailAddress=act.details["email"])
    return True


def _cancel(hands: Hands, act: Act) -> bool:
    """What is paid cannot be cancelled there any more."""
    invoice_id = hands.invoice_id(act.title)
    if not invoice_id:
        return False
    if hands.row(invoice_id)["status"] in _OPEN:
        hands.in_hubflo("cancel_invoice", invoice_id=invoice_id)
    return True


def _other_reference(hands: Hands, act: Act) -> bool:
    """Only where nothing stands yet: nobody types over an id that some tool wrote."""
    invoice_id = hands.invoice_id(act.title)
    if not invoice_id:
        return False
    if not hands.row(invoice_id)["accounting_id"]:
        hands.in_hubflo("set_accounting_id", invoice_id=invoice_id, accounting_id=act.details["text"])
    return True


def _over_ours(hands: Hands, act: Act) -> bool:
    """Typed in the moment after our id was written there."""
    invoice_id = hands.invoice_id(act.title)
    hands.in_hubflo("set_accounting_id", invoice_id=invoice_id, accounting_id=act.details["text"])
    return True


def _name_a_number(hands: Hands, act: Act) -> bool:
    """At our own terminal; what cannot be done yet is tried again."""
    try:
        hands.container.numbering_invoices().number(
            hands.connection_id, hands.invoice_id(act.title), act.details["number"], actor=OWNER
        )
    except Invalid as refusal:
        return refusal.reason != "invoice-unknown"
    return True


def _pay(hands: Hands, act: Act) -> bool:
    """On Hubflo's screens: all that is open there, or a part of the whole. Nobody pays nothing."""
    invoice_id = hands.invoice_id(act.title)
    if not invoice_id:
        return False
    paid = Decimal(str(hands.row(invoice_id)["paid_amount"] or 0))
    is_open = "part" in act.details or paid < _total(hands, act)
    if is_open and hands.row(invoice_id)["status"] in (*_OPEN, "paid"):
        hands.in_hubflo(
            "pay_invoice", invoice_id=invoice_id, method=act.details["method"], **_part(hands, act)
        )
    return True


def _match(hands: Hands, act: Act) -> bool:
    """The bank feed shows money, and the accountant matches it, once the document takes payments."""
    document = hands.document(act.title)
    if document is None or document.status in ("SUBMITTED", "DRAFT"):
        return False
    if document.status == "AUTHORISED":
        part = _part(hands, act)
        if part and Decimal(part["amount"]) > document.amount_due:
            part = {}
        hands.in_xero("pay_invoice", invoice_id=document.invoice_id, **part)
    return True


def _delete_payment(hands: Hands, act: Act) -> bool:
    document = hands.document(act.title)
    if document is None or not document.payments:
        return False
    hands.in_xero("remove_payment", invoice_id=document.invoice_id)
    return True


def _part(hands: Hands, act: Act) -> dict[str, str]:
    """So much of the client's total, in cents; nothing said: all that is open."""
    part = act.details.get("part")
    if part is None:
        return {}
    return {"amount": f"{(_total(hands, act) * Decimal(part)).quantize(Decimal('0.01'))}"}


def _total(hands: Hands, act: Act) -> Decimal:
    organization = hands.world.hubflo.organizations[hands.firm.organization_id]
    return sums_of(hands.world.hubflo, organization, hands.invoice_id(act.title)).total


ACTS: Mapping[str, Done] = {
    "approve": _approve,
    "delete": _to_its_document("delete_invoice"),
    "void": _void,
    "match from the bank": _match_at_once,
    "change the due date": _edited("edit_invoice", DueDate="2031-05-05"),
    "change a price": _edited("edit_line", UnitAmount="1.00"),
    "renumber": _edited("renumber_invoice"),
    "archive the account": _archive_account,
    "restore the account": _restore_account,
    "a namesake in Xero": _namesake,
    "cancel in Hubflo": _cancel,
    "another tool's reference": _other_reference,
    "a reference over ours": _over_ours,
    "name a number": _name_a_number,
    "pay": _pay,
    "match": _match,
    "delete a payment": _delete_payment,
}
"""Each answers whether it could be done now; else it is tried again later."""

OF_ACCOUNTANT = (
    "approve",
    "delete",
    "void",
    "match from the bank",
    "change the due date",
    "change a price",
    "renumber",
    "archive the account",
    "a namesake in Xero",
)
OF_MONEY = (
    "pay",
    "pay",
    "match",
    "match",
    "approve",
    "approve",
    "void",
    "change a price",
    "delete a payment",
)
"""What becomes of an invoice that is paid somehow, in any order; twice what is likely."""
OF_OWNER = ("cancel in Hubflo", "another tool's reference", "name a number")
