"""What a person does with invoices, where several steps do it alike."""

from collections.abc import Callable, Mapping

from domain.connection import Connection
from domain.dispatch import OpenElement
from domain.invoice import InvoiceId
from domain.invoice_record import InvoiceRecord
from domain.life import IN_WORK
from domain.nudge import Delivery
from domain.units import Unit
from tests.scenarios.office import ACTOR
from tests.support.house import House

SOON_SECONDS = 75.0
"""Within a minute Hubflo is looked at by itself, and what was found is done."""
_TICK_SECONDS = 15.0
_ROUNDS = 8
_SECONDS = 90
TODAY = "today"


def choose(house: House, connection: Connection, settings: Mapping[str, str]) -> None:
    """Settings of the connection, as `settings set` puts them; `today` is the day by the clock in London."""
    today = house.clock.now().date().isoformat()
    for name, text in settings.items():
        house.container.adjusting().change(connection, name, _day(today, text), actor=ACTOR)


def _day(today: str, text: str) -> str:
    return {TODAY: today}.get(text, text)


def soon(house: House) -> None:
    """Let `run` notice what happened, and do what follows from it."""
    house.run_for(SOON_SECONDS, tick_seconds=_TICK_SECONDS)


def meanwhile(house: House, connection: Connection, after: Mapping[type[Unit], Callable[[], object]]) -> None:
    """The same, and directly after the first unit of a kind something happens."""
    left = dict(after)

    def after_unit(unit: Unit) -> None:
        left.pop(type(unit), _nothing)()

    for _ in range(_ROUNDS):
        house.clock.advance(_TICK_SECONDS)
        house.container.clerk().visit(connection.id, after_unit=after_unit)
    assert left == {}, "what was to be interrupted was not done"


def until(house: House, connection: Connection, kind: type[Unit]) -> None:
    """Work second by second until one unit of that kind was done, well or not."""
    done: list[type[Unit]] = []
    for _ in range(_SECONDS):
        house.clock.advance(1.0)
        house.container.clerk().visit(connection.id, after_unit=lambda unit: done.append(type(unit)))
        if kind in done:
            return
    raise AssertionError(f"no {kind.__name__} was done")


def stuck(house: House, connection: Connection) -> list[str]:
    """Issued invoices that are in work although nothing is due of them and nothing of theirs is open."""
    with house.container.storage().store.reading(connection.id) as books:
        open_ = books.dispatches.open()
        records = books.invoices.listing(stages=IN_WORK, limit=10_000)
    return [record.invoice.title for record in records if _is_stuck(record, open_)]


def conserved(house: House, connection: Connection) -> bool:
    """Whether every contact, invoice and payment that was seen, or that the story tells of, is somewhere."""
    with house.container.storage().store.reading(connection.id) as books:
        counts = (books.ledger.counts(books.scans.current_run()), books.invoices.counts())
        lost = [one for kind in ("contact", "invoice", "payment") for one in books.events.lost(kind)]
        return books.payments.counts().conserved and all(one.conserved for one in counts) and not lost


def _is_stuck(record: InvoiceRecord, open_: tuple[OpenElement, ...]) -> bool:
    subjects = {one.element.subject for one in open_}
    return record.invoice.is_issued and record.step is None and record.subject not in subjects


def _nothing() -> None:
    """What happens after most units."""


def nudged(house: House, connection: Connection, invoice_id: InvoiceId, count: int) -> None:
    """So many deliveries of webhooks that name the invoice."""
    at = house.clock.now()
    house.container.storage().intake.record(
        [
            Delivery(
                connection_id=connection.id,
                hook="hook",
                id=f"{at} {number}",
                at=at,
                invoice_id=invoice_id,
            )
            for number in range(count)
        ]
    )
