"""`INSERT ... ON CONFLICT`, which SQLAlchemy spells once per database."""

from sqlalchemy import Connection, Table
from sqlalchemy.dialects import postgresql, sqlite

Insert = postgresql.Insert | sqlite.Insert


def insert_into(transaction: Connection, table: Table) -> Insert:
    """An insert that may say what to do on a conflict."""
    return insert_for(transaction.dialect.name, table)


def insert_for(database: str, table: Table) -> Insert:
    """The same for a database by its name."""
    return postgresql.insert(table) if database == "postgresql" else sqlite.insert(table)
