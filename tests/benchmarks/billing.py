"""Child: what invoices cost in calls, over the in-process sandbox and on a clock that jumps.

`calls` sends one for a known and one for a new customer; `backlog INVOICES CUSTOMERS` many at once;
`single INVOICES` one a request, under the limits of the Starter tier; `idle DAYS` does nothing for so long.
Calls for the ledger's settings are told apart: no bar counts them.
"""

import sqlite3
import sys
import tempfile
from collections import Counter
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from typing import Any

from dependency_injector import providers
from sqlalchemy import select

from adapters.sandbox.control import perform
from adapters.sandbox.seeds import Firm, firm
from adapters.sandbox.xero.logs import Call
from adapters.storage.tables.clerk import clerk
from adapters.xero.settings import XeroSettings
from domain.connection import Connection
from domain.life import Stage
from domain.settings import Rhythm, rhythm_of
from entrypoints.collector import settle
from tests.benchmarks.measure import BackloggedInvoices, IdleDays, OneInvoice, SingleInvoices, tell
from tests.support.house import House, open_house

_WHO = "person:bench"
SETTINGS_CALLS = ("/Organisation", "/Organisation/Actions", "/Accounts", "/TaxRates", "/Currencies")
_DAY, _MINUTE = 86_400.0, 60.0
_TICK = 5.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Office:
    """A firm that is connected, imported and sends its invoices."""

    house: House
    firm: Firm
    connection: Connection

    def issue(self, customers: Sequence[str], count: int) -> None:
        """So many invoices at once, the customers by turns."""
        for number in range(count):
            perform(
                self.house.world,
                "hubflo.add_invoice",
                organization_id=self.firm.organization_id,
                title=f"Job {number}",
                recipient_id=customers[number % len(customers)],
                lines=[{"title": "Work", "quantity": 2, "unit_price_excluding_tax": 100 + number, "vat": 20}],
                issue=True,
            )

    def customers(self, count: int) -> list[str]:
        """People of Hubflo whom Xero does not have."""
        return [
            str(
                perform(
                    self.house.world,
                    "hubflo.add_contact",
                    organization_id=self.firm.organization_id,
                    first_name=f"Nova{number}",
                    last_name=f"Client{number}",
                    email=f"nova{number}@client.example",
                )
            )
            for number in range(count)
        ]

    def calls(self) -> list[Call]:
        """Every call that Xero answered for the organisation."""
        return [call for call in self.house.world.xero.calls if call.tenant_id is not None]

    def linked(self) -> int:
        """How many invoices are done."""
        with self.house.container.storage().store.reading(self.connection.id) as books:
            return books.invoices.counts().of(Stage.LINKED)

    def work_until(self, linked: int) -> None:
        """The clerk comes whenever it wanted to, until so many are done."""
        while self.linked() < linked:
            self.work_on()

    def work_on(self) -> None:
        """The clerk comes once, and then it is as late as it wants to come again."""
        self.house.work(self.connection)
        self.house.clock.advance(max(_TICK, self._seconds_to_wait()))

    def _seconds_to_wait(self) -> float:
        transactions = self.house.container.storage().store._transactions
        with transactions.reading() as transaction:
            wanted = select(clerk.c.not_before).where(clerk.c.connection_id == self.connection.id)
            not_before = transaction.execute(wanted).scalar_one()
        now = self.house.clock.now()
        return 0.0 if not_before is None else float((not_before - now).total_seconds())


@contextmanager
def office(folder: Path, *, settings: Mapping[str, str] | None = None, **replaced: Any) -> Iterator[Office]:
    """All that comes before the first invoice is done, with these settings beside the usual ones.

    The container is as `replaced` from the start.
    """
    with open_house(folder) as house:
        for name, value in replaced.items():
            getattr(house.container, name).override(providers.Object(value))
        seeded = firm(house.world, house.clock.now())
        connection = house.connect(seeded)
        house.work(connection)
        house.container.switching().go_live(connection.id, actor=_WHO)
        house.work(connection)
        with house.container.storage().store.writing(connection.id) as books:
            today = house.clock.now().date().isoformat()
            wanted = {"start-date": today, "revenue-account": "200", "cent-rounding": "allow"}
            books.settings.put({**wanted, **(settings or {})}, now=house.clock.now(), actor=_WHO)
            books.nudge()
        house.run_for(2 * _MINUTE)
        settle()
        yield Office(house=house, firm=seeded, connection=connection)


