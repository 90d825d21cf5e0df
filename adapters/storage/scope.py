"""What every repository of a connection's rows stands on."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import ColumnElement, Connection, Table, any_, bindparam, func, select
from sqlalchemy.dialects import postgresql
from sqlalchemy.types import Text

from adapters.storage.rows.json_text import dump
from domain.ids import ConnectionId


class Scope:
    """Rows of one connection, as one transaction sees them."""

    def __init__(self, transaction: Connection, connection_id: ConnectionId) -> None:
        self._at = transaction
        self._id = connection_id

    def _mine(self, table: Table) -> ColumnElement[bool]:
        return table.c.connection_id == self._id

    def _among(self, column: ColumnElement[Any], values: Iterable[str]) -> ColumnElement[bool]:
        return among(self._at, column, values)


def among(transaction: Connection, column: ColumnElement[Any], values: Iterable[str]) -> ColumnElement[bool]:
    """Whether a column is one of many texts; one parameter, so that any number is one statement."""
    many = list(values)
    if transaction.dialect.name == "postgresql":
        return column == any_(bindparam(None, many, type_=postgresql.ARRAY(Text)))
    each = func.json_each(dump(many)).table_valued("value")
    return column.in_(select(each.c.value))
