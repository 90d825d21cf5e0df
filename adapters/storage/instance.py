"""The store as a whole: whose it is, where it is used, whether all is stopped."""

from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, select, update

from adapters.storage import backup, restore
from adapters.storage.distrust import distrust
from adapters.storage.migrate import revision_within
from adapters.storage.secrets_at_rest import Secrets
from adapters.storage.tables.access import instance as table
from adapters.storage.transactions import Transactions
from adapters.storage.upserts import insert_into
from domain.errors import WrongInstance
from domain.ports import registry as ports
from domain.ports.clock import Clock
from domain.ports.identity import Identity
from domain.ports.registry import InstanceState


class Instance(ports.Instance):
    """One row, made when it is first asked for."""

    def __init__(
        self,
        transactions: Transactions,
        secrets: Secrets,
        clock: Clock,
        identity: Identity,
        place: str,
    ) -> None:
        self._transactions = transactions
        self._secrets = secrets
        self._clock = clock
        self._identity = identity
        self._place = place

    def state(self) -> InstanceState:
        with self._transactions.writing() as transaction:
            row = self._row(transaction)
            return InstanceState(
                id=row.id,
                place=row.place,
                stopped_at=row.stopped_at,
                schema=revision_within(transaction),
            )

    def check_place(self) -> None:
        with self._transactions.writing() as transaction:
            used_at = self._row(transaction).place
            if used_at not in ("", self._place):
                raise WrongInstance(used_at=used_at, place=self._place)
            if not used_at:
                transaction.execute(update(table).values(place=self._place))

    def take_over(self, now: datetime) -> int:
        with self._transactions.writing() as transaction:
            self._row(transaction)
            transaction.execute(update(table).values(place=self._place))
            return distrust(transaction, now)

    def stop_all(self, now: datetime) -> None:
        self._set_stopped(now)

    def resume_all(self) -> None:
        self._set_stopped(None)

    def reseal(self) -> int:
        with self._transactions.writing() as transaction:
            return self._secrets.reseal(transaction)

    def backup(self, file: str, now: datetime) -> int:
        return backup.write(self._transactions, file, now)

    def restore(self, file: str, now: datetime) -> int:
        with self._transactions.writing() as transaction:
            rows = restore.read(transaction, file)
            self._row(transaction)
            transaction.execute(update(table).values(place=self._place))
            restore.pause(transaction)
            distrust(transaction, now)
            return rows

    def _set_stopped(self, stopped_at: datetime | None) -> None:
        with self._transactions.writing() as transaction:
            self._row(transaction)
            transaction.execute(update(table).values(stopped_at=stopped_at))

    def _row(self, transaction: Connection) -> Row[Any]:
        born = {"slot": 1, "id": self._identity.new_id(), "place": "", "created_at": self._clock.now()}
        transaction.execute(insert_into(transaction, table).values(born).on_conflict_do_nothing())
        return transaction.execute(select(table).with_for_update()).one()
