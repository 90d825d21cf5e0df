"""The name under which Xero remembers a write (Xero: idempotent requests)."""

from hashlib import sha256

from domain.ids import DispatchId, TenantId


def idempotency_key(tenant_id: TenantId, dispatch_id: DispatchId) -> str:
    """64 hex digits of the organisation and the dispatch.

    Xero keeps keys for a whole app, whatever the organisation, and takes at most 128 characters.
    """
    return sha256(f"{tenant_id}\n{dispatch_id}".encode()).hexdigest()
