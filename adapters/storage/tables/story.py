"""Tables of what happened and of what must not go on yet."""

from sqlalchemy import BigInteger, Column, Index, Integer, Table

from adapters.storage.tables.base import code, metadata, owner, time, words

event = Table(
    "event",
    metadata,
    owner(),
    Column("seq", BigInteger, primary_key=True, autoincrement=False),
    time("at"),
    words("actor"),
    words("subject"),
    code("code"),
    code("facts"),  # JSON
    code("request_id"),
    Column("schema", Integer, nullable=False),
)
Index("ix_event_subject", event.c.connection_id, event.c.subject, event.c.seq)

# Raised in the transaction of each event: numbers without gaps, in the order of commits.
event_counter = Table(
    "event_counter",
    metadata,
    owner(),
    Column("last_seq", BigInteger, nullable=False),
)

hold = Table(
    "hold",
    metadata,
    owner(),
    code("subject", primary_key=True),
    code("code"),
    words("cause_key"),
    code("facts"),  # JSON
    time("since"),
)
Index("ix_hold_cause_key", hold.c.connection_id, hold.c.cause_key)
Index("ix_hold_code", hold.c.connection_id, hold.c.code, hold.c.subject)
