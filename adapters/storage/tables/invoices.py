"""Tables of the portal's invoices: where each is in its life, and what the walks showed."""

from sqlalchemy import Column, Index, Integer, Table, and_, literal_column

from adapters.storage.tables.base import code, maybe_time, metadata, owner_unchecked, time, words
from adapters.storage.types import PLAIN_TEXT

# The whole record is one JSON text; the other columns repeat what is asked for by itself.
invoice = Table(
    "invoice",
    metadata,
    owner_unchecked(),
    code("invoice_id", primary_key=True),
    code("stage"),
    Column("before_hold", PLAIN_TEXT),
    Column("step", PLAIN_TEXT),  # none: nothing is to be done by itself
    time("step_since"),
    maybe_time("not_before"),
    code("status"),  # the portal's
    words("number"),  # the ledger's
    words("number_key"),
    words("portal_number_key"),
    words("title_key"),
    Column("document_id", PLAIN_TEXT),
    Column("contact_id", PLAIN_TEXT),
    words("currency"),
    code("net_total"),  # as the portal says it, in that currency
    code("tax_total"),
    maybe_time("issued_at"),
    Column("dated", PLAIN_TEXT),  # a day
    code("record"),  # JSON
)
has_a_step = invoice.c.step.is_not(None)
Index(
    "ix_invoice_agenda",
    invoice.c.connection_id,
    invoice.c.step,
    invoice.c.step_since,
    invoice.c.invoice_id,
    invoice.c.not_before,
    sqlite_where=has_a_step,
    postgresql_where=has_a_step,
)
waits = and_(has_a_step, invoice.c.not_before.is_not(None))
Index(
    "ix_invoice_not_before",
    invoice.c.connection_id,
    invoice.c.not_before,
    sqlite_where=waits,
    postgresql_where=waits,
)
_is_document = invoice.c.document_id.is_not(None)
Index(
    "one_invoice_per_document",
    invoice.c.connection_id,
    invoice.c.document_id,
    unique=True,
    sqlite_where=_is_document,
    postgresql_where=_is_document,
)
# Literals, not parameters: a query that repeats this very text is answered from the index.
called_issued = invoice.c.status.in_([literal_column("'issued'"), literal_column("'overdue'")])
Index(
    "ix_invoice_issued",
    invoice.c.connection_id,
    invoice.c.invoice_id,
    invoice.c.stage,
    invoice.c.status,
    sqlite_where=called_issued,
    postgresql_where=called_issued,
)
Index("ix_invoice_stage", invoice.c.connection_id, invoice.c.stage, invoice.c.invoice_id)
Index("ix_invoice_number", invoice.c.connection_id, invoice.c.number_key)
Index("ix_invoice_portal_number", invoice.c.connection_id, invoice.c.portal_number_key)
Index("ix_invoice_title", invoice.c.connection_id, invoice.c.title_key)

# Ids that somebody told of and that nobody has read.
unseen_invoice = Table(
    "unseen_invoice",
    metadata,
    owner_unchecked(),
    code("invoice_id", primary_key=True),
    time("wanted_at"),
)
Index(
    "ix_unseen_invoice_wanted_at",
    unseen_invoice.c.connection_id,
    unseen_invoice.c.wanted_at,
    unseen_invoice.c.invoice_id,
)

# Written for every open invoice in every minute: narrow, so that the wide rows stay as they are.
invoice_walk = Table(
    "invoice_walk",
    metadata,
    owner_unchecked(),
    code("invoice_id", primary_key=True),
    Column("walk", Integer, nullable=False),  # the number of the newest scan that showed it
)
