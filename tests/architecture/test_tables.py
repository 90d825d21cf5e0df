"""Every table belongs to a connection, whose id comes first in its key: no query forgets whose row it is."""

import importlib

from sqlalchemy import Column, Integer, MetaData, String, Table

# What belongs to no connection, or to several.
SHARED = {
    "access_grant": "several connections may rest on one consent",
    "app": "a registration at Xero serves many connections",
    "budget": "limits are kept per app and tenant, whoever calls",
    "connect_attempt": "there is no connection yet",
    "connection": "its id is the connection's",
    "instance": "one row: which copy of the store this is",
    "workspace": "it owns connections",
}


def keyed_by_no_connection(metadata: MetaData) -> list[str]:
    """Tables whose primary key begins with something else, but for those that are shared."""
    return [
        f"{table.name}: ({', '.join(column.name for column in table.primary_key)})"
        for table in metadata.sorted_tables
        if table.name not in SHARED and [column.name for column in table.primary_key][:1] != ["connection_id"]
    ]


def _metadata() -> MetaData:
    metadata = importlib.import_module("adapters.storage.tables").metadata
    assert isinstance(metadata, MetaData)
    return metadata


def test_every_table_is_keyed_by_its_connection() -> None:
    metadata = _metadata()

    assert metadata.tables
    assert keyed_by_no_connection(metadata) == []


def test_every_exception_is_a_table() -> None:
    assert sorted(set(SHARED) - set(_metadata().tables)) == []


def test_a_table_of_nobody_is_found() -> None:
    metadata = MetaData()
    Table("hold", metadata, Column("id", Integer, primary_key=True), Column("connection_id", Integer))
    Table(
        "link",
        metadata,
        Column("id", Integer, primary_key=True),
        Column("connection_id", Integer, primary_key=True),
    )
    Table(
        "event",
        metadata,
        Column("connection_id", Integer, primary_key=True),
        Column("seq", Integer, primary_key=True),
    )
    Table("workspace", metadata, Column("id", String, primary_key=True))

    assert keyed_by_no_connection(metadata) == ["hold: (id)", "link: (id, connection_id)"]
