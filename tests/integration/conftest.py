"""Databases on which a kept store goes on."""

from collections.abc import Callable

import pytest

from tests.conftest import Fill


def empty(_url: str) -> None:
    """Nothing is in it: the schema comes with what is moved there."""


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest) -> str:
    """'' for a file, else the address of an empty database."""
    if request.param == "sqlite":
        return ""
    template: Callable[[Fill], str] = request.getfixturevalue("postgres_template")
    return template(empty)
