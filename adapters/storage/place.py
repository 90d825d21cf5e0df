"""Where a store is used, as one text: a copy of it elsewhere has another."""

from pathlib import Path

from sqlalchemy import Engine, text

from adapters.storage.transactions import Transactions


def place_of(engine: Engine) -> str:
    """The file and its number on its disk, or the database as its server knows it.

    A copy of a file has another number, wherever it lies. The machine's name is no part of it: a
    container that is made anew has another one each time.
    """
    if engine.dialect.name == "sqlite":
        file = Path(engine.url.database or "").resolve()
        return f"{file}#{file.stat().st_ino}"
    return _database_of(engine)


def _database_of(engine: Engine) -> str:
    with Transactions(engine).reading() as transaction:
        oid = transaction.execute(
            text("SELECT oid FROM pg_database WHERE datname = current_database()")
        ).scalar_one()
        if transaction.execute(
            text("SELECT has_function_privilege('pg_control_system()', 'execute')")
        ).scalar_one():
            server = transaction.execute(
                text("SELECT system_identifier FROM pg_control_system()")
            ).scalar_one()
        else:
            # A server that hides who it is: its database's number and name must do.
            server = transaction.execute(text("SELECT current_database()")).scalar_one()
    return f"postgresql:{server}:{oid}"
