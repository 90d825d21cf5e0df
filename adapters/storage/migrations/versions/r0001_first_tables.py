"""The first tables."""

import sqlalchemy as sa
from alembic import op

from adapters.storage.migrations.columns import bigs, flags, index, numbers, texts, times

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Everything, into an empty database."""
    _registry()
    _mirrors()
    _records()
    _links_and_dispatches()


def _registry() -> None:
    """What belongs to no single connection, and the connections."""
    op.create_table(
        "workspace",
        *texts("id name"),
        *times("created_at"),
        sa.PrimaryKeyConstraint("id", name="pk_workspace"),
        sa.UniqueConstraint("name", name="uq_workspace_name"),
    )
    op.create_table(
        "instance",
        *numbers("slot"),
        *texts("id place"),
        *times("stopped_at", nullable=True),
        *times("created_at"),
        sa.PrimaryKeyConstraint("slot", name="pk_instance"),
        sa.CheckConstraint("slot = 1", name=op.f("ck_instance_one_row")),
    )
    op.create_table(
        "budget",
        *texts("key recent"),
        *times("day_started_at", nullable=True),
        *numbers("used_today background_today"),
        *numbers("day_left", nullable=True),
        *times("blocked_until", nullable=True),
        *texts("blocked_by flying"),
        sa.PrimaryKeyConstraint("key", name="pk_budget"),
    )
    op.create_table(
        "app",
        *texts("id workspace_id kind client_id secret_sealed redirect_address"),
        *flags("broad_scopes"),
        sa.PrimaryKeyConstraint("id", name="pk_app"),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspace.id"], name="fk_app_workspace_id"),
        sa.UniqueConstraint("client_id", name="uq_app_client_id"),
    )
    op.create_table(
        "access_grant",
        *texts("id app_id"),
        *times("created_at tokens_at"),
        *times("lost_at", nullable=True),
        *texts("access_sealed refresh_sealed"),
        *times("expires_at"),
        *texts("scopes event_id"),
        *texts("refresh_holder", nullable=True),
        *times("refresh_until", nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_access_grant"),
        sa.ForeignKeyConstraint(["app_id"], ["app.id"], name="fk_access_grant_app_id"),
    )
    op.create_table(
        "connection",
        *texts("id workspace_id name state portal_id portal_name tenant_id ledger_name"),
        *texts("ledger_country base_currency time_zone"),
        *flags("is_demo"),
        *texts("app_id grant_id link_id api_key_sealed"),
        *times("created_at"),
        *times("live_since ended_at distrusted_at", nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_connection"),
        sa.CheckConstraint(
            "(state = 'ended') = (ended_at IS NOT NULL)", name=op.f("ck_connection_ended_has_a_time")
        ),
        sa.ForeignKeyConstraint(["app_id"], ["app.id"], name="fk_connection_app_id"),
        sa.ForeignKeyConstraint(["grant_id"], ["access_grant.id"], name="fk_connection_grant_id"),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspace.id"], name="fk_connection_workspace_id"),
    )
    index("ix_connection_grant_id", "connection", "grant_id")
    index("one_connection_per_name", "connection", "workspace_id name", where="ended_at IS NULL", unique=True)
    index(
        "one_live_connection_per_pair",
        "connection",
        "portal_id tenant_id",
        where="ended_at IS NULL",
        unique=True,
    )
    op.create_table(
        "connect_attempt",
        *texts("id workspace_id app_id state_hash redirect_address"),
        *times("created_at expires_at"),
        *texts("connection_id", nullable=True),
        *times("used_at", nullable=True),
        *texts("verifier_sealed"),
        sa.PrimaryKeyConstraint("id", name="pk_connect_attempt"),
        sa.ForeignKeyConstraint(["app_id"], ["app.id"], name="fk_connect_attempt_app_id"),
        sa.ForeignKeyConstraint(
            ["connection_id"], ["connection.id"], name="fk_connect_attempt_connection_id"
        ),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspace.id"], name="fk_connect_attempt_workspace_id"),
        sa.UniqueConstraint("state_hash", name="uq_connect_attempt_state_hash"),
    )


def _mirrors() -> None:
    """What was last seen of both sides."""
    op.create_table(
        "mirror_contact",
        *texts("connection_id contact_id facts email_key"),
        *bigs("email_hash", nullable=True),
        *texts("person_key company_key reasons"),
        *times("updated_at", nullable=True),
        *texts("left_out_for stage"),
        *flags("was_in_work"),
        *numbers("run"),
        *flags("forgotten"),
        *texts("decision planned_name_key planned_company_key", nullable=True),
        *times("looked_up_at", nullable=True),
        *numbers("attempts"),
        *times("not_before", nullable=True),
        sa.PrimaryKeyConstraint("connection_id", "contact_id", name="pk_mirror_contact"),
    )
    index("ix_mirror_contact_email", "mirror_contact", "email_hash", where="email_hash IS NOT NULL")
    index(
        "ix_mirror_contact_not_before",
        "mirror_contact",
        "connection_id not_before",
        where="not_before IS NOT NULL",
    )
    index(
        "ix_mirror_contact_planned_company_key",
        "mirror_contact",
        "connection_id planned_company_key",
        where="planned_company_key IS NOT NULL",
    )
    index(
        "ix_mirror_contact_planned_name_key",
        "mirror_contact",
        "connection_id planned_name_key",
        where="planned_name_key IS NOT NULL",
    )
    index("ix_mirror_contact_stage", "mirror_contact", "connection_id stage contact_id run")
    op.create_table(
        "portal_person",
        *texts("connection_id person_id first_name last_name email phone street city region"),
        *texts("postal_code country"),
        *texts("company_id", nullable=True),
        *texts("company_name"),
        *times("created_at", nullable=True),
        *texts("email_key name_key"),
        *times("seen_at"),
        *flags("forgotten"),
        sa.PrimaryKeyConstraint("connection_id", "person_id", name="pk_portal_person"),
    )
    index("ix_portal_person_email", "portal_person", "connection_id email_key")
    index("ix_portal_person_name", "portal_person", "connection_id name_key")
    op.create_table(
        "portal_company",
        *texts("connection_id company_id name vat_number registration_number email name_key"),
        *texts("vat_key registration_key"),
        *times("seen_at"),
        sa.PrimaryKeyConstraint("connection_id", "company_id", name="pk_portal_company"),
    )
    index("ix_portal_company_name", "portal_company", "connection_id name_key")
    index("ix_portal_company_registration", "portal_company", "connection_id registration_key")
    index("ix_portal_company_vat", "portal_company", "connection_id vat_key")


def _records() -> None:
    """What a connection remembers."""
    op.create_table(
        "clerk",
        *texts("connection_id"),
        *bigs("wanted seen"),
        *times("not_before", nullable=True),
        *texts("holder", nullable=True),
        *times("lease_end", nullable=True),
        *bigs("fence"),
        sa.PrimaryKeyConstraint("connection_id", name="pk_clerk"),
        sa.ForeignKeyConstraint(["connection_id"], ["connection.id"], name="fk_clerk_connection_id"),
    )
    op.create_table(
        "settings_version",
        *texts("connection_id"),
        *numbers("version"),
        *times("at"),
        *texts("actor settings"),
        sa.PrimaryKeyConstraint("connection_id", "version", name="pk_settings_version"),
        sa.ForeignKeyConstraint(
            ["connection_id"], ["connection.id"], name="fk_settings_version_connection_id"
        ),
    )
    op.create_table(
        "request",
        *texts("connection_id id kind"),
        *times("at"),
        *texts("actor"),
        *times("closed_at", nullable=True),
        sa.PrimaryKeyConstraint("connection_id", "id", name="pk_request"),
        sa.ForeignKeyConstraint(["connection_id"], ["connection.id"], name="fk_request_connection_id"),
    )
    index("ix_request_open", "request", "connection_id at", where="closed_at IS NULL")
    op.create_table(
        "scan",
        *texts("connection_id"),
        *numbers("number"),
        *texts("kind"),
        *times("started_at"),
        *numbers("next_page"),
        *times("since as_of", nullable=True),
        *numbers("read"),
        *numbers("expected", nullable=True),
        *times("finished_at", nullable=True),
        *numbers("attempts"),
        *times("not_before", nullable=True),
        sa.PrimaryKeyConstraint("connection_id", "number", name="pk_scan"),
        sa.ForeignKeyConstraint(["connection_id"], ["connection.id"], name="fk_scan_connection_id"),
    )
    index("ix_scan_kind", "scan", "connection_id kind number")
    op.create_table(
        "answer",
        *texts("connection_id contact_id kind"),
        *texts("person_id company_id", nullable=True),
        *texts("first_name last_name"),
        *times("at"),
        *texts("actor"),
        sa.PrimaryKeyConstraint("connection_id", "contact_id", name="pk_answer"),
        sa.ForeignKeyConstraint(["connection_id"], ["connection.id"], name="fk_answer_connection_id"),
    )
    op.create_table(
        "event",
        *texts("connection_id"),
        *bigs("seq"),
        *times("at"),
        *texts("actor subject code facts request_id"),
        *numbers("schema"),
        sa.PrimaryKeyConstraint("connection_id", "seq", name="pk_event"),
        sa.ForeignKeyConstraint(["connection_id"], ["connection.id"], name="fk_event_connection_id"),
    )
    index("ix_event_subject", "event", "connection_id subject seq")
    op.create_table(
        "event_counter",
        *texts("connection_id"),
        *bigs("last_seq"),
        sa.PrimaryKeyConstraint("connection_id", name="pk_event_counter"),
        sa.ForeignKeyConstraint(["connection_id"], ["connection.id"], name="fk_event_counter_connection_id"),
    )
    op.create_table(
        "hold",
        *texts("connection_id subject code cause_key facts"),
        *times("since"),
        sa.PrimaryKeyConstraint("connection_id", "subject", name="pk_hold"),
        sa.ForeignKeyConstraint(["connection_id"], ["connection.id"], name="fk_hold_connection_id"),
    )
    index("ix_hold_cause_key", "hold", "connection_id cause_key")


def _links_and_dispatches() -> None:
    """What was joined and what was sent."""
    op.create_table(
        "person_link",
        *texts("connection_id contact_id person_id evidence"),
        *times("made_at"),
        *flags("feeds"),
        *texts("state"),
        sa.PrimaryKeyConstraint("connection_id", "contact_id", name="pk_person_link"),
        sa.ForeignKeyConstraint(["connection_id"], ["connection.id"], name="fk_person_link_connection_id"),
    )
    index("ix_person_link_person_id", "person_link", "connection_id person_id")
    index("one_feeding_link_per_person", "person_link", "connection_id person_id", where="feeds", unique=True)
    op.create_table(
        "customer_link",
        *texts("connection_id party_kind party_id contact_id evidence"),
        *times("made_at"),
        sa.PrimaryKeyConstraint("connection_id", "party_kind", "party_id", name="pk_customer_link"),
        sa.ForeignKeyConstraint(["connection_id"], ["connection.id"], name="fk_customer_link_connection_id"),
        sa.UniqueConstraint("connection_id", "contact_id", name="one_customer_link_per_contact"),
    )
    op.create_table(
        "person_base",
        *texts("connection_id person_id written"),
        sa.PrimaryKeyConstraint("connection_id", "person_id", name="pk_person_base"),
        sa.ForeignKeyConstraint(["connection_id"], ["connection.id"], name="fk_person_base_connection_id"),
    )
    op.create_table(
        "dispatch",
        *texts("connection_id id"),
        *times("at"),
        *texts("method path body_hash"),
        *times("give_up_at"),
        *bigs("fence"),
        *numbers("settings_version"),
        sa.PrimaryKeyConstraint("connection_id", "id", name="pk_dispatch"),
        sa.ForeignKeyConstraint(["connection_id"], ["connection.id"], name="fk_dispatch_connection_id"),
    )
    op.create_table(
        "element",
        *texts("connection_id dispatch_id"),
        *numbers("number"),
        *texts("act subject state facts remote_id"),
        *times("look_at", nullable=True),
        *numbers("looks"),
        sa.PrimaryKeyConstraint("connection_id", "dispatch_id", "number", name="pk_element"),
        sa.ForeignKeyConstraint(["connection_id"], ["connection.id"], name="fk_element_connection_id"),
        sa.ForeignKeyConstraint(
            ["connection_id", "dispatch_id"],
            ["dispatch.connection_id", "dispatch.id"],
            name="fk_element_connection_id_dispatch_id",
        ),
        sa.UniqueConstraint("connection_id", "dispatch_id", "subject", name="no_subject_twice_in_a_dispatch"),
    )
    index(
        "ix_element_open",
        "element",
        "connection_id",
        where="state IN ('dispatched', 'unknown') OR look_at IS NOT NULL",
    )
    index("ix_element_subject", "element", "connection_id subject")
