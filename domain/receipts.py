"""Whether a document stands in the ledger as it was sent, and what somebody changed in it since."""

from collections.abc import Mapping
from decimal import Decimal

from domain.invoice_record import Sent
from domain.ledger_document import DocumentStatus, LedgerDocument
from domain.ledger_line import AmountsAre

_PROVES = frozenset({DocumentStatus.AWAITING_APPROVAL, DocumentStatus.APPROVED, DocumentStatus.PAID})
"""What a document may be by the time it is read back; a draft only if it was sent as one."""


def differences(sent: Sent, document: LedgerDocument) -> dict[str, str]:
    """What differs from what was sent, field by field ("sent -> there"); empty: it is proven, to the cent.

    Another number is no difference: people may give one at any time, and links do not hang on it.
    """
    draft = sent.draft
    wanted: dict[str, object] = {
        "contact": draft.contact_id,
        "date": draft.dated,
        "due date": draft.due,
        "currency": draft.currency,
        "reference": draft.reference,
        "amounts are": draft.amounts_are,
        "tax": sent.tax if draft.amounts_are is not AmountsAre.NO_TAX else Decimal(0),
        "total": sent.total,
        "lines": len(draft.lines),
    }
    there: dict[str, object] = {
        "contact": document.contact_id,
        "date": document.dated,
        "due date": document.due,
        "currency": document.currency,
        "reference": document.reference,
        "amounts are": document.amounts_are,
        "tax": document.tax,
        "total": document.total,
        "lines": len(document.lines),
    }
    found = _differing(wanted, there)
    for number, (line, its) in enumerate(zip(draft.lines, document.lines, strict=False), start=1):
        wanted = {
            "description": line.description,
            "quantity": line.quantity,
            "price": line.unit_price,
            "discount": line.discount,
            "amount": line.amount,
            "tax": line.tax_amount(draft.amounts_are),
            "tax type": line.tax_type,
            "account": line.account,
        }
        there = {
            "description": its.description,
            "quantity": its.quantity,
            "price": its.unit_price,
            "discount": its.discount,
            "amount": its.amount,
            "tax": its.tax,
            "tax type": its.tax_type,
            "account": its.account,
        }
        found |= {f"line {number} {name}": told for name, told in _differing(wanted, there).items()}
    may_be_draft = not draft.for_approval and document.status is DocumentStatus.DRAFT
    if document.status not in _PROVES and not may_be_draft:
        found["status"] = document.status_word or document.status
    return found


def edits(receipt: LedgerDocument, document: LedgerDocument) -> dict[str, str]:
    """What somebody changed since it was proven ("then -> now"); approval and payment are no edits.

    Another contact is told by its name; the same one under another name is none.
    """
    found = _differing(_shown(receipt), _shown(document))
    if receipt.contact_id != document.contact_id:
        found["contact"] = f"{receipt.contact_name} -> {document.contact_name}"
    for number, (then, now) in enumerate(zip(receipt.lines, document.lines, strict=False), start=1):
        if then != now:
            found[f"line {number}"] = (
                f"{then.description} {then.amount:f} -> {now.description} {now.amount:f}"
            )
    return found


def is_untouched(receipt: LedgerDocument, document: LedgerDocument) -> bool:
    """Whether it still is what was proven, field by field, its number too."""
    return not edits(receipt, document) and receipt.number == document.number


def _shown(document: LedgerDocument) -> dict[str, object]:
    """The number is no edit: it may be set by command, and links do not hang on it."""
    return {
        "contact": document.contact_id,
        "date": document.dated,
        "due date": document.due,
        "currency": document.currency,
        "reference": document.reference,
        "tax": document.tax,
        "total": document.total,
        "lines": len(document.lines),
    }


def _differing(wanted: Mapping[str, object], there: Mapping[str, object]) -> dict[str, str]:
    return {
        name: f"{_word(value)} -> {_word(there[name])}"
        for name, value in wanted.items()
        if value != there[name]
    }


def _word(value: object) -> str:
    if isinstance(value, Decimal):
        return f"{value:f}"
    return str(value) if value not in (None, "") else "-"
