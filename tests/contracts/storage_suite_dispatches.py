"""What every keeper of dispatches must do."""

from dataclasses import replace
from datetime import timedelta

import pytest

from domain.connection import Connection
from domain.dispatch import Act, Dispatch, Element, ElementState, OpenElement
from domain.errors import StoreProblem
from domain.ids import DispatchId
from tests.contracts.storage_fixtures import Rig, StorageSuite


def element(number: int = 1, subject: str = "contact:1") -> Element:
    """An element that creates a person."""
    return Element(number=number, act=Act.CREATE_PERSON, subject=subject, facts={"email": "zoë@example.com"})


class DispatchesSuite(StorageSuite):
    """Rows of `Dispatches`."""

    def dispatch(self, rig: Rig, dispatch_id: str = "d-1", *elements: Element, fence: int = 1) -> Dispatch:
        """A dispatch that is given up half a minute later."""
        return Dispatch(
            id=DispatchId(dispatch_id),
            at=rig.now,
            method="POST",
            path="/contacts",
            body_hash="00ff",
            give_up_at=rig.now + timedelta(seconds=30),
            fence=fence,
            settings_version=3,
            elements=elements or (element(),),
        )

    def open_as(self, dispatch: Dispatch, element: Element) -> OpenElement:
        """How an element comes back."""
        return OpenElement(
            dispatch_id=dispatch.id,
            sent_at=dispatch.at,
            give_up_at=dispatch.give_up_at,
            fence=dispatch.fence,
            element=element,
        )

    def test_a_dispatch_comes_back_element_by_element(self, rig: Rig, connection: Connection) -> None:
        first, second = element(1), replace(element(2, "contact:2"), act=Act.UPDATE_PERSON)
        dispatch = self.dispatch(rig, "d-1", first, second)
        with rig.writing(connection) as books:
            books.dispatches.add(dispatch)

            assert books.dispatches.open() == (self.open_as(dispatch, first), self.open_as(dispatch, second))
            assert books.dispatches.of("contact:2") == (self.open_as(dispatch, second),)
            assert books.dispatches.of("contact:3") == ()
        assert rig.sql("SELECT method, path, body_hash, settings_version FROM dispatch") == [
            ("POST", "/contacts", "00ff", 3)
        ]

    @pytest.mark.parametrize("state", list(ElementState))
    def test_what_is_open(self, rig: Rig, connection: Connection, state: ElementState) -> None:
        dispatch = self.dispatch(rig)
        with rig.writing(connection) as books:
            books.dispatches.add(dispatch)
            books.dispatches.settle(dispatch.id, 1, state)
            without_a_look = books.dispatches.open()
            books.dispatches.settle(dispatch.id, 1, state, look_at=rig.now)
            with_a_look = books.dispatches.open()

        unsettled = state in (ElementState.DISPATCHED, ElementState.UNKNOWN)
        assert len(without_a_look) == unsettled
        assert len(with_a_look) == (unsettled or state is ElementState.DONE)

    def test_settling_notes_looks_and_the_remote_id(self, rig: Rig, connection: Connection) -> None:
        dispatch = self.dispatch(rig)
        later = rig.now + timedelta(days=1)
        with rig.writing(connection) as books:
            books.dispatches.add(dispatch)
            books.dispatches.settle(dispatch.id, 1, ElementState.UNKNOWN, look_at=later, looked=True)
            books.dispatches.settle(dispatch.id, 1, ElementState.DONE, remote_id="p-1", looked=True)
            books.dispatches.settle(dispatch.id, 1, ElementState.DONE)

            settled = replace(element(), state=ElementState.DONE, remote_id="p-1", looks=2)
            assert books.dispatches.of("contact:1") == (self.open_as(dispatch, settled),)

    def test_an_element_that_was_never_recorded_is_not_settled(
        self, rig: Rig, connection: Connection
    ) -> None:
        with rig.writing(connection) as books:
            books.dispatches.add(self.dispatch(rig))
        with pytest.raises(StoreProblem, match="element-unknown"), rig.writing(connection) as books:
            books.dispatches.settle(DispatchId("d-1"), 2, ElementState.DONE)

    def test_an_older_clerks_elements_become_unknown(self, rig: Rig, connection: Connection) -> None:
        older, newer = self.dispatch(rig, "d-1", fence=1), self.dispatch(rig, "d-2", fence=2)
        done = self.dispatch(rig, "d-3", fence=1)
        with rig.writing(connection) as books:
            for dispatch in (older, newer, done):
                books.dispatches.add(dispatch)
            books.dispatches.settle(done.id, 1, ElementState.DONE)
            assert books.dispatches.abandon(2, rig.now) == 1
            assert books.dispatches.abandon(2, rig.now) == 0

            states = {one.dispatch_id: one.element for one in books.dispatches.of("contact:1")}
        assert states[older.id] == replace(element(), state=ElementState.UNKNOWN, look_at=older.give_up_at)
        assert states[newer.id].state is ElementState.DISPATCHED
        assert states[done.id].state is ElementState.DONE

    def test_what_was_given_up_long_ago_is_looked_at_now(self, rig: Rig, connection: Connection) -> None:
        tomorrow = rig.now + timedelta(days=1)
        with rig.writing(connection) as books:
            books.dispatches.add(self.dispatch(rig))
            books.dispatches.abandon(2, tomorrow)

            assert [one.element.look_at for one in books.dispatches.open()] == [tomorrow]

    def test_forgetting_blanks_facts(self, rig: Rig, connection: Connection) -> None:
        dispatch = self.dispatch(rig, "d-1", element(1), element(2, "contact:2"))
        with rig.writing(connection) as books:
            books.dispatches.add(dispatch)
            books.dispatches.forget("contact:1")

            assert [dict(one.element.facts) for one in books.dispatches.open()] == [
                {},
                {"email": "zoë@example.com"},
            ]

    @pytest.mark.parametrize("act", [Act.CREATE_DOCUMENT, Act.CHANGE_DOCUMENT, Act.CREATE_CUSTOMER])
    def test_no_number_stands_twice_in_a_dispatch(self, rig: Rig, connection: Connection, act: Act) -> None:
        """The answer is told apart by the numbers, and the ledger takes them without regard to case."""

        def numbered(*numbers: str) -> list[Element]:
            return [
                Element(number=n, act=act, subject=f"invoice:{n}", facts={"number": number})
                for n, number in enumerate(numbers, start=1)
            ]

        with rig.writing(connection) as books:
            books.dispatches.add(self.dispatch(rig, "d-1", *numbered("INV-1", "INV-2", "", "")))
            books.dispatches.add(self.dispatch(rig, "d-2", *numbered("INV-1")))
        with pytest.raises(StoreProblem, match="number-twice"), rig.writing(connection) as books:
            books.dispatches.add(self.dispatch(rig, "d-3", *numbered("INV-1", " inv-1")))

    def test_what_has_no_number_may_say_the_same(self, rig: Rig, connection: Connection) -> None:
        links = [
            Element(number=n, act=Act.WRITE_LINK, subject=f"invoice:{n}", facts={"number": "INV-1"})
            for n in (1, 2)
        ]
        with rig.writing(connection) as books:
            books.dispatches.add(self.dispatch(rig, "d-1", *links))
            assert len(books.dispatches.open()) == 2

    def test_each_connection_has_its_own(self, rig: Rig, connection: Connection) -> None:
        other = rig.connect("other", portal="portal-2")
        for each in (connection, other):
            with rig.writing(each) as books:
                books.dispatches.add(self.dispatch(rig))

        with rig.writing(other) as books:
            books.dispatches.forget("contact:1")
            assert books.dispatches.abandon(9, rig.now) == 1
        with rig.reading(connection) as books:
            assert books.dispatches.open() == (self.open_as(self.dispatch(rig), element()),)
