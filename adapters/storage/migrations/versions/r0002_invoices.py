"""Invoices: the tables of both sides' documents, of webhooks, and of what people say of them."""

import sqlalchemy as sa
from alembic import op

from adapters.storage.migrations.columns import added_texts, bigs, index, numbers, texts, times

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Beside what is there; rows that exist get '' in the columns that are added."""
    _added_to_tables()
    _invoices()
    _documents()
    _said()
    _learnt()
    _webhooks()
    _told()


def _added_to_tables() -> None:
    """What older tables did not have."""
    for column in added_texts("street city region postal_code country"):
        op.add_column("portal_company", column)
    for column in added_texts("webhook_key_sealed"):
        op.add_column("app", column)
    for column in texts("mark", nullable=True):
        op.add_column("element", column)
    index("ix_hold_code", "hold", "connection_id code subject")
    index(
        "no_number_twice_in_a_dispatch",
        "element",
        "connection_id dispatch_id mark",
        where="mark IS NOT NULL",
        unique=True,
    )


def _invoices() -> None:
    op.create_table(
        "invoice",
        *texts("connection_id invoice_id stage"),
        *texts("before_hold step", nullable=True),
        *times("step_since"),
        *times("not_before", nullable=True),
        *texts("status number number_key portal_number_key title_key"),
        *texts("document_id contact_id", nullable=True),
        *texts("currency net_total tax_total"),
        *times("issued_at", nullable=True),
        *texts("dated", nullable=True),
        *texts("record"),
        sa.PrimaryKeyConstraint("connection_id", "invoice_id", name="pk_invoice"),
    )
    index(
        "ix_invoice_agenda",
        "invoice",
        "connection_id step step_since invoice_id not_before",
        where="step IS NOT NULL",
    )
    index(
        "ix_invoice_issued",
        "invoice",
        "connection_id invoice_id stage status",
        where="status IN ('issued', 'overdue')",
    )
    index(
        "ix_invoice_not_before",
        "invoice",
        "connection_id not_before",
        where="step IS NOT NULL AND not_before IS NOT NULL",
    )
    index("ix_invoice_number", "invoice", "connection_id number_key")
    index("ix_invoice_portal_number", "invoice", "connection_id portal_number_key")
    index("ix_invoice_stage", "invoice", "connection_id stage invoice_id")
    index("ix_invoice_title", "invoice", "connection_id title_key")
    index(
        "one_invoice_per_document",
        "invoice",
        "connection_id document_id",
        where="document_id IS NOT NULL",
        unique=True,
    )
    op.create_table(
        "unseen_invoice",
        *texts("connection_id invoice_id"),
        *times("wanted_at"),
        sa.PrimaryKeyConstraint("connection_id", "invoice_id", name="pk_unseen_invoice"),
    )
    index("ix_unseen_invoice_wanted_at", "unseen_invoice", "connection_id wanted_at invoice_id")
    op.create_table(
        "invoice_walk",
        *texts("connection_id invoice_id"),
        *numbers("walk"),
        sa.PrimaryKeyConstraint("connection_id", "invoice_id", name="pk_invoice_walk"),
    )


def _documents() -> None:
    op.create_table(
        "document",
        *texts("connection_id document_id kind status number number_key contact_id"),
        *texts("dated", nullable=True),
        *texts("currency total document"),
        *times("seen_at"),
        sa.PrimaryKeyConstraint("connection_id", "document_id", name="pk_document"),
    )
    index(
        "ix_document_like",
        "document",
        "connection_id contact_id total currency dated",
        where="kind = 'invoice' AND (status NOT IN ('voided', 'deleted'))",
    )
    index("ix_document_number", "document", "connection_id number_key")
    op.create_table(
        "payload",
        *texts("connection_id side id"),
        *times("stored_at"),
        *texts("raw"),
        sa.PrimaryKeyConstraint("connection_id", "side", "id", name="pk_payload"),
    )
    index("ix_payload_stored_at", "payload", "connection_id side stored_at")


def _said() -> None:
    op.create_table(
        "party_answer",
        *texts("connection_id party_kind party_id name"),
        *times("at"),
        *texts("actor"),
        sa.PrimaryKeyConstraint("connection_id", "party_kind", "party_id", name="pk_party_answer"),
        sa.ForeignKeyConstraint(["connection_id"], ["connection.id"], name="fk_party_answer_connection_id"),
    )
    op.create_table(
        "tax_answer",
        *texts("connection_id party_kind party_id kind place rate tax_type"),
        *times("at"),
        *texts("actor"),
        sa.PrimaryKeyConstraint(
            "connection_id", "party_kind", "party_id", "kind", "place", "rate", name="pk_tax_answer"
        ),
        sa.ForeignKeyConstraint(["connection_id"], ["connection.id"], name="fk_tax_answer_connection_id"),
    )
    op.create_table(
        "named_write",
        *texts("connection_id id invoice_id kind value because"),
        *times("at"),
        *texts("actor"),
        *times("done_at", nullable=True),
        *texts("said"),
        sa.PrimaryKeyConstraint("connection_id", "id", name="pk_named_write"),
        sa.ForeignKeyConstraint(["connection_id"], ["connection.id"], name="fk_named_write_connection_id"),
    )
    index("ix_named_write_invoice_id", "named_write", "connection_id invoice_id")
    index(
        "one_open_write_of_a_kind",
        "named_write",
        "connection_id invoice_id kind",
        where="done_at IS NULL",
        unique=True,
    )


def _learnt() -> None:
    op.create_table(
        "finding",
        *texts("connection_id name noted"),
        sa.PrimaryKeyConstraint("connection_id", "name", name="pk_finding"),
        sa.ForeignKeyConstraint(["connection_id"], ["connection.id"], name="fk_finding_connection_id"),
    )
    op.create_table(
        "ledger_books",
        *texts("connection_id"),
        *times("read_at"),
        *texts("books"),
        sa.PrimaryKeyConstraint("connection_id", name="pk_ledger_books"),
        sa.ForeignKeyConstraint(["connection_id"], ["connection.id"], name="fk_ledger_books_connection_id"),
    )


def _webhooks() -> None:
    op.create_table(
        "hook",
        *texts("connection_id path event address state remote_id"),
        *times("made_at"),
        *times("checked_at", nullable=True),
        *texts("secret_sealed"),
        sa.PrimaryKeyConstraint("connection_id", "path", name="pk_hook"),
        sa.ForeignKeyConstraint(["connection_id"], ["connection.id"], name="fk_hook_connection_id"),
        sa.UniqueConstraint("path", name="uq_hook_path"),
    )
    op.create_table(
        "nudge",
        *texts("connection_id"),
        *bigs("seq"),
        *texts("hook delivery_id"),
        *times("at"),
        *texts("invoice_id document_id", nullable=True),
        *times("closed_at", nullable=True),
        sa.PrimaryKeyConstraint("connection_id", "seq", name="pk_nudge"),
        sa.UniqueConstraint("connection_id", "hook", "delivery_id", name="one_nudge_per_delivery"),
    )
    index("ix_nudge_open", "nudge", "connection_id seq", where="closed_at IS NULL")
    op.create_table(
        "nudge_counter",
        *texts("connection_id"),
        *bigs("last_seq"),
        sa.PrimaryKeyConstraint("connection_id", name="pk_nudge_counter"),
    )


def _told() -> None:
    op.create_table(
        "told_cause",
        *texts("connection_id key code"),
        *times("began_at"),
        *times("told_at ended_at", nullable=True),
        sa.PrimaryKeyConstraint("connection_id", "key", name="pk_told_cause"),
        sa.ForeignKeyConstraint(["connection_id"], ["connection.id"], name="fk_told_cause_connection_id"),
    )
    op.create_table(
        "notice_sent",
        *texts("connection_id"),
        *times("at"),
        sa.PrimaryKeyConstraint("connection_id", name="pk_notice_sent"),
        sa.ForeignKeyConstraint(["connection_id"], ["connection.id"], name="fk_notice_sent_connection_id"),
    )
