"""Hooks, and the deliveries that came to them."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Row

from domain.invoice import InvoiceId
from domain.ledger_document import DocumentId
from domain.nudge import Delivery, Hook, HookState, Nudge


def hook_row(connection_id: str, hook: Hook) -> Mapping[str, Any]:
    """A hook without its secret."""
    return {
        "connection_id": connection_id,
        "path": hook.path,
        "event": hook.event,
        "address": hook.address,
        "state": hook.state.value,
        "remote_id": hook.remote_id,
        "made_at": hook.made_at,
        "checked_at": hook.checked_at,
    }


def hook_of(row: Row[Any]) -> Hook:
    """The hook."""
    return Hook(
        path=row.path,
        event=row.event,
        address=row.address,
        state=HookState(row.state),
        remote_id=row.remote_id,
        made_at=row.made_at,
        checked_at=row.checked_at,
    )


def delivery_row(delivery: Delivery, seq: int) -> Mapping[str, Any]:
    """A delivery as it is recorded."""
    return {
        "connection_id": delivery.connection_id,
        "seq": seq,
        "hook": delivery.hook,
        "delivery_id": delivery.id,
        "at": delivery.at,
        "invoice_id": delivery.invoice_id,
        "document_id": delivery.document_id,
        "closed_at": None,
    }


def nudge_of(row: Row[Any]) -> Nudge:
    """What is to be looked after."""
    return Nudge(
        seq=row.seq,
        hook=row.hook,
        at=row.at,
        invoice_id=InvoiceId(row.invoice_id) if row.invoice_id else None,
        document_id=DocumentId(row.document_id) if row.document_id else None,
    )
