"""Whether a column is one of many texts: one parameter, so that any number of them is one statement."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import Boolean, Dialect, Text
from sqlalchemy.dialects import postgresql
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement
from sqlalchemy.sql.operators import OperatorType
from sqlalchemy.types import TypeDecorator, TypeEngine

from adapters.storage.rows.json_text import dump


class Texts(TypeDecorator[Iterable[str]]):
    """Many texts: an array, or JSON on SQLite, which has none."""

    impl = Text
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """As the database takes them."""
        return dialect.type_descriptor(Text() if dialect.name == "sqlite" else postgresql.ARRAY(Text))

    def process_bind_param(self, value: Iterable[str] | None, dialect: Dialect) -> Any:
        """Into the database."""
        many = list(value or ())
        return dump(many) if dialect.name == "sqlite" else many


class Among(FunctionElement[bool]):
    """Whether a column (the first) is one of many texts (the second)."""

    type = Boolean()
    inherit_cache = True

    def self_group(self, against: OperatorType | None = None) -> "Among":  # noqa: ARG002 - as called
        """A comparison already: to compare it with 1, as SQLite's booleans are, would cost the index."""
        return self


@compiles(Among, "sqlite")
def _sqlite(element: Among, compiler: SQLCompiler, **kw: Any) -> str:
    column, texts = (compiler.process(clause, **kw) for clause in element.clauses)
    return f"{column} IN (SELECT value FROM json_each({texts}))"  # noqa: S608 - both are compiled


@compiles(Among, "postgresql")
def _postgresql(element: Among, compiler: SQLCompiler, **kw: Any) -> str:
    column, texts = (compiler.process(clause, **kw) for clause in element.clauses)
    return f"{column} = ANY ({texts})"
