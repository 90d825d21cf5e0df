"""`backup`, `restore`, `keys rotate`: nothing half-written, nothing foreign taken."""

import gzip
import json
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.e2e.cli.desk import Desk


@pytest.fixture
def saved(live: Desk, tmp_path: Path) -> Path:
    """A backup of the live desk."""
    file = tmp_path / "books.backup"
    assert live.run("backup", str(file)).status == 0
    return file


@pytest.fixture
def restored(live: Desk, tmp_path: Path) -> Desk:
    """An empty store elsewhere, with the key file of the live one and its two sides."""
    other = live.copy(tmp_path / "other")
    shutil.rmtree(other.folder / "data")
    return other


def test_a_restored_store_is_paused_and_resumes_after_reading_whole(restored: Desk, saved: Path) -> None:
    done = restored.run("restore", str(saved))
    assert done.status == 0, done.said
    assert "Every connection is paused. Go on with `hubflo-xero resume --connection default`." in done.said
    assert restored.run("status", "--json").data[0]["state"] == "paused"
    before = len(restored.requests("hubflo"))

    resumed = restored.run("resume", "--yes")

    assert resumed.status == 0, resumed.said
    assert not [r for r in restored.requests("hubflo")[before:] if r.startswith("POST") and "ping" not in r]
    assert restored.run("status", "--json").data[0]["state"] == "live"


def test_a_restore_without_the_key_says_so_and_keeps_the_rows(restored: Desk, saved: Path) -> None:
    shutil.rmtree(restored.folder / "config")

    done = restored.run("restore", str(saved))

    assert (done.status, "restored. Every connection is paused." in done.said) == (1, True)
    assert "[key-file-missing]" in done.err
    assert not (restored.folder / "config").exists()


def test_nothing_is_written_over_or_into_nowhere(live: Desk, saved: Path, tmp_path: Path) -> None:
    before = saved.read_bytes()
    over = live.run("backup", str(saved))

    assert (over.status, "[file-exists]" in over.err, saved.read_bytes()) == (2, True, before)
    for wrong in (str(tmp_path / "no" / "where"), str(saved / "x"), "x" * 5000, "/dev/full/x"):
        done = live.run("backup", wrong)
        assert (done.status, "[file-not-written]" in done.err) == (1, True), done.said[:300]
    assert live.run("backup", str(tmp_path)).status == 2
    assert live.run("backup", "").status != 0
    assert {file.name for file in tmp_path.iterdir()} == {"desk", saved.name}


def broken(saved: Path, how: str) -> bytes:
    """The backup with something wrong in it."""
    raw = saved.read_bytes()
    lines = gzip.decompress(raw).splitlines()
    match how:
        case "cut":
            return raw[: len(raw) // 2]
        case "flipped":
            return raw[:200] + bytes([raw[200] ^ 0xFF]) + raw[201:]
        case "without its end":
            return gzip.compress(b"\n".join(lines[:-1]))
        case "of a newer version":
            header = json.loads(lines[0])
            return gzip.compress(b"\n".join([json.dumps({**header, "schema": "9999"}).encode(), *lines[1:]]))
        case "with another table":
            table = json.dumps({"table": "sqlite_master", "columns": ["name"]}).encode()
            return gzip.compress(b"\n".join([lines[0], table, b'["x"]', *lines[1:]]))
        case "empty":
            return b""
        case _:
            return b"something else"


@pytest.mark.parametrize(
    ("how", "code"),
    [
        ("cut", "not-a-backup"),
        ("flipped", "not-a-backup"),
        ("without its end", "not-a-backup"),
        ("with another table", "not-a-backup"),
        ("of a newer version", "backup-newer"),
        ("empty", "not-a-backup"),
        ("foreign", "not-a-backup"),
    ],
)
def test_a_damaged_backup_restores_nothing(restored: Desk, saved: Path, how: str, code: str) -> None:
    saved.write_bytes(broken(saved, how))

    done = restored.run("restore", str(saved))

    assert (done.status, f"[{code}]" in done.err) == (2, True), done.said
    assert restored.run("status").out.startswith("Nothing is connected yet.")


def test_a_store_in_use_is_not_restored_into(live: Desk, saved: Path) -> None:
    done = live.run("restore", str(saved))

    assert (done.status, "[store-not-empty]" in done.err) == (2, True)
    assert live.run("status", "--json").data[0]["state"] == "live"
    assert live.run("restore", "/no/such/file").status == 2


def test_a_copied_store_refuses_until_it_is_taken_over(live: Desk, tmp_path: Path) -> None:
    live.run("status")
    folder = tmp_path / "copied"
    shutil.copytree(live.folder, folder)
    live.folder = folder

    done = live.run("contacts", "import")

    assert (done.status, "[wrong-instance]" in done.err) == (1, True)
    assert live.run("doctor").status == 4


def test_a_store_of_a_newer_version_is_left_alone(live: Desk) -> None:
    with closing(sqlite3.connect(live.folder / "data" / "hubflo-xero.db")) as store:
        store.execute("UPDATE alembic_version SET version_num = '9999'")
        store.commit()

    done = live.run("status")

    assert (done.status, "[schema-newer]" in done.err) == (1, True)
    assert live.run("doctor").status == 4


def test_rotating_the_key_keeps_everything_working(live: Desk) -> None:
    before = (live.folder / "config" / "keys.json").read_bytes()
    done = live.run("keys", "rotate")

    assert done.status == 0, done.said
    assert "A new key seals 4 secrets now. The old key is gone." in done.said
    assert (live.folder / "config" / "keys.json").read_bytes() != before
    assert live.run("contacts", "import").status == 0
    assert live.run("doctor").status == 0
