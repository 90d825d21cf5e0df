"""One element of a request for payments: read, and echoed if it is refused."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from adapters.sandbox.xero import batch
from adapters.sandbox.xero.access import Context
from adapters.sandbox.xero.invoices import values
from adapters.sandbox.xero.seeds import NIL
from adapters.sandbox.xero.wire.moments import ms_day
from adapters.sandbox.xero.wire.replies import Refused, post_data_invalid

DOCUMENTS = ("Invoice", "CreditNote", "Prepayment", "Overpayment")
"""What money can be for; of these a payment names exactly one."""

_READERS: dict[str, Callable[[str, Any], Any]] = {
    "PaymentID": values.text,
    "InvoiceNumber": values.text,
    "CreditNoteNumber": values.text,
    "Code": values.text,
    "Date": values.day,
    "Amount": values.number,
    "BankAmount": values.number,
    "CurrencyRate": values.number,
    "Reference": values.text,
    "IsReconciled": values.flag,
    "Status": values.text,
}
_PLAIN = ("Amount", "BankAmount", "CurrencyRate", "Reference", "IsReconciled", "Status")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """What an element says: its plain fields, and every document and account that it names."""

    fields: dict[str, Any]
    documents: dict[str, dict[str, Any]]
    account: dict[str, Any]


def read_all(context: Context) -> list[Sent]:
    """Every element of the body. Raises Refused with a 400 for what cannot be read."""
    return [_read(element) for element in batch.read_elements(context, "Payments")]


def echo(sent: Sent, payment_id: str = NIL) -> dict[str, Any]:
    """The element as it was sent; a new one carries an id of zeros."""
    shown: dict[str, Any] = {"PaymentID": payment_id}
    if "Date" in sent.fields:
        shown["Date"] = ms_day(sent.fields["Date"])
    shown |= {name: sent.fields[name] for name in _PLAIN if name in sent.fields}
    if sent.account:
        shown["Account"] = sent.account
    return shown | sent.documents | {"HasAccount": bool(sent.account), "HasValidationErrors": True}


def _read(element: dict[str, Any]) -> Sent:
    """A number and a code beside the document and the account are as good as within (Xero: specification)."""
    fields = {
        name: reader(name, element[name])
        for name, reader in _READERS.items()
        if element.get(name) is not None
    }
    documents = {name: _named(element, name) for name in DOCUMENTS if element.get(name) is not None}
    for name in ("Invoice", "CreditNote"):
        if f"{name}Number" in fields:
            documents.setdefault(name, {f"{name}Number": fields[f"{name}Number"]})
    account = _named(element, "Account") if element.get("Account") is not None else {}
    if "Code" in fields:
        account.setdefault("Code", fields["Code"])
    return Sent(fields=fields, documents=documents, account=account)


def _named(element: dict[str, Any], name: str) -> dict[str, str]:
    """The ids, numbers and codes by which a part is named; the rest of it is passed over."""
    part = element[name]
    if not isinstance(part, dict):
        raise Refused(post_data_invalid(f"Error: an object is expected. Path '{name}'."))
    keys = (f"{name}ID", f"{name}Number", "Code")
    return {key: values.text(key, part[key]) for key in keys if part.get(key) is not None}
