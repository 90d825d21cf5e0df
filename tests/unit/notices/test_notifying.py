"""Once when a cause starts, once when it ends, at most one message an hour, and daily that all is well."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

import pytest

from domain.connection import Connection
from domain.errors import Unavailable
from domain.hold import Cause
from domain.ports.notices import Messenger, Notice
from domain.services.notifying import Notifying, failing
from entrypoints.notices import notice_of
from tests.support.house import House, firm_house

ADDRESS = "https://hooks.example/told"
HOUR = 3600.0


@dataclass(slots=True)
class Letters(Messenger):
    """Keeps what is sent, unless the line is down."""

    sent: list[Notice] = field(default_factory=list)
    is_down: bool = False

    def send(self, address: str, notice: Notice) -> None:
        """Take it."""
        assert address == ADDRESS
        if self.is_down:
            raise Unavailable(service="notify", why="ConnectError")
        self.sent.append(notice)


@dataclass(frozen=True, slots=True, kw_only=True)
class Office:
    """A connected house that wants to be told."""

    house: House
    connection: Connection
    letters: Letters
    failures: list[str] = field(default_factory=list)

    def failing_since(self) -> datetime | None:
        """Since when nothing could be sent."""
        with self.house.container.storage().store.reading(self.connection.id) as books:
            return failing(books)[0]

    def look(self) -> list[str]:
        """The kinds of what was sent by this look."""
        before = len(self.letters.sent)
        storage = self.house.container.storage()
        Notifying(
            store=storage.store,
            connections=storage.connections,
            messenger=self.letters,
            clock=self.house.clock,
            write=notice_of,
            failed=lambda _connection, problem: self.failures.append(problem.reason),
        ).look()
        return [str(notice.data["kind"]) for notice in self.letters.sent[before:]]

    def hold(self, subject: str, key: str) -> None:
        """Something needs a person."""
        cause = Cause(code="recipient-missing", key=key, facts={"invoice": "Workshop", "invoice_id": subject})
        with self.house.container.storage().store.writing(self.connection.id) as books:
            books.holds.put(f"invoice:{subject}", cause, self.house.clock.now())

    def release(self, subject: str) -> None:
        """It needs nobody any more."""
        with self.house.container.storage().store.writing(self.connection.id) as books:
            books.holds.release(f"invoice:{subject}")

    def set(self, **values: str) -> None:
        """Set settings."""
        with self.house.container.storage().store.writing(self.connection.id) as books:
            _, known = books.settings.current()
            named = {name.replace("_", "-"): value for name, value in values.items()}
            books.settings.put({**known, **named}, now=self.house.clock.now(), actor="person:test")


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    with firm_house(tmp_path) as (house, firm):
        connection = house.connect(firm)
        house.container.switching().go_live(connection.id, actor="person:test")
        office = Office(house=house, connection=connection, letters=Letters())
        office.set(notify=ADDRESS, notify_all_well="no")
        yield office


def test_a_cause_is_told_once_when_it_starts_and_once_when_it_ends(office: Office) -> None:
    office.hold("1", "a")

    assert office.look() == ["began"]
    assert office.look() == []
    office.house.clock.advance(5 * HOUR)
    assert office.look() == []

    office.release("1")
    assert office.look() == ["all-ended"]
    office.house.clock.advance(5 * HOUR)
    assert office.look() == []


def test_many_of_one_cause_are_one_message(office: Office) -> None:
    for number in range(5):
        office.hold(str(number), "a")

    assert office.look() == ["began"]
    assert office.letters.sent[0].data["needs_you"] == 1


def test_at_most_one_message_an_hour_and_the_next_tells_all(office: Office) -> None:
    office.hold("1", "a")
    office.look()
    office.hold("2", "b")
    office.hold("3", "c")

    office.house.clock.advance(HOUR - 60)
    assert office.look() == []

    office.house.clock.advance(60)
    assert office.look() == ["began"]
    began = office.letters.sent[-1].data["began"]
    assert isinstance(began, list)
    assert len(began) == 2


def test_what_ended_before_it_could_be_told_is_told_to_nobody(office: Office) -> None:
    office.hold("1", "a")
    office.look()
    office.hold("2", "b")
    office.look()
    office.release("2")

    office.house.clock.advance(2 * HOUR)
    assert office.look() == []


def test_what_comes_back_is_told_again(office: Office) -> None:
    office.hold("1", "a")
    office.look()
    office.release("1")
    office.house.clock.advance(2 * HOUR)
    office.look()
    office.hold("1", "a")

    office.house.clock.advance(2 * HOUR)
    assert office.look() == ["began"]


def test_what_could_not_be_sent_is_sent_later_and_the_failure_is_told(office: Office) -> None:
    office.hold("1", "a")
    office.letters.is_down = True
    assert office.look() == []
    office.letters.is_down = False

    assert office.look() == []
    office.house.clock.advance(600)
    assert office.look() == ["began"]
    with office.house.container.storage().store.reading(office.connection.id) as books:
        assert "notice-failed" in {event.code for event in books.events.latest()}


def test_that_nothing_can_be_sent_is_known_until_something_was(office: Office) -> None:
    office.hold("1", "a")
    office.letters.is_down = True
    begun = office.house.clock.now()
    for _ in range(3):
        office.look()
        office.house.clock.advance(600)
    assert (office.failing_since(), office.failures) == (begun, ["unavailable"])

    office.letters.is_down = False
    assert office.look() == ["began"]
    assert office.failing_since() is None


def test_all_is_well_once_a_day_and_only_then(office: Office) -> None:
    office.set(notify_all_well="yes")

    assert office.look() == ["all-well"]
    office.house.clock.advance(23 * HOUR)
    assert office.look() == []
    office.house.clock.advance(HOUR)
    assert office.look() == ["all-well"]

    office.hold("1", "a")
    office.house.clock.advance(25 * HOUR)
    assert office.look() == ["began"]
    office.house.clock.advance(25 * HOUR)
    assert office.look() == []


def test_who_wants_not_to_be_told_is_not(office: Office) -> None:
    office.set(notify="")
    office.hold("1", "a")

    assert office.look() == []
