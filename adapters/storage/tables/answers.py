"""Tables of what people answered for contacts."""

from sqlalchemy import Column, Table

from adapters.storage.tables.base import code, metadata, owner, time, words
from adapters.storage.types import PLAIN_TEXT

answer = Table(
    "answer",
    metadata,
    owner(),
    code("contact_id", primary_key=True),
    code("kind"),
    Column("person_id", PLAIN_TEXT),
    Column("company_id", PLAIN_TEXT),
    words("first_name"),
    words("last_name"),
    time("at"),
    words("actor"),
)
