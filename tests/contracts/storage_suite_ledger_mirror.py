"""What every mirror of the ledger's contacts must do."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any

from domain.connection import Connection
from domain.contact import Address, ContactState, LedgerContact
from domain.decision import Action, CompanyChoice, Decision
from domain.hold import Cause
from domain.ids import CompanyId, LedgerContactId, PersonId
from domain.keys import keys_of_contact
from domain.ports.mirror import Kept, PageResult, Sighting
from domain.reasons import Reason
from domain.standing import Standing
from tests.contracts.storage_fixtures import Rig, StorageSuite

NO_EMAIL = Reason(code="no-email")
SUPPLIER = Reason(code="not-a-customer")
MERGED = Reason(code="merged", facts={"into": "c-9"})
RUN = 7


def sighting(contact_id: str, *reasons: Reason, **facts: Any) -> Sighting:
    """An ordinary customer, with what the test says of it."""
    usual: dict[str, Any] = {
        "name": f"Firm {contact_id} Ltd",
        "first_name": "Ann",
        "last_name": contact_id.upper(),
        "email": f"{contact_id}@example.com",
        "is_customer": True,
    }
    contact = LedgerContact(id=LedgerContactId(contact_id), **{**usual, **facts})
    return Sighting(contact=contact, keys=keys_of_contact(contact), reasons=reasons)


def creating(contact_id: str, **more: Any) -> Decision:
    """The decision to create a person."""
    usual: dict[str, Any] = {"first_name": "Ann", "last_name": contact_id.upper()}
    return Decision(contact_id=LedgerContactId(contact_id), action=Action.CREATE, **{**usual, **more})


class LedgerMirrorSuite(StorageSuite):
    """Rows of `LedgerMirror`."""

    def put(self, rig: Rig, connection: Connection, *sightings: Sighting, run: int = RUN) -> PageResult:
        """Put one page."""
        with rig.writing(connection) as books:
            return books.ledger.put_page(sightings, run)

    def decide(
        self, rig: Rig, connection: Connection, decision: Decision, standing: Standing = Standing.IN_WORK
    ) -> None:
        """Record one decision."""
        with rig.writing(connection) as books:
            books.ledger.decide([decision], {decision.contact_id: standing}, RUN)

    def kept(self, rig: Rig, connection: Connection, contact_id: str) -> Kept:
        """One contact that must be there."""
        with rig.reading(connection) as books:
            kept = books.ledger.get(LedgerContactId(contact_id))
        assert kept is not None
        return kept

    def test_what_was_put_comes_back_whole(self, rig: Rig, connection: Connection) -> None:
        seen = sighting(
            "c-1",
            SUPPLIER,
            MERGED,
            name="Zoë & Söhne <GmbH>",
            phone="+44 20 7946 0018",
            address=Address(street="1 Way\nFloor 2", city="Leeds", postal_code="LS1", country="UK"),
            number="mark-1",
            tax_number="GB 123 456 789",
            company_number="0123/45",
            default_sales_tax="OUTPUT2",
            is_customer=False,
            is_supplier=True,
            state=ContactState.ARCHIVED,
            merged_into=LedgerContactId("c-9"),
            other_emails=("a@example.com", "b@example.com"),
            updated_at=rig.now + timedelta(microseconds=1234),
        )

        self.put(rig, connection, seen)

        kept = self.kept(rig, connection, "c-1")
        assert (kept.contact, kept.keys, kept.reasons) == (seen.contact, seen.keys, seen.reasons)
        assert (kept.standing, kept.run, kept.decision, kept.forgotten) == (
            Standing.LEFT_OUT,
            RUN,
            None,
            False,
        )
        assert (kept.attempts, kept.not_before, kept.looked_up_at) == (0, None, None)

    def test_a_page_tells_new_changed_and_same(self, rig: Rig, connection: Connection) -> None:
        first = self.put(rig, connection, *(sighting(f"c-{n}") for n in range(5)))
        again = self.put(rig, connection, *(sighting(f"c-{n}") for n in range(5)))
        later = self.put(rig, connection, sighting("c-1", phone="1"), sighting("c-2"), sighting("c-9"))

        assert first == PageResult(new=5, changed=0, same=0)
        assert again == PageResult(new=0, changed=0, same=5)
        assert later == PageResult(new=1, changed=1, same=1)

    def test_one_contact_twice_on_a_page_counts_once_as_new(self, rig: Rig, connection: Connection) -> None:
        twice = self.put(
            rig, connection, sighting("c-1"), sighting("c-1", phone="2"), sighting("c-1", phone="2")
        )

        assert twice == PageResult(new=1, changed=1, same=1)
        assert self.kept(rig, connection, "c-1").contact.phone == "2"

    def test_a_time_that_moved_alone_is_no_change(self, rig: Rig, connection: Connection) -> None:
        self.put(rig, connection, sighting("c-1", updated_at=rig.now))
        self.decide(rig, connection, creating("c-1"))

        moved = self.put(rig, connection, sighting("c-1", updated_at=rig.now + timedelta(days=1)))

        assert moved == PageResult(new=0, changed=0, same=1)
        assert self.kept(rig, connection, "c-1").decision is not None

    def test_other_reasons_are_a_change(self, rig: Rig, connection: Connection) -> None:
        self.put(rig, connection, sighting("c-1", SUPPLIER))

        assert self.put(rig, connection, sighting("c-1")).changed == 1
        assert self.kept(rig, connection, "c-1").standing is Standing.IN_WORK

    def test_who_was_never_eligible_is_left_out_and_stays_so(self, rig: Rig, connection: Connection) -> None:
        self.put(rig, connection, sighting("c-1", SUPPLIER))
        self.put(rig, connection, sighting("c-1", SUPPLIER, NO_EMAIL))

        assert self.kept(rig, connection, "c-1").standing is Standing.LEFT_OUT

    def test_who_was_ever_in_work_is_looked_at_again(self, rig: Rig, connection: Connection) -> None:
        self.put(rig, connection, sighting("c-1"))
        leaving = Decision(contact_id=LedgerContactId("c-1"), action=Action.LEAVE_OUT, reasons=(SUPPLIER,))
        self.decide(rig, connection, leaving, Standing.LEFT_OUT)

        self.put(rig, connection, sighting("c-1", SUPPLIER))

        assert self.kept(rig, connection, "c-1").standing is Standing.IN_WORK

    def test_a_change_takes_the_plan_away(self, rig: Rig, connection: Connection) -> None:
        contact_id = LedgerContactId("c-1")
        self.put(rig, connection, sighting("c-1"))
        company = CompanyChoice(name="Firm", key="firm")
        self.decide(rig, connection, creating("c-1", company=company))
        with rig.writing(connection) as books:
            books.ledger.postpone(contact_id, rig.now)
            books.ledger.looked_up([contact_id], rig.now)

        self.put(rig, connection, sighting("c-1", phone="1"), run=RUN + 1)

        kept = self.kept(rig, connection, "c-1")
        assert (kept.standing, kept.decision, kept.run) == (Standing.IN_WORK, None, RUN + 1)
        assert (kept.attempts, kept.not_before, kept.looked_up_at) == (0, None, rig.now)
        with rig.reading(connection) as books:
            assert books.ledger.planned_people(["ann c 1"]) == {}
            assert books.ledger.planned_companies(["firm"]) == {}

    def test_a_new_email_was_not_looked_up(self, rig: Rig, connection: Connection) -> None:
        self.put(rig, connection, sighting("c-1"))
        with rig.writing(connection) as books:
            books.ledger.looked_up([LedgerContactId("c-1")], rig.now)

        self.put(rig, connection, sighting("c-1", email="other@example.com"))

        assert self.kept(rig, connection, "c-1").looked_up_at is None

    def test_contacts_of_another_connection_are_not_seen(self, rig: Rig, connection: Connection) -> None:
        other = rig.connect("other", portal="portal-2")
        self.put(rig, connection, sighting("c-1"))

        assert self.put(rig, other, sighting("c-1")).new == 1
        with rig.writing(other) as books:
            books.ledger.forget(LedgerContactId("c-1"), NO_EMAIL)
            books.ledger.undecide_standing(Standing.LEFT_OUT)
            assert books.ledger.eligible_by_email(["c-1@example.com"]) == {}
        assert self.kept(rig, connection, "c-1").contact.name == "Firm c-1 Ltd"

    def test_finding_by_id_email_and_both_names(self, rig: Rig, connection: Connection) -> None:
        jane = sighting("c-1", name="Acme Ltd", first_name="Jané", last_name="O'Neil", email="J@acme.com")
        self.put(rig, connection, jane, sighting("c-2"))

        with rig.reading(connection) as books:
            for who in ("c-1", " c-1 ", "j@ACME.com", "jane  oneil", "ACME", "acme limited"):
                assert [kept.contact.id for kept in books.ledger.find(who)] == ["c-1"], who
            assert books.ledger.find("") == books.ledger.find("!?") == books.ledger.find("nobody") == ()

    def test_finding_nobody_by_an_empty_key(self, rig: Rig, connection: Connection) -> None:
        self.put(rig, connection, sighting("c-1", name="", first_name="", last_name="", email=""))

        with rig.reading(connection) as books:
            assert books.ledger.find("...") == ()
            assert books.ledger.eligible_by_email([""]) == {}

    def test_who_somebody_may_be(self, rig: Rig, connection: Connection) -> None:
        self.put(
            rig,
            connection,
            sighting("c-1", email="A@acme.com"),
            sighting("c-2", SUPPLIER, name="Acmé Limited", state=ContactState.ARCHIVED),
            sighting("c-3", first_name="Zoë", last_name="Hill"),
            sighting("c-4", MERGED, tax_number="GB 123-456"),
            sighting("c-5", company_number="0123/45"),
            sighting("c-6", number="7f3e-11"),
            sighting("c-7", name="", first_name="", last_name="", email="", number="n/a"),
        )
        with rig.writing(connection) as books:
            books.ledger.put_page([sighting("c-8", tax_number="GB 123-456", email="a@acme.com")], RUN)
            books.ledger.forget(LedgerContactId("c-8"), NO_EMAIL)

            def like(
                emails: Sequence[str] = (), names: Sequence[str] = (), numbers: Sequence[str] = ()
            ) -> list[str]:
                found = books.ledger.like(emails=emails, names=names, numbers=numbers)
                return [kept.contact.id for kept in found]

            assert like(["a@acme.com", "c-1@example.com", "\x00"]) == ["c-1"]
            assert like(names=["acme", "zoe hill", "nobody"]) == ["c-2", "c-3"]
            assert like(numbers=["gb123456", "012345", "7F3E11"]) == ["c-4", "c-5", "c-6"]
            assert like(["a@acme.com"], ["acme"], ["GB123456"]) == ["c-1", "c-2", "c-4"]
            assert like() == like([""], [""], ["", "n/a", "000"]) == []
        with rig.reading(rig.connect("other", portal="portal-2")) as books:
            assert like(["a@acme.com"]) == []

    def test_finding_answers_at_most_fifty(self, rig: Rig, connection: Connection) -> None:
        self.put(rig, connection, *(sighting(f"c-{n:03}", name="Same") for n in range(60)))

        with rig.reading(connection) as books:
            assert [kept.contact.id for kept in books.ledger.find("same")] == [f"c-{n:03}" for n in range(50)]

    def test_undecided_and_due_in_the_order_of_ids(self, rig: Rig, connection: Connection) -> None:
        self.put(rig, connection, *(sighting(f"c-{n}") for n in (3, 1, 2)), sighting("c-0", SUPPLIER))
        self.decide(rig, connection, creating("c-2"))

        with rig.reading(connection) as books:
            assert [kept.contact.id for kept in books.ledger.undecided(10)] == ["c-1", "c-3"]
            assert [kept.contact.id for kept in books.ledger.undecided(1)] == ["c-1"]
            assert [kept.contact.id for kept in books.ledger.due(10, rig.now)] == ["c-2"]
            assert books.ledger.undecided_count() == 2
            assert [books.ledger.undecided_count(at_most=most) for most in (0, 1, 2, 3)] == [0, 1, 2, 2]

    def test_a_postponed_contact_waits(self, rig: Rig, connection: Connection) -> None:
        later = rig.now + timedelta(minutes=5)
        self.put(rig, connection, sighting("c-1"), sighting("c-2"))
        for contact_id in ("c-1", "c-2"):
            self.decide(rig, connection, creating(contact_id))

        with rig.writing(connection) as books:
            assert books.ledger.next_due_at() is None
            assert books.ledger.postpone(LedgerContactId("c-1"), later) == 1
            assert books.ledger.postpone(LedgerContactId("c-1"), later) == 2

        with rig.reading(connection) as books:
            assert [kept.contact.id for kept in books.ledger.due(10, rig.now)] == ["c-2"]
            assert [kept.contact.id for kept in books.ledger.due(10, later)] == ["c-1", "c-2"]
            assert books.ledger.next_due_at() == later

    def test_settling_ends_the_waiting(self, rig: Rig, connection: Connection) -> None:
        contact_id = LedgerContactId("c-1")
        self.put(rig, connection, sighting("c-1"))
        self.decide(rig, connection, creating("c-1"))
        with rig.writing(connection) as books:
            books.ledger.postpone(contact_id, rig.now + timedelta(hours=1))
            books.ledger.settle(contact_id, Standing.CREATED, RUN)
            assert books.ledger.next_due_at() is None
            assert books.ledger.due(10, rig.now + timedelta(days=1)) == ()
            assert books.ledger.planned_people(["ann c 1"]) == {}

        kept = self.kept(rig, connection, "c-1")
        assert (kept.standing, kept.attempts, kept.not_before) == (Standing.CREATED, 0, None)
        assert kept.decision == creating("c-1")

    def test_every_decision_comes_back_whole(self, rig: Rig, connection: Connection) -> None:
        decisions = [
            creating("c-1", company=CompanyChoice(name="Firm", key="firm"), evidence=Reason(code="new")),
            Decision(
                contact_id=LedgerContactId("c-2"),
                action=Action.LINK,
                person_id=PersonId("p-1"),
                company=CompanyChoice(name="Firm", key="firm", id=CompanyId("k-1")),
                evidence=Reason(code="email-and-name", facts={"email": "ä@example.com"}),
            ),
            Decision(contact_id=LedgerContactId("c-3"), action=Action.LEAVE_OUT, reasons=(NO_EMAIL, MERGED)),
            Decision(
                contact_id=LedgerContactId("c-4"),
                action=Action.ASK,
                cause=Cause(code="email-alone", key="email-alone:c-4", facts={"email": "x"}),
            ),
            Decision(
                contact_id=LedgerContactId("c-5"),
                action=Action.KEEP,
                person_id=PersonId("p-2"),
                party_only=True,
            ),
        ]
        self.put(rig, connection, *(sighting(decision.contact_id) for decision in decisions))

        with rig.writing(connection) as books:
            books.ledger.decide(decisions, {d.contact_id: Standing.NEEDS_YOU for d in decisions}, RUN)

        assert [self.kept(rig, connection, d.contact_id).decision for d in decisions] == decisions

    def test_listing_by_standing_page_by_page(self, rig: Rig, connection: Connection) -> None:
        self.put(rig, connection, *(sighting(f"c-{n}") for n in range(4)), sighting("c-4", SUPPLIER))
        self.decide(rig, connection, creating("c-0"))
        self.decide(rig, connection, creating("c-3"), Standing.NEEDS_YOU)

        with rig.reading(connection) as books:
            listing = books.ledger.listing
            assert [kept.contact.id for kept in listing()] == [f"c-{n}" for n in range(5)]
            in_work = [kept.contact.id for kept in listing(standings=[Standing.IN_WORK])]
            assert in_work == ["c-0", "c-1", "c-2"]
            two = listing(
                standings=[Standing.IN_WORK, Standing.NEEDS_YOU], limit=2, after=LedgerContactId("c-1")
            )
            assert [kept.contact.id for kept in two] == ["c-2", "c-3"]

    def test_eligible_contacts_by_email(self, rig: Rig, connection: Connection) -> None:
        shared = {"email": "Office@example.com"}
        self.put(
            rig,
            connection,
            sighting("c-2", **shared),
            sighting("c-1", **shared),
            sighting("c-3", SUPPLIER, **shared),
            sighting("c-4"),
        )
        with rig.reading(connection) as books:
            found = books.ledger.eligible_by_email(["office@example.com", "c-4@example.com", "nobody", ""])

        assert {key: [kept.contact.id for kept in group] for key, group in found.items()} == {
            "office@example.com": ["c-1", "c-2"],
            "c-4@example.com": ["c-4"],
        }

    def test_plans_in_work_are_found_by_their_names(self, rig: Rig, connection: Connection) -> None:
        self.put(rig, connection, *(sighting(f"c-{n}") for n in range(5)))
        firm, known = (
            CompanyChoice(name="Firm", key="firm"),
            CompanyChoice(name="K", key="k", id=CompanyId("k")),
        )
        self.decide(rig, connection, creating("c-2", first_name="Zoë", last_name="X", company=firm))
        self.decide(
            rig,
            connection,
            creating("c-1", first_name="Zoe", last_name="x", company=CompanyChoice(name="FIRM", key="firm")),
        )
        self.decide(rig, connection, creating("c-3", first_name="Other", last_name="One", company=known))
        linking = Decision(
            contact_id=LedgerContactId("c-4"), action=Action.LINK, person_id=PersonId("p"), first_name="Zoe"
        )
        self.decide(rig, connection, linking)

        with rig.reading(connection) as books:
            people = books.ledger.planned_people(["zoe x", "zoe", "nobody"])
            companies = books.ledger.planned_companies(["firm", "k", "none"])
        assert {key: [k.contact.id for k in group] for key, group in people.items()} == {
            "zoe x": ["c-1", "c-2"]
        }
        assert companies == {"firm": "FIRM"}

    def test_undeciding_looks_at_it_anew(self, rig: Rig, connection: Connection) -> None:
        self.put(rig, connection, sighting("c-1"), sighting("c-2", SUPPLIER), sighting("c-3"))
        self.decide(rig, connection, creating("c-1"))
        with rig.writing(connection) as books:
            books.ledger.postpone(LedgerContactId("c-1"), rig.now + timedelta(hours=1))
            books.ledger.undecide([LedgerContactId("c-1"), LedgerContactId("c-2")])

        with rig.reading(connection) as books:
            undecided = books.ledger.undecided(10)
        assert [(kept.contact.id, kept.decision, kept.attempts, kept.not_before) for kept in undecided] == [
            ("c-1", None, 0, None),
            ("c-2", None, 0, None),
            ("c-3", None, 0, None),
        ]

    def test_undeciding_all_of_a_standing(self, rig: Rig, connection: Connection) -> None:
        self.put(rig, connection, *(sighting(f"c-{n}") for n in range(4)))
        self.decide(rig, connection, creating("c-0"))
        self.decide(rig, connection, creating("c-1"), Standing.NEEDS_YOU)
        self.decide(rig, connection, creating("c-2"), Standing.NEEDS_YOU)

        with rig.writing(connection) as books:
            assert books.ledger.undecide_standing(Standing.NEEDS_YOU) == 2
            assert books.ledger.undecided_count() == 3
            assert books.ledger.undecide_standing(Standing.IN_WORK) == 1
            assert books.ledger.undecided_count() == 4

    def test_counts_are_conserved_and_speak_of_the_run(self, rig: Rig, connection: Connection) -> None:
        reasons: dict[int, tuple[Reason, ...]] = {7: (SUPPLIER,), 8: (SUPPLIER, NO_EMAIL), 9: (MERGED,)}
        self.put(rig, connection, *(sighting(f"c-{n}", *reasons.get(n, ())) for n in range(10)))
        for number, standing in enumerate((Standing.CREATED, Standing.LINKED, Standing.UPDATED)):
            with rig.writing(connection) as books:
                books.ledger.settle(LedgerContactId(f"c-{number}"), standing, RUN)
        self.decide(rig, connection, creating("c-3"))
        leaving = Decision(contact_id=LedgerContactId("c-4"), action=Action.LEAVE_OUT, reasons=(MERGED,))
        self.decide(rig, connection, leaving, Standing.LEFT_OUT)
        self.decide(rig, connection, creating("c-5"), Standing.NEEDS_YOU)

        with rig.reading(connection) as books:
            now, later = books.ledger.counts(RUN), books.ledger.counts(RUN + 1)
        assert now.seen == later.seen == 10
        assert now.conserved
        assert later.conserved
        assert now.by_standing == {
            Standing.CREATED: 1,
            Standing.LINKED: 1,
            Standing.UPDATED: 1,
            Standing.IN_WORK: 2,
            Standing.NEEDS_YOU: 1,
            Standing.LEFT_OUT: 4,
        }
        assert now.left_out_by == {"not-a-customer": 2, "no-email": 1, "merged": 2}
        assert later.of(Standing.UNCHANGED) == 3
        assert later.of(Standing.CREATED) == 0

    def test_a_forgotten_contact_stays_blank(self, rig: Rig, connection: Connection) -> None:
        contact_id, forgotten = LedgerContactId("c-1"), Reason(code="forgotten")
        self.put(rig, connection, sighting("c-1"))
        self.decide(rig, connection, creating("c-1"))
        with rig.writing(connection) as books:
            books.ledger.forget(contact_id, forgotten)

        assert self.put(rig, connection, sighting("c-1", phone="1")) == PageResult(new=0, changed=0, same=1)
        with rig.writing(connection) as books:
            books.ledger.undecide([contact_id])
            books.ledger.undecide_standing(Standing.LEFT_OUT)
            books.ledger.settle(contact_id, Standing.CREATED, RUN)
            books.ledger.decide([creating("c-1")], {contact_id: Standing.IN_WORK}, RUN)
            assert books.ledger.eligible_by_email(["c-1@example.com"]) == {}
            assert books.ledger.find("c-1@example.com") == books.ledger.find("ann c-1") == ()
            assert books.ledger.counts(RUN).left_out_by == {"forgotten": 1}
        kept = self.kept(rig, connection, "c-1")
        assert kept.contact == LedgerContact(id=contact_id, name="", state=ContactState.UNKNOWN)
        assert (kept.standing, kept.reasons, kept.decision) == (Standing.LEFT_OUT, (forgotten,), None)
        assert kept.forgotten
        assert set(keys_texts(kept)) == {""}
        assert "C-1" not in str(rig.sql("SELECT * FROM mirror_contact"))

    def test_a_contact_is_forgotten_before_it_was_seen(self, rig: Rig, connection: Connection) -> None:
        with rig.writing(connection) as books:
            books.ledger.forget(LedgerContactId("c-1"), Reason(code="forgotten"))

        assert self.put(rig, connection, sighting("c-1")).same == 1
        assert self.kept(rig, connection, "c-1").contact.name == ""

    def test_texts_that_databases_refuse_are_kept_readable(self, rig: Rig, connection: Connection) -> None:
        hostile = sighting(
            "c-1", name="A\x00B\x1fC\ud800D", first_name="%s", last_name="'; --", email="e\x00@x"
        )

        assert self.put(rig, connection, hostile).new == 1
        assert self.put(rig, connection, hostile).same == 1

        kept = self.kept(rig, connection, "c-1").contact
        assert (kept.name, kept.first_name, kept.last_name) == ("A�B C�D", "%s", "'; --")

    def test_thousands_at_once(self, rig: Rig, connection: Connection) -> None:
        page = [sighting(f"c-{n:05}") for n in range(2500)]

        assert self.put(rig, connection, *page).new == 2500
        changed = [replace(seen, reasons=(SUPPLIER,)) for seen in page]
        assert self.put(rig, connection, *changed).changed == 2500
        with rig.reading(connection) as books:
            emails = [seen.keys.email for seen in page]
            assert books.ledger.eligible_by_email(emails) == {}
            assert books.ledger.counts(RUN).seen == 2500

    def test_an_empty_page_changes_nothing(self, rig: Rig, connection: Connection) -> None:
        assert self.put(rig, connection) == PageResult(new=0, changed=0, same=0)
        with rig.writing(connection) as books:
            books.ledger.decide([], {}, RUN)
            books.ledger.undecide([])
            books.ledger.looked_up([], rig.now)
            assert books.ledger.listing() == ()


def keys_texts(kept: Kept) -> tuple[str, ...]:
    """All keys of a contact."""
    keys = kept.keys
    return (keys.email, keys.person, keys.company, keys.vat, keys.registration)
