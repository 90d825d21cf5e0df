"""The first run of invoices with a person at the terminal: what is asked, and what comes of each answer."""

import sqlite3
from contextlib import closing

import pytest

from tests.e2e.cli.desk import Desk
from tests.e2e.cli.first import ORDER, in_order, invoices_in_xero, state, writes


@pytest.fixture
def live(unconnected: Desk) -> Desk:
    """Contacts came over, and invoices are off."""
    assert unconnected.connect("--yes").status == 0
    return unconnected


def test_a_person_is_asked_and_enter_takes_what_is_proposed(unconnected: Desk) -> None:
    unconnected.seated = True
    answers = ("", "y", "", "825", "")

    done = unconnected.connect_all(answers=answers)

    assert done.status == 0, done.said
    in_order(
        done,
        (
            "Is this the organisation",
            "Is Hubflo's own connection to Xero switched off",
            "On which account are sales booked",
            "On which account are deposits booked",
            "Import these contacts now, and send invoices issued from 2 March 2026 on",
            "Invoices are on",
        ),
    )
    settings = unconnected.run("settings", "show", "--json").data["settings"]
    assert {name: settings[name] for name in ("own-link-off", "revenue-account", "discount-account")} == {
        "own-link-off": "yes",
        "revenue-account": "200",
        "discount-account": "200",
    }
    assert (settings["deposit-account"], settings["cent-rounding"]) == ("825", "ask")


def test_another_account_may_be_chosen_and_a_wrong_one_is_asked_for_again(unconnected: Desk) -> None:
    unconnected.seated = True
    done = unconnected.connect_all(answers=("", "y", "205", "260", "", "yes"))

    assert done.status == 0, done.said
    assert "[account-not-usable]" in done.said
    settings = unconnected.run("settings", "show", "--json").data["settings"]
    assert (settings["revenue-account"], settings["discount-account"]) == ("260", "260")


def test_while_hubflos_own_connection_is_on_contacts_go_on_and_invoices_stay_off(unconnected: Desk) -> None:
    unconnected.seated = True
    done = unconnected.connect_all(answers=("", "n", ""))

    assert done.status == 0, done.said
    in_order(
        done,
        ("Then we send no invoice: contacts go on, and invoices stay off.", "Import these contacts now ["),
    )
    assert "as they would look in Xero" not in done.said.partition("Import these contacts now")[0]
    assert "Invoices stay off. `hubflo-xero resume` shows how they would look in Xero" in done.said
    assert state(unconnected) == ("live", "")


def test_contacts_alone_leaves_invoices_off_and_says_how_to_begin(unconnected: Desk) -> None:
    unconnected.seated = True
    done = unconnected.connect_all(answers=("", "y", "", "", "perhaps", "c"))

    assert done.status == 0, done.said
    assert "please answer yes, contacts or no" in done.said
    assert "Invoices stay off. `hubflo-xero resume` shows how they would look in Xero" in done.said
    assert state(unconnected) == ("live", "")


def test_a_no_writes_nothing(unconnected: Desk) -> None:
    unconnected.seated = True
    done = unconnected.connect_all(answers=("", "y", "", "", "no"))

    assert done.status == 0, done.said
    assert writes(unconnected) == []
    assert state(unconnected) == ("preview", "")


def test_what_was_connected_before_begins_with_resume(live: Desk) -> None:
    again = live.connect_all()
    alone = live.run("resume")
    shown = live.run("resume", "--preview")
    live.seated = True
    refused = live.run("resume", answers=("y", "", "", "n"))
    assert state(live) == ("live", "")
    begun = live.run("resume", answers=("y", "", "", ""))

    assert "Invoices stay off. `hubflo-xero resume`" in again.said
    assert (alone.status, "[nobody-to-ask]" in alone.err) == (2, True), alone.said
    in_order(shown, ("default is live already.", *ORDER[1:], "Invoices stay off."))
    assert "Send invoices issued from 2 March 2026 on" in refused.said
    assert "The plan for" not in begun.said
    assert (begun.status, state(live)) == (0, ("live", "2026-03-02"))
    assert live.run("resume").said == "default is live already."
    assert invoices_in_xero(live) == []


def test_a_pause_that_a_program_ends_asks_nothing_of_invoices(live: Desk) -> None:
    live.run("pause")

    done = live.run("resume", "--yes")

    assert (done.status, state(live)) == (0, ("live", ""))
    assert "Your invoices" not in done.said
    assert "Invoices stay off." in done.said


def test_without_a_time_zone_contacts_go_on_and_invoices_stay_off(unconnected: Desk) -> None:
    unconnected.seated = True
    unconnected.act("xero.edit_organisation", tenant_id=unconnected.firm.tenant_id, Timezone="NOWHERE")

    done = unconnected.connect_all(answers=("", "y", ""))

    assert done.status == 0, done.said
    in_order(
        done, ("[zone-unknown]", "Invoices stay off for now; contacts are not affected.", "contacts now [")
    )
    assert state(unconnected) == ("live", "")


def abroad(unconnected: Desk, country: str) -> dict[str, str]:
    """The firm's books in another country, and what `connect` needs to reach them."""
    tenant_id = unconnected.act("xero.add_organisation", name="Elsewhere", country=country)
    app = unconnected.act("xero.register_app", kind="custom", tenant_id=tenant_id)
    return {
        "API_KEY": unconnected.firm.api_key,
        "CLIENT_ID": app.client_id,
        "CLIENT_SECRET": app.client_secret,
    }


def test_in_the_united_states_the_tax_of_lines_at_zero_is_confirmed_once_and_kept(unconnected: Desk) -> None:
    unconnected.seated = True
    keys = abroad(unconnected, "US")

    done = unconnected.run("connect", "--custom", answers=("", "y", "", "", "y", ""), **keys)

    assert done.status == 0, done.said
    assert 'Are lines at 0 % always "Tax Exempt" [NONE]' in done.said
    with closing(sqlite3.connect(unconnected.folder / "data" / "hubflo-xero.db")) as store:
        kept = store.execute("SELECT DISTINCT tax_type FROM tax_answer").fetchall()
        cases = store.execute("SELECT count(*) FROM tax_answer").fetchone()
    assert (kept, cases) == ([("NONE",)], (12,))


def test_in_france_this_month_is_offered_and_a_cent_may_be_moved(unconnected: Desk) -> None:
    unconnected.seated = True
    keys = abroad(unconnected, "FR")
    answers = ("", "y", "off", "2026-03-01", "", "", "", "")

    done = unconnected.run("connect", "--custom", answers=answers, **keys)

    assert done.status == 0, done.said
    assert "From which day on (this month: 2026-03-01)" in done.said
    assert 'start-date cannot be "off". Allowed is YYYY-MM-DD:' in done.said
    settings = unconnected.run("settings", "show", "--json").data["settings"]
    assert settings["start-date"] == "2026-03-01"
    assert (settings["revenue-account"], settings["deposit-account"], settings["discount-account"]) == (
        "706",
        "4191",
        "709",
    )
    assert settings["cent-rounding"] == "allow"
