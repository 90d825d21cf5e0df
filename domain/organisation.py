"""The two organizations that a connection joins, as each side describes itself."""

from dataclasses import dataclass
from datetime import date, datetime

from domain.ids import PortalOrganizationId, TenantId


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerOrganisation:
    """The ledger's organisation. `time_zone` is an IANA name; lock dates are the last locked day.

    `short_code` is how the ledger's own pages name it in their addresses. `tax_basis` is the basis of its
    sales tax and `tax_period` how often it is returned, in the ledger's words ('' if it told none).
    """

    tenant_id: TenantId
    name: str
    country: str = ""
    base_currency: str = ""
    time_zone: str = ""
    period_lock_date: date | None = None
    year_end_lock_date: date | None = None
    is_demo: bool = False
    pays_tax: bool | None = None
    short_code: str = ""
    tax_basis: str = ""
    tax_period: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PortalOrganization:
    """The portal's organization. `currency` is the one currency of all its invoices (ISO 4217)."""

    id: PortalOrganizationId
    name: str
    currency: str = ""
    created_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Tenant:
    """One organisation that a consent reaches: `link_id` is what is deleted to disconnect it."""

    tenant_id: TenantId
    name: str
    link_id: str
    event_id: str = ""
