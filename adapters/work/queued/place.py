"""Where the queue lies: in the store's database, in a schema of its own, and made of nothing but hints."""

from hashlib import sha256
from urllib.parse import parse_qsl, quote, urlencode, urlsplit

from procrastinate import SyncPsycopgConnector
from procrastinate.schema import SchemaManager

from domain.errors import StoreProblem

SCHEMA = "hubflo_xero_queue"
"""Nobody else's procrastinate in the same database is touched by ours, nor ours by theirs."""
QUEUE, TASK = "clerks", "visit"

_ADVISORY_LOCK = 0x68756266_71756575  # "hubfqueu": no other program locks this number
_PATIENCE = "-c lock_timeout=30s -c idle_in_transaction_session_timeout=30s"
"""A process that was stopped inside a transaction must not hold its locks for ever."""


def address_of(store_url: str) -> str:
    """The address of the store as libpq reads it, with the queue's schema instead of the store's."""
    parts = urlsplit(store_url)
    query = dict(parse_qsl(parts.query, keep_blank_values=True))
    query["options"] = f"{query.get('options', '')} {_PATIENCE} -c search_path={SCHEMA}".strip()
    return f"postgresql://{parts.netloc}{parts.path}?{urlencode(query, quote_via=quote)}"


def ensure_queue(store_url: str) -> None:
    """Make its tables, once, however many processes begin together.

    What another version of procrastinate made is thrown away first: hints may be lost, and what is due is
    in the store. Raises StoreProblem (`queue-not-made`).
    """
    tables = SchemaManager.get_schema()
    mark = f"procrastinate {sha256(tables.encode()).hexdigest()[:16]}"
    connector = SyncPsycopgConnector(conninfo=address_of(store_url), min_size=1, max_size=1)
    try:
        connector.open()
        with connector.pool.connection() as connection:  # all of it is one transaction
            connection.execute("SELECT pg_advisory_xact_lock(%s)", (_ADVISORY_LOCK,))
            found = connection.execute(
                "SELECT obj_description(to_regnamespace(%s)::oid, 'pg_namespace')", (SCHEMA,)
            ).fetchone()
            if found == (mark,):
                return
            connection.execute(f"DROP SCHEMA IF EXISTS {SCHEMA} CASCADE")
            connection.execute(f"CREATE SCHEMA {SCHEMA}")
            connection.execute(tables)
            connection.execute(f"COMMENT ON SCHEMA {SCHEMA} IS '{mark}'")
    except Exception as error:  # noqa: BLE001 - the driver's errors are not ours to name, and may hold the address
        raise StoreProblem("queue-not-made", kind=type(error).__name__) from None
    finally:
        connector.close()
