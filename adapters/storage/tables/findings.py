"""Tables of what was learnt of both sides: short notes by name, and the ledger's settings."""

from sqlalchemy import Table

from adapters.storage.tables.base import code, metadata, owner, time, words

finding = Table(
    "finding",
    metadata,
    owner(),
    code("name", primary_key=True),
    words("noted"),
)

ledger_books = Table(
    "ledger_books",
    metadata,
    owner(),
    time("read_at"),
    code("books"),  # JSON
)
