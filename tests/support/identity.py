"""Ids and secrets that are the same in every run."""

import base64
import random
import uuid
from threading import Lock

from domain.ports.identity import Identity


class SeededIdentity(Identity):
    """UUIDs and secrets from a seed: unguessable to nobody, different from each other."""

    def __init__(self, seed: int = 1) -> None:
        """Two with one seed give out the same, in the same order."""
        self._random = random.Random(seed)
        self._lock = Lock()

    def new_id(self) -> str:
        """The next id."""
        with self._lock:
            return str(uuid.UUID(bytes=self._random.randbytes(16), version=4))

    def secret(self, bits: int) -> str:
        """The next secret of at least that many bits."""
        with self._lock:
            raw = self._random.randbytes(-(-bits // 8))
        return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()
