"""`status --check` and `doctor`: well, needs you, broken; and a sentence for whatever is broken."""

import shutil
from pathlib import Path

import pytest

from domain.hold import Cause
from tests.e2e.cli.desk import Desk

PASSWORD = "correct-horse-battery"


def answered(desk: Desk) -> Desk:
    """The same with every question answered."""
    for who in ("Quayside Dental Practice", "Orchard Lets Ltd", "Orchard Gardens Ltd"):
        assert desk.run("contacts", "match", who, "--leave-out").status == 0
    desk.clock.advance(60)
    assert desk.run("contacts", "import").status == 0
    return desk


def test_well_needs_you_and_broken(live: Desk) -> None:
    assert live.run("status", "--check").status == 3
    assert answered(live).run("status", "--check").status == 0
    live.act("hubflo.rotate_api_key", organization_id=live.firm.organization_id)
    new = {"Name": "Late Ltd", "FirstName": "Lou", "LastName": "Late", "EmailAddress": "lou@late.example"}
    live.act("xero.add_contact", tenant_id=live.firm.tenant_id, IsCustomer=True, **new)
    live.clock.advance(60)
    live.run("contacts", "import")
    broken = live.run("status", "--check", "--json")

    assert broken.status == 4
    assert [hold["code"] for hold in broken.data[0]["needs_you"]] == ["portal-api-key-refused"]
    assert live.run("status").status == 0


def test_a_side_that_does_not_answer_is_waited_for(live: Desk) -> None:
    answered(live).fault(kind="503", side="xero", count=None)
    live.clock.advance(60)
    live.run("contacts", "import")

    done = live.run("status", "--check")

    assert done.status == 0
    assert "Waiting (nothing to do)" in done.said


def test_nothing_connected_is_well(desk: Desk) -> None:
    assert desk.run("status", "--check").status == 0
    assert desk.run("status", "--json").data == []


def test_plurals(live: Desk) -> None:
    assert "Needs you: 2 questions, 3 held" in live.run("status").said
    live.run("contacts", "match", "Quayside Dental Practice", "--leave-out")
    live.clock.advance(60)
    live.run("contacts", "import")
    assert "Needs you: 1 question, 2 held" in live.run("status").said


def test_the_doctor_finds_nothing_wrong(live: Desk) -> None:
    before = len(live.requests("hubflo"))
    done = live.run("doctor")
    told = live.run("doctor", "--json")

    assert (done.status, "Nothing is wrong." in done.said) == (0, True)
    assert {finding["verdict"] for finding in told.data} == {"well", "note", "unsettled"}
    assert all(finding["sentence"] for finding in told.data)
    assert all(r.startswith("GET") for r in live.requests("hubflo")[before:])


