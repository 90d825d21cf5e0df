"""Payments: where those of each invoice stand. What was paid before is looked at once."""

import json

import sqlalchemy as sa
from alembic import op

from adapters.storage.migrations.columns import index, texts, times

revision = "0003"
down_revision = "0002"

_AT_A_TIME = 1_000
_STEP_SINCE = "step_since"


def upgrade() -> None:
    """Beside what is there."""
    op.create_table(
        "payment",
        *texts("connection_id invoice_id stage"),
        *texts("step", nullable=True),
        *times(_STEP_SINCE),
        *times("not_before", nullable=True),
        *texts("record"),
        sa.PrimaryKeyConstraint("connection_id", "invoice_id", name="pk_payment"),
    )
    index(
        "ix_payment_agenda",
        "payment",
        "connection_id step step_since invoice_id not_before",
        where="step IS NOT NULL",
    )
    index(
        "ix_payment_not_before",
        "payment",
        "connection_id not_before",
        where="step IS NOT NULL AND not_before IS NOT NULL",
    )
    index("ix_payment_stage", "payment", "connection_id stage invoice_id")
    _what_was_paid_before()


def _what_was_paid_before() -> None:
    """Each invoice that the portal calls paid, and that is or will be in the ledger, is to be decided."""
    database = op.get_bind()
    paid = database.execute(
        sa.text(
            "SELECT connection_id, invoice_id, step_since FROM invoice"
            " WHERE status = 'paid' AND stage NOT IN ('skipped', 'cancelled-at-source')"
        )
    )
    rows = [
        {
            "connection_id": row.connection_id,
            "invoice_id": row.invoice_id,
            _STEP_SINCE: row.step_since,
            "record": _record(row.invoice_id, row.step_since),
        }
        for row in paid
    ]
    insert = sa.text(
        "INSERT INTO payment (connection_id, invoice_id, stage, step, step_since, record)"
        " VALUES (:connection_id, :invoice_id, 'due', 'decide', :step_since, :record)"
    )
    for start in range(0, len(rows), _AT_A_TIME):
        database.execute(insert, rows[start : start + _AT_A_TIME])


def _record(invoice_id: str, since: object) -> str:
    """As the code of this schema reads it: everything else has its default."""
    time = since.isoformat() if hasattr(since, "isoformat") else str(since)
    fields = {"schema": 1, "invoice_id": invoice_id, "stage": "due", "since": time, _STEP_SINCE: time}
    return json.dumps(fields, separators=(",", ":"))
