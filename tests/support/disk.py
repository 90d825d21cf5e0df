"""Nobody pulls the plug of the machine that runs tests, so what is played in this process waits for no disk.

Real processes are started apart and are as shipped.
"""

from typing import Any

from adapters.storage import engine

AS_SHIPPED = engine._set_up


def _set_up(connection: Any, entry: Any) -> None:
    AS_SHIPPED(connection, entry)
    connection.execute("PRAGMA synchronous = OFF")


def wait_for_no_disk() -> None:
    """From now on, in this process, for each database that is opened."""
    setattr(engine, "_set_up", _set_up)  # noqa: B010 - mypy lets nobody assign to a function