def test_that_no_message_can_be_sent_is_told(live: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    """Without a mail server: in the log, by the doctor, and where it says who is told."""
    live.run("settings", "set", "notify", "mailto:ada@example.com")
    assert "Messages to you go out." in live.run("doctor").said
    with live.house() as house:
        [connection] = house.container.storage().connections.all()
        cause = Cause(code="recipient-missing", key="k", facts={"invoice": "Workshop", "invoice_id": "1"})
        with house.container.storage().store.writing(connection.id) as books:
            books.holds.put("invoice:1", cause, house.clock.now())
        house.container.notifying().look()
    logged = capsys.readouterr()

    done = live.run("doctor")
    assert done.status == 4
    assert "No message to you could be sent since" in done.said
    assert "HUBFLO_XERO_SMTP_URL" in done.said
    assert "None could be sent since" in live.run("notify").said
    assert "notice-failed" in logged.out + logged.err


def test_the_doctor_without_a_connection_makes_no_key(desk: Desk) -> None:
    done = desk.run("doctor")

    assert done.status == 0
    assert "There is no key file here." in done.said
    assert not (desk.folder / "config").exists()


def sick(desk: Desk, code: str) -> None:
    """The doctor, in both forms, and the check of status tell of it."""
    done, told = desk.run("doctor"), desk.run("doctor", "--json")
    assert (done.status, told.status) == (4, 4), done.said
    assert code in [finding["problem"] for finding in told.data], told.out
    assert f"[{code}]" in done.said
    assert "WRONG" in done.out
    assert "1 thing to be put right." in done.said or "things to be put right." in done.said


def test_a_lost_key_file(live: Desk) -> None:
    (live.folder / "config" / "keys.json").unlink()

    sick(live, "key-file-missing")
    done = live.run("contacts", "import")
    assert (done.status, "[key-file-missing]" in done.err) == (1, True)
    assert not (live.folder / "config" / "keys.json").exists()


def test_a_key_file_that_others_may_read(live: Desk) -> None:
    (live.folder / "config" / "keys.json").chmod(0o644)

    sick(live, "key-file-open-to-others")


def test_a_key_file_of_another_installation(live: Desk, empty_desk: Desk, tmp_path: Path) -> None:
    other = empty_desk.copy(tmp_path / "other")
    assert other.connect("--preview").status == 0
    shutil.copy(other.folder / "config" / "keys.json", live.folder / "config" / "keys.json")

    sick(live, "key-missing")
    assert live.run("contacts", "import").status == 1
    assert live.connect().status == 0  # everything is asked for anew, and sealed with the key that is there
    assert live.run("contacts", "import").status == 0


@pytest.mark.parametrize("raw", [b"", b"{}", b"not json", b'{"version": 1, "current": "x", "keys": {}}'])
def test_a_key_file_with_something_else_in_it(live: Desk, raw: bytes) -> None:
    (live.folder / "config" / "keys.json").write_bytes(raw)

    sick(live, "key-file-unreadable")


def test_a_hubflo_key_that_is_refused_and_a_xero_that_is_away(live: Desk) -> None:
    live.act("hubflo.rotate_api_key", organization_id=live.firm.organization_id)
    live.fault(kind="503", side="xero", count=None)

    sick(live, "api-key-refused")
    sick(live, "unavailable")


@pytest.mark.parametrize("path", ["/Contacts", "/Organisation", "/api/v2/contacts", "/api/v2/organization"])
@pytest.mark.parametrize("kind", ["500", "502", "cut", "lost before"])
def test_the_doctor_survives_whatever_a_service_does(live: Desk, path: str, kind: str) -> None:
    live.fault(kind=kind, side="hubflo" if "v2" in path else "xero", path=path, count=None)

    assert live.run("doctor").status == 4
    assert live.run("doctor", "--json").data


DATABASES = [
    (f"postgresql://jo:{PASSWORD}@127.0.0.1:1/books", "store-failed"),
    (f"postgresql://jo:{PASSWORD}@127.0.0.1:port/books", "database-address"),
    (f"mysql://jo:{PASSWORD}@127.0.0.1/books", "database-address"),
    (f"jo:{PASSWORD}@books", "database-address"),
    ("sqlite:////proc/nowhere/books.db", "store-failed"),
    ("sqlite:////dev/null/books.db", "store-failed"),
    ("sqlite://", "database-address"),
]


@pytest.mark.parametrize(("url", "code"), DATABASES)
def test_a_database_that_cannot_be_used(desk: Desk, url: str, code: str) -> None:
    desk.database_url = url

    sick(desk, code)
    for words in ("status --check", "contacts list", "connect", "run --take-over", "keys rotate"):
        done = desk.run(*words.split())
        assert done.status in (1, 2, 4), (words, done.said)
        assert f"[{code}]" in done.err, (words, done.said)
        assert PASSWORD not in done.out + done.err
    assert desk.run("status", "--check").status == 4
    assert PASSWORD not in desk.run("doctor").said


def test_a_file_that_is_no_database(desk: Desk) -> None:
    (desk.folder / "data" / "hubflo-xero.db").write_bytes(b"not a database" * 1000)

    sick(desk, "store-failed")


def test_a_folder_that_is_a_file(desk: Desk) -> None:
    shutil.rmtree(desk.folder / "data")
    (desk.folder / "data").write_text("in the way")

    sick(desk, "store-failed")


def test_the_doctor_says_that_xero_reminds_customers_by_itself(live: Desk) -> None:
    before = live.run("doctor").said
    live.act("xero.set_reminders", tenant_id=live.firm.tenant_id, enabled=True)

    after = live.run("doctor")

    assert "invoice reminders" not in before
    assert "Xero's own invoice reminders are on" in after.said
    assert after.status == 0
