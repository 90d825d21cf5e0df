"""Short words for migrations, which never use `adapters.storage.tables`: those move on, they do not."""

from typing import Any

import sqlalchemy as sa
from alembic import op

_TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
_TIME = sa.DateTime(timezone=True).with_variant(sa.String(27), "sqlite")


def _columns(names: str, kind: Any, nullable: bool) -> list[sa.Column[Any]]:
    """Columns of one kind, by their names."""
    return [sa.Column(name, kind, nullable=nullable, autoincrement=False) for name in names.split()]


def texts(names: str, *, nullable: bool = False) -> list[sa.Column[Any]]:
    """Texts: ids, codes, JSON, words from outside."""
    return _columns(names, _TEXT, nullable)


def added_texts(names: str) -> list[sa.Column[Any]]:
    """Texts for a table that has rows already: '' in those."""
    return [sa.Column(name, _TEXT, nullable=False, server_default="") for name in names.split()]


def times(names: str, *, nullable: bool = False) -> list[sa.Column[Any]]:
    """Times in UTC with microseconds."""
    return _columns(names, _TIME, nullable)


def flags(names: str) -> list[sa.Column[Any]]:
    """Yes or no."""
    return _columns(names, sa.Boolean(), nullable=False)


def numbers(names: str, *, nullable: bool = False) -> list[sa.Column[Any]]:
    """Counts."""
    return _columns(names, sa.Integer(), nullable)


def bigs(names: str, *, nullable: bool = False) -> list[sa.Column[Any]]:
    """Counts that never stop growing."""
    return _columns(names, sa.BigInteger(), nullable)


def index(name: str, table: str, columns: str, *, unique: bool = False, where: str = "") -> None:
    """An index, over some of the rows only if `where` says which."""
    condition = sa.text(where) if where else None
    op.create_index(
        name, table, columns.split(), unique=unique, sqlite_where=condition, postgresql_where=condition
    )
