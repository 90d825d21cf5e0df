"""A clerk's turn at a connected firm, both sides being the sandbox."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.house import firm_house
from tests.unit.hooks.desk import Desk


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """Live, and nobody else's turn."""
    with firm_house(tmp_path) as (house, firm):
        connection = house.connect(firm)
        house.container.switching().go_live(connection.id, actor="person:test")
        yield Desk(house=house, firm=firm, connection=connection)
