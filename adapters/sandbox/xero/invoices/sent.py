"""One element of a request for invoices: read, and echoed if it is refused."""

from dataclasses import dataclass
from typing import Any

from adapters.sandbox.http import Request
from adapters.sandbox.xero import batch
from adapters.sandbox.xero.access import Context
from adapters.sandbox.xero.invoices import body, party
from adapters.sandbox.xero.invoices.record import Invoice
from adapters.sandbox.xero.invoices.showing import days_wire
from adapters.sandbox.xero.seeds import NIL

_PLAIN = (
    "InvoiceNumber",
    "Reference",
    "Url",
    "BrandingThemeID",
    "CurrencyCode",
    "CurrencyRate",
    "Status",
    "LineAmountTypes",
    "SubTotal",
    "TotalTax",
    "Total",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """What an element says. `lines` is None if it says nothing of lines."""

    header: dict[str, Any]
    contact: dict[str, Any] | None
    lines: list[dict[str, Any]] | None


def read_all(context: Context) -> list[Sent]:
    """Every element of the body. Raises Refused with a 400 for what cannot be read."""
    return [_read(context, element) for element in batch.read_elements(context, "Invoices")]


def places_of(request: Request) -> int:
    """`unitdp`: two places in a price, or four for whoever asks (on reads as well as on writes)."""
    return 4 if request.param("unitdp") == "4" else 2


def warnings(context: Context, fields: dict[str, Any]) -> tuple[str, ...]:
    """Since April 2026 documents in a foreign currency are warned of; the sentence is not on record."""
    base = context.organisation.settings["BaseCurrency"]
    if fields["CurrencyCode"] == base or not context.state.switches.currency_rate_warns:
        return ()
    rate = fields["CurrencyRate"]
    return (f"The CurrencyRate {rate} of {fields['CurrencyCode']} to {base} may differ from the day's rate.",)


def echo(sent: Sent, existing: Invoice | None) -> dict[str, Any]:
    """The element as it was sent; a new one carries an id of zeros."""
    header, contact = sent.header, sent.contact or {}
    shown: dict[str, Any] = {"Type": header["Type"]} if "Type" in header else {}
    shown["InvoiceID"] = NIL if existing is None else existing.invoice_id
    shown |= {name: header[name] for name in _PLAIN if name in header}
    shown |= {"Prepayments": [], "Overpayments": [], "HasErrors": True, "IsDiscounted": False}
    known = {"ContactID": contact.get("ContactID", NIL)}
    shown["Contact"] = known | {
        name: value for name, value in contact.items() if name in ("Name", "ContactNumber", "EmailAddress")
    }
    shown |= days_wire(header)
    empty: dict[str, Any] = {"Tracking": [], "ValidationErrors": []}
    shown["LineItems"] = [part | empty for part in sent.lines or []]
    return shown


def _read(context: Context, element: dict[str, Any]) -> Sent:
    contact = body.contact(element)
    return Sent(
        header=body.header(element),
        contact=None if contact is None else party.read(context, contact),
        lines=body.lines(element),
    )
