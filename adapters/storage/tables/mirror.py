"""Tables of what we last saw of the ledger's contacts and of the portal's people and companies."""

from sqlalchemy import BigInteger, Column, Index, Integer, Table

from adapters.storage.tables.base import (
    added_words,
    code,
    flag,
    maybe_time,
    metadata,
    owner_unchecked,
    time,
    words,
)
from adapters.storage.types import PLAIN_TEXT

# The hot table: a ledger is read into it 1,000 rows at a time, in the order of their ids, between two
# pages of the other side. What nothing asks for by itself is therefore one text, keys are few, and their
# indexes either grow at the end or are small. Names and numbers are looked for by people, and for a
# customer who is not joined yet: both can wait for a walk over the connection's rows.
# The columns up to `run` stand in the order in which pages are written.
mirror_contact = Table(
    "mirror_contact",
    metadata,
    owner_unchecked(),
    code("contact_id", primary_key=True),
    code("facts"),  # all texts and flags of the contact, see `rows.ledger_contacts`
    code("email_key"),
    Column("email_hash", BigInteger),  # of connection and email key; none without an email or if left out
    code("person_key"),
    code("company_key"),
    code("reasons"),  # JSON, '' for none: eligible
    maybe_time("updated_at"),
    code("left_out_for"),  # codes of the reasons that count if it is left out
    code("stage"),  # the standing, with in-work split into undecided and decided
    flag("was_in_work"),
    Column("run", Integer, nullable=False),
    flag("forgotten"),
    Column("decision", PLAIN_TEXT),  # JSON
    Column("planned_name_key", PLAIN_TEXT),
    Column("planned_company_key", PLAIN_TEXT),
    maybe_time("looked_up_at"),
    Column("attempts", Integer, nullable=False),
    maybe_time("not_before"),
)
Index(
    "ix_mirror_contact_stage",
    mirror_contact.c.connection_id,
    mirror_contact.c.stage,
    mirror_contact.c.contact_id,
    mirror_contact.c.run,
)
_has_email = mirror_contact.c.email_hash.is_not(None)
Index(
    "ix_mirror_contact_email",
    mirror_contact.c.email_hash,
    sqlite_where=_has_email,
    postgresql_where=_has_email,
)
for _name in ("planned_name_key", "planned_company_key", "not_before"):
    _given = mirror_contact.c[_name].is_not(None)
    Index(
        f"ix_mirror_contact_{_name}",
        mirror_contact.c.connection_id,
        mirror_contact.c[_name],
        sqlite_where=_given,
        postgresql_where=_given,
    )

portal_person = Table(
    "portal_person",
    metadata,
    owner_unchecked(),
    code("person_id", primary_key=True),
    words("first_name"),
    words("last_name"),
    words("email"),
    words("phone"),
    words("street"),
    words("city"),
    words("region"),
    words("postal_code"),
    words("country"),
    Column("company_id", PLAIN_TEXT),
    words("company_name"),
    maybe_time("created_at"),
    code("email_key"),
    code("name_key"),
    time("seen_at"),
    flag("forgotten"),
)
Index("ix_portal_person_email", portal_person.c.connection_id, portal_person.c.email_key)
Index("ix_portal_person_name", portal_person.c.connection_id, portal_person.c.name_key)

portal_company = Table(
    "portal_company",
    metadata,
    owner_unchecked(),
    code("company_id", primary_key=True),
    words("name"),
    words("vat_number"),
    words("registration_number"),
    words("email"),
    code("name_key"),
    code("vat_key"),
    code("registration_key"),
    time("seen_at"),
    added_words("street"),
    added_words("city"),
    added_words("region"),
    added_words("postal_code"),
    added_words("country"),
)
Index("ix_portal_company_name", portal_company.c.connection_id, portal_company.c.name_key)
Index("ix_portal_company_vat", portal_company.c.connection_id, portal_company.c.vat_key)
Index("ix_portal_company_registration", portal_company.c.connection_id, portal_company.c.registration_key)
