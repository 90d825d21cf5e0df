"""`INSERT ... ON CONFLICT`, which SQLAlchemy spells once per database."""

from functools import cache

from sqlalchemy import Connection, Table
from sqlalchemy import Insert as TableInsert
from sqlalchemy.dialects import postgresql, sqlite

Insert = postgresql.Insert | sqlite.Insert


def insert_into(transaction: Connection, table: Table) -> Insert:
    """An insert that may say what to do on a conflict."""
    return insert_for(transaction.dialect.name, table)


def insert_for(database: str, table: Table) -> Insert:
    """The same for a database by its name."""
    return postgresql.insert(table) if database == "postgresql" else sqlite.insert(table)


@cache
def inserting(table: Table) -> TableInsert:
    """An insert of whole rows; built once."""
    return table.insert()


@cache
def replacing(database: str, table: Table, newest_by: str = "") -> Insert:
    """An insert of whole rows, each in the place of the one with its key; built once.

    With `newest_by` a row gives way only to one that has no less in that column.
    """
    insert = insert_for(database, table)
    told = insert.excluded
    key = [column.name for column in table.primary_key]
    return insert.on_conflict_do_update(
        index_elements=key,
        set_={column.name: told[column.name] for column in table.columns if column.name not in key},
        where=table.c[newest_by] <= told[newest_by] if newest_by else None,
    )


@cache
def ignoring(database: str, table: Table, *key: str) -> Insert:
    """An insert of whole rows that passes over those whose key is there; built once."""
    return insert_for(database, table).on_conflict_do_nothing(index_elements=list(key))
