"""Which scopes an app may ask for, and which of them a request needs (Xero: granular scopes, 2026)."""

from typing import Literal

ScopeSet = Literal["granular", "broad", "both"]
"""Apps made since 2 March 2026 know granular scopes only; older ones both, for a while broad ones only."""

_OPEN_ID = frozenset({"openid", "profile", "email", "offline_access"})
_UNCHANGED = frozenset(
    {
        "accounting.contacts",
        "accounting.contacts.read",
        "accounting.settings",
        "accounting.settings.read",
        "accounting.attachments",
        "accounting.attachments.read",
        "accounting.budgets.read",
        "accounting.journals.read",
    }
)
_BROAD = frozenset({"accounting.transactions", "accounting.transactions.read", "accounting.reports.read"})
_SPLIT = (
    "accounting.invoices",
    "accounting.payments",
    "accounting.banktransactions",
    "accounting.manualjournals",
)
_GRANULAR = frozenset(_SPLIT) | frozenset(f"{name}.read" for name in _SPLIT)

APP_CONNECTIONS = "app.connections"
"""Lists and deletes the app's connections with client credentials, without any user."""

_RESOURCES = {
    "accounts": "settings",
    "banktransactions": "banktransactions",
    "banktransfers": "banktransactions",
    "batchpayments": "payments",
    "brandingthemes": "settings",
    "contactgroups": "contacts",
    "contacts": "contacts",
    "creditnotes": "invoices",
    "currencies": "settings",
    "invoicereminders": "settings",
    "invoices": "invoices",
    "items": "settings",
    "linkedtransactions": "invoices",
    "manualjournals": "manualjournals",
    "organisation": "settings",
    "overpayments": "payments",
    "payments": "payments",
    "prepayments": "payments",
    "purchaseorders": "invoices",
    "quotes": "invoices",
    "repeatinginvoices": "invoices",
    "taxrates": "settings",
    "trackingcategories": "settings",
    "users": "settings",
}


def offered(kind: ScopeSet) -> frozenset[str]:
    """Every scope that an app of this age may ask for."""
    new = _GRANULAR if kind != "broad" else frozenset()
    old = _BROAD if kind != "granular" else frozenset()
    return _OPEN_ID | _UNCHANGED | new | old


def is_resource(name: str) -> bool:
    """Whether the accounting API has a resource of that (lower case) name."""
    return name in _RESOURCES


def permits(granted: frozenset[str], resource: str, *, write: bool) -> bool:
    """Whether a token with these scopes may read or write the resource, by its granular or its broad name."""
    area = _RESOURCES[resource]
    names = [area, "transactions"] if f"accounting.{area}" in _SPLIT else [area]
    enough = {f"accounting.{name}" for name in names}
    if not write:
        enough |= {f"accounting.{name}.read" for name in names}
    return bool(granted & enough)
