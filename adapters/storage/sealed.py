"""Whether a store holds anything sealed: only a store that does not may be given a new key."""

from sqlalchemy import Engine, select

from adapters.storage.secrets_at_rest import SEALED
from adapters.storage.transactions import Transactions


def holds_secrets(engine: Engine) -> bool:
    """Whether any secret lies in the store."""
    with Transactions(engine).reading() as transaction:
        return any(
            transaction.execute(select(column).where(column != "").limit(1)).first() is not None
            for column in SEALED
        )
