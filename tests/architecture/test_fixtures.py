"""The suite's own guards: the outside is closed, nothing is set from outside, PostgreSQL answers."""

import os
import socket
from collections.abc import Callable

import psycopg
import pytest
from sqlalchemy import make_url

from tests.conftest import OutsideNetworkError


def _ask(url: str, question: str) -> list[tuple[object, ...]]:
    address = make_url(url).set(drivername="postgresql").render_as_string(hide_password=False)
    with psycopg.connect(address) as connection:
        return connection.execute(question.encode()).fetchall()


def _with_one_table(url: str) -> None:
    address = make_url(url).set(drivername="postgresql").render_as_string(hide_password=False)
    with psycopg.connect(address) as connection:
        connection.execute("CREATE TABLE kept AS SELECT 1 AS number")


@pytest.mark.parametrize("host", ["192.0.2.1", "example.org", "2001:db8::1", "0.0.0.0"])
def test_another_machine_is_out_of_reach(host: str) -> None:
    with pytest.raises(OutsideNetworkError):
        socket.create_connection((host, 9), timeout=0.1)


def test_no_server_listens_to_other_machines() -> None:
    with socket.socket() as door, pytest.raises(OutsideNetworkError):
        door.bind(("0.0.0.0", 0))


def test_this_machine_is_in_reach() -> None:
    with (
        socket.create_server(("127.0.0.1", 0)) as door,
        socket.create_connection(("localhost", door.getsockname()[1]), timeout=5) as opened,
    ):
        assert opened.getpeername() == door.getsockname()


def test_no_setting_comes_from_outside() -> None:
    assert [name for name in os.environ if name.startswith("HUBFLO_XERO_")] == []


@pytest.mark.parametrize("time", ["first", "second"])
def test_each_test_has_a_database_of_its_own(postgres_url: str, time: str) -> None:
    assert _ask(postgres_url, "SELECT to_regclass('public.left_behind')") == [(None,)]

    with psycopg.connect(
        make_url(postgres_url).set(drivername="postgresql").render_as_string(False)
    ) as opened:
        opened.execute("CREATE TABLE left_behind (time text)")
    assert postgres_url.startswith("postgresql+psycopg://")


def test_a_template_is_filled_once_and_copied(
    postgres_template: Callable[[Callable[[str], None]], str],
) -> None:
    one, other = postgres_template(_with_one_table), postgres_template(_with_one_table)

    assert one != other
    assert _ask(one, "SELECT number FROM kept") == _ask(other, "SELECT number FROM kept") == [(1,)]
