"""The database itself refuses what must never be: each constraint is tried by raw SQL."""

import pytest
from sqlalchemy.exc import IntegrityError

from adapters.storage.refusals import constraint_of
from domain.connection import Connection
from tests.contracts.storage_fixtures import Rig, StorageSuite

ROWS = {
    "customer_link": "INSERT INTO customer_link VALUES (:connection, 'company', :one, :two, '{}', :now)",
    "person_link": "INSERT INTO person_link VALUES (:connection, :one, :two, '{}', :now, :feeds, 'active')",
    "hold": "INSERT INTO hold VALUES (:connection, :one, 'code', 'key', '{}', :now)",
    "event": "INSERT INTO event VALUES (:connection, :one, :now, '', '', '', '{}', '', 1)",
    "scan": "INSERT INTO scan VALUES (:connection, :one, 'k', :now, 1, NULL, NULL, 0, NULL, NULL, 0, NULL)",
    "dispatch": "INSERT INTO dispatch VALUES (:connection, :one, :now, 'POST', '/', '', :now, 1, 0)",
    "element": (
        "INSERT INTO element VALUES (:connection, 'd', :one, 'create-person', :two, 'dispatched', '{}', '',"
        " NULL, 0, NULL)"
    ),
    "answer": "INSERT INTO answer VALUES (:connection, :one, 'new', NULL, '', '', '', :now, '')",
    "settings_version": "INSERT INTO settings_version VALUES (:connection, :one, :now, '', '{}')",
    "invoice": (
        "INSERT INTO invoice VALUES (:connection, :one, 'seen', NULL, NULL, :now, NULL, 'issued', '', '', '',"
        " '', NULL, NULL, '', '0', '0', NULL, NULL, '{}')"
    ),
    "document": (
        "INSERT INTO document VALUES (:connection, :one, 'invoice', 'draft', '', '', '', NULL, '', '0', '{}',"
        " :now)"
    ),
    "payload": "INSERT INTO payload VALUES (:connection, 'portal', :one, :now, '')",
    "party_answer": "INSERT INTO party_answer VALUES (:connection, 'person', :one, '', :now, '')",
    "named_write": (
        "INSERT INTO named_write VALUES (:connection, :one, 'i-1', :two, '', '', :now, '', NULL, '')"
    ),
    "hook": "INSERT INTO hook VALUES (:connection, :one, '', '', 'asked', '', :now, NULL, '')",
    "nudge": "INSERT INTO nudge VALUES (:connection, :one, 'hook', :two, :now, NULL, NULL, NULL)",
    "told_cause": "INSERT INTO told_cause VALUES (:connection, :one, '', :now, NULL, NULL)",
    "mirror_contact": (
        "INSERT INTO mirror_contact (connection_id, contact_id, facts, email_key, person_key, company_key,"
        " reasons, left_out_for, stage, was_in_work, run, forgotten, attempts)"
        " VALUES (:connection, :one, '', '', '', '', '', '', 'undecided', :feeds, 1, :feeds, 0)"
    ),
}


