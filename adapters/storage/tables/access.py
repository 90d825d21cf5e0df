"""Tables of what belongs to no single connection, and of the connections themselves."""

from sqlalchemy import CheckConstraint, Column, ForeignKey, Index, Integer, Table, UniqueConstraint

from adapters.storage.tables.base import added_words, code, flag, maybe_time, metadata, time, words
from adapters.storage.types import PLAIN_TEXT

workspace = Table(
    "workspace",
    metadata,
    code("id", primary_key=True),
    words("name"),
    time("created_at"),
    UniqueConstraint("name"),
)

instance = Table(
    "instance",
    metadata,
    Column("slot", Integer, primary_key=True, autoincrement=False),
    code("id"),
    words("place"),
    maybe_time("stopped_at"),
    time("created_at"),
    CheckConstraint("slot = 1", name="one_row"),
)

app = Table(
    "app",
    metadata,
    code("id", primary_key=True),
    Column("workspace_id", PLAIN_TEXT, ForeignKey("workspace.id"), nullable=False),
    code("kind"),
    words("client_id"),
    code("secret_sealed"),  # '' for a public app
    words("redirect_address"),
    flag("broad_scopes"),
    added_words("webhook_key_sealed"),  # '' where none is known
    UniqueConstraint("client_id"),
)

# A grant; "grant" itself is a word of SQL.
access_grant = Table(
    "access_grant",
    metadata,
    code("id", primary_key=True),
    Column("app_id", PLAIN_TEXT, ForeignKey("app.id"), nullable=False),
    time("created_at"),
    time("tokens_at"),
    maybe_time("lost_at"),
    code("access_sealed"),
    code("refresh_sealed"),  # '' for client credentials
    time("expires_at"),
    words("scopes"),
    words("event_id"),
    Column("refresh_holder", PLAIN_TEXT),
    maybe_time("refresh_until"),
)

connection = Table(
    "connection",
    metadata,
    code("id", primary_key=True),
    Column("workspace_id", PLAIN_TEXT, ForeignKey("workspace.id"), nullable=False),
    words("name"),
    code("state"),
    words("portal_id"),
    words("portal_name"),
    words("tenant_id"),
    words("ledger_name"),
    words("ledger_country"),
    words("base_currency"),
    words("time_zone"),
    flag("is_demo"),
    Column("app_id", PLAIN_TEXT, ForeignKey("app.id"), nullable=False),
    Column("grant_id", PLAIN_TEXT, ForeignKey("access_grant.id"), nullable=False),
    words("link_id"),
    code("api_key_sealed"),
    time("created_at"),
    maybe_time("live_since"),
    maybe_time("ended_at"),
    maybe_time("distrusted_at"),
    CheckConstraint("(state = 'ended') = (ended_at IS NOT NULL)", name="ended_has_a_time"),
)

_lives = connection.c.ended_at.is_(None)
Index(
    "one_live_connection_per_pair",
    connection.c.portal_id,
    connection.c.tenant_id,
    unique=True,
    sqlite_where=_lives,
    postgresql_where=_lives,
)
Index(
    "one_connection_per_name",
    connection.c.workspace_id,
    connection.c.name,
    unique=True,
    sqlite_where=_lives,
    postgresql_where=_lives,
)
Index("ix_connection_grant_id", connection.c.grant_id)

connect_attempt = Table(
    "connect_attempt",
    metadata,
    code("id", primary_key=True),
    Column("workspace_id", PLAIN_TEXT, ForeignKey("workspace.id"), nullable=False),
    Column("app_id", PLAIN_TEXT, ForeignKey("app.id"), nullable=False),
    code("state_hash"),
    words("redirect_address"),
    time("created_at"),
    time("expires_at"),
    Column("connection_id", PLAIN_TEXT, ForeignKey("connection.id")),
    maybe_time("used_at"),
    code("verifier_sealed"),
    UniqueConstraint("state_hash"),
)

budget = Table(
    "budget",
    metadata,
    code("key", primary_key=True),
    code("recent"),  # JSON: calls per second of the last minute
    maybe_time("day_started_at"),
    Column("used_today", Integer, nullable=False),
    Column("background_today", Integer, nullable=False),
    Column("day_left", Integer),
    maybe_time("blocked_until"),
    code("blocked_by"),
    code("flying"),  # JSON: calls in flight with the time at which we stop believing in them
)
