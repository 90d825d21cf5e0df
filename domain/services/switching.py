"""Makes a connection live, pauses it, resumes it, and stops or resumes everything."""

from dataclasses import dataclass

from domain.connection import Connection, ConnectionState
from domain.errors import Invalid
from domain.ids import ConnectionId
from domain.ports.clock import Clock
from domain.ports.registry import Connections, Instance
from domain.ports.store import Store
from domain.request import DRY_RUNS
from domain.standing import Standing


@dataclass(frozen=True, slots=True, kw_only=True)
class Switching:
    """Each answers the connection as it then stands."""

    store: Store
    connections: Connections
    instance: Instance
    clock: Clock

    def pause(self, connection_id: ConnectionId, *, actor: str) -> Connection:
        """Nothing is read or written until it is resumed; what is due then goes by itself.

        Raises Invalid (`rebuilding-first`).
        """
        return self._move(connection_id, ConnectionState.PAUSED, "paused", actor)

    def go_live(self, connection_id: ConnectionId, *, actor: str) -> Connection:
        """From now on the import writes. Open dry runs end. Raises Invalid (`rebuilding-first`)."""
        connection = self._move(connection_id, ConnectionState.LIVE, "live", actor)
        with self.store.writing(connection_id) as books:
            for request in books.requests.open():
                if request.kind in DRY_RUNS:
                    books.requests.close(request.id, self.clock.now())
            books.nudge()
        return connection

    def forget_plan(self, connection_id: ConnectionId) -> None:
        """Before a resume: what was planned is planned anew, on what is there by then."""
        with self.store.writing(connection_id) as books:
            books.ledger.undecide_standing(Standing.IN_WORK)

    def stop_all(self) -> None:
        """Every clerk's next write is refused, in every process."""
        self.instance.stop_all(self.clock.now())

    def resume_all(self) -> None:
        """Lift the stop; what is due goes by itself."""
        self.instance.resume_all()
        for connection in self.connections.all():
            with self.store.writing(connection.id) as books:
                books.nudge()

    def _move(self, connection_id: ConnectionId, state: ConnectionState, code: str, actor: str) -> Connection:
        now = self.clock.now()
        with self.store.writing(connection_id) as books:
            if books.connection.state is ConnectionState.REBUILDING:
                raise Invalid("rebuilding-first", connection=books.connection.name)
            moved = books.connection.moved_to(state, now)
            if moved is not books.connection:
                books.save_connection(moved)
                books.events.add(at=now, actor=actor, subject="connection", code=code)
        return moved
