"""A store that fails for a moment says nothing of what was to be kept: nobody is asked about it."""

import sqlite3

import pytest

from domain.connection import Connection
from domain.errors import StoreProblem
from tests.crash.campaign import Campaign
from tests.support.canon import differences
from tests.support.house import House
from tests.support.lives import do_the_job, until_quiet
from tests.support.points import Points

A_TICK_SECONDS = 5.0


@pytest.mark.parametrize(
    "unit", ["make_company.make_company", "create_person.create_person", "link_person.link_person"]
)
def test_what_could_not_be_recorded_is_done_later(campaign: Campaign, unit: str) -> None:
    """The answer of a write is not recorded: somebody else keeps the file locked for longer than we wait."""
    here, failed = campaign.installation, list[str]()

    def fail(_number: int, name: str) -> None:
        if name == f"before commit of {unit}" and not failed:
            failed.append(name)
            raise sqlite3.OperationalError("database is locked")

    here.set_back(here.fresh)
    with here.process(Points(at_each=fail)) as house:
        do_the_job(
            house.container,
            connect=lambda: house.connect(here.firm),
            until_quiet=lambda connection: until_quiet_again(house, connection),
            edit=here.edit,
        )

    assert failed
    assert differences(campaign.good, here.canon()) == []


def until_quiet_again(house: House, connection: Connection) -> None:
    """As an engine does: a round that failed is followed by another one."""
    try:
        until_quiet(house, connection)
    except StoreProblem:
        house.clock.advance(A_TICK_SECONDS)
        until_quiet(house, connection)
