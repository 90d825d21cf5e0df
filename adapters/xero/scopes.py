"""The permissions that this job needs, and no other (Xero: scopes, granular scopes FAQ).

Apps made since 2 March 2026 know the granular names only; older ones may ask for the broad ones until
13 September 2027.
"""

from domain.access import App, AppKind

_PERSON = ("openid", "profile", "email", "offline_access")
_GRANULAR = (
    "accounting.contacts",
    "accounting.invoices",
    "accounting.payments",
    "accounting.settings.read",
)
_BROAD = ("accounting.contacts", "accounting.transactions", "accounting.settings.read")


def scopes_of(app: App) -> str:
    """What the app asks for, as Xero reads it: a custom connection asks for no person."""
    books = _BROAD if app.broad_scopes else _GRANULAR
    return " ".join(books if app.kind is AppKind.CUSTOM else (*_PERSON, *books))
