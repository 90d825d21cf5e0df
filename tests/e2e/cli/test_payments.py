"""`payments list`, `why` and `show`, and where else payments are told."""

import csv
import sqlite3
from contextlib import closing
from decimal import Decimal
from pathlib import Path

import pytest

from tests.e2e.cli.billed import Billed
from tests.e2e.cli.desk import Done
from tests.e2e.cli.paying import ASKED, SETTLED, WAITING, in_xero, of


def ids(done: Done) -> set[str]:
    """The invoices of a list that was printed as JSON."""
    return {row["invoice_id"] for row in done.data}


def test_the_list_tells_where_each_stands(paying_desk: Billed) -> None:
    shown = paying_desk.run("payments", "list").said
    rows = {row["invoice_id"]: row for row in paying_desk.run("payments", "list", "--json").data}

    assert "2,232.60 GBP received by card 2,232.60 GBP open waits for approval since 2 March 2026" in shown
    assert "1,080.00 GBP received by card 0.00 GBP open settled" in shown
    assert "394.68 GBP received by card 294.68 GBP open needs you: it may be the same money" in shown
    assert "[payment-does-not-fit]" in shown
    assert {key: rows[paying_desk.portal[WAITING]][key] for key in ("stage", "paid_in_hubflo", "method")} == {
        "stage": "waits-for-approval",
        "paid_in_hubflo": "2232.60",
        "method": "payments-card",
    }
    assert rows[paying_desk.portal[SETTLED]]["paid_in_xero"] == "1080.00"
    asked = rows[paying_desk.portal[ASKED]]
    assert asked["question"] == "payment-does-not-fit"
    assert (asked["received"], asked["counted"], asked["open"]) == ("394.68", "100.00", "294.68")
    assert len(rows) == 4, "one was paid by transfer before"


def test_the_filters_and_the_limit(paying_desk: Billed) -> None:
    portal = paying_desk.portal
    by_transfer = portal["retainer-2"]

    assert ids(paying_desk.run("payments", "list", "--needs-you", "--json")) == {portal[ASKED]}
    for option in ("--waiting", "--waiting-approval"):
        assert ids(paying_desk.run("payments", "list", option, "--json")) == {portal[WAITING], by_transfer}
    both = paying_desk.run("payments", "list", "--needs-you", "--waiting", "--json")
    assert len(both.data) == 3
    assert "`--limit 10` shows more" in paying_desk.run("payments", "list", "--limit", "1").said


def test_why_is_one_sentence(paying_desk: Billed) -> None:
    waits, asked = of(paying_desk, "why", WAITING), of(paying_desk, "why", ASKED)
    told = of(paying_desk, "why", WAITING, "--json").data

    assert waits.said.endswith(
        "Approve it in Xero, under Invoices, Awaiting approval. The payment of 2,232.60 GBP then goes by "
        'itself to "Stripe Clearing", dated 2 March 2026.'
    )
    assert "Xero shows 100.00 GBP on 2 March 2026, not by us; 294.68 GBP is due there." in asked.said
    assert asked.said.endswith("[payment-does-not-fit]")
    assert (told["told"], told["waiting"]) == (waits.said, waits.said)


def test_an_invoice_for_which_nothing_was_paid_is_told_so(paying_desk: Billed) -> None:
    done = of(paying_desk, "why", "zero-rate")

    assert done.status == 2
    assert done.said.startswith('Nothing was paid for "Talk in Lyon" yet')
    assert paying_desk.run("payments", "show", "Websit").said.endswith("[invoice-unknown]")


def test_show_tells_both_sides_and_what_we_posted(paying_desk: Billed) -> None:
    shown = of(paying_desk, "show", SETTLED).said
    told = of(paying_desk, "show", SETTLED, "--json").data

    for part in (
        "Hubflo 1,080.00 GBP received by card, last 2 March 2026, 12:",
        "Xero 1,080.00 GBP paid, 0.00 GBP due (HF-",
        "Stands settled",
        "both sides say that 1,080.00 GBP was received.",
        "Its payments in Xero 1,080.00 GBP 2 March 2026 ours HF-",
        "What we posted in Xero 1,080.00 GBP 2 March 2026 Stripe Clearing",
        "create payment 1,080.00 GBP done",
        'Payment posted in Xero: 1,080.00 GBP to "Stripe Clearing", dated 2 March 2026.',
    ):
        assert part in shown, part
    assert [one["is_ours"] for one in told["xero_payments"]] == [True]
    assert [one["amount"] for one in told["posted"]] == ["1080.00"]
    assert [event["code"] for event in told["events"]] == [
        "payment-sent",
        "payment-posted",
        "payment-settled",
    ]


