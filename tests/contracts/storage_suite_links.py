"""What every keeper of links must do."""

from dataclasses import replace
from datetime import timedelta

import pytest

from domain.connection import Connection
from domain.errors import StoreProblem
from domain.ids import LedgerContactId, PersonId
from domain.links import CustomerLink, LinkState, Party, PartyKind, PersonLink
from domain.reasons import Reason
from tests.contracts.storage_fixtures import Rig, StorageSuite

EVIDENCE = Reason(code="email-and-name", facts={"email": "zoë@example.com"})
JANE = PersonId("p-1")


class LinksSuite(StorageSuite):
    """Rows of `Links`."""

    def link(
        self, rig: Rig, contact_id: str = "c-1", person_id: str = "p-1", feeds: bool = True
    ) -> PersonLink:
        """A person link."""
        return PersonLink(
            contact_id=LedgerContactId(contact_id),
            person_id=PersonId(person_id),
            evidence=EVIDENCE,
            made_at=rig.now,
            feeds=feeds,
        )

    def customer(self, rig: Rig, contact_id: str, party_id: str) -> CustomerLink:
        """A customer link."""
        party = Party(kind=PartyKind.COMPANY, id=party_id)
        return CustomerLink(
            contact_id=LedgerContactId(contact_id), party=party, evidence=EVIDENCE, made_at=rig.now
        )

    def test_person_links_many_to_one(self, rig: Rig, connection: Connection) -> None:
        second = replace(self.link(rig, "c-0", feeds=False), made_at=rig.now - timedelta(days=1))
        first = self.link(rig, "c-1")
        with rig.writing(connection) as books:
            books.links.add_person(second)
            books.links.add_person(first)

            assert books.links.person_link(first.contact_id) == first
            assert books.links.links_of_person(JANE) == (first, second)
            assert books.links.person_links([first.contact_id, LedgerContactId("c-9")]) == {
                first.contact_id: first
            }
            assert books.links.person_link(LedgerContactId("c-9")) is None

    def test_a_contact_is_joined_to_one_person(self, rig: Rig, connection: Connection) -> None:
        with rig.writing(connection) as books:
            books.links.add_person(self.link(rig))
            books.links.add_person(replace(self.link(rig), made_at=rig.now + timedelta(days=1)))

        with pytest.raises(StoreProblem, match="contact-joined-already"), rig.writing(connection) as books:
            books.links.add_person(self.link(rig, person_id="p-2"))
        with rig.reading(connection) as books:
            assert books.links.person_link(LedgerContactId("c-1")) == self.link(rig)

    def test_only_one_contact_feeds_a_person(self, rig: Rig, connection: Connection) -> None:
        with rig.writing(connection) as books:
            books.links.add_person(self.link(rig, "c-1"))

        with pytest.raises(StoreProblem, match="person-fed-already"), rig.writing(connection) as books:
            books.links.add_person(self.link(rig, "c-2"))

    def test_customer_links_one_to_one(self, rig: Rig, connection: Connection) -> None:
        link = self.customer(rig, "c-1", "k-1")
        with rig.writing(connection) as books:
            assert books.links.add_customer(link)
            assert not books.links.add_customer(self.customer(rig, "c-1", "k-2"))
            assert not books.links.add_customer(self.customer(rig, "c-2", "k-1"))
            assert not books.links.add_customer(link)
            assert books.links.add_customer(self.customer(rig, "c-2", "k-2"))

            assert books.links.customer_of_party(link.party) == link
            assert books.links.customer_of_contact(link.contact_id) == link
            assert books.links.customer_of_party(Party(kind=PartyKind.PERSON, id="k-1")) is None
            assert books.links.customer_of_contact(LedgerContactId("c-9")) is None

    def test_a_party_moves_to_a_contact_that_nobody_is_billed_as(
        self, rig: Rig, connection: Connection
    ) -> None:
        link, taken = self.customer(rig, "c-1", "k-1"), self.customer(rig, "c-2", "k-2")
        moved = replace(self.customer(rig, "c-3", "k-1"), made_at=rig.now + timedelta(hours=1))
        with rig.writing(connection) as books:
            books.links.add_customer(link)
            books.links.add_customer(taken)
            books.links.move_customer(moved)
            books.links.move_customer(moved)
            books.links.move_customer(self.customer(rig, "c-4", "k-4"))

            assert books.links.customer_of_party(link.party) == moved
            asked = [LedgerContactId(f"c-{n}") for n in range(1, 5)]
            assert books.links.customers_of(asked) == {
                "c-2": taken.party,
                "c-3": link.party,
                "c-4": Party(kind=PartyKind.COMPANY, id="k-4"),
            }
            assert books.links.customers_of([]) == {}
        with pytest.raises(StoreProblem, match="contact-billed-already"), rig.writing(connection) as books:
            books.links.move_customer(self.customer(rig, "c-2", "k-1"))

    def test_a_state_changes_and_a_link_can_be_parted(self, rig: Rig, connection: Connection) -> None:
        link = self.link(rig)
        with rig.writing(connection) as books:
            books.links.add_person(link)
            books.links.set_state(link.contact_id, LinkState.ARCHIVED)
            assert books.links.person_link(link.contact_id) == replace(link, state=LinkState.ARCHIVED)
            books.links.remove_person(link.contact_id)
            assert books.links.person_link(link.contact_id) is None

    def test_what_was_written_is_added_up(self, rig: Rig, connection: Connection) -> None:
        with rig.writing(connection) as books:
            assert books.links.written(JANE) == {}
            books.links.wrote(JANE, {"first_name": "Zoë", "phone": "1"})
            books.links.wrote(JANE, {"phone": "2", "city": ""})
            books.links.wrote(PersonId("p-2"), {"phone": "9"})
            assert books.links.written(JANE) == {"first_name": "Zoë", "phone": "2", "city": ""}
            books.links.forget_written(JANE)
            assert books.links.written(JANE) == {}
            assert books.links.written(PersonId("p-2")) == {"phone": "9"}

    def test_each_connection_has_its_own(self, rig: Rig, connection: Connection) -> None:
        other = rig.connect("other", portal="portal-2")
        with rig.writing(connection) as books:
            books.links.add_person(self.link(rig))
            books.links.add_customer(self.customer(rig, "c-1", "k-1"))
            books.links.wrote(JANE, {"phone": "1"})

        with rig.writing(other) as books:
            assert books.links.links_of_person(JANE) == ()
            assert books.links.customer_of_contact(LedgerContactId("c-1")) is None
            assert books.links.written(JANE) == {}
            books.links.add_person(self.link(rig, person_id="p-2"))
            assert books.links.add_customer(self.customer(rig, "c-1", "k-9"))
            books.links.remove_person(LedgerContactId("c-1"))
        with rig.reading(connection) as books:
            assert books.links.person_link(LedgerContactId("c-1")) == self.link(rig)
