"""The key of a write."""

from adapters.xero.idempotency import idempotency_key
from domain.ids import DispatchId, TenantId

ONE, OTHER = (
    TenantId("4e3e0000-0000-4000-8000-000000000001"),
    TenantId("4e3e0000-0000-4000-8000-000000000002"),
)


def test_a_dispatch_keeps_its_key() -> None:
    assert idempotency_key(ONE, DispatchId("d-1")) == idempotency_key(ONE, DispatchId("d-1"))


def test_dispatches_and_organisations_never_share_one() -> None:
    keys = {idempotency_key(tenant, DispatchId(dispatch)) for tenant in (ONE, OTHER) for dispatch in "ab"}

    assert len(keys) == 4


def test_it_fits_whatever_the_ids_are() -> None:
    key = idempotency_key(ONE, DispatchId("é" * 500))

    assert len(key) == 64
    assert key.isascii()
