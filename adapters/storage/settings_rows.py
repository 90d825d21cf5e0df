"""Versioned settings."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import Connection

from adapters.storage.rows.json_text import facts_of, facts_text
from adapters.storage.scope import Scope
from adapters.storage.tables.clerk import settings_version
from domain.ids import ConnectionId
from domain.ports import records as ports


class SettingsRows(Scope, ports.SettingsRows):
    """Every version whole, so that a dispatch can be read with the settings that it used."""

    def __init__(
        self, transaction: Connection, connection_id: ConnectionId, newest: tuple[int | None, str | None]
    ) -> None:
        """`newest` was read with the connection: everybody asks for it."""
        super().__init__(transaction, connection_id)
        version, settings = newest
        self._newest: tuple[int, Mapping[str, str]] = (version or 0, facts_of(settings) if settings else {})

    def current(self) -> tuple[int, Mapping[str, str]]:
        return self._newest

    def put(self, values: Mapping[str, str], *, now: datetime, actor: str) -> int:
        version = self._newest[0] + 1
        row = {"version": version, "at": now, "actor": actor, "settings": facts_text(values)}
        self._insert(settings_version, {"connection_id": self._id, **row})
        self._newest = (version, dict(values))
        return version
