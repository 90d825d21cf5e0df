"""Xero's organisation as a value of the domain (Xero: Accounting API, Organisation)."""

from adapters.xero.moments import day
from adapters.xero.time_zones import iana_zone
from adapters.xero.wire import WireOrganisation
from domain.ids import TenantId
from domain.organisation import LedgerOrganisation


def ledger_organisation(wire: WireOrganisation, tenant_id: TenantId) -> LedgerOrganisation:
    """The organisation under the id by which it is reached; whether reminders are on is not said here."""
    return LedgerOrganisation(
        tenant_id=tenant_id,
        name=wire.get("Name") or "",
        country=wire.get("CountryCode") or "",
        base_currency=wire.get("BaseCurrency") or "",
        time_zone=iana_zone(wire.get("Timezone") or ""),
        period_lock_date=day(wire.get("PeriodLockDate")),
        year_end_lock_date=day(wire.get("EndOfYearLockDate")),
        is_demo=wire.get("IsDemoCompany") or False,
        pays_tax=wire.get("PaysTax"),
        short_code=wire.get("ShortCode") or "",
        tax_basis=wire.get("SalesTaxBasis") or "",
        tax_period=wire.get("SalesTaxPeriod") or "",
    )
