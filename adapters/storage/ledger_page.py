"""The one statement that is hot: a page of 1,000 ledger contacts into the mirror."""

from collections.abc import Sequence
from functools import cache
from typing import Any

from sqlalchemy import Connection, bindparam, case, false, literal_column, null, or_
from sqlalchemy.dialects import postgresql, sqlite

from adapters.storage.rows.stages import LEFT_OUT, UNDECIDED
from adapters.storage.tables.mirror import mirror_contact as table
from adapters.storage.upserts import Insert, insert_for

_ALL = [column.name for column in table.columns]
_WRITTEN = _ALL[: _ALL.index("run") + 1]
_KEY = ("connection_id", "contact_id")


def write_page(transaction: Connection, rows: Sequence[tuple[Any, ...]]) -> None:
    """Insert new contacts and update changed ones; each row holds the columns up to `run`, in their order.

    Whoever calls has sorted out what did not change and what must stay forgotten.
    The rows go to the driver as they are: SQLAlchemy's own handling of the parameters of each row
    would cost several times what the database needs for it.
    """
    if rows:
        transaction.exec_driver_sql(_statement(transaction.dialect.name), list(rows))


@cache
def _statement(database: str) -> str:
    dialect: Any = sqlite.dialect if database == "sqlite" else postgresql.dialect
    paramstyle = "qmark" if database == "sqlite" else "format"  # by position, as the driver knows it
    compiled = _upsert(database).compile(dialect=dialect(paramstyle=paramstyle))
    assert compiled.positiontup == _WRITTEN, "rows are written by position"
    return str(compiled)


def _upsert(database: str) -> Insert:
    insert = insert_for(database, table)
    told = insert.excluded
    was_in_work = or_(table.c.was_in_work, told.was_in_work)
    kept_as_is = {*_KEY, "stage", "was_in_work"}
    return insert.values(
        {name: bindparam(name) for name in _WRITTEN} | {"forgotten": false(), "attempts": literal_column("0")}
    ).on_conflict_do_update(
        index_elements=list(_KEY),
        set_={
            **{name: told[name] for name in _WRITTEN if name not in kept_as_is},
            "was_in_work": was_in_work,
            "stage": case(
                (was_in_work, literal_column(f"'{UNDECIDED}'")), else_=literal_column(f"'{LEFT_OUT}'")
            ),
            "decision": null(),
            "planned_name_key": null(),
            "planned_company_key": null(),
            # The portal was asked for the email that stood here then.
            "looked_up_at": case((table.c.email_key == told.email_key, table.c.looked_up_at), else_=null()),
            "attempts": literal_column("0"),
            "not_before": null(),
        },
    )