def but_settings(calls: Iterable[Call]) -> list[Call]:
    """Without those for the settings."""
    return [call for call in calls if not call.path.endswith(SETTINGS_CALLS)]


def one_invoice() -> OneInvoice:
    """The rhythm of pulls is kept out of it: both are done before the next one is due."""
    with tempfile.TemporaryDirectory() as folder, office(Path(folder)) as at:
        known, before = [next(iter(at.firm.people.values()))], len(at.calls())
        at.issue(known, 1)
        at.work_until(1)
        of_known = but_settings(at.calls()[before:])
        before = len(at.calls())
        at.issue(at.customers(1), 1)
        at.work_until(2)
        of_new = but_settings(at.calls()[before:])
    return OneInvoice(known_calls=len(of_known), new_calls=len(of_new))


def backlog(invoices: int, customers: int) -> BackloggedInvoices:
    """From the moment they are there until all are linked."""
    with tempfile.TemporaryDirectory() as folder, office(Path(folder)) as at:
        before = len(at.calls())
        at.issue(at.customers(customers), invoices)
        at.work_until(invoices)
        calls = but_settings(at.calls()[before:])
    return BackloggedInvoices(invoices=invoices, customers=customers, calls=len(calls))


def single(invoices: int) -> SingleInvoices:
    """A request for each, 60 a minute and 1,000 a day. Hubflo's lists are walked through once a day: they
    are long, and no call of Xero's."""
    one_by_one = XeroSettings(batch=1)
    with (
        tempfile.TemporaryDirectory() as folder,
        office(Path(folder), xero_settings=one_by_one, rhythm=_seldom) as at,
    ):
        perform(at.house.world, "xero.turn_switches", daily_limit=1_000)
        begun, before = at.house.clock.now(), len(at.calls())
        at.issue([next(iter(at.firm.people.values()))], invoices)
        at.work_until(invoices)
        calls, ended = at.calls()[before:], at.house.clock.now()
    refused = sum(call.status == 429 for call in calls)

    def minute_of(call: Call) -> int:
        return int((call.at - begun).total_seconds() // _MINUTE)

    minutes = Counter(map(minute_of, calls))
    days = Counter(int((call.at - begun).total_seconds() // _DAY) for call in calls)
    return SingleInvoices(
        invoices=invoices,
        refused=refused,
        fewest_a_minute=_full(minutes, {minute_of(call) for call in calls if call.method == "PUT"}),
        days=[days[day] for day in sorted(days)],
        hours=(ended - begun).total_seconds() / 3600,
    )


def _seldom(values: Mapping[str, str]) -> Rhythm:
    return replace(rhythm_of(values), walk_every=timedelta(days=1))


def _full(minutes: Counter[int], sent: Container[int]) -> int:
    """The fewest calls in any minute between two in which invoices were sent: work was there all through."""
    between = [minutes[one] for one in minutes if one - 1 in sent and one + 1 in sent]
    return min(between, default=0)


def idle(days: int) -> IdleDays:
    """Nothing happens on either side."""
    with tempfile.TemporaryDirectory() as folder, office(Path(folder)) as at:
        at.house.run_for(_DAY)
        file = Path(folder) / "data" / "hubflo-xero.db"
        before, calls = _size(file), len(at.calls())
        at.house.run_for(days * _DAY)
        return IdleDays(
            days=days,
            calls_a_day=(len(at.calls()) - calls) / days,
            grown_bytes=_size(file) - before,
        )


def _size(file: Path) -> int:
    """What lies in the file's pages that are in use."""
    with closing(sqlite3.connect(f"file:{file}?mode=ro", uri=True)) as store:
        [pages] = store.execute("PRAGMA page_count").fetchone()
        [free] = store.execute("PRAGMA freelist_count").fetchone()
        [size] = store.execute("PRAGMA page_size").fetchone()
    return int((pages - free) * size)


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["calls"]:
            tell(one_invoice())
        case ["backlog", invoices, customers]:
            tell(backlog(int(invoices), int(customers)))
        case ["single", invoices]:
            tell(single(int(invoices)))
        case ["idle", days]:
            tell(idle(int(days)))
