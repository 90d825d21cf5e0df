"""Tables of write requests: each is recorded before it leaves."""

from sqlalchemy import (
    BigInteger,
    Column,
    ForeignKeyConstraint,
    Index,
    Integer,
    Table,
    UniqueConstraint,
    literal_column,
    or_,
)

from adapters.storage.tables.base import code, maybe_time, metadata, owner, time, words
from adapters.storage.types import Words

dispatch = Table(
    "dispatch",
    metadata,
    owner(),
    code("id", primary_key=True),
    time("at"),
    code("method"),
    words("path"),
    code("body_hash"),
    time("give_up_at"),
    Column("fence", BigInteger, nullable=False),
    Column("settings_version", Integer, nullable=False),
)

element = Table(
    "element",
    metadata,
    owner(),
    code("dispatch_id", primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    code("act"),
    words("subject"),
    code("state"),
    code("facts"),  # JSON
    words("remote_id"),
    maybe_time("look_at"),
    Column("looks", Integer, nullable=False),
    Column("mark", Words),  # the number that a record gets, folded; none for what has no number
    ForeignKeyConstraint(["connection_id", "dispatch_id"], ["dispatch.connection_id", "dispatch.id"]),
    UniqueConstraint("connection_id", "dispatch_id", "subject", name="no_subject_twice_in_a_dispatch"),
)
# An answer is assigned by its number, so no number may stand twice among what was sent together.
_has_a_mark = element.c.mark.is_not(None)
Index(
    "no_number_twice_in_a_dispatch",
    element.c.connection_id,
    element.c.dispatch_id,
    element.c.mark,
    unique=True,
    sqlite_where=_has_a_mark,
    postgresql_where=_has_a_mark,
)
Index("ix_element_subject", element.c.connection_id, element.c.subject)
# Literals, not parameters: a query that repeats this very text is answered from the index.
to_be_looked_at = or_(
    element.c.state.in_([literal_column("'dispatched'"), literal_column("'unknown'")]),
    element.c.look_at.is_not(None),
)
Index(
    "ix_element_open", element.c.connection_id, sqlite_where=to_be_looked_at, postgresql_where=to_be_looked_at
)
