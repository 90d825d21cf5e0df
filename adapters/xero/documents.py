"""An invoice of Xero as a value of the domain (Xero: Accounting API, Invoices)."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from pydantic import ValidationError

from adapters.xero.ids import is_somebody
from adapters.xero.invoice_wire import INVOICE, Element, WireInvoice, WireLine
from adapters.xero.json_text import text_of
from adapters.xero.moments import day, moment
from adapters.xero.payment_reading import payments_of
from adapters.xero.reading import UnreadableError, unreadable
from domain.ids import LedgerContactId
from domain.ledger_document import DocumentId, DocumentKind, DocumentLine, DocumentStatus, LedgerDocument
from domain.ledger_line import AmountsAre
from domain.money import ZERO

_KINDS = {"ACCREC": DocumentKind.INVOICE, "ACCRECCREDIT": DocumentKind.CREDIT_NOTE}
_STATUSES = {
    "DRAFT": DocumentStatus.DRAFT,
    "SUBMITTED": DocumentStatus.AWAITING_APPROVAL,
    "AUTHORISED": DocumentStatus.APPROVED,
    "PAID": DocumentStatus.PAID,
    "VOIDED": DocumentStatus.VOIDED,
    "DELETED": DocumentStatus.DELETED,
}
_AMOUNTS = {"INCLUSIVE": AmountsAre.INCLUSIVE, "NOTAX": AmountsAre.NO_TAX}


def ledger_document(element: Element) -> LedgerDocument:
    """The document, with the element itself as its `raw` text. Raises UnreadableError.

    A status that nobody has documented yet is `unknown`; amounts that do not say what they are have
    their tax on top, which is Xero's default.
    """
    try:
        wire = INVOICE.validate_python(element)
    except ValidationError as error:
        raise unreadable(error) from None
    if not is_somebody(wire["InvoiceID"]):
        raise UnreadableError("an id of nothing")
    party = wire.get("Contact") or {}
    status = wire.get("Status") or ""
    return LedgerDocument(
        id=DocumentId(wire["InvoiceID"]),
        kind=_KINDS.get((wire.get("Type") or "").upper(), DocumentKind.OTHER),
        number=wire.get("InvoiceNumber") or "",
        status=status_of(status),
        status_word=status,
        contact_id=LedgerContactId(party.get("ContactID") or ""),
        contact_name=party.get("Name") or "",
        dated=_day(wire.get("Date"), wire.get("DateString")),
        due=_day(wire.get("DueDate"), wire.get("DueDateString")),
        currency=wire.get("CurrencyCode") or "",
        reference=wire.get("Reference") or "",
        address=wire.get("Url") or "",
        amounts_are=_AMOUNTS.get((wire.get("LineAmountTypes") or "").upper(), AmountsAre.EXCLUSIVE),
        lines=tuple(_line(line) for line in _lines(wire)),
        tax=wire.get("TotalTax") or ZERO,
        total=wire.get("Total") or ZERO,
        amount_due=wire.get("AmountDue") or ZERO,
        amount_paid=wire.get("AmountPaid") or ZERO,
        amount_credited=wire.get("AmountCredited") or ZERO,
        payments=payments_of(wire.get("Payments") or ()),
        updated_at=moment(wire.get("UpdatedDateUTC")),
        raw=text_of(element),
    )


def status_of(word: str) -> DocumentStatus:
    """What Xero's word for a status means."""
    return _STATUSES.get(word.upper(), DocumentStatus.UNKNOWN)


def shown_document(element: Element) -> LedgerDocument:
    """As `ledger_document`, but without what cannot be read: it is there, in a status that nobody knows.

    One odd document of a list must not hide the others. Raises UnreadableError if it has no id.
    """
    try:
        return ledger_document(element)
    except UnreadableError:
        rest = {name: value for name, value in element.items() if name not in _odd_fields(element)}
        return replace(ledger_document(rest), raw=text_of(element))


def _odd_fields(element: Element) -> set[str]:
    """What cannot be read; and the status, for what is read in part is not to be relied on."""
    try:
        INVOICE.validate_python(element)
    except ValidationError as error:
        return {"Status", *(str(one["loc"][0]) for one in error.errors(include_input=False) if one["loc"])}
    return set()


def _lines(wire: WireInvoice) -> Iterable[WireLine]:
    return wire.get("LineItems") or ()


def _day(milliseconds: str | None, text: str | None) -> date | None:
    """Every day comes twice, as a time and as a text; one of them may be missing."""
    return day(milliseconds) or day(text)


def _line(wire: WireLine) -> DocumentLine:
    return DocumentLine(
        description=wire.get("Description") or "",
        quantity=wire.get("Quantity") or ZERO,
        unit_price=wire.get("UnitAmount") or ZERO,
        discount=wire.get("DiscountRate") or ZERO,
        amount=wire.get("LineAmount") or ZERO,
        tax=wire.get("TaxAmount") or ZERO,
        tax_type=wire.get("TaxType") or "",
        account=wire.get("AccountCode") or "",
    )
