"""The key ring: the keys that seal, in one file that only its owner may read."""

import base64
import binascii
import json
import os
import secrets
import stat
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

from domain.errors import SealBroken, StoreProblem

KEY_BYTES = 32  # AES-256
_ID_BYTES = 6
_OTHERS = stat.S_IRWXG | stat.S_IRWXO


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyRing:
    """Keys by id, and which of them seals now."""

    current: str
    keys: Mapping[str, bytes] = field(repr=False)

    def with_new_key(self) -> "KeyRing":
        """The ring with a fresh key that seals from now on."""
        key_id = secrets.token_hex(_ID_BYTES)
        return KeyRing(current=key_id, keys={**self.keys, key_id: secrets.token_bytes(KEY_BYTES)})

    def with_only(self, key_id: str) -> "KeyRing":
        """The ring with that key alone."""
        return replace(self, keys={key_id: self.keys[key_id]})


EMPTY = KeyRing(current="", keys={})


def read(path: Path) -> KeyRing | None:
    """The ring in the file, or None if there is no file.

    Raises SealBroken: `key-file-open-to-others`, `key-file-unreadable`.
    """
    try:
        with path.open("rb") as file:
            _refuse_open_to_others(path, os.fstat(file.fileno()).st_mode)
            raw = file.read()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise SealBroken("key-file-unreadable", path=str(path), why=_why(error)) from error
    ring = _parsed(raw)
    if ring is None:  # raised outside of any except block: a parser's error carries the text it read
        raise SealBroken("key-file-unreadable", path=str(path), why="not a key ring")
    return ring


def create(path: Path, ring: KeyRing) -> bool:
    """Make the file, whole or not at all; False if there is one already.

    Raises StoreProblem (`key-file-cannot-be-written`).
    """
    with _written(path, ring) as draft:
        try:
            os.link(draft, path)  # unlike a rename it never replaces a file
        except FileExistsError:
            return False
    return True


def change(path: Path, ring: KeyRing) -> None:
    """Replace the file in one step. Raises StoreProblem (`key-file-cannot-be-written`)."""
    with _written(path, ring) as draft:
        draft.replace(path)


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """Held by one process at a time while it reads and changes the file; the system frees it at a crash."""
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        handle = os.open(path.with_name(f"{path.name}.lock"), os.O_RDWR | os.O_CREAT, 0o600)
    except OSError as error:
        raise StoreProblem("key-file-cannot-be-written", path=str(path), why=_why(error)) from error
    try:
        _lock(handle)
        yield
    finally:
        os.close(handle)


@contextmanager
def _written(path: Path, ring: KeyRing) -> Iterator[Path]:
    """A file beside it with the ring in it, safely on disk; taken away if it was not moved."""
    draft = path.with_name(f"{path.name}.{secrets.token_hex(_ID_BYTES)}.new")
    try:
        handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "wb") as file:
            file.write(_rendered(ring))
            file.flush()
            os.fsync(file.fileno())
        yield draft
        _sync_folder(path.parent)
    except OSError as error:
        raise StoreProblem("key-file-cannot-be-written", path=str(path), why=_why(error)) from error
    finally:
        draft.unlink(missing_ok=True)


def _rendered(ring: KeyRing) -> bytes:
    keys = {key_id: base64.b64encode(key).decode() for key_id, key in ring.keys.items()}
    return json.dumps({"version": 1, "current": ring.current, "keys": keys}, indent=2).encode() + b"\n"


def _parsed(raw: bytes) -> KeyRing | None:
    try:
        document = json.loads(raw)
        keys = {str(key_id): base64.b64decode(key, validate=True) for key_id, key in document["keys"].items()}
        ring = KeyRing(current=document["current"], keys=keys)
    except (ValueError, KeyError, TypeError, AttributeError, binascii.Error):
        return None
    good = ring.current in keys and all(len(key) == KEY_BYTES for key in keys.values())
    return ring if good and document.get("version") == 1 else None


def _refuse_open_to_others(path: Path, mode: int) -> None:
    if sys.platform != "win32" and mode & _OTHERS:
        raise SealBroken("key-file-open-to-others", path=str(path), mode=f"{stat.S_IMODE(mode):04o}")


def _why(error: OSError) -> str:
    return error.strerror or type(error).__name__


if sys.platform == "win32":
    import msvcrt

    def _lock(handle: int) -> None:
        msvcrt.locking(handle, msvcrt.LK_LOCK, 1)

    def _sync_folder(folder: Path) -> None:
        """Windows has no way to ask for it; NTFS keeps its folders in a journal."""

else:
    import fcntl

    def _lock(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_EX)

    def _sync_folder(folder: Path) -> None:
        """The new name is on disk too, not only what it names."""
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
