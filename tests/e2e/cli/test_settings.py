"""`settings set`: checked against the books in Xero, and what was held goes at once."""

import pytest

from tests.e2e.cli.billed import Billed
from tests.e2e.cli.desk import Desk


@pytest.mark.parametrize(
    ("name", "value", "code"),
    [
        ("no-such", "1", "setting-unknown"),
        ("contacts-every-minutes", "5", "setting-value"),
        ("start-date", "2026-02-30", "setting-value"),
        ("start-date", "yesterday", "setting-value"),
        ("revenue-account", "999", "account-not-there"),
        ("revenue-account", "090", "account-not-usable"),
        ("discount-account", "820", "account-not-usable"),
        ("notify", "ftp://x", "setting-value"),
    ],
)
def test_a_value_that_cannot_be_used(live: Desk, name: str, value: str, code: str) -> None:
    before = live.run("settings", "show", "--json").data
    done = live.run("settings", "set", name, value)

    assert (done.status, f"[{code}]" in done.err) == (2, True), done.said
    assert live.run("settings", "show", "--json").data == before
    if code.startswith("account"):
        assert "200 Sales" in done.said


def test_an_account_is_shown_with_its_name(live: Desk) -> None:
    done = live.run("settings", "set", "revenue-account", "200")

    assert "revenue-account is 200 Sales now." in done.said
    assert "revenue-account 200 Sales" in live.run("settings", "show").said
    assert live.run("settings", "set", "revenue-account", "").status == 0
    assert "revenue-account - " in live.run("settings", "show").said


def test_an_account_without_a_code_is_shown_by_its_name(live: Desk) -> None:
    every = live.world.xero.organisations[live.firm.tenant_id].accounts
    account = next(one for one in every if one.get("Code") == "090")
    name = account["Name"]
    live.act("xero.edit_account", tenant_id=live.firm.tenant_id, code="090", Code="")
    done = live.run("settings", "set", "payments-paypal", account["AccountID"])
    shown = live.run("settings", "show").out

    assert f"payments-paypal is {name} now." in done.out
    assert f"payments-paypal {name} What becomes" in " ".join(shown.split())
    assert f"  {name}" in shown


def test_off_tells_nobody_any_more(live: Desk) -> None:
    live.run("settings", "set", "notify", "https://books.example.com/told")
    done = live.run("settings", "set", "notify", "off")

    assert done.said == "notify is empty now."
    assert "Nobody is told" in live.run("notify").said
    assert "`off` for nobody" in live.run("settings", "show").said


def test_an_account_that_was_archived_a_moment_ago(live: Desk) -> None:
    live.act("xero.archive_account", tenant_id=live.firm.tenant_id, code="200")
    done = live.run("settings", "set", "revenue-account", "200")

    assert (done.status, "[account-not-usable]" in done.err) == (2, True), done.said
    assert "archived" in done.said


def test_accounts_cannot_be_checked_while_xero_is_away(live: Desk) -> None:
    live.fault(kind="503", side="xero", count=None)
    done = live.run("settings", "set", "revenue-account", "200")

    assert (done.status, "[unavailable]" in done.err) == (1, True), done.said
    assert live.run("settings", "show", "--json").data["settings"]["revenue-account"] == ""


def test_today_is_a_start_date(live: Desk) -> None:
    done = live.run("settings", "set", "start-date", "today")

    assert "start-date is 2026-03-02 now." in done.said
    assert "what is older is not sent" in done.said
    off = live.run("settings", "set", "start-date", "off")
    assert "No invoice is sent from now on." in off.said
    assert "Invoices are not sent yet" in live.run("status").said


def test_a_changed_setting_lets_what_it_held_go_at_once(billed: Billed) -> None:
    before = billed.creations
    done = billed.run("settings", "set", "deposit-account", "200")

    assert billed.creations == before + 1
    assert billed.story("deposit")["stage"] == "linked"
    assert "5 questions on 6 invoices: `hubflo-xero status` tells them." in done.said


def test_what_the_start_date_means_is_told(billed: Billed) -> None:
    before = billed.story("overdue")
    earlier = billed.run("settings", "set", "start-date", "2025-12-01")

    assert before["reason"] == "before-start"
    assert "4 invoices left out until now are not older, and are taken up." in earlier.said
    assert "issued before 1 December 2025 stay out" in earlier.said
    assert billed.story("overdue")["stage"] == "linked"


def test_a_later_start_date_leaves_out_what_is_not_sent_yet(billed: Billed) -> None:
    billed.run("settings", "set", "start-date", "2026-02-25")

    assert billed.story("zero-rate")["reason"] == "before-start"
    assert billed.story("website")["stage"] == "linked"
    assert billed.story("deposit")["question"] == "account-needed"


def test_a_paused_connection_takes_settings_and_sends_nothing(billed: Billed) -> None:
    billed.run("pause")
    before = len(billed.desk.requests("xero"))
    done = billed.run("settings", "set", "other-reference", "keep")

    assert "it goes on after `hubflo-xero resume`" in done.said
    assert len(billed.desk.requests("xero")) == before
