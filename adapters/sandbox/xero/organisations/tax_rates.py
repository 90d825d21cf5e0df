"""Tax rates by region with Xero's real codes (Xero: types and codes, tax rates).

France has no edition of its own: the Global one, where the firm made its rates itself (TAX001 and on).
"""

from decimal import Decimal
from typing import Any

_Rate = tuple[str, str, str, str]
"""TaxType, Name, percentage, and where it may be used: sale, purchase, both, or a deleted sale."""

_GB: tuple[_Rate, ...] = (
    ("OUTPUT2", "20% (VAT on Income)", "20", "sale"),
    ("RROUTPUT", "5% (VAT on Income)", "5", "sale"),
    ("ZERORATEDOUTPUT", "Zero Rated Income", "0", "sale"),
    ("EXEMPTOUTPUT", "Exempt Income", "0", "sale"),
    ("ECZROUTPUT", "Zero Rated EC Goods Income", "0", "sale"),
    ("ECZROUTPUTSERVICES", "Zero Rated EC Services", "0", "sale"),
    ("DRCHARGESUPPLY20", "Domestic Reverse Charge @ 20% (VAT on Income)", "0", "sale"),
    ("OUTPUT", "17.5% (VAT on Income)", "17.5", "sale"),
    ("CAPEXOUTPUT2", "20% (VAT on Capital Sales)", "20", "asset"),
    ("TAX001", "20% (old scheme)", "20", "deleted"),
    ("INPUT2", "20% (VAT on Expenses)", "20", "purchase"),
    ("RRINPUT", "5% (VAT on Expenses)", "5", "purchase"),
    ("ZERORATEDINPUT", "Zero Rated Expenses", "0", "purchase"),
    ("EXEMPTINPUT", "Exempt Expenses", "0", "purchase"),
    ("CAPEXINPUT2", "20% (VAT on Capital Purchases)", "20", "purchase"),
    ("ECACQUISITIONS", "EC Acquisitions (20%)", "0", "purchase"),
    ("REVERSECHARGES", "Reverse Charge Expenses (20%)", "0", "purchase"),
    ("GSTONIMPORTS", "VAT on Imports", "0", "purchase"),
    ("NONE", "No VAT", "0", "both"),
)

_AU: tuple[_Rate, ...] = (
    ("OUTPUT", "GST on Income", "10", "sale"),
    ("EXEMPTOUTPUT", "GST Free Income", "0", "sale"),
    ("EXEMPTEXPORT", "GST Free Exports", "0", "sale"),
    ("INPUTTAXED", "Input Taxed", "0", "sale"),
    ("INPUT", "GST on Expenses", "10", "purchase"),
    ("EXEMPTEXPENSES", "GST Free Expenses", "0", "purchase"),
    ("CAPEXINPUT", "GST on Capital", "10", "purchase"),
    ("EXEMPTCAPITAL", "GST Free Capital", "0", "purchase"),
    ("GSTONIMPORTS", "GST on Imports", "0", "purchase"),
    ("GSTONCAPIMPORTS", "GST on Capital Imports", "0", "purchase"),
    ("BASEXCLUDED", "BAS Excluded", "0", "both"),
)

_US: tuple[_Rate, ...] = (
    ("OUTPUT", "Tax on Sales", "0", "sale"),
    ("AVALARA", "Auto Look Up", "0", "sale"),
    ("TAX001", "New York 8.875%", "8.875", "sale"),
    ("TAX002", "Seattle 10.25%", "10.25", "sale"),
    ("TAX003", "Resale Certificate", "0", "sale"),
    ("INPUT", "Tax on Purchases", "0", "purchase"),
    ("GSTONIMPORTS", "Sales Tax on Imports", "0", "purchase"),
    ("NONE", "Tax Exempt", "0", "both"),
)

_FR: tuple[_Rate, ...] = (
    ("TAX001", "TVA 20 % (ventes)", "20", "sale"),
    ("TAX002", "TVA 10 % (ventes)", "10", "sale"),
    ("TAX003", "TVA 5,5 % (ventes)", "5.5", "sale"),
    ("TAX004", "TVA 2,1 % (ventes)", "2.1", "sale"),
    ("TAX005", "Exportation hors UE", "0", "sale"),
    ("TAX006", "Livraison intracommunautaire", "0", "sale"),
    ("TAX007", "Autoliquidation", "0", "sale"),
    ("TAX008", "Exonéré de TVA", "0", "sale"),
    ("TAX009", "TVA 20 % (achats)", "20", "purchase"),
    ("TAX010", "TVA 10 % (achats)", "10", "purchase"),
    ("TAX011", "TVA 19,6 % (ventes, avant 2014)", "19.6", "sale"),
    ("TAX012", "TVA 20 % (ancien taux)", "20", "deleted"),
    ("OUTPUT", "Tax on Sales", "0", "sale"),
    ("INPUT", "Tax on Purchases", "0", "purchase"),
    ("GSTONIMPORTS", "Sales Tax on Imports", "0", "purchase"),
    ("NONE", "Tax Exempt", "0", "both"),
)

_REPORTED = {
    "ECZROUTPUT": "ECOUTPUT",
    "ECZROUTPUTSERVICES": "ECOUTPUTSERVICES",
    "DRCHARGESUPPLY20": "DRCHARGESUPPLY",
    "CAPEXOUTPUT2": "CAPEXOUTPUT",
    "CAPEXINPUT2": "CAPEXINPUT",
    "OUTPUT2": "OUTPUT",
    "RROUTPUT": "OUTPUT",
    "INPUT2": "INPUT",
    "RRINPUT": "INPUT",
}

_RATES = {"GB": _GB, "AU": _AU, "US": _US, "FR": _FR}


def tax_rates(country: str) -> list[dict[str, Any]]:
    """The rows of `TaxRates`."""
    return [tax_rate(*rate) for rate in _RATES[country]]


def tax_rate(tax_type: str, name: str, percent: str, use: str) -> dict[str, Any]:
    """One rate. `use` is sale, purchase, both, asset (no revenue account takes it) or deleted."""
    rate = Decimal(percent).quantize(Decimal("0.0001"))
    sale, purchase = use in ("sale", "both", "deleted"), use in ("purchase", "both")
    return {
        "Name": name,
        "TaxType": tax_type,
        "ReportTaxType": _reported(tax_type, use),
        "CanApplyToAssets": use != "deleted",
        "CanApplyToEquity": rate > 0,
        "CanApplyToExpenses": purchase,
        "CanApplyToLiabilities": True,
        "CanApplyToRevenue": sale,
        "DisplayTaxRate": rate,
        "EffectiveRate": rate,
        "Status": "DELETED" if use == "deleted" else "ACTIVE",
        "TaxComponents": [{"Name": name, "Rate": rate, "IsCompound": False, "IsNonRecoverable": False}],
    }


def _reported(tax_type: str, use: str) -> str:
    """The box of the return; a firm's own rates are plain sales or purchases there."""
    if tax_type.startswith("TAX"):
        return "INPUT" if use == "purchase" else "OUTPUT"
    return _REPORTED.get(tax_type, tax_type)
