"""Brings the schema up to date; safe when several processes do it at once. Alembic is loaded when needed."""

from functools import cache
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, inspect, text

from adapters.storage.engine import open_engine
from adapters.storage.transactions import Transactions
from domain.errors import StoreProblem

_MIGRATIONS = Path(__file__).parent / "migrations"
_ADVISORY_LOCK = 0x68756266_6C6F7865  # "hubfloxe": no other program locks this number


def upgrade(store: Engine | str | URL) -> None:
    """The newest schema, in one transaction. Raises StoreProblem (`schema-newer`) if newer code made it."""
    if isinstance(store, Engine):
        with Transactions(store).writing() as transaction:
            alone(transaction)
            upgrade_within(transaction, newest())
        return
    engine = open_engine(store)
    try:
        upgrade(engine)
    finally:
        engine.dispose()


def revision(store: Engine) -> str:
    """The schema that is there; '' for none."""
    with Transactions(store).reading() as transaction:
        return revision_within(transaction)


def revision_within(transaction: Connection) -> str:
    """The same, as a transaction sees it."""
    if not inspect(transaction).has_table("alembic_version"):
        return ""
    found = transaction.execute(text("SELECT version_num FROM alembic_version")).scalar_one_or_none()
    return str(found or "")


@cache
def newest() -> str:
    """The schema that this code works with."""
    return str(_scripts().get_current_head())


def knows(schema: str) -> bool:
    """Whether this code can bring that schema up to date."""
    return schema in {script.revision for script in _scripts().walk_revisions()}


def alone(transaction: Connection) -> None:
    """Wait until no other process changes the schema; a writing transaction on SQLite is alone anyway."""
    if transaction.dialect.name == "postgresql":
        transaction.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _ADVISORY_LOCK})


def upgrade_within(transaction: Connection, schema: str) -> None:
    """Up to `schema`, in the caller's transaction."""
    from alembic import command

    found = revision_within(transaction)
    if found == schema:
        return
    if found and not knows(found):
        raise StoreProblem("schema-newer", found=found, known=newest())
    config = _config()
    config.attributes["connection"] = transaction
    command.upgrade(config, schema)


def _config() -> Any:
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS).replace("%", "%%"))
    return config


def _scripts() -> Any:
    from alembic.script import ScriptDirectory

    return ScriptDirectory.from_config(_config())
