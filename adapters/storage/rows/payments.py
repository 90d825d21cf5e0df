"""Payments: the record as a whole, and beside it what is asked for."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from adapters.storage.rows.values import value_of, value_text
from domain.payment_life import PaymentStage
from domain.payment_record import PaymentRecord


def payment_row(connection_id: str, payment: PaymentRecord) -> Mapping[str, Any]:
    """A record with the columns that it is found by; its next step follows from it."""
    step = payment.step
    return {
        "connection_id": connection_id,
        "invoice_id": payment.invoice_id,
        "stage": payment.stage.value,
        "step": step.value if step else None,
        "step_since": payment.step_since,
        "not_before": payment.not_before,
        "record": value_text(payment),
    }


def payment_of(record: str) -> PaymentRecord:
    """The record. One that was settled before `agreed` was kept had agreed on what the portal said."""
    payment = value_of(PaymentRecord, record)
    if payment.stage is PaymentStage.SETTLED and '"agreed"' not in record:
        return replace(payment, agreed=payment.highest)
    return payment
