"""Lives of an installation whose store was lost, or put back from long ago: rebuild, accept, go on."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

from sqlalchemy import Engine, case, select

from adapters.storage.tables.invoices import invoice
from adapters.storage.tables.links import customer_link, person_link
from adapters.storage.tables.story import hold
from domain.connection import Connection, ConnectionState
from domain.life import Stage
from domain.payment_record import is_of_payment
from domain.services import noted
from tests.support.billing import OWNER, BillingInstallation, switch_on, until_read
from tests.support.billing_firm import AtHand, pay_as_much_again
from tests.support.canon import Canon
from tests.support.house import House
from tests.support.lives import MOST_VISITS, NeverQuiet, Snapshot, next_look
from tests.support.points import Killed, Points, at

LONG_AFTER_SECONDS = 3 * 60 * 60
SIDES = (
    *(
        "hubflo contacts",
        "hubflo companies",
        "hubflo invoices",
        "xero contacts",
        "xero invoices",
        "xero payments",
    ),
    *("hubflo changes by us", "xero changes by us"),
)
"""Parts of the end state that are records of either side, and what we changed in them."""

Links = Mapping[str, frozenset[tuple[str, ...]]]
"""Which of theirs is which, as pairs of ids."""


class RebuiltInstallation(BillingInstallation):
    """A firm that bills; its undisturbed life is `finished`, and what can be set back to is kept."""

    def __init__(self, folder: Path) -> None:
        """One undisturbed life first, of which every commit is remembered as an old store.

        Then a client pays once more. What comes of that where no store is lost is the end of this life.
        """
        super().__init__(folder)
        self.older: list[Snapshot] = []
        self.bill(at_each=self._keep)
        self.clock.advance(LONG_AFTER_SECONDS)
        pay_as_much_again(AtHand(self.world), self.firm.organization_id)
        self.finished = self.snapshot(0, "finished")
        self.go_on()

    def with_store_of(self, older: Snapshot) -> Snapshot:
        """Both sides as they are in the end, and a store that is older, or fresh."""
        return replace(self.finished, database=older.database, point=older.point, number=older.number)

    def rebuild(
        self, kill_at: int | None = None, at_each: Callable[[int, str], None] = lambda number, name: None
    ) -> Points:
        """One life, to its end or up to the point where it is killed; what is done is found so."""
        points = Points(at(kill_at), at_each=at_each)
        with self.process(points) as house:
            try:
                _rebuilt(self, house)
            except Killed:
                return points
        return points

    def links(self) -> Links:
        """Customer links, person links and invoice links in the store."""
        return links_of(self.engine)

    def questions(self) -> set[str]:
        """What is asked about payments."""
        with self.engine.connect() as transaction:
            rows = transaction.execute(select(hold.c.subject, hold.c.code))
            return {row.code for row in rows if is_of_payment(row.subject)}

    def sides(self) -> Canon:
        """Both sides' records, and what was changed in them by us."""
        return {part: lines for part, lines in self.canon().items() if part in SIDES}

    def _keep(self, number: int, name: str) -> None:
        if name.startswith("after commit"):
            self.older.append(self.snapshot(number, name))


def _rebuilt(here: RebuiltInstallation, house: House) -> None:
    container = house.container
    container.storage().instance.check_place()
    known = container.storage().connections.all()
    connection = known[0] if known else house.connect(here.firm)
    with container.storage().store.reading(connection.id) as books:
        was_begun, state = noted.was_rebuilt(books), books.connection.state
    if not was_begun:
        container.rebuilding().begin(connection.id, actor=OWNER)
    if not was_begun or state is ConnectionState.REBUILDING:
        until_listed(house, connection)
        container.rebuilding().accept(connection.id, actor=OWNER)
    container.switching().go_live(connection.id, actor=OWNER)
    switch_on(container, connection)
    until_read(house, connection, None)
    _say_what_is_left(house, connection)
    until_read(house, connection, None)


def _say_what_is_left(house: House, connection: Connection) -> None:
    """How money came in is lost with the store: what is asked about beside what we posted is to be posted."""
    with house.container.storage().store.reading(connection.id) as books:
        asked = [one for one in books.holds.all() if one.cause.code == "payment-does-not-fit"]
    for one in asked:
        house.container.steering_payments().release(
            connection.id, one.cause.facts["invoice_id"], Decimal(one.cause.facts["open"]), actor=OWNER
        )


def until_listed(house: House, connection: Connection) -> None:
    """Visits until both sides were read and everything is linked again."""
    for _ in range(MOST_VISITS):
        house.container.clerk().visit(connection.id)
        if house.container.rebuilding().told(connection.id).is_read:
            return
        wait = next_look(house, connection.id) - house.clock.now()
        house.clock.advance(max(0.001, wait.total_seconds()))
    raise NeverQuiet(f"not listed after {MOST_VISITS} visits, at {house.clock.now()}")


def links_of(engine: Engine) -> Links:
    """As pairs of ids. Which side was first to take away what is gone from both is not known after a loss."""
    ended = case((invoice.c.stage == Stage.CANCELLED.value, Stage.REMOVED.value), else_=invoice.c.stage)
    wanted = {
        "customers": (customer_link.c.party_kind, customer_link.c.party_id, customer_link.c.contact_id),
        "people": (person_link.c.contact_id, person_link.c.person_id),
        "invoices": (invoice.c.invoice_id, ended, invoice.c.document_id),
    }
    with engine.connect() as transaction:
        return {
            name: frozenset(tuple(str(each) for each in row) for row in transaction.execute(select(*columns)))
            for name, columns in wanted.items()
        }
