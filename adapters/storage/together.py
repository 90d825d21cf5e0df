"""Many short texts, each with a name, as one answer."""

from typing import Any

from sqlalchemy import Text
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement


class Together(FunctionElement[str]):
    """One JSON object of the names (the first column) and the texts (the second) of many rows."""

    type = Text()
    inherit_cache = True


@compiles(Together, "sqlite")
def _sqlite(element: Together, compiler: SQLCompiler, **kw: Any) -> str:
    return f"json_group_object({compiler.process(element.clauses, **kw)})"


@compiles(Together, "postgresql")
def _postgresql(element: Together, compiler: SQLCompiler, **kw: Any) -> str:
    return f"CAST(json_object_agg({compiler.process(element.clauses, **kw)}) AS TEXT)"
