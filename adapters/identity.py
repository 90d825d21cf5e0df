"""Ids and secrets from the system's source of randomness."""

import secrets
import uuid

from domain.ports.identity import Identity


class SystemIdentity(Identity):
    """Random UUIDs, and secrets in the letters that need no escaping in an address."""

    def new_id(self) -> str:
        """A new random UUID (version 4)."""
        return str(uuid.uuid4())

    def secret(self, bits: int) -> str:
        """An unguessable text of at least that many bits (URL-safe base64 without padding)."""
        return secrets.token_urlsafe(-(-bits // 8))
