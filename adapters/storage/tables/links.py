"""Tables of which of theirs became which of ours."""

from sqlalchemy import Index, Table, UniqueConstraint

from adapters.storage.tables.base import code, flag, metadata, owner, time

# Many contacts to one person: the contact is the key.
person_link = Table(
    "person_link",
    metadata,
    owner(),
    code("contact_id", primary_key=True),
    code("person_id"),
    code("evidence"),  # JSON
    time("made_at"),
    flag("feeds"),
    code("state"),
)
Index("ix_person_link_person_id", person_link.c.connection_id, person_link.c.person_id)
Index(
    "one_feeding_link_per_person",
    person_link.c.connection_id,
    person_link.c.person_id,
    unique=True,
    sqlite_where=person_link.c.feeds,
    postgresql_where=person_link.c.feeds,
)

# One party to one contact: each is a key.
customer_link = Table(
    "customer_link",
    metadata,
    owner(),
    code("party_kind", primary_key=True),
    code("party_id", primary_key=True),
    code("contact_id"),
    code("evidence"),  # JSON
    time("made_at"),
    UniqueConstraint("connection_id", "contact_id", name="one_customer_link_per_contact"),
)

# What we last wrote into each field of a person.
person_base = Table(
    "person_base",
    metadata,
    owner(),
    code("person_id", primary_key=True),
    code("written"),  # JSON: field to value
)
