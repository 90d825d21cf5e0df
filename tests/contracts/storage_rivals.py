"""What runs in processes of its own, to fight over one database."""

import os
import signal
from collections.abc import Callable
from pathlib import Path

from adapters.clock import SystemClock
from adapters.identity import SystemIdentity
from adapters.storage.engine import open_engine
from adapters.storage.migrate import newest, revision, upgrade
from adapters.storage.opening import Storage
from adapters.vault import FileVault
from domain.access import Tokens
from domain.ids import ConnectionId, GrantId
from domain.nudge import Delivery

TURNS = 25


def storage_of(url: str, folder: str, lease_seconds: float = 20.0) -> Storage:
    """The store as a process of an installation opens it: with the system's clock, and the database's."""
    vault = FileVault(Path(folder) / "key", may_create=False)
    return Storage(
        open_engine(url), vault, SystemClock(), SystemIdentity(), "here", lease_seconds=lease_seconds
    )


def _alone(folder: str, work: Callable[[], None]) -> None:
    """Do it in a room for one; whoever finds somebody there fails."""
    room = Path(folder) / "room"
    room.touch(exist_ok=False)
    work()
    room.unlink()


def be_the_clerk(url: str, folder: str, connection_id: str, name: str) -> list[int]:
    """Be the clerk so many times, alone each time; answers the fences."""
    storage = storage_of(url, folder)
    mine = ConnectionId(connection_id)
    fences: list[int] = []
    while len(fences) < TURNS:
        lease = storage.leases.take(mine, name)
        if lease is None:
            continue

        def work(fence: int = lease.fence) -> None:
            with storage.store.writing(mine, fence=fence) as books:
                books.nudge()

        _alone(folder, work)
        fences.append(lease.fence)
        storage.leases.give_up(lease)
    return fences


def refresh(url: str, folder: str, grant_id: str, name: str) -> list[str]:
    """Refresh so many times, alone each time; answers the access tokens that were spent."""
    storage = storage_of(url, folder)
    mine = GrantId(grant_id)
    spent: list[str] = []
    while len(spent) < TURNS:
        if not storage.grants.lock_refresh(mine, name, 30):
            continue

        def work() -> None:
            old = storage.grants.tokens(mine)
            new = Tokens(
                access=f"{name}-{len(spent)}",
                refresh="r",
                expires_at=old.expires_at,
                scopes=old.scopes,
            )
            assert storage.grants.swap(mine, old_access=old.access, tokens=new, now=old.expires_at)
            spent.append(old.access)

        _alone(folder, work)
        storage.grants.unlock_refresh(mine, name)
    return spent


def take_in(url: str, folder: str, connection_id: str, name: str) -> int:
    """Record groups of deliveries, of which a rival brings the same; answers how many were new."""
    storage = storage_of(url, folder)
    new = 0
    for turn in range(TURNS):
        names = [f"shared-{turn}-{number}" for number in range(20)] + [f"{name}-{turn}"]
        new += storage.intake.record(
            [
                Delivery(connection_id=ConnectionId(connection_id), hook="h", id=each, at=SystemClock().now())
                for each in names
            ]
        )
    return new


def die_as_the_clerk(url: str, folder: str, connection_id: str, lease_seconds: float) -> None:
    """Take the lease and be killed."""
    assert storage_of(url, folder, lease_seconds).leases.take(ConnectionId(connection_id), "dead")
    os.kill(os.getpid(), signal.SIGKILL)


def migrate(url: str) -> str:
    """Bring the schema up to date; answers what it then is."""
    engine = open_engine(url)
    upgrade(engine)
    found = revision(engine)
    assert found == newest()
    return found
