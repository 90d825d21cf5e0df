"""`connect` in its ways; what it asks first; what it shows before the first write."""

import pytest

from tests.e2e.cli.desk import Desk

READS = ("GET", "HEAD")


def writes(desk: Desk) -> list[str]:
    """What changed something in Hubflo; checking the key changes nothing."""
    return [r for r in desk.requests("hubflo") if not r.startswith(READS) and "/pings" not in r]


def custom(desk: Desk) -> dict[str, str]:
    """An app that needs no consent, as environment."""
    app = desk.act("xero.register_app", kind="custom", tenant_id=desk.firm.tenant_id)
    return {"API_KEY": desk.firm.api_key, "CLIENT_ID": app.client_id, "CLIENT_SECRET": app.client_secret}


def test_by_paste_it_shows_who_is_joined_the_promises_and_the_plan_and_imports(desk: Desk) -> None:
    done = desk.connect("--yes")

    order = [
        "Hubflo: Quay & Sons. The key works.",
        "Open this address in any browser",
        "Xero: Quay & Sons Ltd.",
        "These two are joined",
        "Books locked",
        "What will happen, and what never",
        "This cannot be undone in Hubflo; automations on new contacts will fire 5 times.",
        "The plan for 14 contacts in Xero",
        "5 to create in Hubflo",
        "Why contacts are left out",
        "14 contacts seen in Xero",
        "What needs you",
        "From now on `hubflo-xero run` keeps this going.",
    ]
    places = [done.said.find(part) for part in order]
    assert done.status == 0, done.said
    assert places == sorted(places), dict(zip(order, places, strict=True))
    assert places[0] >= 0
    assert len([r for r in writes(desk) if r.endswith("/contacts")]) == 5


def test_a_custom_connection_needs_no_consent(desk: Desk) -> None:
    done = desk.run("connect", "--custom", "--yes", "--no-invoices", answers=(), **custom(desk))

    assert done.status == 0, done.said
    assert "Open this address" not in done.said
    assert desk.run("status", "--json").data[0]["state"] == "live"
    assert desk.run("status", "--json").data[0]["consent_ends_at"] is None


def test_a_custom_connection_without_a_secret_is_refused(desk: Desk) -> None:
    given = {**custom(desk), "CLIENT_SECRET": ""}
    done = desk.run("connect", "--custom", "--preview", answers=(), **given)

    assert (done.status, "[client-secret-missing]" in done.err) == (2, True)


@pytest.mark.parametrize(
    ("key", "status", "code"),
    [("", 2, "portal-key-empty"), ("two words", 2, "api-key-malformed"), ("Wrong1234", 1, "api-key-refused")],
)
def test_the_key_is_checked_before_anything_else(desk: Desk, key: str, status: int, code: str) -> None:
    done = desk.run("connect", "--yes", "--no-invoices", answers=(key, key), CLIENT_ID=desk.firm.client_id)

    assert (done.status, f"[{code}]" in done.err) == (status, True), done.said
    assert desk.requests("xero") == []
    assert "identity/connect" not in done.out
    assert desk.run("status").out.startswith("Nothing is connected yet.")


def test_keys_and_answers_may_come_line_by_line_from_no_terminal(desk: Desk) -> None:
    answers = (desk.firm.api_key, desk.firm.client_id, "", desk.allow)

    done = desk.run("connect", "--no-browser", "--yes", "--no-invoices", answers=answers)

    assert done.status == 0, done.said
    assert desk.firm.api_key not in done.out + done.err


def test_without_a_client_id_nothing_is_begun(desk: Desk) -> None:
    done = desk.run("connect", "--yes", "--no-invoices", API_KEY=desk.firm.api_key)

    assert (done.status, "[client-id-missing]" in done.err) == (2, True)


def test_a_preview_writes_nothing_and_resume_makes_it_live(desk: Desk) -> None:
    preview = desk.connect("--preview", "--yes")

    assert preview.status == 0
    assert "Nothing was written. `hubflo-xero resume` shows this again" in preview.said
    assert writes(desk) == []
    assert desk.run("status", "--json").data[0]["state"] == "preview"

    resumed = desk.run("resume", "--yes", "--no-invoices")
    assert resumed.status == 0
    assert "The plan for 14 contacts in Xero" in resumed.said
    assert desk.run("status", "--json").data[0]["state"] == "live"
    assert len([r for r in writes(desk) if r.endswith("/contacts")]) == 5


