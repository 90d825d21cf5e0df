"""What is promised before the first write, word for word."""

from datetime import UTC, datetime

import pytest

from domain.connection import Connection, ConnectionState
from domain.ids import AppId, ConnectionId, GrantId, PortalOrganizationId, TenantId, WorkspaceId
from entrypoints.catalogue import promises

CONNECTION = Connection(
    id=ConnectionId("c-1"),
    workspace_id=WorkspaceId("w-1"),
    name="studio",
    state=ConnectionState.PREVIEW,
    portal_id=PortalOrganizationId("7"),
    portal_name="Studio Lark",
    tenant_id=TenantId("t-1"),
    ledger_name="Acme Ltd",
    ledger_country="GB",
    base_currency="GBP",
    time_zone="Europe/London",
    is_demo=False,
    app_id=AppId("a-1"),
    grant_id=GrantId("g-1"),
    link_id="l-1",
    created_at=datetime(2026, 5, 3, tzinfo=UTC),
)


def test_the_four_lines() -> None:
    written, never, undone, stop = promises(CONNECTION, new=214, linked=12, new_companies=31)

    assert written == (
        'What is written: Hubflo, "Studio Lark", gets 214 new contacts and 31 new companies, and 12 '
        "contacts that are there already get their empty fields filled."
    )
    assert never == (
        'What never: Xero, "Acme Ltd", is only read in this step; and in Hubflo nothing is deleted and '
        "nothing that somebody wrote there is changed."
    )
    assert undone == ("This cannot be undone in Hubflo; automations on new contacts will fire 214 times.")
    assert stop == (
        "How to stop: answer no now; later `hubflo-xero pause` for this connection, or "
        "`hubflo-xero stop --all`. What is in Hubflo by then stays, and `hubflo-xero resume` goes on where "
        "it was."
    )


@pytest.mark.parametrize(
    ("new", "linked", "companies", "written", "undone"),
    [
        (1, 0, 0, "1 new contact.", "new contacts will fire 1 time."),
        (1, 1, 1, "1 new contact and 1 new company, and 1 contact that is there already", "fire 1 time."),
        (0, 3, 0, "0 new contacts, and 3 contacts that are there already", "cannot be undone in Hubflo."),
        (0, 0, 0, "0 new contacts.", "cannot be undone in Hubflo."),
    ],
)
def test_they_count_rightly(new: int, linked: int, companies: int, written: str, undone: str) -> None:
    lines = promises(CONNECTION, new=new, linked=linked, new_companies=companies)

    assert written in lines[0]
    assert lines[2].endswith(undone)
