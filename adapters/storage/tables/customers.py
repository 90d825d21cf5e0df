"""Tables of what people said of customers and their taxes."""

from sqlalchemy import Table

from adapters.storage.tables.base import code, metadata, owner, time, words

party_answer = Table(
    "party_answer",
    metadata,
    owner(),
    code("party_kind", primary_key=True),
    code("party_id", primary_key=True),
    words("name"),
    time("at"),
    words("actor"),
)

# The case is the key: a rate and a party, or, for always, a rate, a kind of line and a place.
tax_answer = Table(
    "tax_answer",
    metadata,
    owner(),
    code("party_kind", primary_key=True),  # '' for always
    code("party_id", primary_key=True),
    code("kind", primary_key=True),  # '' for a party
    code("place", primary_key=True),
    code("rate", primary_key=True),  # percent, one spelling for one rate
    words("tax_type"),
    time("at"),
    words("actor"),
)
