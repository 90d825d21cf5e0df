"""The table of changes in the ledger that people asked for by name."""

from sqlalchemy import Index, Table

from adapters.storage.tables.base import code, maybe_time, metadata, owner, time, words

named_write = Table(
    "named_write",
    metadata,
    owner(),
    code("id", primary_key=True),
    code("invoice_id"),
    code("kind"),
    words("value"),
    words("because"),
    time("at"),
    words("actor"),
    maybe_time("done_at"),
    words("said"),
)
_open = named_write.c.done_at.is_(None)
Index(
    "one_open_write_of_a_kind",
    named_write.c.connection_id,
    named_write.c.invoice_id,
    named_write.c.kind,
    unique=True,
    sqlite_where=_open,
    postgresql_where=_open,
)
Index("ix_named_write_invoice_id", named_write.c.connection_id, named_write.c.invoice_id)
