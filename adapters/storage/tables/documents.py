"""Tables of the ledger's sales documents, and of what both sides sent word for word."""

from sqlalchemy import Column, Index, Table, and_, literal_column

from adapters.storage.tables.base import code, metadata, owner_unchecked, time, words
from adapters.storage.types import PLAIN_TEXT

document = Table(
    "document",
    metadata,
    owner_unchecked(),
    code("document_id", primary_key=True),
    code("kind"),
    code("status"),
    words("number"),
    words("number_key"),
    code("contact_id"),
    Column("dated", PLAIN_TEXT),  # a day
    words("currency"),
    code("total"),  # in that currency, one spelling for one amount
    code("document"),  # JSON
    time("seen_at"),
)
Index("ix_document_number", document.c.connection_id, document.c.number_key)
# Literals, not parameters: a query that repeats this very text is answered from the index.
live_invoice = and_(
    document.c.kind == literal_column("'invoice'"),
    document.c.status.not_in([literal_column("'voided'"), literal_column("'deleted'")]),
)
Index(
    "ix_document_like",
    document.c.connection_id,
    document.c.contact_id,
    document.c.total,
    document.c.currency,
    document.c.dated,
    sqlite_where=live_invoice,
    postgresql_where=live_invoice,
)

# Beside the rows that change often: a payload is written once and dropped when its time is over.
payload = Table(
    "payload",
    metadata,
    owner_unchecked(),
    code("side", primary_key=True),
    code("id", primary_key=True),
    time("stored_at"),
    words("raw"),
)
Index("ix_payload_stored_at", payload.c.connection_id, payload.c.side, payload.c.stored_at)
