"""A kept database, row by row in PostgreSQL, as if the process that was killed had worked there."""

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

from sqlalchemy import Boolean, Column, Connection, MetaData, Table, insert

from adapters.storage.engine import open_engine
from adapters.storage.migrate import upgrade_within
from adapters.storage.transactions import Transactions

VERSION_TABLE = "alembic_version"
"""What the migration itself fills."""


def moved(kept: Path, revision: str, url: str) -> None:
    """Give an empty database that schema, and the rows of the kept one."""
    engine = open_engine(url)
    try:
        with Transactions(engine).writing() as transaction:
            upgrade_within(transaction, revision)
            tables = MetaData()
            tables.reflect(transaction)
            with closing(sqlite3.connect(kept)) as source:
                for table in tables.sorted_tables:
                    if table.name != VERSION_TABLE:
                        _move(source, transaction, table)
    finally:
        engine.dispose()


def _move(source: sqlite3.Connection, transaction: Connection, table: Table) -> None:
    columns = list(table.columns)
    names = ", ".join(f'"{column.name}"' for column in columns)
    rows = [
        {column.name: _value(value, column) for value, column in zip(row, columns, strict=True)}
        for row in source.execute(f'SELECT {names} FROM "{table.name}"')
    ]
    if rows:
        transaction.execute(insert(table), rows)


def _value(value: Any, column: Column[Any]) -> Any:
    """Times are texts that PostgreSQL reads; a truth is a number on SQLite."""
    return bool(value) if isinstance(column.type, Boolean) and value is not None else value
