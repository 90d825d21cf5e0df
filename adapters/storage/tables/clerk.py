"""Tables of the clerk: causes and the lease of each connection, what was asked for, what was read."""

from sqlalchemy import BigInteger, Column, Index, Integer, Table

from adapters.storage.tables.base import code, maybe_time, metadata, owner, time, words
from adapters.storage.types import PLAIN_TEXT

clerk = Table(
    "clerk",
    metadata,
    owner(),
    Column("wanted", BigInteger, nullable=False),
    Column("seen", BigInteger, nullable=False),
    maybe_time("not_before"),
    Column("holder", PLAIN_TEXT),
    maybe_time("lease_end"),
    Column("fence", BigInteger, nullable=False),
)

settings_version = Table(
    "settings_version",
    metadata,
    owner(),
    Column("version", Integer, primary_key=True, autoincrement=False),
    time("at"),
    words("actor"),
    code("settings"),  # JSON: all values of this version
)

request = Table(
    "request",
    metadata,
    owner(),
    code("id", primary_key=True),
    code("kind"),
    time("at"),
    words("actor"),
    maybe_time("closed_at"),
)
_open = request.c.closed_at.is_(None)
Index(
    "ix_request_open",
    request.c.connection_id,
    request.c.at,
    sqlite_where=_open,
    postgresql_where=_open,
)

scan = Table(
    "scan",
    metadata,
    owner(),
    Column("number", Integer, primary_key=True, autoincrement=False),
    code("kind"),
    time("started_at"),
    Column("next_page", Integer, nullable=False),
    maybe_time("since"),
    maybe_time("as_of"),
    Column("read", Integer, nullable=False),
    Column("expected", Integer),
    maybe_time("finished_at"),
    Column("attempts", Integer, nullable=False),
    maybe_time("not_before"),
)
Index("ix_scan_kind", scan.c.connection_id, scan.c.kind, scan.c.number)
