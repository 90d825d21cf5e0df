"""`contacts`: import, list, why, match, forget; and names from Xero that are no plain names."""

import pytest

from tests.e2e.cli.desk import Desk

EVIL = "Evil\x1b[2J\x07 [bold]Ltd[/bold] \u202eexe.txt\u2028<script>"


def test_import_shows_where_everybody_stands(live: Desk) -> None:
    done = live.run("contacts", "import")
    told = live.run("contacts", "import", "--full", "--json")

    assert done.status == 0
    assert "14 contacts seen in Xero" in done.said
    assert told.data["finished"] is True
    assert told.data["seen"] == 14
    assert (told.data["in-work"], told.data["left-out"], told.data["needs-you"]) == (0, 3, 3)
    assert {hold["code"] for hold in told.data["needs_you"]} == {"email-on-several", "email-other-name"}


def test_a_dry_run_writes_nothing_and_leaves_nothing_held(live: Desk) -> None:
    new = {"Name": "Late Ltd", "FirstName": "Lou", "LastName": "Late", "EmailAddress": "lou@late.example"}
    live.act("xero.add_contact", tenant_id=live.firm.tenant_id, IsCustomer=True, **new)
    before = len(live.requests("hubflo"))

    told = live.run("contacts", "import", "--dry-run", "--json")
    shown = live.run("contacts", "import", "--dry-run")

    assert told.data["plan"]["create"] == 1
    assert "This was a dry run: nothing was written." in shown.said
    assert not [r for r in live.requests("hubflo")[before:] if r.startswith("POST") and "/contacts" in r]
    assert live.run("contacts", "import").status == 0
    assert live.run("contacts", "why", "Late Ltd", "--json").data["standing"] == "created"


def test_the_rows_of_a_plan_add_up_to_all_contacts(live: Desk) -> None:
    new = {"Name": "Late Ltd", "FirstName": "Lou", "LastName": "Late", "EmailAddress": "lou@late.example"}
    live.act("xero.add_contact", tenant_id=live.firm.tenant_id, IsCustomer=True, **new)

    done = live.run("contacts", "import", "--dry-run")
    rows = done.out.partition("The plan for 15 contacts in Xero")[2].strip().split("\n\n")[0]
    numbers = [int(row.split()[0]) for row in rows.splitlines() if row.split()[0].isdigit()]

    assert sum(numbers) == 15, rows
    assert " 8 in Hubflo already, with nothing to change" in done.said


def test_an_import_that_cannot_go_on_says_so_and_is_no_success(live: Desk) -> None:
    live.fault(kind="503", side="xero", path="/Contacts", count=None)

    done = live.run("contacts", "import")
    told = live.run("contacts", "import", "--json")
    planned = live.run("contacts", "import", "--dry-run", "--json")

    assert done.status == 1
    assert "Not everything could be done now." in done.said
    assert (told.status, told.data["finished"]) == (1, False)
    assert told.data["waiting"][0]["code"] == "unreachable"
    assert (planned.status, planned.data["plan"], planned.err) == (1, None, "")


def test_only_a_live_connection_imports(live: Desk) -> None:
    live.run("pause")
    paused = live.run("contacts", "import")
    live.run("resume", "--yes")
    live.run("stop", "--all")
    stopped = live.run("contacts", "import")

    assert (paused.status, "[not-live]" in paused.err) == (2, True)
    assert (stopped.status, "[all-stopped]" in stopped.err) == (2, True)


def test_the_list_and_its_filters(live: Desk) -> None:
    every = live.run("contacts", "list", "--json").data
    out = live.run("contacts", "list", "--left-out", "--json").data
    asked = live.run("contacts", "list", "--needs-you", "--json").data

    assert (len(every), len(out), len(asked)) == (14, 3, 3)
    assert all(row["reasons"] for row in out)
    assert all(row["sentence"] for row in asked)
    assert "left out: no email in Xero" in live.run("contacts", "list").said
    assert "`--limit 10` shows more" in live.run("contacts", "list", "--limit", "1").said


def test_why_tells_the_story_by_name_email_and_id(live: Desk) -> None:
    contact_id = live.firm.ledger["new person"]
    for who in ("Amelia Hart", "amelia hart", "AMELIA@hart.example", contact_id):
        assert f"Xero contact {contact_id}" in live.run("contacts", "why", who).said
    assert "What happened" in live.run("contacts", "why", "Amelia Hart").said
    assert live.run("contacts", "why", "Nora Field").said.count("no email in Xero") == 1