class ConstraintsSuite(StorageSuite):
    """Promises that constraints carry."""

    def add(
        self, rig: Rig, connection: Connection, table: str, one: object, two: str = "", *, feeds: bool = True
    ) -> None:
        """Insert a row past all code of ours."""
        values = {"connection": connection.id, "one": one, "two": two, "now": "2026-03-02T12:00:00.000000Z"}
        statement = ROWS[table]
        if ":two" not in statement:
            del values["two"]
        rig.sql(statement, **(values | {"feeds": feeds} if ":feeds" in statement else values))

    def refused(
        self, rig: Rig, connection: Connection, table: str, one: object, two: str = "", *, feeds: bool = True
    ) -> str:
        """The constraint that refuses a row."""
        with pytest.raises(IntegrityError) as refusal:
            self.add(rig, connection, table, one, two, feeds=feeds)
        return constraint_of(refusal.value)

    def test_customer_links_are_one_to_one_both_ways(self, rig: Rig, connection: Connection) -> None:
        self.add(rig, connection, "customer_link", "k-1", "c-1")

        assert self.refused(rig, connection, "customer_link", "k-1", "c-2") == "pk_customer_link"
        assert self.refused(rig, connection, "customer_link", "k-2", "c-1") == "one_customer_link_per_contact"
        self.add(rig, rig.connect("other", portal="portal-2"), "customer_link", "k-1", "c-1")

    def test_a_contact_has_one_person(self, rig: Rig, connection: Connection) -> None:
        self.add(rig, connection, "person_link", "c-1", "p-1")

        assert self.refused(rig, connection, "person_link", "c-1", "p-2") == "pk_person_link"

    def test_a_person_is_fed_by_one_contact(self, rig: Rig, connection: Connection) -> None:
        self.add(rig, connection, "person_link", "c-1", "p-1")
        self.add(rig, connection, "person_link", "c-2", "p-1", feeds=False)
        self.add(rig, connection, "person_link", "c-3", "p-1", feeds=False)

        assert self.refused(rig, connection, "person_link", "c-4", "p-1") == "one_feeding_link_per_person"

    def test_one_live_connection_per_pair(self, rig: Rig, connection: Connection) -> None:
        again = (
            "INSERT INTO connection SELECT :id, workspace_id, :name, state, portal_id, portal_name,"
            " tenant_id, ledger_name, ledger_country, base_currency, time_zone, is_demo, app_id, grant_id,"
            " link_id, api_key_sealed, created_at, live_since, ended_at, distrusted_at"
            " FROM connection WHERE id = :of"
        )
        with pytest.raises(IntegrityError) as refusal:
            rig.sql(again, id="second", name="second", of=connection.id)
        assert constraint_of(refusal.value) == "one_live_connection_per_pair"

        rig.end(connection)
        rig.sql(again, id="ended too", name="second", of=connection.id)

    def test_one_connection_per_name(self, rig: Rig, connection: Connection) -> None:
        other = rig.connect("other", portal="portal-2")

        with pytest.raises(IntegrityError) as refusal:
            rig.sql("UPDATE connection SET name = 'default' WHERE id = :id", id=other.id)
        assert constraint_of(refusal.value) == "one_connection_per_name"

        rig.end(connection)
        rig.sql("UPDATE connection SET name = 'default' WHERE id = :id", id=other.id)

    def test_only_an_ended_connection_has_an_end(self, rig: Rig, connection: Connection) -> None:
        with pytest.raises(IntegrityError) as refusal:
            rig.sql("UPDATE connection SET state = 'ended' WHERE id = :id", id=connection.id)
        assert constraint_of(refusal.value) == "ck_connection_ended_has_a_time"

    def test_one_hold_per_subject(self, rig: Rig, connection: Connection) -> None:
        self.add(rig, connection, "hold", "contact:1")

        assert self.refused(rig, connection, "hold", "contact:1") == "pk_hold"

    def test_no_subject_twice_in_a_dispatch(self, rig: Rig, connection: Connection) -> None:
        self.add(rig, connection, "dispatch", "d")
        self.add(rig, connection, "element", 1, "contact:1")

        assert self.refused(rig, connection, "element", 2, "contact:1") == "no_subject_twice_in_a_dispatch"
        assert self.refused(rig, connection, "element", 1, "contact:2") == "pk_element"
        self.add(rig, connection, "element", 2, "contact:2")

    def test_no_number_twice_in_a_dispatch(self, rig: Rig, connection: Connection) -> None:
        self.add(rig, connection, "dispatch", "d")
        self.add(rig, connection, "element", 1, "invoice:1")
        self.add(rig, connection, "element", 2, "invoice:2")
        mark = "UPDATE element SET mark = 'inv-1' WHERE number = :number"
        rig.sql(mark, number=1)

        with pytest.raises(IntegrityError) as refusal:
            rig.sql(mark, number=2)
        assert constraint_of(refusal.value) == "no_number_twice_in_a_dispatch"

    def test_no_element_without_its_dispatch(self, rig: Rig, connection: Connection) -> None:
        with pytest.raises(IntegrityError):
            self.add(rig, connection, "element", 1, "contact:1")

    @pytest.mark.parametrize(
        "table",
        [
            "dispatch",
            "answer",
            "mirror_contact",
            "invoice",
            "document",
            "payload",
            "party_answer",
            "told_cause",
        ],
    )
    def test_ids_are_unique_within_a_connection(self, rig: Rig, connection: Connection, table: str) -> None:
        self.add(rig, connection, table, "x")

        assert self.refused(rig, connection, table, "x") == f"pk_{table}"
        self.add(rig, rig.connect("other", portal="portal-2"), table, "x")

    @pytest.mark.parametrize("table", ["event", "scan", "settings_version"])
    def test_numbers_are_unique_within_a_connection(
        self, rig: Rig, connection: Connection, table: str
    ) -> None:
        self.add(rig, connection, table, 2)

        assert self.refused(rig, connection, table, 2) == f"pk_{table}"
        self.add(rig, rig.connect("other", portal="portal-2"), table, 2)

    def test_records_belong_to_a_connection_that_exists(self, rig: Rig, connection: Connection) -> None:
        with pytest.raises(IntegrityError):
            rig.sql(ROWS["hold"], connection="nobody", one="contact:1", now="2026-03-02T12:00:00.000000Z")

    def test_one_app_per_client_id(self, rig: Rig) -> None:
        rig.app("one")
        other = rig.app("two")

        with pytest.raises(IntegrityError) as refusal:
            rig.sql("UPDATE app SET client_id = 'one' WHERE id = :id", id=other.id)
        assert constraint_of(refusal.value) == "uq_app_client_id"

    def test_one_document_for_one_invoice(self, rig: Rig, connection: Connection) -> None:
        for name in ("i-1", "i-2", "i-3", "i-4"):
            self.add(rig, connection, "invoice", name)
        became = "UPDATE invoice SET document_id = 'd-1' WHERE invoice_id = :name"
        rig.sql(became, name="i-1")

        with pytest.raises(IntegrityError) as refusal:
            rig.sql(became, name="i-2")
        assert constraint_of(refusal.value) == "one_invoice_per_document"

    def test_one_open_write_of_a_kind(self, rig: Rig, connection: Connection) -> None:
        self.add(rig, connection, "named_write", "w-1", "number")
        self.add(rig, connection, "named_write", "w-2", "removal")

        assert self.refused(rig, connection, "named_write", "w-3", "number") == "one_open_write_of_a_kind"
        rig.sql("UPDATE named_write SET done_at = at")
        self.add(rig, connection, "named_write", "w-3", "number")

    def test_a_delivery_is_recorded_once(self, rig: Rig, connection: Connection) -> None:
        self.add(rig, connection, "nudge", 1, "delivery")

        assert self.refused(rig, connection, "nudge", 1, "another") == "pk_nudge"
        assert self.refused(rig, connection, "nudge", 2, "delivery") == "one_nudge_per_delivery"
        self.add(rig, rig.connect("other", portal="portal-2"), "nudge", 1, "delivery")

    def test_a_path_belongs_to_one_hook(self, rig: Rig, connection: Connection) -> None:
        self.add(rig, connection, "hook", "path")

        other = rig.connect("other", portal="portal-2")
        assert self.refused(rig, other, "hook", "path") == "uq_hook_path"

    def test_there_is_one_instance(self, rig: Rig) -> None:
        instance = rig.storage.instance.state()
        assert instance.id

        with pytest.raises(IntegrityError):
            rig.sql("INSERT INTO instance SELECT 2, id, place, stopped_at, created_at FROM instance")
