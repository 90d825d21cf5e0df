"""Tables of what people were told without asking."""

from sqlalchemy import Column, Table

from adapters.storage.tables.base import code, maybe_time, metadata, owner, time
from adapters.storage.types import Words

# Causes whose end is still to be told; after that there is nothing to remember.
told_cause = Table(
    "told_cause",
    metadata,
    owner(),
    Column("key", Words, primary_key=True),
    code("code"),
    time("began_at"),
    maybe_time("told_at"),
    maybe_time("ended_at"),
)

notice_sent = Table(
    "notice_sent",
    metadata,
    owner(),
    time("at"),
)