@pytest.mark.parametrize(
    "who", ["nobody", "", " ", "'; DROP TABLE connection; --", "%", "x" * 100_000, "\x1b[2J"]
)
def test_somebody_unknown(live: Desk, who: str) -> None:
    done = live.run("contacts", "why", "--", who)

    assert (done.status, "[who-unknown]" in done.err) == (2, True), done.said[:300]
    assert "\x1b" not in done.err
    assert len(done.err) < 1000


def test_two_of_one_email_are_listed_with_their_ids(live: Desk) -> None:
    done = live.run("contacts", "why", "info@orchard.example")

    assert (done.status, "[who-several]" in done.err) == (2, True)
    assert live.firm.ledger["asked, one email on two"] in done.said


def test_an_answer_is_taken_and_goes_with_the_next_import(live: Desk) -> None:
    noted = live.run("contacts", "match", "Quayside Dental Practice", "--to", "Gareth Pugh")
    live.run("contacts", "match", "Orchard Lets Ltd", "--new", "--name", "Paula Orchard")
    live.run("contacts", "match", "Orchard Gardens Ltd", "--leave-out")
    live.clock.advance(60)
    done = live.run("contacts", "import")

    assert "Noted for Quayside Dental Practice." in noted.said
    assert done.status == 0
    assert live.run("status", "--check").status == 0
    assert "left out by" in live.run("contacts", "list", "--left-out").said


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("Amelia Hart", "--leave-out"), "contact-linked"),
        (("Quayside Dental Practice",), "answer-one"),
        (("Quayside Dental Practice", "--new", "--leave-out"), "answer-one"),
        (("Quayside Dental Practice", "--to", "Gareth Pugh", "--new"), "answer-one"),
        (("Quayside Dental Practice", "--leave-out", "--name", "Jo Do"), "name-without-new"),
        (("Quayside Dental Practice", "--to", ""), "person-unknown"),
        (("Quayside Dental Practice", "--to", "nobody"), "person-unknown"),
        (("Quayside Dental Practice", "--new", "--name", "Cher"), "name-needs-two"),
        (("Quayside Dental Practice", "--new", "--company", "no such company"), "company-unknown"),
        (("nobody", "--new"), "who-unknown"),
    ],
)
def test_an_answer_that_cannot_be_taken(live: Desk, words: tuple[str, ...], code: str) -> None:
    done = live.run("contacts", "match", *words)

    assert (done.status, f"[{code}]" in done.err) == (2, True), done.said
    assert live.run("status", "--check").status == 3


def test_forgetting_asks_for_a_person_and_blanks_them(live: Desk) -> None:
    asked = live.run("contacts", "forget", "Amelia Hart")
    unknown = live.run("contacts", "forget", "nobody", "--yes")
    done = live.run("contacts", "forget", "Amelia Hart", "--yes")
    contact_id = live.firm.ledger["new person"]

    assert (asked.status, "[nobody-to-ask]" in asked.err) == (2, True)
    assert (unknown.status, "[who-unknown]" in unknown.err) == (2, True)
    assert (done.status, contact_id in done.said) == (0, True)
    assert "Amelia" not in live.run("contacts", "why", contact_id).said
    assert live.run("contacts", "import", "--full").status == 0
    assert "amelia@hart.example" not in live.run("contacts", "list", "--json").out


def test_names_from_xero_are_text_and_nothing_else(live: Desk) -> None:
    fields = {
        "Name": EVIL,
        "FirstName": "A\x1b]0;t\x07",
        "LastName": "B\x9b31m",
        "EmailAddress": "e@evil.example",
    }
    contact_id = live.act("xero.add_contact", tenant_id=live.firm.tenant_id, IsCustomer=True, **fields)
    live.clock.advance(60)
    shown = [
        live.run("contacts", "import", "--dry-run"),
        live.run("contacts", "import"),
        live.run("contacts", "list"),
        live.run("contacts", "list", "--json"),
        live.run("contacts", "why", contact_id),
        live.run("contacts", "why", contact_id, "--json"),
        live.run("contacts", "match", contact_id, "--leave-out"),
        live.run("contacts", "forget", contact_id, "--yes"),
    ]

    for done in shown:
        for letter in "\x1b\x07\x9b\u202e\u2028\x7f":
            assert letter not in done.out + done.err, (letter, done.said)
    assert "[bold]Ltd[/bold]" in shown[2].out
    assert any("[bold]" in row["name"] for row in shown[3].data)
