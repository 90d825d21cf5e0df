"""What all tables share: names of constraints, and columns that most of them have."""

from typing import Any

from sqlalchemy import Boolean, Column, ForeignKey, MetaData

from adapters.storage.types import PLAIN_TEXT, Utc, Words

metadata = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
    }
)


def owner() -> Column[Any]:
    """The connection that a row belongs to: first in every key."""
    return Column("connection_id", PLAIN_TEXT, ForeignKey("connection.id"), primary_key=True)


def owner_unchecked() -> Column[Any]:
    """The same for tables written by thousands: a foreign key would cost more than the row.

    The store opens no books for a connection that does not exist, and connections are never deleted.
    """
    return Column("connection_id", PLAIN_TEXT, primary_key=True)


def code(name: str, *, primary_key: bool = False) -> Column[Any]:
    """A text of ours: an id, a state, JSON."""
    return Column(name, PLAIN_TEXT, primary_key=primary_key, nullable=False)


def words(name: str) -> Column[Any]:
    """A text from outside; missing is ''."""
    return Column(name, Words, nullable=False)


def added_words(name: str) -> Column[Any]:
    """A text that older rows did not have: last in its table, and '' in them."""
    return Column(name, Words, nullable=False, server_default="")


def flag(name: str) -> Column[Any]:
    """Yes or no."""
    return Column(name, Boolean, nullable=False)


def time(name: str) -> Column[Any]:
    """A time that is always there."""
    return Column(name, Utc, nullable=False)


def maybe_time(name: str) -> Column[Any]:
    """A time that may not have come."""
    return Column(name, Utc)
