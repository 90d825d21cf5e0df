"""What changes while a write is on its way is brought over afterwards, and hides no twin."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import select

from adapters.sandbox.faults import Fault, FaultKind, FaultPlan
from adapters.storage.secrets_at_rest import Secrets
from adapters.storage.store import Store
from adapters.storage.tables.access import connection as connection_table
from adapters.storage.transactions import Transactions
from adapters.vault import FileVault
from domain.ids import LedgerContactId
from domain.ports.store import Books
from domain.request import RequestKind
from domain.services.read_ledger import sighting
from tests.crash.campaign import Campaign
from tests.crash.faults import COUNTS_FROM, WRITES
from tests.support.canon import twins
from tests.support.identity import SeededIdentity
from tests.support.lives import Installation, until_quiet
from tests.support.points import Points, never

CREATE = next(write for write in WRITES if write.name == "create a person")
LABEL = "company that is there"
"""Whose contact is created first."""
A_DAY_SECONDS = 90_000


def lived(here: Installation, faults: list[Fault], point: str, change: Callable[[], None]) -> None:
    """One life in which something changes at the first point of that name, and the day after it."""
    changed = list[str]()

    def at_each(_number: int, name: str) -> None:
        if name == point and not changed:
            changed.append(name)
            change()

    here.set_back(here.fresh, faults=FaultPlan(*faults))
    with here.process(Points(never, at_each=at_each)) as house:
        connection = house.connect(here.firm)
        house.container.switching().go_live(connection.id, actor="person:test")
        for _ in range(2):
            until_quiet(house, connection)
            here.clock.advance(A_DAY_SECONDS)
    assert changed


def people(here: Installation, first_name: str) -> list[Mapping[str, Any]]:
    """Everybody in Hubflo with that first name."""
    (organization,) = here.world.hubflo.organizations.values()
    return [row for row in organization.contacts.rows if row["first_name"] == first_name]


NEW_EMAIL = {LABEL: {"EmailAddress": "ruth.fenwick@interiors.example"}}


@pytest.mark.parametrize(
    ("kind", "seconds"), [(FaultKind.LOST_AFTER, 0.0), (FaultKind.LOST_BEFORE, 0.0), (FaultKind.LATE, 300.0)]
)
def test_a_contact_that_changes_while_its_creation_is_unknown(
    campaign: Campaign, kind: FaultKind, seconds: float
) -> None:
    """The change is read and planned, with an import that somebody asks for, before the outcome is known."""
    here = campaign.installation

    def change() -> None:
        here.edit(NEW_EMAIL)
        with books_beside(here) as books:
            books.requests.add(RequestKind.IMPORT, now=here.clock.now(), actor="person:test")

    lived(here, [CREATE.fault(kind, seconds=seconds)], CREATE.point, change)

    assert [row["email"] for row in people(here, "Ruth")] == ["ruth.fenwick@interiors.example"]


def test_a_contact_that_is_read_anew_while_its_creation_is_on_its_way(campaign: Campaign) -> None:
    """Another unit of the same clerk reads a page between the sending and the answer."""
    here = campaign.installation

    def read_anew() -> None:
        here.edit(NEW_EMAIL)
        with books_beside(here) as books:
            kept = books.ledger.get(LedgerContactId(here.firm.ledger[LABEL]))
            assert kept is not None
            contact = replace(kept.contact, email="ruth.fenwick@interiors.example")
            books.ledger.put_page([sighting(contact)], run=kept.run)

    lived(here, [], CREATE.point.replace("before sending", "carried out"), read_anew)

    assert [row["email"] for row in people(here, "Ruth")] == ["ruth.fenwick@interiors.example"]


@contextmanager
def books_beside(here: Installation) -> Iterator[Books]:
    """The books, as somebody else opens them at the same time."""
    vault = FileVault(here.folder / "keys.json", may_create=True)
    store = Store(Transactions(here.engine), SeededIdentity(77), Secrets(vault))
    with here.engine.connect() as database:
        connection_id = database.execute(select(connection_table.c.id)).scalar_one()
    with store.writing(connection_id) as books:
        yield books


def test_a_twin_is_an_alarm_also_if_the_first_has_another_email_by_then(campaign: Campaign) -> None:
    """Created again, its email changed in Xero and brought over; then the first creation lands."""
    here = campaign.installation
    late = CREATE.fault(FaultKind.LATE, seconds=COUNTS_FROM + 500)
    here.set_back(here.fresh, faults=FaultPlan(late))
    with here.process(Points()) as house:
        connection = house.connect(here.firm)
        house.container.switching().go_live(connection.id, actor="person:test")
        for _ in range(60):
            house.work(connection)
            if len(people(here, "Ruth")) == 1:
                break
            here.clock.advance(20)
        here.edit(NEW_EMAIL)
        house.container.importing().ask(connection.id, RequestKind.IMPORT, actor="person:test")
        house.work(connection)
        assert [row["email"] for row in people(here, "Ruth")] == ["ruth.fenwick@interiors.example"]
        until_quiet(house, connection)

    assert len(people(here, "Ruth")) == 2
    assert twins(here.world) == []
    assert [line for line in here.canon()["hold"] if '"twin:' in line] != []
