"""An update of an invoice through the API: what is sent is laid over what is there (Xero: invoices)."""

from typing import Any

from adapters.sandbox.xero import batch
from adapters.sandbox.xero.access import Context
from adapters.sandbox.xero.invoices import rules, statuses
from adapters.sandbox.xero.invoices.defaults import day_rate
from adapters.sandbox.xero.invoices.lines import Workshop, build, retaxed
from adapters.sandbox.xero.invoices.party import Party, resolve, settle
from adapters.sandbox.xero.invoices.record import Invoice, Line
from adapters.sandbox.xero.invoices.saving import Desk
from adapters.sandbox.xero.invoices.sent import Sent, echo, places_of, warnings
from adapters.sandbox.xero.invoices.showing import complete
from adapters.sandbox.xero.seeds import NIL

_SETTABLE = (
    "InvoiceNumber",
    "Reference",
    "Url",
    "BrandingThemeID",
    "CurrencyCode",
    "CurrencyRate",
    "Status",
    "LineAmountTypes",
    "Date",
    "DueDate",
    "ExpectedPaymentDate",
    "PlannedPaymentDate",
    "SentToContact",
)
_QUIET = frozenset({"DueDate", "SentToContact"})
"""On a document with a payment these change without moving UpdatedDateUTC (Xero: requests and responses)."""

_PAID_ANY = _QUIET | {"ExpectedPaymentDate", "PlannedPaymentDate"}
_PAID_BILL = _PAID_ANY | {"Reference", "InvoiceNumber", "BrandingThemeID", "Url", "ContactID"}
"""What may still change once money was taken; of a bill more, since March 2026."""

_HAS_PAYMENTS = "This document cannot be edited as it has a payment or credit note allocated to it."


def change(context: Context, sent: Sent, invoice: Invoice) -> batch.Outcome:
    """What the element makes of the invoice."""
    wanted = sent.header.get("Status", invoice.status)
    wrong = statuses.change_error(invoice, wanted)
    if wrong:
        return batch.Outcome(echo(sent, invoice), (wrong,))
    if wanted in statuses.ENDED:
        return _end(context, sent, invoice, wanted)
    fields = _fields(context, sent.header, invoice)
    party, against = _party(context, sent, invoice)
    merged = invoice.fields | fields
    lines, more = _lines(context, sent, invoice, merged)
    against = [*against, *more]
    if invoice.allocated:
        differing = _differing(invoice, fields, party, lines)
        allowed = _PAID_ANY if invoice.sale else _PAID_BILL
        against += [] if differing <= allowed else [_HAS_PAYMENTS]
    else:
        differing = frozenset()
        judged = merged | {name: sent.header[name] for name in ("Total",) if name in sent.header}
        against += rules.errors(context.organisation, context.state.switches, judged, lines, invoice)
    if against:
        return batch.Outcome(echo(sent, invoice), tuple(dict.fromkeys(against)))
    _desk(context).change(
        invoice,
        fields,
        contact=None if party is None else settle(context, party),
        lines=lines,
        quiet=bool(differing) and differing <= _QUIET,
    )
    return batch.Outcome(complete(invoice, places_of(context.request)), warnings=warnings(context, merged))


def _end(context: Context, sent: Sent, invoice: Invoice, wanted: str) -> batch.Outcome:
    """Deleting or voiding; whatever else is sent does not count. A lock date protects what is approved."""
    if wanted == "VOIDED":
        locked = rules.lock_errors(context.organisation, context.state.switches, invoice.fields, invoice)
        if locked:
            return batch.Outcome(echo(sent, invoice), tuple(locked))
    _desk(context).change(invoice, {"Status": wanted})
    return batch.Outcome(complete(invoice, places_of(context.request)))


def _fields(context: Context, header: dict[str, Any], invoice: Invoice) -> dict[str, Any]:
    fields = {name: header[name] for name in _SETTABLE if name in header}
    if not invoice.sale:
        fields.pop("Reference", None)
    elif fields.get("InvoiceNumber") == "":
        del fields["InvoiceNumber"]
    if fields.get("Status", invoice.status) not in ("AUTHORISED", "PAID"):
        fields.pop("SentToContact", None)
    code = fields.get("CurrencyCode", invoice.fields["CurrencyCode"])
    foreign = code != context.organisation.settings["BaseCurrency"]
    if not foreign or (code != invoice.fields["CurrencyCode"] and "CurrencyRate" not in fields):
        fields["CurrencyRate"] = day_rate(context.organisation, code)
    return fields


def _party(context: Context, sent: Sent, invoice: Invoice) -> tuple[Party | None, list[str]]:
    """The contact stays if none is sent, or an empty one."""
    if sent.contact is None or sent.contact == {"ContactID": NIL}:
        return None, []
    return resolve(context, sent.contact, sale=invoice.sale)


def _lines(
    context: Context, sent: Sent, invoice: Invoice, merged: dict[str, Any]
) -> tuple[tuple[Line, ...], list[str]]:
    """Without the key they stay as they are, unless tax is now counted in another way."""
    shop = Workshop(
        state=context.state,
        organisation=context.organisation,
        sale=invoice.sale,
        mode=merged["LineAmountTypes"],
        places=places_of(context.request),
    )
    if sent.lines is not None:
        return build(shop, sent.lines, invoice.lines)
    return (invoice.lines if shop.mode == invoice.mode else retaxed(shop, invoice.lines)), []


def _differing(
    invoice: Invoice, fields: dict[str, Any], party: Party | None, lines: tuple[Line, ...]
) -> frozenset[str]:
    found = {name for name, value in fields.items() if (invoice.fields.get(name) or None) != (value or None)}
    if party is not None and (party.contact is not invoice.contact or party.fields):
        found.add("ContactID")
    if lines != invoice.lines:
        found.add("LineItems")
    return frozenset(found)


def _desk(context: Context) -> Desk:
    return Desk(
        state=context.state,
        organisation=context.organisation,
        now=context.now,
        client_id=context.app.client_id,
    )
