"""Ends a connection, softly here, and in the ledger if nothing else rests on it."""

from contextlib import suppress
from dataclasses import dataclass

from domain.connection import Connection, ConnectionState
from domain.errors import AccessLost, NotNow, Rejected
from domain.ids import ConnectionId
from domain.nudge import HookState
from domain.ports.clock import Clock
from domain.ports.consent import Consent
from domain.ports.portal import Portals
from domain.ports.registry import Connections
from domain.ports.sending import AlwaysPermitted
from domain.ports.store import Store


@dataclass(frozen=True, slots=True, kw_only=True)
class Disconnecting:
    """The story and the links stay; nothing is read or written any more."""

    store: Store
    connections: Connections
    consent: Consent
    portals: Portals
    clock: Clock

    def end(self, connection_id: ConnectionId, *, actor: str) -> bool:
        """End it here first; answers whether it was removed in the ledger too.

        Raises Unavailable or Throttled if the ledger could not be asked: it has ended here all the same.
        """
        connection = self.connections.get(connection_id)
        now = self.clock.now()
        with self.store.writing(connection_id) as books:
            books.save_connection(books.connection.moved_to(ConnectionState.ENDED, now))
            books.events.add(at=now, actor=actor, subject="connection", code="disconnected")
        self._remove_hooks(connection)
        if self._is_needed(connection):
            return False
        try:
            self.consent.disconnect(connection.grant_id, connection.link_id)
        except AccessLost:
            return True  # the ledger has removed it already
        return True

    def _remove_hooks(self, connection: Connection) -> None:
        """The portal shall not post to us for ever. One that cannot be removed now harms nothing."""
        with self.store.reading(connection.id) as books:
            hooks = books.hooks.all()
        if not hooks:
            return
        portal = self.portals.of(connection, AlwaysPermitted())
        for hook in hooks:
            if hook.remote_id:
                with suppress(NotNow, AccessLost, Rejected):
                    portal.remove_hook(hook.remote_id)
            with self.store.writing(connection.id) as books:
                books.hooks.move(hook.path, HookState.ENDED)

    def _is_needed(self, connection: Connection) -> bool:
        """Whether another connection that has not ended rests on the same link.

        A user who consents twice to one app for one organisation has one link in the ledger, whatever
        the number of grants.
        """
        return any(
            other.link_id == connection.link_id
            or (other.grant_id == connection.grant_id and other.tenant_id == connection.tenant_id)
            for other in self.connections.all()
            if other.id != connection.id
        )
