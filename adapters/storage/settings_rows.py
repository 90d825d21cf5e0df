"""Versioned settings."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import select

from adapters.storage.rows.json_text import facts_of, facts_text
from adapters.storage.scope import Scope, mine
from adapters.storage.tables.clerk import settings_version
from domain.ports import records as ports

_CURRENT = (
    select(settings_version.c.version, settings_version.c.settings)
    .where(mine(settings_version))
    .order_by(settings_version.c.version.desc())
    .limit(1)
)


class SettingsRows(Scope, ports.SettingsRows):
    """Every version whole, so that a dispatch can be read with the settings that it used."""

    def current(self) -> tuple[int, Mapping[str, str]]:
        row = self._run(_CURRENT).one_or_none()
        return (0, {}) if row is None else (row.version, facts_of(row.settings))

    def put(self, values: Mapping[str, str], *, now: datetime, actor: str) -> int:
        version = self.current()[0] + 1
        row = {"version": version, "at": now, "actor": actor, "settings": facts_text(values)}
        self._insert(settings_version, {"connection_id": self._id, **row})
        return version
