"""The whole store as one file that either database can be filled from.

Gzip of JSON lines: a header, then per table its name and columns and one list per row, then the number
of all rows, without which a file is not whole. Times are texts in UTC; secrets are as sealed as in the store.
"""

import gzip
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path
from typing import IO, Any

from sqlalchemy import Connection, Table, select

from adapters.storage.migrate import revision_within
from adapters.storage.tables import metadata
from adapters.storage.transactions import Transactions
from adapters.storage.types import time_text
from domain.errors import Invalid, StoreProblem

FORMAT = "hubflo-xero-backup"
VERSION = 1
_AT_A_TIME = 1000


def write(transactions: Transactions, file: str, now: datetime) -> int:
    """Write all tables as they are at one moment; answers how many rows."""
    with transactions.reading() as transaction, _new_file(Path(file)) as out:
        header = {
            "format": FORMAT,
            "version": VERSION,
            "schema": revision_within(transaction),
            "at": time_text(now),
        }
        _line(out, header)
        rows = sum(_write_table(out, transaction, table) for table in metadata.sorted_tables)
        _line(out, {"rows": rows})
    return rows


def _write_table(out: IO[str], transaction: Connection, table: Table) -> int:
    _line(out, {"table": table.name, "columns": [column.name for column in table.columns]})
    number = 0
    ordered = select(table).order_by(*table.primary_key.columns)
    for row in transaction.execute(ordered, execution_options={"yield_per": _AT_A_TIME}):
        _line(out, [_plain(value) for value in row])
        number += 1
    return number


def _plain(value: Any) -> Any:
    return time_text(value) if isinstance(value, datetime) else value


def _line(out: IO[str], value: Any) -> None:
    out.write(json.dumps(value, separators=(",", ":")) + "\n")


@contextmanager
def _new_file(path: Path) -> Iterator[IO[str]]:
    """Written under another name, and given its own only when it is whole and on the disk."""
    if os.path.lexists(path):
        raise Invalid("file-exists", file=str(path))
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as raw:
            with gzip.open(raw, "wt", encoding="ascii", compresslevel=6) as out:
                yield out
            raw.flush()
            os.fsync(raw.fileno())
        os.link(draft, path)  # unlike a rename it never replaces a file that came meanwhile
    except FileExistsError as error:
        raise Invalid("file-exists", file=str(path)) from error
    except OSError as error:
        raise StoreProblem("file-not-written", file=str(path), kind=type(error).__name__) from error
    finally:
        with suppress(OSError):
            draft.unlink(missing_ok=True)
