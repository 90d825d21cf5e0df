"""Where stories are played: an installation that is connected, imported and live, with invoices switched on.

It is made once, and set back to that moment before each story: the store from a template that has every
migration, both services from a copy of their state. There is one for each way of numbering, and from it one
for the settings that a story switches on, made when the first such story begins.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from dependency_injector import providers

from adapters.sandbox.control import perform
from adapters.sandbox.xero.invoices.record import Invoice
from domain.ids import ConnectionId
from domain.ports.store import Books
from domain.settings import Rhythm, rhythm_of
from tests.simulation.story import ON, Numbers, Story
from tests.support.billing_firm import PAYMENTS, SETTINGS, billing_firm
from tests.support.house import House
from tests.support.lives import Installation, Snapshot
from tests.support.points import Points

ACTOR = "person:test"
WALKS_EVERY, DOCUMENTS_EVERY = timedelta(minutes=2), timedelta(minutes=5)
BEGINS_AFTER = timedelta(minutes=11)
"""So long after switching on that Xero's settings have to be read anew."""


class Stage(Installation):
    """An installation that goes back to where its stories begin."""

    def __init__(self, folder: Path) -> None:
        """Connect and import, once for each way of numbering."""
        super().__init__(folder, billing_firm)
        self.connection_id: ConnectionId
        self._begun: dict[tuple[Numbers, frozenset[str]], Snapshot] = {}
        for numbers in ("placeholder", "ledger"):
            self.set_back(self.fresh)
            self._begin(numbers)
            self._begun[numbers, frozenset()] = self.snapshot(0, f"numbers: {numbers}")

    def begin(self, story: Story) -> None:
        """As it was when invoices had just been switched on, with Xero as the story wants it."""
        begun = self._begun.get((story.numbers, story.on))
        if begun is None:
            self.set_back(self._begun[story.numbers, frozenset()])
            self._set({name: ON[name] for name in sorted(story.on)})
            begun = self._begun[story.numbers, story.on] = self.snapshot(0, f"{story.numbers}, {story.on}")
        self.set_back(begun)
        if story.switches:
            perform(self.world, "xero.turn_switches", **dict(story.switches))

    @contextmanager
    def process(self, points: Points) -> Iterator[House]:
        """Lists are walked every few minutes, so that most time of a story is spent on what happens in it."""
        with super().process(points) as house:
            house.container.rhythm.override(providers.Object(_unhurried))
            yield house

    @contextmanager
    def books(self) -> Iterator[Books]:
        """The books as they are, for who looks on."""
        with (
            self.process(Points()) as house,
            house.container.storage().store.reading(self.connection_id) as books,
        ):
            yield books

    def documents(self) -> list[Invoice]:
        """Every document that Xero has."""
        return [*self.world.xero.organisations[self.firm.tenant_id].invoices]

    def _begin(self, numbers: Numbers) -> None:
        with self.process(Points()) as house:
            connection = house.connect(self.firm)
            house.work(connection)
            house.container.switching().go_live(connection.id, actor=ACTOR)
            house.work(connection)
            self.connection_id = connection.id
        self._set({**SETTINGS, **PAYMENTS, "numbers": numbers})
        self.clock.advance(BEGINS_AFTER.total_seconds())

    def _set(self, values: Mapping[str, str]) -> None:
        with self.process(Points()) as house:
            (connection,) = house.container.storage().connections.all()
            for name, value in values.items():
                house.container.adjusting().change(connection, name, value, actor=ACTOR)
            house.work(connection)


def _unhurried(values: Mapping[str, str]) -> Rhythm:
    return replace(rhythm_of(values), walk_every=WALKS_EVERY, documents_every=DOCUMENTS_EVERY)
