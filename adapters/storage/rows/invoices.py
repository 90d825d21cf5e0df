"""Invoices: the record as a whole, and beside it what is asked for."""

from collections.abc import Mapping
from typing import Any

from adapters.storage.rows.amounts import amount_text
from adapters.storage.rows.values import value_of, value_text
from domain.invoice_record import InvoiceRecord
from domain.text import fold


def invoice_row(connection_id: str, record: InvoiceRecord) -> Mapping[str, Any]:
    """A record with the columns that it is found by; its next step follows from it."""
    invoice, step = record.invoice, record.step
    return {
        "connection_id": connection_id,
        "invoice_id": record.id,
        "stage": record.stage.value,
        "before_hold": record.before_hold.value if record.before_hold else None,
        "step": step.value if step else None,
        "step_since": record.step_since,
        "not_before": record.not_before,
        "status": invoice.status.value,
        "number": record.number,
        "number_key": fold(record.number),
        "portal_number_key": fold(invoice.number),
        "title_key": fold(invoice.title),
        "document_id": record.document_id,
        "contact_id": record.contact_id,
        "currency": invoice.currency,
        "net_total": amount_text(invoice.net_total),
        "tax_total": amount_text(invoice.tax_total),
        "issued_at": invoice.custom_issued_at or invoice.issued_at,
        "dated": record.dated.isoformat() if record.dated else None,
        "record": value_text(record),
    }


def invoice_of(record: str) -> InvoiceRecord:
    """The record."""
    return value_of(InvoiceRecord, record)
