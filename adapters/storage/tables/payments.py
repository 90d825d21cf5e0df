"""The table of payments: where those of each invoice stand."""

from sqlalchemy import Column, Index, Table, and_

from adapters.storage.tables.base import code, maybe_time, metadata, owner_unchecked, time
from adapters.storage.types import PLAIN_TEXT

# The whole record is one JSON text; the other columns repeat what is asked for by itself.
payment = Table(
    "payment",
    metadata,
    owner_unchecked(),
    code("invoice_id", primary_key=True),
    code("stage"),
    Column("step", PLAIN_TEXT),  # none: nothing is to be done by itself
    time("step_since"),
    maybe_time("not_before"),
    code("record"),  # JSON
)
has_a_step = payment.c.step.is_not(None)
Index(
    "ix_payment_agenda",
    payment.c.connection_id,
    payment.c.step,
    payment.c.step_since,
    payment.c.invoice_id,
    payment.c.not_before,
    sqlite_where=has_a_step,
    postgresql_where=has_a_step,
)
waits = and_(has_a_step, payment.c.not_before.is_not(None))
Index(
    "ix_payment_not_before",
    payment.c.connection_id,
    payment.c.not_before,
    sqlite_where=waits,
    postgresql_where=waits,
)
Index("ix_payment_stage", payment.c.connection_id, payment.c.stage, payment.c.invoice_id)
