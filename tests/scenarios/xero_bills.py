"""Sales invoices in Xero: what people do with them on its screens, and how they stand there."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from adapters.sandbox.control import perform
from adapters.sandbox.observe import records
from adapters.sandbox.xero.invoices.book import InvoiceBook
from adapters.sandbox.xero.invoices.record import Invoice
from adapters.sandbox.xero.organisations.record import Organisation
from tests.scenarios.hubflo_bills import HubfloBills
from tests.scenarios.xero_side import XeroSide

STATUS = {
    "DRAFT": "draft",
    "SUBMITTED": "awaiting approval",
    "AUTHORISED": "approved",
    "PAID": "paid",
    "VOIDED": "voided",
    "DELETED": "deleted",
}
_AMOUNTS = {"Exclusive": "without tax", "Inclusive": "with tax", "NoTax": "no tax"}


@dataclass(frozen=True, slots=True, kw_only=True)
class XeroBills:
    """The sales invoices of one organisation; those that we made are called by their title in Hubflo."""

    side: XeroSide
    hubflo: HubfloBills

    def typed(self, row: Mapping[str, str]) -> str:
        """Somebody types one in by hand, with one line; answers its id."""
        line = {"Description": "Typed by hand", "Quantity": 1, "UnitAmount": row["net"], "AccountCode": "200"}
        fields = {
            "InvoiceNumber": row["number"],
            "Date": row["date"],
            "DueDate": row["date"],
            "LineAmountTypes": "Exclusive",
        }
        contact_id = self.side.id_of(row["to"])
        return str(self.act("add_invoice", contact_id=contact_id, lines=[line], **fields))

    def credited(self, number: str, to: str, net: str) -> None:
        """Somebody enters a credit note, with one line."""
        line = {"Description": "Taken back", "Quantity": 1, "UnitAmount": net, "AccountCode": "200"}
        contact_id = self.side.id_of(to)
        self.act("add_credit_note", contact_id=contact_id, lines=[line], CreditNoteNumber=number)

    def void_credit(self, number: str) -> None:
        """It is voided."""
        (note,) = [one for one in self.organisation.credit_notes if one.number == number]
        self.act("void_credit_note", credit_note_id=note.invoice_id)

    def act(self, name: str, /, **arguments: Any) -> object:
        """What the screens offer, by the sandbox's name for it."""
        return perform(self.side.world, f"xero.{name}", tenant_id=self.side.tenant_id, **arguments)

    def do(self, name: str, title: str, **arguments: Any) -> object:
        """The same with the only live document that we made for an invoice."""
        return self.act(name, invoice_id=self.id_of(title), **arguments)

    def id_of(self, title: str) -> str:
        """The document of ours for an invoice of that title, or the one of that number."""
        live = [one for one in self.all() if one.status not in ("DELETED", "VOIDED")]
        found = [one.invoice_id for one in live if title in (one.number, self.title_of(one))]
        assert len(found) == 1, f"{len(found)} invoices in Xero are {title}"
        return found[0]

    def hide(self, title: str) -> Invoice:
        """Xero does not show it, although it is there; answers it, for `show`."""
        hidden_id = self.id_of(title)
        (hidden,) = [one for one in self.organisation.invoices if one.invoice_id == hidden_id]
        others = [one for one in self.organisation.invoices if one is not hidden]
        self.organisation.invoices = InvoiceBook()
        for one in others:
            self.organisation.invoices.add(one)
        return hidden

    def show(self, hidden: Invoice) -> None:
        """Xero shows it again."""
        self.organisation.invoices.add(hidden)

    def all(self) -> list[Invoice]:
        """Every sales invoice, whoever made it."""
        return [one for one in self.organisation.invoices if one.sale]

    def ours(self) -> list[dict[str, str]]:
        """Those that we made, as rows."""
        shown = records(self.side.world, "xero")[self.side.tenant_id]["invoices"]
        return [self._row(one, shown[one.invoice_id]) for one in self.all() if one.client_id]

    def lines(self, title: str) -> list[dict[str, str]]:
        """The lines of the document of ours for an invoice, in order."""
        shown = records(self.side.world, "xero")[self.side.tenant_id]["invoices"]
        return [_line(line) for line in shown[self.id_of(title)]["LineItems"]]

    @property
    def organisation(self) -> Organisation:
        """The organisation in the sandbox."""
        return self.side.world.xero.organisations[self.side.tenant_id]

    def _row(self, one: Invoice, shown: Mapping[str, Any]) -> dict[str, str]:
        title = self.title_of(one)
        told = [invoice for invoice in self.hubflo.shown().values() if invoice["title"] == title]
        return {
            "id": one.invoice_id,
            "contact id": one.contact.contact_id,
            "invoice": title,
            "billed to": str(shown["Contact"]["Name"]),
            "status": STATUS[one.status],
            "number": self._number(one),
            "reference": str(shown.get("Reference") or ""),
            "date": str(shown["DateString"])[:10],
            "due": str(shown["DueDateString"])[:10],
            "currency": str(shown["CurrencyCode"]),
            "net": f"{shown['SubTotal']:.2f}",
            "tax": f"{shown['TotalTax']:.2f}",
            "total": f"{shown['Total']:.2f}",
            "amounts": _AMOUNTS[str(shown["LineAmountTypes"])],
            "link back": str(bool(shown.get("Url")) and shown.get("Url") == _first(told, "public_url")),
            "linked": str(_first(told, "accounting_id") == one.invoice_id),
        }

    def _number(self, one: Invoice) -> str:
        """Ours is told by its last letters, for the rest of it comes from an id of Hubflo."""
        for invoice_id in self.hubflo.shown():
            if one.number.startswith(_ours(invoice_id)):
                return f"placeholder {one.number.removeprefix(_ours(invoice_id))}"
        return one.number

    def title_of(self, one: Invoice) -> str:
        """By its link back, else by the number that we gave it."""
        told = f"{one.fields.get('Url')} {one.number}"
        named = [
            shown["title"]
            for invoice_id, shown in self.hubflo.shown().items()
            if invoice_id in told or _ours(invoice_id) in told
        ]
        return str(next(iter(named), ""))


def _ours(invoice_id: str) -> str:
    """What a placeholder for that invoice of Hubflo begins with."""
    return f"HF-{invoice_id.replace('-', '')[-12:].upper()}-"


def _first(rows: Iterable[Mapping[str, Any]], name: str) -> Any:
    return next((row[name] for row in rows), None)


def _line(shown: Mapping[str, Any]) -> dict[str, str]:
    discount = shown.get("DiscountRate")
    return {
        "description": str(shown.get("Description", "")).replace("\n", " / "),
        "quantity": _figure(shown.get("Quantity")),
        "price": _figure(shown.get("UnitAmount")),
        "discount": _figure(discount) if discount else "",
        "amount": f"{shown['LineAmount']:.2f}",
        "tax": f"{shown['TaxAmount']:.2f}",
        "account": str(shown.get("AccountCode", "")),
        "tax type": str(shown.get("TaxType", "")),
    }


def _figure(number: float | None) -> str:
    return "" if number is None else f"{number:.4f}".rstrip("0").rstrip(".")
