"""`PUT /Invoices`, `POST /Invoices` and `POST /Invoices/{id}` (Xero: invoices; pyxero issue 328).

PUT creates and refuses a sales number that is known; POST changes the invoice with that id or, for a sale,
with that number, and creates one if there is none.
"""

from typing import Any

from adapters.sandbox.xero import batch
from adapters.sandbox.xero.access import Context
from adapters.sandbox.xero.invoices import changing, statuses
from adapters.sandbox.xero.invoices.defaults import day_rate, today
from adapters.sandbox.xero.invoices.lines import Workshop, build
from adapters.sandbox.xero.invoices.party import resolve, settle
from adapters.sandbox.xero.invoices.record import Invoice
from adapters.sandbox.xero.invoices.rules import errors
from adapters.sandbox.xero.invoices.saving import Desk
from adapters.sandbox.xero.invoices.sent import Sent, echo, places_of, read_all, warnings
from adapters.sandbox.xero.invoices.showing import complete
from adapters.sandbox.xero.seeds import NIL
from adapters.sandbox.xero.wire.moments import to_millisecond
from adapters.sandbox.xero.wire.replies import Reply, not_found

_CREATABLE = ("ACCREC", "ACCPAY")
_UNKNOWN = "The invoice with the specified InvoiceID has not been found."
_KEPT = ("Url", "BrandingThemeID", "DueDate", "ExpectedPaymentDate", "PlannedPaymentDate")


def create_invoices(context: Context) -> Reply:
    return _write(context, read_all(context), upsert=False)


def update_or_create_invoices(context: Context) -> Reply:
    return _write(context, read_all(context), upsert=True)


def update_invoice(context: Context) -> Reply:
    """The id (or the number) of the address counts, whatever the body says."""
    book = context.organisation.invoices
    existing = book.get(context.rest[0]) or book.with_number(context.rest[0])
    if existing is None:
        return not_found()
    readings = read_all(context)[:1]
    for sent in readings:
        sent.header["InvoiceID"] = existing.invoice_id
    return _write(context, readings, upsert=True)


def _write(context: Context, readings: list[Sent], *, upsert: bool) -> Reply:
    """All are read before any is written; then each sees what the ones before it did."""
    outcomes = [_one(context, sent, upsert=upsert) for sent in readings]
    return batch.tell(context, "Invoices", outcomes, summarize=batch.summarizes(context))


def _one(context: Context, sent: Sent, *, upsert: bool) -> batch.Outcome:
    wanted_id = sent.header.get("InvoiceID") or NIL
    existing = _find(context, wanted_id, sent.header) if upsert else None
    if existing is not None:
        return changing.change(context, sent, existing)
    if upsert and wanted_id != NIL:
        return batch.Outcome(echo(sent, None), (_UNKNOWN,))
    return _create(context, sent)


def _find(context: Context, wanted_id: str, header: dict[str, Any]) -> Invoice | None:
    """By id alone if there is one, else a sale by its number, whatever its status."""
    book = context.organisation.invoices
    if wanted_id != NIL:
        return book.get(wanted_id)
    number = header.get("InvoiceNumber")
    return book.with_number(number) if number and header.get("Type", "ACCREC") == "ACCREC" else None


def _create(context: Context, sent: Sent) -> batch.Outcome:
    header, organisation = sent.header, context.organisation
    if header.get("Type") not in _CREATABLE:
        return batch.Outcome(echo(sent, None), ("Invoice not of valid type for creation",))
    fields = _fields(context, header)
    sale = fields["Type"] == "ACCREC"
    wrong = statuses.creation_error(fields["Status"])
    if wrong:
        return batch.Outcome(echo(sent, None), (wrong,))
    party, against = resolve(context, sent.contact, sale=sale)
    shop = Workshop(
        state=context.state,
        organisation=organisation,
        sale=sale,
        mode=fields["LineAmountTypes"],
        places=places_of(context.request),
    )
    lines, more = build(shop, sent.lines or [], ())
    judged = fields | {name: header[name] for name in ("Total",) if name in header}
    against = [*against, *more, *errors(organisation, context.state.switches, judged, lines, None)]
    if against or party is None:
        return batch.Outcome(echo(sent, None), tuple(dict.fromkeys(against)))
    if sale and not fields["InvoiceNumber"]:
        fields["InvoiceNumber"] = organisation.invoices.next_number()
        organisation.invoices.last_number = fields["InvoiceNumber"]
    invoice = Invoice(
        context.state.seeds.guid("invoice"),
        fields=fields,
        contact=settle(context, party),
        lines=lines,
        updated=to_millisecond(context.now),
        client_id=context.app.client_id,
    )
    Desk(
        state=context.state, organisation=organisation, now=context.now, client_id=context.app.client_id
    ).add(invoice)
    return batch.Outcome(complete(invoice, shop.places), warnings=warnings(context, fields))


def _fields(context: Context, header: dict[str, Any]) -> dict[str, Any]:
    """With the few defaults that there are; a due date is not among them (xeroizer issue 395)."""
    organisation, status = context.organisation, header.get("Status", "DRAFT")
    base = organisation.settings["BaseCurrency"]
    code = header.get("CurrencyCode") or base
    foreign = code != base
    default = today(organisation, context.now) if context.state.switches.date_defaults_to_today else None
    fields = {
        "Type": header["Type"],
        "Status": status,
        "LineAmountTypes": header.get("LineAmountTypes", "Exclusive"),
        "Date": header.get("Date")
        or (default or (today(organisation, context.now) if status == "DRAFT" else None)),
        "CurrencyCode": code,
        "CurrencyRate": header["CurrencyRate"]
        if foreign and "CurrencyRate" in header
        else day_rate(organisation, code),
        "InvoiceNumber": header.get("InvoiceNumber", ""),
    }
    if header["Type"] == "ACCREC":
        fields["Reference"] = header.get("Reference", "")
    if status == "AUTHORISED":
        fields["SentToContact"] = header.get("SentToContact", False)
    return fields | {name: header[name] for name in _KEPT if name in header}