def test_without_a_terminal_it_goes_on_only_when_told_so(desk: Desk) -> None:
    done = desk.connect()

    assert (done.status, done.out, "[nobody-to-ask]" in done.err) == (2, "", True), done.said
    assert (desk.requests("hubflo"), desk.requests("xero")) == ([], [])

    desk.connect("--preview")
    again = desk.connect()
    assert (again.status, "[nobody-to-ask]" in again.err) == (2, True), again.said
    assert desk.run("resume").status == 2
    assert writes(desk) == []


def test_connecting_again_in_preview_plans_anew(desk: Desk) -> None:
    desk.connect("--preview")
    new = {"Name": "Late Ltd", "FirstName": "Lou", "LastName": "Late", "EmailAddress": "lou@late.example"}
    desk.clock.advance(60)
    desk.act("xero.add_contact", tenant_id=desk.firm.tenant_id, IsCustomer=True, **new)

    done = desk.connect("--yes")

    assert done.status == 0, done.said
    assert "The plan for 15 contacts in Xero" in done.said
    assert desk.run("contacts", "why", "Late Ltd", "--json").data["standing"] == "created"


def test_what_cannot_be_read_gives_no_plan_and_status_1(desk: Desk) -> None:
    desk.fault(kind="503", side="hubflo", path="/contacts", count=None)

    done = desk.connect("--yes")

    assert done.status == 1
    assert "The contacts could not be read to the end." in done.said
    assert "Hubflo has not been usable" in done.said
    assert writes(desk) == []


def test_several_organisations_are_asked_about_by_name(desk: Desk) -> None:
    other = desk.act("xero.add_organisation", name="Other Books Ltd")
    given = {"API_KEY": desk.firm.api_key, "CLIENT_ID": desk.firm.client_id, "CLIENT_SECRET": ""}
    by_paste = ("connect", "--no-browser", "--preview")

    def both_and_away(printed: str) -> str:
        desk.page(printed, "allow", other)
        desk.allow(printed)
        return ""

    # What was open to the app before is found by no event of the new consent: then all are shown.
    desk.run(*by_paste, answers=(both_and_away,), **given)
    asked = desk.run(*by_paste, answers=(desk.allow,), **given)
    unknown = desk.run(*by_paste, "--organisation", "x", answers=(desk.allow,), **given)
    named = desk.run(*by_paste, "--organisation", "other books ltd", answers=(desk.allow,), **given)

    assert (asked.status, "[which-organisation]" in asked.err) == (2, True), asked.said
    assert (unknown.status, "[organisation-unknown]" in unknown.err) == (2, True)
    assert named.status == 0, named.said
    assert "Other Books Ltd" in desk.run("status").said


@pytest.mark.parametrize("name", ["", "  ", "x" * 61, "a\x1b[2Jb", "line\nbreak", "-rf"])
def test_a_name_that_could_not_be_typed_again_is_refused_first(desk: Desk, name: str) -> None:
    done = desk.connect(f"--connection={name}")

    assert (done.status, "[connection-name]" in done.err) == (2, True)
    assert "\x1b" not in done.err
    assert desk.requests("hubflo") == []


def test_nothing_connects_while_everything_is_stopped(desk: Desk) -> None:
    desk.run("stop", "--all")

    done = desk.connect("--yes")

    assert (done.status, "[all-stopped]" in done.err) == (2, True)
    assert desk.requests("hubflo") == []


def test_a_demo_company_is_named_in_big_letters(desk: Desk) -> None:
    demo = desk.act("xero.add_organisation", name="Demo Company (UK)", demo=True)
    given = {"API_KEY": desk.firm.api_key, "CLIENT_ID": desk.firm.client_id, "CLIENT_SECRET": ""}

    done = desk.run(
        *("connect", "--no-browser", "--preview"),
        answers=(lambda printed: desk.page(printed, "allow", demo),),
        **given,
    )

    assert "THIS IS XERO'S DEMO COMPANY" in done.out
