"""What the doctor looks at of messages to people: whether they go out."""

from collections.abc import Iterator
from dataclasses import dataclass

from domain.connection import Connection
from domain.ports.registry import Connections
from domain.ports.store import Store
from domain.services.diagnosis import Finding, Verdict
from domain.services.notifying import failing
from domain.settings import with_defaults


@dataclass(frozen=True, slots=True, kw_only=True)
class ExaminingNotices:
    """By what became of the last one; none is sent."""

    store: Store
    connections: Connections

    def examine(self) -> Iterator[Finding]:
        """Each connection that wants to be told, one after the other."""
        for connection in self.connections.all():
            yield from self._connection(connection)

    def _connection(self, connection: Connection) -> Iterator[Finding]:
        with self.store.reading(connection.id) as books:
            address = with_defaults(books.settings.current()[1])["notify"]
            since, why = failing(books)
        if not address:
            return
        facts = {"since": since.isoformat(), "problem": why} if since is not None else {}
        verdict = Verdict.WRONG if facts else Verdict.WELL
        yield Finding(code="notices", verdict=verdict, connection=connection.name, facts=facts)
