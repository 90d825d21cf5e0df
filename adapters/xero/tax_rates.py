"""A tax rate of Xero as a value of the domain (Xero: Accounting API, Tax rates; types)."""

from adapters.xero.settings_wire import WireTaxRate
from domain.books import TaxRate
from domain.money import ZERO

_COMPUTED = frozenset({"AVALARA", "GSTONIMPORTS", "GSTONCAPIMPORTS"})
"""Xero looks the first up by the customer's address; of the others the whole line is the tax."""


def ledger_tax_rate(wire: WireTaxRate) -> TaxRate:
    """The rate. One that says no percentage is Xero's to work out."""
    rate = wire.get("EffectiveRate")
    if rate is None:
        rate = wire.get("DisplayTaxRate")
    kinds = {wire["TaxType"], wire.get("ReportTaxType")}
    return TaxRate(
        tax_type=wire["TaxType"],
        name=wire.get("Name") or "",
        rate=ZERO if rate is None else rate,
        is_active=wire.get("Status") == "ACTIVE",
        is_for_sales=wire.get("CanApplyToRevenue") or False,
        is_computed=rate is None or not kinds.isdisjoint(_COMPUTED),
    )
