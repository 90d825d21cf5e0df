"""The store as the container takes it: one engine, and every repository on it."""

from collections.abc import Callable
from datetime import datetime

from sqlalchemy import Engine

from adapters.storage.apps import Apps
from adapters.storage.attempts import Attempts
from adapters.storage.budgets import Budgets
from adapters.storage.connections import Connections
from adapters.storage.database_clock import DatabaseClock
from adapters.storage.grants import Grants
from adapters.storage.instance import Instance
from adapters.storage.intake import Intake
from adapters.storage.leases import Leases
from adapters.storage.secrets_at_rest import Secrets
from adapters.storage.store import Store
from adapters.storage.transactions import Transactions
from domain.ports.clock import Clock
from domain.ports.identity import Identity
from domain.ports.vault import Vault

LEASE_SECONDS = 20.0


class Storage:
    """Every port that the store fills. `now` replaces the database's clock, for simulated time."""

    def __init__(
        self,
        engine: Engine,
        vault: Vault,
        clock: Clock,
        identity: Identity,
        place: str,
        *,
        lease_seconds: float = LEASE_SECONDS,
        now: Callable[[], datetime] | None = None,
    ) -> None:
        transactions = Transactions(engine)
        secrets = Secrets(vault)
        database_clock = DatabaseClock(now)
        self.store = Store(transactions, identity, secrets)
        self.intake = Intake(transactions, secrets)
        self.leases = Leases(transactions, clock, database_clock, lease_seconds=lease_seconds)
        self.connections = Connections(transactions, secrets)
        self.apps = Apps(transactions, secrets, clock, identity)
        self.grants = Grants(transactions, secrets, identity, database_clock)
        self.attempts = Attempts(transactions, secrets)
        self.instance = Instance(transactions, secrets, clock, identity, place)
        self.budgets = Budgets(transactions)