def test_a_credit_note_in_xero_is_told_beside_what_was_received(paying: Billed) -> None:
    paying.in_xero("credit_invoice", ASKED, amount="94.68")
    paying.later()
    shown = of(paying, "show", ASKED).said
    told = of(paying, "show", ASKED, "--json").data

    assert "Hubflo 394.68 GBP received by card, last 2 March 2026, 12:" in shown
    assert "Xero 100.00 GBP paid, 94.68 GBP credited, 200.00 GBP due (" in shown
    assert "Its payments in Xero 100.00 GBP 2 March 2026 not ours" in shown
    assert {name: told[name] for name in ("paid_in_hubflo", "paid_in_xero", "credited_in_xero")} == {
        "paid_in_hubflo": "394.68",
        "paid_in_xero": "100.00",
        "credited_in_xero": "94.68",
    }
    assert "Xero shows 100.00 GBP on 2 March 2026, not by us, and 94.68 GBP of credit;" in (
        of(paying, "why", ASKED).said
    )
    assert "credited" not in of(paying, "show", SETTLED).said


def test_what_was_posted_and_deleted_in_xero_is_shown(paying: Billed) -> None:
    paying.in_xero("remove_payment", SETTLED)
    paying.later()

    assert "not in Xero any more" not in of(paying, "show", ASKED).said
    assert of(paying, "why", SETTLED).said.endswith("[payment-removed]")
    assert in_xero(paying, SETTLED) == []
    assert of(paying, "release", SETTLED, "--amount", "1080").status == 0
    assert in_xero(paying, SETTLED) == ["1080.00"]
    assert of(paying, "show", SETTLED).said.count("not in Xero any more") == 1


def test_invoices_show_tells_the_payment(paying_desk: Billed) -> None:
    shown = paying_desk.run("invoices", "show", paying_desk.portal[WAITING]).said
    nothing = paying_desk.run("invoices", "show", paying_desk.portal["one-name"])

    assert "Its payment Hubflo 2,232.60 GBP received by card" in shown
    assert "Stands waits for approval since 2 March 2026" in shown
    assert paying_desk.story(WAITING)["payment"]["stage"] == "waits-for-approval"
    assert "Its payment" not in nothing.said
    assert paying_desk.story("one-name")["payment"] is None


def test_status_sums_up_payments(paying_desk: Billed) -> None:
    shown = paying_desk.run("status").said
    told = paying_desk.run("status", "--json").data[0]["payments"]

    assert (
        "Payments 1 settled 1,080.00 GBP received 1,080.00 GBP counted in Xero "
        "2 waiting for approval in Xero 3,312.60 GBP received 3,312.60 GBP open "
        "0 on the way (nothing to do) "
        "1 need you 394.68 GBP received 100.00 GBP counted in Xero 294.68 GBP open"
    ) in shown
    assert "and the same of `invoices` and `payments`" in shown
    assert told["seen"] == sum(told["stages"].values()) == 4
    assert told["needs_you"] == {
        "count": 1,
        "received": {"GBP": "394.68"},
        "counted": {"GBP": "100.00"},
        "open": {"GBP": "294.68"},
    }


def test_the_list_and_the_sums_say_the_same(paying_desk: Billed) -> None:
    told = paying_desk.run("status", "--json").data[0]["payments"]
    rows = paying_desk.run("payments", "list", "--needs-you", "--waiting", "--json").data
    groups = ("needs_you", "waiting_approval", "waiting_bank_feed", "on_the_way")

    for figure in ("received", "counted", "open"):
        listed = sum(Decimal(row[figure]) for row in rows)
        summed = sum(Decimal(told[group][figure].get("GBP", 0)) for group in groups)
        assert (figure, listed) == (figure, summed)


def test_a_taken_away_invoice_says_that_its_money_waits_for_a_decision(paying: Billed) -> None:
    paying.in_xero("delete_invoice", WAITING)
    paying.later()
    look = f"`hubflo-xero payments why {paying.portal[WAITING]}`"
    hint = f"Money came in for it and waits for your decision: {look}."
    asked = paying.why(WAITING)
    of(paying, "release", WAITING, "--amount", "0")

    assert hint in asked
    assert hint not in paying.why(WAITING)


