"""The first run of invoices: what is shown before anything is written, and what comes of a yes."""

import sqlite3
from contextlib import closing

import pytest

from tests.e2e.cli.desk import Desk
from tests.e2e.cli.first import GIVEN, ORDER, in_order, invoices_in_xero, issue, state, writes


def test_a_preview_runs_to_the_last_step_and_nothing_but_gets_leaves(unconnected: Desk) -> None:
    done = unconnected.connect_all("--preview")

    assert done.status == 0, done.said
    in_order(done, (*ORDER, "Nothing was written."))
    assert "we ask you whether it is off." in done.said
    assert writes(unconnected) == []
    assert state(unconnected) == ("preview", "")


def test_what_was_looked_at_is_never_sent_because_of_it(unconnected: Desk) -> None:
    unconnected.connect_all("--preview")
    with closing(sqlite3.connect(unconnected.folder / "data" / "hubflo-xero.db")) as store:
        assert store.execute("SELECT count(*) FROM invoice").fetchone() == (0,)

    done = unconnected.run("resume", "--yes", *GIVEN)

    assert done.status == 0, done.said
    assert "0 invoices issued since the first day: 0 in Xero, 0 that need you." in done.said
    assert invoices_in_xero(unconnected) == []
    assert state(unconnected) == ("live", "2026-03-02")


def test_from_then_on_an_invoice_goes_over(unconnected: Desk) -> None:
    unconnected.connect_all("--yes", *GIVEN)
    sent = issue(unconnected, {})
    unconnected.clock.advance(60)

    unconnected.run("contacts", "import")

    story = unconnected.run("invoices", "show", sent, "--json").data
    assert (story["xero_status"], story["stage"]) == ("awaiting-approval", "linked")
    assert len(invoices_in_xero(unconnected)) == 1


@pytest.mark.parametrize(
    ("given", "missing"),
    [
        ((), "only you can say `--own-link-off` and `--revenue-account CODE`"),
        (("--own-link-off",), "only you can say `--revenue-account CODE`"),
        (("--revenue-account", "200"), "only you can say `--own-link-off`."),
    ],
)
def test_a_program_that_says_yes_says_all_that_only_a_person_knows(
    unconnected: Desk, given: tuple[str, ...], missing: str
) -> None:
    done = unconnected.connect_all("--yes", *given)

    assert (done.status, "[invoice-answers-missing]" in done.err) == (2, True), done.said
    assert missing in done.said
    assert unconnected.requests("hubflo") == []
    assert unconnected.requests("xero") == []


@pytest.mark.parametrize(
    ("given", "code"),
    [
        (("--revenue-account", "999"), "account-not-there"),
        (("--revenue-account", "205"), "account-not-usable"),
        (("--deposit-account", "400"), "account-not-usable"),
        (("--zero-tax", "AVALARA"), "tax-not-offered"),
    ],
)
def test_what_cannot_be_is_refused_before_anything_is_written(
    unconnected: Desk, given: tuple[str, ...], code: str
) -> None:
    done = unconnected.connect_all("--yes", *GIVEN, *given)

    assert (done.status, f"[{code}]" in done.err) == (2, True), done.said
    assert writes(unconnected) == []


@pytest.mark.parametrize("day", ["soon", "off", "2026-13-01"])
def test_a_first_day_is_a_day(unconnected: Desk, day: str) -> None:
    done = unconnected.connect_all("--yes", *GIVEN, "--start-date", day)

    assert (done.status, "[setting-value]" in done.err) == (2, True), done.said
    assert f'start-date cannot be "{day}". Allowed is YYYY-MM-DD:' in done.said
    assert unconnected.requests("hubflo") == []


def test_an_earlier_first_day_says_how_many_past_invoices_will_be_sent(unconnected: Desk) -> None:
    done = unconnected.connect_all("--preview", "--start-date", "2026-02-25")

    assert "3 invoices of the past will be sent: issued since 25 February 2026" in done.said
    assert "It is older than your first day, so nothing need be done" in done.said


def test_reminders_that_xero_mails_are_told(unconnected: Desk) -> None:
    unconnected.act("xero.set_reminders", tenant_id=unconnected.firm.tenant_id, enabled=True)

    done = unconnected.connect_all("--preview")

    assert "Xero's own invoice reminders are on" in done.said


def test_a_new_customer_is_shown_as_a_contact_that_would_be_created(unconnected: Desk) -> None:
    issue(unconnected, {}, to="only-here", title="For somebody new")

    done = unconnected.connect_all("--preview")

    assert '"For somebody new" Billed to a contact that would be created, ' in done.said
    assert "Total 120.00 GBP: 100.00 GBP and 20.00 GBP tax" in done.said
    assert writes(unconnected) == []


def test_what_hubflo_names_in_xero_is_looked_for(unconnected: Desk) -> None:
    named = issue(unconnected, {}, title="Sent by the other link")
    unconnected.act(
        "hubflo.set_accounting_id",
        organization_id=unconnected.firm.organization_id,
        invoice_id=named,
        accounting_id="7d4d8c1a-0f54-4b0e-9c39-6f9c1f0c2a11",
    )

    done = unconnected.connect_all("--preview")

    assert '"Sent by the other link": it would be held.' in done.said
    assert "[reference-taken]" in done.said
