"""What every mirror of the portal's people and companies must do."""

from datetime import timedelta

from domain.connection import Connection
from domain.contact import Address, Company, Person
from domain.ids import CompanyId, PersonId
from tests.contracts.storage_fixtures import Rig, StorageSuite

JANE = PersonId("p-1")


def person(person_id: str, first_name: str = "Jane", last_name: str = "Smith", email: str = "") -> Person:
    """A person with a name."""
    return Person(id=PersonId(person_id), first_name=first_name, last_name=last_name, email=email)


def company(company_id: str, name: str = "Acme Ltd", vat: str = "", registration: str = "") -> Company:
    """A company with a name."""
    return Company(id=CompanyId(company_id), name=name, vat_number=vat, registration_number=registration)


class PortalMirrorSuite(StorageSuite):
    """Rows of `PortalMirror`."""

    def test_people_and_companies_come_back_whole(self, rig: Rig, connection: Connection) -> None:
        jane = Person(
            id=JANE,
            first_name="Jäne",
            last_name="O'Neil",
            email="J@Example.com",
            phone="1",
            address=Address(street="1 Way", city="Leeds", region="W", postal_code="LS1", country="UK"),
            company_id=CompanyId("k-1"),
            company_name="Acme",
            created_at=rig.now,
        )
        acme = Company(
            id=CompanyId("k-1"),
            name="Acme",
            vat_number="GB 1",
            registration_number="0/1",
            email="a@acme.com",
            address=Address(street="2 Way\n1st", city="Hull", region="E", postal_code="HU1", country="GB"),
        )

        with rig.writing(connection) as books:
            books.portal.put_people([jane, person("p-2")], rig.now)
            books.portal.put_companies([acme], rig.now)

        with rig.reading(connection) as books:
            assert books.portal.person(JANE) == jane
            assert books.portal.people_by_id(["p-1", "p-2", "p-3"]) == {"p-1": jane, "p-2": person("p-2")}
            assert books.portal.company(CompanyId("k-1")) == acme
            assert books.portal.companies_by_id(["k-1", "k-2"]) == {"k-1": acme}
            assert books.portal.person(PersonId("p-3")) is None
            assert books.portal.company(CompanyId("k-2")) is None

    def test_people_are_found_by_folded_keys(self, rig: Rig, connection: Connection) -> None:
        with rig.writing(connection) as books:
            books.portal.put_people(
                [
                    person("p-2", "Zoë", "Smith", "Office@Example.com"),
                    person("p-1", "zoe", "SMITH", "office@example.com"),
                    person("p-3", "", "", ""),
                ],
                rig.now,
            )

        with rig.reading(connection) as books:
            by_email = books.portal.people_by_email(["office@example.com", "nobody@example.com", ""])
            by_name = books.portal.people_by_name(["zoe smith", ""])
            assert {key: [one.id for one in found] for key, found in by_email.items()} == {
                "office@example.com": ["p-1", "p-2"]
            }
            assert {key: [one.id for one in found] for key, found in by_name.items()} == {
                "zoe smith": ["p-1", "p-2"]
            }
            assert [one.id for one in books.portal.find_people("ZOE  SMITH")] == ["p-1", "p-2"]
            assert [one.id for one in books.portal.find_people("OFFICE@example.com ")] == ["p-1", "p-2"]
            assert [one.id for one in books.portal.find_people("p-3")] == ["p-3"]
            assert books.portal.find_people(" ") == ()

    def test_companies_are_found_by_name_and_number(self, rig: Rig, connection: Connection) -> None:
        with rig.writing(connection) as books:
            books.portal.put_companies(
                [
                    company("k-2", "ACME Limited", vat="GB 12", registration="77"),
                    company("k-1", "Acme Ltd", registration="gb-12"),
                    company("k-3", "Other"),
                ],
                rig.now,
            )

        with rig.reading(connection) as books:
            by_key = books.portal.companies_by_key(["acme", "none", ""])
            by_number = books.portal.companies_by_number(["GB12", "77", ""])
        assert {key: [one.id for one in found] for key, found in by_key.items()} == {"acme": ["k-1", "k-2"]}
        assert {key: [one.id for one in found] for key, found in by_number.items()} == {
            "GB12": ["k-1", "k-2"],
            "77": ["k-2"],
        }

    def test_a_later_sighting_replaces_an_earlier_one(self, rig: Rig, connection: Connection) -> None:
        with rig.writing(connection) as books:
            books.portal.put_people([person("p-1", email="old@example.com")], rig.now)
            books.portal.put_people([person("p-1", "Janet", email="new@example.com")], rig.now)
            books.portal.put_companies([company("k-1", "Old")], rig.now)
            books.portal.put_companies([company("k-1", "New")], rig.now + timedelta(seconds=1))

            assert books.portal.people_by_email(["old@example.com"]) == {}
            assert books.portal.person(JANE) == person("p-1", "Janet", email="new@example.com")
            assert books.portal.company(CompanyId("k-1")) == company("k-1", "New")

    def test_what_was_read_earlier_does_not_undo_what_was_read_later(
        self, rig: Rig, connection: Connection
    ) -> None:
        with rig.writing(connection) as books:
            books.portal.put_people([person("p-1", "Janet")], rig.now)
            books.portal.put_people([person("p-1", "Jane")], rig.now - timedelta(seconds=1))
            books.portal.put_companies([company("k-1", "New")], rig.now)
            books.portal.put_companies([company("k-1", "Old")], rig.now - timedelta(seconds=1))

            assert books.portal.person(JANE) == person("p-1", "Janet")
            assert books.portal.company(CompanyId("k-1")) == company("k-1", "New")

    def test_a_forgotten_person_stays_blank(self, rig: Rig, connection: Connection) -> None:
        with rig.writing(connection) as books:
            books.portal.put_people([person("p-1", email="jane@example.com"), person("p-2")], rig.now)
            books.portal.forget(JANE)
            books.portal.put_people([person("p-1", email="jane@example.com")], rig.now + timedelta(days=1))

            assert books.portal.person(JANE) == Person(id=JANE)
            assert books.portal.people_by_email(["jane@example.com"]) == {}
            assert [one.id for one in books.portal.people_by_name(["jane smith"])["jane smith"]] == ["p-2"]

    def test_each_connection_has_its_own(self, rig: Rig, connection: Connection) -> None:
        other = rig.connect("other", portal="portal-2")
        with rig.writing(connection) as books:
            books.portal.put_people([person("p-1", email="jane@example.com")], rig.now)
            books.portal.put_companies([company("k-1", vat="1")], rig.now)

        with rig.writing(other) as books:
            books.portal.forget(JANE)
            assert books.portal.person(JANE) is None
            assert books.portal.people_by_email(["jane@example.com"]) == {}
            assert books.portal.companies_by_number(["1"]) == {}
        with rig.reading(connection) as books:
            assert books.portal.person(JANE) == person("p-1", email="jane@example.com")

    def test_nothing_put_changes_nothing(self, rig: Rig, connection: Connection) -> None:
        with rig.writing(connection) as books:
            books.portal.put_people([], rig.now)
            books.portal.put_companies([], rig.now)

            assert books.portal.people_by_id([]) == {}
            assert books.portal.companies_by_number([]) == {}

    def test_texts_that_databases_refuse_are_kept_readable(self, rig: Rig, connection: Connection) -> None:
        with rig.writing(connection) as books:
            books.portal.put_people([person("p-1", "A\x00B", "\ud800")], rig.now)

            assert books.portal.person(JANE) == person("p-1", "A�B", "�")
