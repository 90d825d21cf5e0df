"""Tables of webhooks: where they come in, and each delivery that came."""

from sqlalchemy import BigInteger, Column, Index, Table, UniqueConstraint

from adapters.storage.tables.base import code, maybe_time, metadata, owner, owner_unchecked, time, words
from adapters.storage.types import PLAIN_TEXT, Words

# A delivery knows nothing but the path: it is unique among all connections.
hook = Table(
    "hook",
    metadata,
    owner(),
    Column("path", Words, primary_key=True),
    code("event"),
    words("address"),
    code("state"),
    words("remote_id"),
    time("made_at"),
    maybe_time("checked_at"),
    code("secret_sealed"),  # '' until it is made
    UniqueConstraint("path"),
)

nudge = Table(
    "nudge",
    metadata,
    owner_unchecked(),
    Column("seq", BigInteger, primary_key=True, autoincrement=False),
    words("hook"),
    words("delivery_id"),
    time("at"),
    Column("invoice_id", PLAIN_TEXT),
    Column("document_id", PLAIN_TEXT),
    maybe_time("closed_at"),
    UniqueConstraint("connection_id", "hook", "delivery_id", name="one_nudge_per_delivery"),
)
_open = nudge.c.closed_at.is_(None)
Index("ix_nudge_open", nudge.c.connection_id, nudge.c.seq, sqlite_where=_open, postgresql_where=_open)

# Raised by as many as come in: a number may be left out, none is given twice.
nudge_counter = Table(
    "nudge_counter",
    metadata,
    owner_unchecked(),
    Column("last_seq", BigInteger, nullable=False),
)
