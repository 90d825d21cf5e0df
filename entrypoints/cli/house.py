"""Opens the house for a command: the container, the connection that is meant, and who is asking."""

import getpass
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import wraps
from typing import TypeVar

import click

from domain.connection import Connection
from domain.errors import Invalid, NotFound
from entrypoints.container import Container, open_container

Result = TypeVar("Result")
opening: ContextVar[Callable[[], Container] | None] = ContextVar("opening", default=None)
"""Opens another container for the commands that run within it: over a sandbox in process, for one."""

UNKNOWN_CONNECTION = "connection-unknown"

connection_option = click.option(
    "--connection",
    "name",
    metavar="NAME",
    help="Which connection, if there are several.",
)
json_option = click.option("--json", "as_json", is_flag=True, help="Print data for a program to read.")


@contextmanager
def opened(*, any_place: bool = False) -> Iterator[Container]:
    """The container, its resources closed afterwards.

    Raises WrongInstance when the store was last used in another place, but with `any_place`.
    """
    container = (opening.get() or open_container)()
    try:
        if not any_place:
            container.storage().instance.check_place()
        yield container
    finally:
        container.shutdown_resources()


def the_connection(container: Container, name: str | None) -> Connection:
    """The named connection, or the only one.

    Raises Invalid (`no-connection`, `which-connection`, `connection-unknown`).
    """
    connections = container.storage().connections
    every = connections.all()
    if name is not None and every:
        try:
            return connections.named(name)
        except NotFound:
            names = ", ".join(connection.name for connection in every)
            raise Invalid(UNKNOWN_CONNECTION, connection=name, names=names) from None
    if not every:
        raise Invalid("no-connection")
    if len(every) > 1:
        raise Invalid("which-connection", names=", ".join(connection.name for connection in every))
    return every[0]


def actor() -> str:
    """Who runs the command, for the story: the name of the user on this machine."""
    try:
        return f"person:{getpass.getuser()}"
    except (KeyError, OSError):
        return "person:unknown"


def with_house(work: Callable[..., Result]) -> Callable[..., Result]:
    """A command that gets the container as its first argument."""

    @wraps(work)
    def inner(*args: object, **kwargs: object) -> Result:
        with opened() as container:
            return work(container, *args, **kwargs)

    return inner
