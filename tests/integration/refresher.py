"""A process of its own that asks for an access token on several threads at once, when told to on its input.

Run by `test_refresh_two_processes`: what it is given comes as JSON in its one argument, what its threads
got is one line of JSON on its output.
"""

import json
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

from adapters.clock import SystemClock
from adapters.identity import SystemIdentity
from adapters.storage.engine import open_engine
from adapters.storage.opening import Storage
from adapters.vault import FileVault
from adapters.xero.addresses import Addresses
from adapters.xero.opening import Xero, open_xero
from adapters.xero.settings import XeroSettings
from domain.ids import GrantId


@contextmanager
def stored(database: str, keys: str) -> Iterator[Storage]:
    """The store that both processes share."""
    engine = open_engine(database)
    try:
        yield Storage(engine, FileVault(Path(keys), may_create=True), SystemClock(), SystemIdentity(), "here")
    finally:
        engine.dispose()


def opened(storage: Storage, base: str, lease_seconds: float) -> Xero:
    """The adapter as the container opens it."""
    return open_xero(
        addresses=Addresses.at(base),
        settings=XeroSettings(refresh_lease_seconds=lease_seconds),
        clock=SystemClock(),
        identity=SystemIdentity(),
        budgets=storage.budgets,
        grants=storage.grants,
        apps=storage.apps,
    )


def main() -> None:
    """Say that we are ready, wait for a word, ask, tell."""
    given = json.loads(sys.argv[1])
    grant, count = GrantId(given["grant"]), given["threads"]
    with stored(given["database"], given["keys"]) as storage:
        xero = opened(storage, given["base"], given["lease_seconds"])
        sys.stdout.write("ready\n")
        sys.stdout.flush()
        sys.stdin.readline()
        with ThreadPoolExecutor(count) as threads:
            asked = [threads.submit(xero.tokens.token, grant) for _ in range(count)]
        xero.close()
    sys.stdout.write(json.dumps([one.result() for one in asked]) + "\n")


if __name__ == "__main__":
    main()