def test_what_is_held_for_another_reason_is_approved_first_as_well(paying: Billed) -> None:
    paying.run("settings", "set", "payments-card", "ask")
    paying.later()
    held = ids(paying.run("payments", "list", "--needs-you", "--json"))
    first = ids(paying.run("payments", "list", "--waiting-approval", "--json"))

    assert paying.portal[WAITING] in held & first
    assert paying.portal[ASKED] in held - first


@pytest.mark.parametrize(
    ("table", "check", "lost"),
    [
        (
            "invoice",
            "invoice-conservation",
            "Of 1 invoice the story tells and nothing is kept any more (invoice:",
        ),
        (
            "payment",
            "payment-conservation",
            "Of 1 payment the story tells and nothing is kept any more (payment:",
        ),
        (
            "mirror_contact",
            "conservation",
            "Of 1 contact the story tells and nothing is kept any more (contact:",
        ),
    ],
)
def test_the_doctor_notices_what_is_kept_no_more(paying: Billed, table: str, check: str, lost: str) -> None:
    with closing(sqlite3.connect(paying.desk.folder / "data" / "hubflo-xero.db")) as store, store:
        id_of = "contact_id" if table == "mirror_contact" else "invoice_id"
        kind = table.removeprefix("mirror_")
        told_of = f"'{kind}:' || {id_of} IN (SELECT subject FROM event)"
        store.execute(
            f"DELETE FROM {table} WHERE {id_of} = (SELECT {id_of} FROM {table} WHERE {told_of} LIMIT 1)"
        )
    done = paying.run("doctor")

    assert done.status == 4
    assert lost in done.said
    found = {row["check"]: row["verdict"] for row in paying.run("doctor", "--json").data}
    assert found[check] == "wrong"


def test_the_doctor_looks_at_payments(paying: Billed) -> None:
    found = {
        row["check"]: row for row in paying.run("doctor", "--json").data if row["check"].startswith("pay")
    }

    assert set(found) == {"payment-conservation", "payment-account", "payment-questions"}
    assert found["payment-conservation"]["sentence"] == "All 4 payments are accounted for."
    assert found["payment-account"]["sentence"] == "Payments by card can go to 615 Stripe Clearing."
    assert found["payment-questions"]["verdict"] == "note"
    paying.desk.act("xero.archive_account", tenant_id=paying.desk.firm.tenant_id, code="615")
    done = paying.run("doctor")

    assert done.status == 4
    assert (
        "Payments by card go to 615 Stripe Clearing, which was archived in Xero. Choose another" in done.said
    )


def test_the_report_tells_payments(paying_desk: Billed, tmp_path: Path) -> None:
    page, sheet = tmp_path / "report.html", tmp_path / "report.csv"
    paying_desk.run("report", "--html", str(page), "--csv", str(sheet))
    text, rows = page.read_text("utf-8"), sheet.read_text("utf-8-sig")

    assert "waiting for approval in Xero" in text
    assert "Approve it in Xero, under Invoices, Awaiting approval. The payment of 2,232.60 GBP" in text
    assert "it may be the same money twice" in text
    told = list(csv.DictReader(rows.splitlines()))
    assert rows.count("\npayment waiting,") == 2
    asked = next(row for row in told if row["cause"] == "payment-does-not-fit")
    assert {name: asked[name] for name in ("part", "received", "open", "method", "paid_on")} == {
        "part": "needs you",
        "received": "394.68",
        "open": "294.68",
        "method": "by card",
        "paid_on": "2 March 2026",
    }
    of_invoices = [row for row in told if not row["cause"].startswith("payment-")]
    of_invoices = [row for row in of_invoices if row["part"] != "payment waiting"]
    assert {row["received"] + row["open"] + row["method"] + row["paid_on"] for row in of_invoices} == {""}
    for label in ("Received", "Open"):
        assert f'data-label="{label}">2,232.60\u00a0GBP</td>' in text


def test_settings_name_the_accounts(paying_desk: Billed) -> None:
    assert "payments-card 615 Stripe Clearing What becomes in Xero of card payments" in (
        paying_desk.run("settings", "show").said
    )
