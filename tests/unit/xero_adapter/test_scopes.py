"""Exactly the permissions that the job needs."""

from dataclasses import replace

import pytest

from adapters.xero.scopes import scopes_of
from domain.access import AppKind
from tests.unit.xero_adapter.around import Around, Script

PERSON = "openid profile email offline_access"
GRANULAR = "accounting.contacts accounting.invoices accounting.payments accounting.settings.read"
BROAD = "accounting.contacts accounting.transactions accounting.settings.read"


@pytest.mark.parametrize(
    ("kind", "broad", "asked"),
    [
        (AppKind.CONSENT, False, f"{PERSON} {GRANULAR}"),
        (AppKind.PUBLIC, False, f"{PERSON} {GRANULAR}"),
        (AppKind.CUSTOM, False, GRANULAR),
        (AppKind.CONSENT, True, f"{PERSON} {BROAD}"),
        (AppKind.CUSTOM, True, BROAD),
    ],
)
def test_what_an_app_asks_for(kind: AppKind, broad: bool, asked: str) -> None:
    app = replace(Around(Script(), kind=kind).app, broad_scopes=broad)

    assert scopes_of(app) == asked
