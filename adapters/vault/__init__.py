"""The vault: short secrets sealed with AES-GCM, each bound to its key and to the place where it is kept."""

import base64
import binascii
import json
import secrets
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from adapters.vault import key_ring
from adapters.vault.key_ring import EMPTY, KeyRing
from domain.errors import SealBroken, StoreProblem
from domain.ports.vault import Place, Vault

_FORM = "v1"
_NONCE_BYTES = 12  # what NIST SP 800-38D (8.2) recommends for GCM
_PARTS = 3


class FileVault(Vault):
    """A vault whose keys lie in one file, best on another disk or in another folder than the database.

    The file is read when it is first needed, and again for every sealing: another process may have
    changed the key meanwhile, and a key that is about to be dropped must seal nothing new.
    """

    def __init__(self, path: Path, *, may_create: bool) -> None:
        """`may_create` only for a store that holds nothing sealed yet: a lost key is never replaced."""
        self._path = path
        self._may_create = may_create
        self._ring: KeyRing = EMPTY

    def __repr__(self) -> str:
        """Without the keys."""
        return f"FileVault({str(self._path)!r})"

    def seal(self, text: str, place: Place) -> str:
        """The sealed text: form, key id and the rest in URL-safe base64, with dots between."""
        self._load()
        key_id = self._ring.current
        nonce = secrets.token_bytes(_NONCE_BYTES)
        sealed = AESGCM(self._ring.keys[key_id]).encrypt(nonce, text.encode(), _bound(key_id, place))
        return ".".join((_FORM, key_id, base64.urlsafe_b64encode(nonce + sealed).decode()))

    def open(self, sealed: str, place: Place) -> str:
        """The text. Raises SealBroken: `key-missing`, `seal-broken`, `seal-unreadable`, or about the file."""
        key_id, raw = _taken_apart(sealed)
        if key_id not in self._ring.keys:
            self._load(making=False)
        if key_id not in self._ring.keys:
            raise SealBroken("key-missing", key=key_id, path=str(self._path), table=place.table)
        try:
            text = AESGCM(self._ring.keys[key_id]).decrypt(
                raw[:_NONCE_BYTES], raw[_NONCE_BYTES:], _bound(key_id, place)
            )
        except InvalidTag as error:
            raise SealBroken(key=key_id, table=place.table, row=place.row, column=place.column) from error
        return text.decode()

    def key_id_of(self, sealed: str) -> str:
        """Which key sealed it. Raises SealBroken (`seal-unreadable`)."""
        return _taken_apart(sealed)[0]

    @property
    def current_key_id(self) -> str:
        """The key that seals now."""
        self._load()
        return self._ring.current

    def add_key(self) -> str:
        """Make a new key the current one, the old ones kept; answers its id."""
        self._load()
        with key_ring.locked(self._path):
            self._load(making=False)
            changed = self._ring.with_new_key()
            key_ring.change(self._path, changed)
            self._ring = changed
        return changed.current

    def drop_keys_but(self, key_id: str) -> None:
        """Remove every other key. Raises StoreProblem (`key-not-current`) if another one seals now."""
        with key_ring.locked(self._path):
            self._load(making=False)
            if key_id != self._ring.current:
                raise StoreProblem("key-not-current", key=key_id, current=self._ring.current)
            changed = self._ring.with_only(key_id)
            key_ring.change(self._path, changed)
            self._ring = changed

    def _load(self, *, making: bool = True) -> None:
        """Read the file as it stands; make it only where that was allowed, and only before the first use."""
        ring = key_ring.read(self._path)
        if ring is None and making and self._may_create and self._ring is EMPTY:
            with key_ring.locked(self._path):
                key_ring.create(self._path, EMPTY.with_new_key())
            ring = key_ring.read(self._path)
        if ring is None:
            raise SealBroken("key-file-missing", path=str(self._path))
        self._ring = ring


def _bound(key_id: str, place: Place) -> bytes:
    """What the seal vouches for besides the text. JSON keeps the parts apart whatever they hold."""
    return json.dumps([_FORM, key_id, place.table, place.row, place.column]).encode()


def _taken_apart(sealed: str) -> tuple[str, bytes]:
    """Key id, and nonce with ciphertext."""
    parts = sealed.split(".")
    if len(parts) != _PARTS or parts[0] != _FORM:
        raise SealBroken("seal-unreadable")
    try:
        raw = base64.b64decode(parts[2], altchars=b"-_", validate=True)
    except (binascii.Error, ValueError) as error:
        raise SealBroken("seal-unreadable", key=parts[1]) from error
    if len(raw) <= _NONCE_BYTES:
        raise SealBroken("seal-unreadable", key=parts[1])
    return parts[1], raw
